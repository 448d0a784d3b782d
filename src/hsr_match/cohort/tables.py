"""The tables of a cohort: which files and sheets, and the role a name gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import Role
from hsr_match.cohort.reading import read_tables
from hsr_match.cohort.roles import role_in_name
from hsr_match.cohort.table import Reading, Table
from hsr_match.problems import Level, Place
from hsr_match.text import fold_label

if TYPE_CHECKING:
    from hsr_match.config import Settings


@dataclass(frozen=True, slots=True)
class CohortTables:
    """What was read.

    Attributes
    ----------
    tables
        Tables with the role that an option gave their file.
    complete
        False if a file could not be read as a whole.
    """

    tables: tuple[tuple[Table, Role | None], ...]
    complete: bool


def cohort_tables(
    paths: Sequence[str],
    settings: Settings,
    findings: Findings,
    *,
    mentors: str | None = None,
    mentees: str | None = None,
) -> CohortTables:
    """Read all files of a cohort.

    Raises
    ------
    UsageError
        If a path names nothing that can be read.
    """
    by_role: dict[Role, str] = {
        "mentor": settings.sheets.mentors,
        "mentee": settings.sheets.mentees,
    }
    both = tuple(name for name in by_role.values() if name)
    readings: list[tuple[Reading, Role | None]] = [
        (read_tables(path, sheets=both, decimal=settings.decimal), None) for path in paths
    ]
    named: tuple[tuple[Role, str | None], ...] = (("mentor", mentors), ("mentee", mentees))
    for role, path in named:
        if path is not None:
            sheets = (by_role[role],) if by_role[role] else ()
            readings.append((read_tables(path, sheets=sheets, decimal=settings.decimal), role))
    _report(readings, both, findings)
    tables = [
        (table, role) for reading, role in readings for table in _of_role(reading.tables, role)
    ]
    return CohortTables(_each_once(tables, findings), complete=not findings.failed)


def _report(
    readings: Sequence[tuple[Reading, Role | None]], wanted: Sequence[str], findings: Findings
) -> None:
    """Take over problems; a sheet may be missing from one file if another has it."""
    there = {fold_label(t.sheet) for reading, _ in readings for t in reading.tables}
    elsewhere = len(readings) > 1 and all(fold_label(name) in there for name in wanted)
    for reading, _ in readings:
        passed = elsewhere and bool(reading.tables)
        findings.extend([p for p in reading.problems if not (passed and p.code == "unknown-sheet")])


def _of_role(tables: Sequence[Table], role: Role | None) -> Sequence[Table]:
    """Of a workbook named by an option, the sheets named for that role, if any are."""
    if role is None or len(tables) < 2:
        return tables
    return [t for t in tables if role_in_name(t.sheet) == role] or tables


def _each_once(
    tables: Sequence[tuple[Table, Role | None]], findings: Findings
) -> tuple[tuple[Table, Role | None], ...]:
    """Refuse a table that is given twice, and leave it out: its people are no duplicates."""
    seen: dict[tuple[str, str], Table] = {}
    kept = []
    for table, role in tables:
        first = seen.setdefault((table.sha256, table.sheet), table)
        if first is table:
            kept.append((table, role))
            continue
        findings.add(
            "same-file-twice",
            Level.ERROR,
            "This table is given twice.",
            f"It holds the same as {first.file}: name each file once.",
            Place(table.file, table.sheet),
        )
    return tuple(kept)
