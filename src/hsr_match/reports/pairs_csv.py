"""``pairings.csv``: the plain list that people edit and every command reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hsr_match.errors import UsageError
from hsr_match.reports.cells import guarded, unguarded
from hsr_match.reports.figures import file_figure
from hsr_match.reports.pair_rows import PairRow, columns_of, criteria_of, pair_rows

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome

BOM = "\ufeff"
"""Tells Excel that the file is UTF-8."""

NEEDED = ("mentee_id", "mentor_id", "status")
"""Columns without which a file is no list of pairs."""


def pairings_csv(outcome: Outcome) -> bytes:
    """Return the pairs as CSV: UTF-8 with byte-order mark, comma, CRLF.

    Parameters
    ----------
    outcome
        A finished run.

    Returns
    -------
    bytes
        Equal for equal input: times stand in the manifest only. The format is
        in ``docs/reference/run-folder.md``.
    """
    criteria = len(criteria_of(outcome))
    return csv_bytes(
        columns_of(outcome), (_cells(row, outcome, criteria) for row in pair_rows(outcome))
    )


def csv_bytes(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as our CSV; cells are written as they are."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([guarded(name) for name in heading])
    table.writerows(rows)
    return (BOM + text.getvalue()).encode("utf-8")


def _cells(row: PairRow, outcome: Outcome, criteria: int) -> list[str]:
    units = [None] * criteria if row.points is None else row.points
    return [
        guarded(row.mentee_id),
        guarded(row.mentee_name),
        guarded(row.mentor_id),
        guarded(row.mentor_name),
        _figure(row.score, outcome),
        "" if row.rank is None else str(row.rank),
        *(_figure(value, outcome) for value in units),
        guarded(row.why),
        guarded(" ".join(row.cautions)),
        row.status,
        "yes" if row.locked else "no",
    ]


def _figure(units: int | None, outcome: Outcome) -> str:
    return "" if units is None else file_figure(units, outcome.problem.scale, outcome.kind)


def read_pairings(content: bytes) -> list[dict[str, str]]:
    """Read a list of pairs back, as written or as saved again by a spreadsheet.

    Parameters
    ----------
    content
        CSV in UTF-8 or, as Excel saves it by default, Windows-1252; separated
        by comma, semicolon or tab.

    Returns
    -------
    list of dict
        Heading → text, one per row; apostrophes put in front by
        :func:`pairings_csv` are gone. Blank rows are left out.

    Raises
    ------
    UsageError
        If the file is not such a list.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise _not_pairs(f"It cannot be read as CSV ({error}).") from None
    heading = [unguarded(name.strip()) for name in rows[0]] if rows else []
    missing = [name for name in NEEDED if name not in heading]
    if missing:
        raise _not_pairs(f"It has no column {', '.join(missing)}.")
    return [_row(heading, cells) for cells in rows[1:] if any(cell.strip() for cell in cells)]


def _row(heading: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(heading) - len(cells))]
    return {name: unguarded(cell) for name, cell in zip(heading, padded, strict=False)}


def _not_pairs(reason: str) -> UsageError:
    return UsageError(
        f"This is not a list of pairs. {reason}",
        "Use pairings.csv of a run, or a copy of it with its heading unchanged.",
    )
