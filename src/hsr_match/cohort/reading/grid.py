"""The cells of one CSV file or sheet, before anybody knows which row holds the headings."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.limits import MAX_CELL, spaced
from hsr_match.problems import Place, Problem


class Mark(NamedTuple):
    """Something noticed about one cell.

    Attributes
    ----------
    code
        Code of :mod:`hsr_match.cohort.reading.codes`.
    row
        Row as Excel numbers it.
    column
        Column from 0.
    value
        What is worth telling: an error's name, a code point. Never the cell.
    """

    code: str
    row: int
    column: int
    value: str = ""


@dataclass(slots=True)
class Grid:
    """Rows of text as they came from the file.

    Attributes
    ----------
    file, sheet, sha256
        As in :class:`hsr_match.cohort.table.Table`.
    numbers
        Row numbers as Excel counts, rising, one for each of `rows`.
    rows
        Cells; rows may differ in length.
    delimiter
        What separated the cells of a CSV file; empty for a sheet. Only where
        it is set does the length of a row say anything.
    cut
        Whether the text ends without a line end.
    unusual
        Characters outside plain ASCII that may occur; ``None`` if that is not known.
    longest
        No cell is longer than this, in characters.
    marks
        What was noticed about single cells.
    problems
        What was noticed about the whole.
    hidden_rows, hidden_columns
        Hidden in the workbook: row numbers, columns from 0.
    merged
        Merged ranges: first row, first column, last row, last column; columns from 0.
    """

    file: str
    sheet: str
    sha256: str
    numbers: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    delimiter: str = ""
    cut: bool = False
    unusual: frozenset[str] | None = None
    longest: int = sys.maxsize
    dates: set[tuple[int, int]] = field(default_factory=set)
    marks: list[Mark] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def place(self, row: int = 0, column: str = "") -> Place:
        """Return a place in this file and sheet."""
        return Place(self.file, self.sheet, row, column)

    def tell(self, code: str, row: int = 0, column: str = "", **found: int | str) -> None:
        """Add a problem of the whole; `found` and the row fill its sentences."""
        found["row"] = row
        self.problems.append(problem(code, self.place(row, column), found=found))


def column_letters(column: int) -> str:
    """Return Excel's letters of a column counted from 0: A to Z, then AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_LISTED_FIXES = 100


def problems_of_marks(grid: Grid, headings: dict[int, str]) -> list[Problem]:
    """Return one problem a code (and value), with all the places where it stands.

    Parameters
    ----------
    grid
        Cells and marks.
    headings
        Column from 0 → heading; columns without one are named by their letters.
    """
    groups: dict[tuple[str, str], list[Mark]] = {}
    for mark in grid.marks:
        # Code points are collected in one sentence; error names stand apart.
        key = mark.value if mark.value.startswith("#") else ""
        groups.setdefault((mark.code, key), []).append(mark)
    problems = []
    for (code, value), marks in groups.items():
        cells = {(mark.row, mark.column): mark for mark in marks}
        shown = list(cells)[:_LISTED_FIXES] if code in _FIXES else list(cells)
        places = tuple(
            grid.place(row, headings.get(column) or column_letters(column)) for row, column in shown
        )
        row, column = shown[0]
        problems.append(
            problem(
                code,
                places[0],
                value=value,
                more=places[1:],
                found={
                    "cell": f"{column_letters(column)}{row}",
                    "count": len(cells),
                    "points": ", ".join(_points(marks)),
                    "limit": spaced(MAX_CELL),
                },
            )
        )
    return problems


_FIXES = frozenset(["spaces-trimmed", "invisible-character", "direction-mark"])


def _points(marks: Iterable[Mark]) -> list[str]:
    return sorted({mark.value for mark in marks if mark.value})
