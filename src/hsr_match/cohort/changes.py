"""What people changed by hand: pairs to make and pairs not to make, read from files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import SourceFile
from hsr_match.errors import CohortProblems
from hsr_match.problems import Place, Problem

if TYPE_CHECKING:
    from hsr_match.cohort.changes_people import Finder
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings

YAML = (".yaml", ".yml")
LISTS_OF_RUN = ("decisions.csv", "pairings.csv")
"""What is read of a run folder: the first that is there."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person as a file names them.

    Attributes
    ----------
    ref
        Id, e-mail or name.
    place
        Where it stands.
    name
        Name beside an id, which should be that person's; else empty.
    name_place
        Where that stands.
    """

    ref: str
    place: Place
    name: str = ""
    name_place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Change:
    """One pair to make (``pin``) or not to make (``ban``).

    Attributes
    ----------
    pin
        False for a ban.
    mentee, mentor
        Who is meant.
    by, reason
        Who decided and why; may be empty.
    approved
        Whether a pair to make was approved, rather than asked for.
    """

    pin: bool
    mentee: Named
    mentor: Named
    by: str = ""
    reason: str = ""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """Settings with the changes of all files in them.

    Attributes
    ----------
    settings
        Pins and bans added, people by id.
    sources
        The files read.
    notices
        What was noticed and stops nobody.
    """

    settings: Settings
    sources: tuple[SourceFile, ...]
    notices: tuple[Problem, ...]


def with_changes(
    paths: Sequence[str],
    settings: Settings,
    people: Cohort | GivenScores,
    *,
    by: str = "",
    reason: str = "",
) -> Changed:
    """Return settings with the pins and bans that files ask for.

    Parameters
    ----------
    paths
        ``changes.yaml`` files; ``pairings.xlsx`` or ``.csv`` as people edited
        them; run folders (their ``decisions.csv``, else ``pairings.csv``).
    settings
        Settings that hold the pins and bans given otherwise.
    people
        Who may be meant.
    by, reason
        Who decided and why, where a file does not say.

    Raises
    ------
    CohortProblems
        With all problems of all files.
    UsageError
        If a path names nothing that can be read.
    """
    from hsr_match.cohort.changes_people import Finder
    from hsr_match.config.choices import with_choices

    findings = Findings()
    finder = Finder(people, findings)
    asked: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    asked_for = {(pin.mentee, pin.mentor) for pin in settings.pins if not pin.approved}
    sources: list[SourceFile] = []
    for path in paths:
        found, source = _read(path, settings.decimal, finder, findings)
        sources.append(source)
        for change in found:
            mentee = finder.find(change.mentee, "mentee")
            mentor = finder.find(change.mentor, "mentor")
            if mentee is None or mentor is None:
                continue
            why = change.reason or reason
            decision: dict[str, Any] = {"mentee": mentee, "mentor": mentor}
            if change.approved and (mentee, mentor) not in asked_for:
                decision["approved"] = True
            if why or change.by:
                decision |= {"by": change.by or (by if why else ""), "reason": why}
            if decision not in asked[change.pin]:
                asked[change.pin].append(decision)
    if findings.failed:
        raise CohortProblems(
            findings.problems(),
            "The changes cannot be taken as they are.",
            "Correct the places named above and run the command again; nothing was changed.",
        )
    changed = with_choices(
        settings, weights={}, pins=asked[True], bans=asked[False], seed=None, time_limit=None
    )
    return Changed(changed, tuple(sources), findings.problems())


def _read(
    path: str, decimal: str, finder: Finder, findings: Findings
) -> tuple[list[Change], SourceFile]:
    """Return the changes of one file, by what its name says it is."""
    if Path(path).suffix.lower() in YAML:
        from hsr_match.cohort.changes_yaml import changes_of_yaml

        return changes_of_yaml(path, findings)
    from hsr_match.cohort.changes_table import changes_of_table

    return changes_of_table(list_in(path), decimal, finder, findings)


def list_in(path: str) -> str:
    """Return the list of pairs that a path means: itself, or the one in a run folder."""
    folder = Path(path)
    if not folder.is_dir():
        return path
    there = (folder / name for name in LISTS_OF_RUN)
    return str(next((found for found in there if found.is_file()), folder))
