"""A settings file that proposes what unknown headings mean, each line to be confirmed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.cli.destination import single_file
from hsr_match.cli.pipeline import Choices, load
from hsr_match.errors import OutputError, UsageError
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.cohort.proposals import Proposal

HEAD = """\
# Headings that hsr-match does not know, and the field that each may be.
# Proposed on {today}; nothing is settled. Read each line below `columns:`
#
#   right?      delete the question mark behind the field
#   not right?  write another field (docs/reference/fields.md), or delete the line
#
# While a question mark is left, no command takes this file. To see what is left:
#
#   hsr-match config check {name}
#
extends: {extends}

columns:
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the settings file goes, checked, and what it builds upon, as YAML."""

    path: Path
    extends: str


def columns_place(output: str, cohort: Sequence[str], config: str | None) -> Place:
    """Check where the proposals will go, before any work is done.

    Raises
    ------
    UsageError
        If the cohort comes from standard input, the name is not that of a
        settings file, or the settings in use lie elsewhere.
    OutputError
        If the file exists or cannot be written.
    """
    if "-" in cohort:
        raise UsageError(
            "--write-columns reads the cohort twice, which standard input does not allow.",
            "Save the table to a file and name that.",
        )
    if Path(output).suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(
            "--write-columns writes a settings file, so its name must end in .yaml.",
            "For instance --write-columns my-scheme.yaml",
        )
    return Place(single_file(output, force=False), _extends(config, Path(output)))


def _extends(config: str | None, output: Path) -> str:
    from hsr_match.config import presets

    if config is None or config in presets():
        return config or "default"
    folder = output.parent.resolve()
    try:
        inside = Path(config).resolve().relative_to(folder)
    except ValueError:
        raise UsageError(
            f"The new settings build upon {visible(config)} and must lie beside it.",
            f"Name a file in {Path(config).parent}, the folder of those settings.",
        ) from None
    return _quoted(f"./{inside.as_posix()}")


def write_columns(place: Place, cohort: Sequence[str], choices: Choices) -> str:
    """Write the proposals, if there are any, and return what to say.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    from hsr_match.cohort.proposals import propose_columns

    found = propose_columns(cohort, load(choices), mentors=choices.mentors, mentees=choices.mentees)
    proposed = [proposal for proposal in found if proposal.targets]
    if not proposed:
        left = f"{len(found)} are like no field" if found else "none is unknown"
        return f"{place.path} was not written: of the headings, {left}."
    text = proposals_yaml(found, place, date.today().isoformat())
    from hsr_match.reports.files import write_new

    try:
        write_new(place.path, text.encode())
    except OSError as error:
        raise OutputError(
            f"{place.path} cannot be written: {os.strerror(error.errno or 0)}.",
            "Name another place.",
        ) from error
    count = len(proposed)
    return (
        f"{place.path}: {count} heading{'s' * (count != 1)} to confirm. Open it, read each line, "
        f"delete the question marks, then: hsr-match config check {place.path}"
    )


def proposals_yaml(found: Sequence[Proposal], place: Place, today: str) -> str:
    """Return the settings file: one line a heading, in the order of the tables."""
    parts = [HEAD.format(today=today, name=place.path.name, extends=place.extends)]
    where: tuple[str, ...] = ()
    for proposal in found:
        if proposal.tables != where:
            where = proposal.tables
            parts.append(f"  # {_comment('; '.join(where))}\n")
        heading = _quoted(proposal.heading)
        if not proposal.targets:
            parts.append(f"  # {heading}: like no field; not read\n")
            continue
        first, *others = proposal.targets
        said = [proposal.evidence, f"or {', '.join(others)}" if others else ""]
        note = "; ".join(part for part in said if part)
        parts.append(f"  {heading}: {first}?" + (f"  # {_comment(note)}" if note else "") + "\n")
    return "".join(parts)


def _comment(text: str) -> str:
    return visible(" ".join(text.split()))


def _quoted(text: str) -> str:
    """Return text as YAML on one line."""
    import yaml

    plain: Any = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**6)
    return str(plain).rstrip("\n")
