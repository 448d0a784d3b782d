"""A long table of pairs: who with whom, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.missing import headings_found, likeliest
from hsr_match.cohort.reading import read_tables
from hsr_match.cohort.table import Table
from hsr_match.config.fields import fold_heading

if TYPE_CHECKING:
    from hsr_match.config import Settings

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "mentee": ("mentee_id", "mentee"),
    "mentor": ("mentor_id", "mentor"),
    "score": ("score",),
    "eligible": ("eligible",),
    "status": ("status",),
    "year": ("year",),
}


@dataclass(frozen=True, slots=True)
class PairTable:
    """A table of pairs.

    Attributes
    ----------
    table
        The table.
    mentee, mentor
        Columns that hold them.
    score, eligible, status, year
        Further columns, None where the table has none.
    """

    table: Table
    mentee: int
    mentor: int
    score: int | None
    eligible: int | None
    status: int | None
    year: int | None = None


def read_pair_table(
    path: str, settings: Settings, findings: Findings, *, needs: Sequence[str] = ()
) -> PairTable | None:
    """Read a table with the columns ``mentee_id`` (or ``mentee``) and ``mentor_id`` (``mentor``).

    Parameters
    ----------
    path
        CSV, XLSX or ODS file; of a workbook the sheet that has the columns.
    settings
        For the decimal sign.
    findings
        Takes the problems.
    needs
        Further columns it must have.

    Returns
    -------
    PairTable or None
        None, with a problem noted, if no sheet has the columns.

    Raises
    ------
    UsageError
        If the path names nothing that can be read.
    """
    reading = read_tables(path, decimal=settings.decimal)
    wanted = ("mentee", "mentor", *needs)
    found = [(t, columns) for t in reading.tables for columns in [_columns(t)]]
    fitting = [(t, columns) for t, columns in found if all(name in columns for name in wanted)]
    # A sheet with one line of text is no table, and no reason to refuse the one that is.
    own = {table.sheet for table, _ in fitting}
    findings.extend(
        [p for p in reading.problems if not fitting or p.code != "no-rows" or p.place.sheet in own]
    )
    if len(fitting) == 1:
        table, columns = fitting[0]
        return PairTable(
            table,
            columns["mentee"],
            columns["mentor"],
            columns.get("score"),
            columns.get("eligible"),
            columns.get("status"),
            columns.get("year"),
        )
    if fitting:
        findings.error(
            "several-pair-tables",
            "More than one sheet is a table of pairs.",
            "Keep one, or save it as a file of its own.",
            fitting[1][0].place(),
        )
    for table, columns in found if not fitting else ():
        missing = [_NAMES[name][0] for name in wanted if name not in columns]
        findings.error(
            "missing-column",
            f"No column {' or '.join(missing)}. {headings_found(table.headings)}",
            "".join(likeliest(name, _unclaimed(table, columns)) for name in missing)
            + "Give the table the columns "
            + ", ".join(_NAMES[name][0] for name in wanted)
            + f", one row per pair{_instead_of_wide(table, columns, needs)}.",
            table.place(table.heading_row),
        )
    return None


def _instead_of_wide(table: Table, columns: Mapping[str, int], needs: Sequence[str]) -> str:
    """Return what to say if the table seems to have a column for each person of one side."""
    sides = [side for side in ("mentee", "mentor") if side in columns]
    if "score" not in needs or "score" in columns or len(sides) != 1 or len(table.headings) < 3:
        return ""
    return ", not one column per mentor" if sides == ["mentee"] else ", not one column per mentee"


def _unclaimed(table: Table, columns: Mapping[str, int]) -> list[str]:
    return [h for place, h in enumerate(table.headings) if place not in columns.values()]


def _columns(table: Table) -> dict[str, int]:
    headings = [fold_heading(heading).replace(" ", "_") for heading in table.headings]
    found: dict[str, int] = {}
    for name, words in _NAMES.items():
        for word in words:
            if word in headings:
                found.setdefault(name, headings.index(word))
    return found
