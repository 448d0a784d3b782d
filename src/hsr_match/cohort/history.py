"""Earlier rounds: who was with whom, and who had no mentor; run folders, or a list."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.directory import Directory
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import Cohort, Role
from hsr_match.cohort.pair_table import PairTable, read_pair_table
from hsr_match.cohort.stored import plain_key
from hsr_match.errors import UsageError
from hsr_match.problems import Place
from hsr_match.text import fold, natural_key

if TYPE_CHECKING:
    from hsr_match.config import Settings

Pair = tuple[str, str]
MADE = ("approved", "proposed")
"""Approved pairs count; proposals do where nothing was approved."""


@dataclass(frozen=True, slots=True)
class Round:
    """An earlier round: keys of the mentees it names, and the pairs that were made."""

    mentees: frozenset[str]
    pairs: frozenset[Pair]


def earlier_rounds(
    paths: Sequence[str],
    cohort: Cohort,
    directory: Directory,
    settings: Settings,
    findings: Findings,
) -> list[Round]:
    """Return the earlier rounds, as they are named; those of a list by year.

    Parameters
    ----------
    paths
        Run folders, or tables with ``mentee, mentor`` and perhaps ``year``.
    cohort, directory
        The people of this round: people of earlier rounds get this round's
        keys where their key or their e-mail is known.
    settings
        For the decimal sign of tables.
    findings
        Takes the problems.

    Raises
    ------
    UsageError
        If a path is neither a run folder nor a table.
    """
    found: list[Round] = []
    for path in paths:
        if Path(path).is_dir():
            found.append(_of_run(Path(path), cohort, directory, settings, findings))
        else:
            table = read_pair_table(path, settings, findings)
            if table is not None:
                found += _of_list(table, directory, findings)
    return found


def rounds_without(rounds: Sequence[Round], cohort: Cohort) -> dict[str, int]:
    """Return for how many rounds in a row, up to the last, a mentee had no mentor.

    Parameters
    ----------
    rounds
        Earlier rounds, the last one last.
    cohort
        The people of this round.

    Returns
    -------
    dict
        Key → rounds, for the mentees whom the last round names; 0 for those who
        had a mentor in it.
    """
    counts: dict[str, int] = {}
    for mentee in cohort.mentees:
        if not rounds or mentee.key not in rounds[-1].mentees:
            continue
        count = 0
        for past in reversed(rounds):
            with_mentor = any(key == mentee.key for key, _ in past.pairs)
            if with_mentor or mentee.key not in past.mentees:
                break
            count += 1
        counts[mentee.key] = count
    return counts


def _of_list(table: PairTable, directory: Directory, findings: Findings) -> list[Round]:
    years: dict[str, tuple[set[str], set[Pair]]] = {}
    made = set(_made(table))
    for row in table.table.rows:
        mentee, mentor = _people(table, row.cells)
        year = "" if table.year is None else row.cells[table.year].strip()
        named, pairs = years.setdefault(year, (set(), set()))
        mentees = directory.find(mentee, ["mentee"]) if mentee else set()
        if len(mentees) == 1:
            named |= mentees
        if (mentee, mentor, row.number) not in made:
            continue
        mentors = directory.find(mentor, ["mentor"])
        if len(mentees) == len(mentors) == 1:
            pairs.add((min(mentees), min(mentors)))
        else:
            findings.warn(
                "past-pair-unknown",
                "An earlier pair with somebody who is not in this cohort; passed over.",
                "Nothing need be done, unless the person takes part under another id.",
                table.table.place(row.number),
            )
    return [
        Round(frozenset(years[year][0]), frozenset(years[year][1]))
        for year in sorted(years, key=natural_key)
    ]


def _people(table: PairTable, cells: Sequence[str]) -> tuple[str, str]:
    return _bare(cells[table.mentee]), _bare(cells[table.mentor])


def _made(table: PairTable) -> list[tuple[str, str, int]]:
    """Return mentee, mentor and row of the pairs that were made."""
    rows = [
        (*_people(table, row.cells), row.number, _status(table, row.cells))
        for row in table.table.rows
    ]
    statuses = {status for *_, status in rows}
    wanted = next((status for status in MADE if status in statuses), "")
    return [
        (mentee, mentor, row)
        for mentee, mentor, row, status in rows
        if mentee and mentor and status in (wanted, "")
    ]


def _status(table: PairTable, cells: Sequence[str]) -> str:
    return "" if table.status is None else fold(cells[table.status])


def _bare(text: str) -> str:
    """Undo the apostrophe that keeps spreadsheets from running a text."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@＝") else text


def _of_run(
    folder: Path, cohort: Cohort, directory: Directory, settings: Settings, findings: Findings
) -> Round:
    pairings = folder / "pairings.csv"
    if not pairings.is_file():
        raise UsageError(
            f"{folder} is not a run folder: it holds no pairings.csv.",
            "Name a folder that `solve` wrote, or a table of mentee, mentor, year.",
        )
    table = read_pair_table(str(pairings), settings, findings)
    if table is None:
        return Round(frozenset(), frozenset())
    keys = _keys_of_run(folder, cohort, directory)
    found: set[Pair] = set()
    for mentee, mentor, row in _made(table):
        first, second = ("mentee", fold(mentee)), ("mentor", fold(mentor))
        if first in keys and second in keys:
            found.add((keys[first], keys[second]))
        else:
            findings.warn(
                "past-pair-unknown",
                "An earlier pair with an id that its run does not know; passed over.",
                "Check that pairings.csv and cohort.json are of the same run.",
                table.table.place(row),
            )
    listed = (_people(table, row.cells)[0] for row in table.table.rows)
    named = (keys.get(("mentee", fold(mentee))) for mentee in listed)
    return Round(frozenset(key for key in named if key), frozenset(found))


def _keys_of_run(folder: Path, cohort: Cohort, directory: Directory) -> dict[tuple[Role, str], str]:
    """Return (side, folded id of that round) → key of this round."""
    for name in ("cohort.json", "scores.json"):
        path = folder / name
        if path.is_file():
            try:
                document = json.loads(path.read_text(encoding="utf-8"))
                return _keys(document, cohort, directory)
            except (ValueError, KeyError, TypeError, AttributeError):
                raise UsageError(
                    f"{Place(str(path))} is damaged.", "Name another run folder, or a table."
                ) from None
    raise UsageError(
        f"{folder} holds neither cohort.json nor scores.json, so nobody can be recognised.",
        "Name a whole run folder, or a table of mentee, mentor, year.",
    )


def _keys(
    document: Mapping[str, Any], cohort: Cohort, directory: Directory
) -> dict[tuple[Role, str], str]:
    found: dict[tuple[Role, str], str] = {}
    sides: tuple[tuple[Role, str], ...] = (("mentee", "mentees"), ("mentor", "mentors"))
    for role, side in sides:
        current = {person.key for person in cohort.people(role)}
        for person in document[side]:
            if isinstance(person, str):
                stored = document.get(f"{role}_keys", {})
                found[role, fold(person)] = stored.get(person, plain_key(person))
                continue
            key = person["key"]
            email = person["answers"].get("email", "")
            if key not in current and email:
                known = directory.find(email, [role])
                key = known.pop() if len(known) == 1 else key
            found[role, fold(person["id"])] = key
    return found
