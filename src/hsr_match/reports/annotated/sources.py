"""What the files of a cohort hold, and which cell a problem's place means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from hsr_match.cohort.reading.files import read_grids
from hsr_match.cohort.reading.grid import Grid
from hsr_match.cohort.reading.layout import table_of
from hsr_match.problems import Place

_LETTERS = re.compile(r"[A-Z]{1,3}")
_HEADINGS_WITHIN = 20

MAX_COPIED_CELLS = 1_000_000
"""A larger table is not copied: as a workbook it would take gigabytes of memory."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The last that Excel has; a text file may go further."""

Cell = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One table of people as it stands in its file.

    Attributes
    ----------
    file, sheet
        As places name them; the sheet of a text file is empty.
    rows
        Row as Excel numbers it → cells as read, not trimmed.
    heading_row
        Row of the headings; 0 if there is none.
    columns
        Heading → columns from 1 that it stands above.
    """

    file: str
    sheet: str
    rows: Mapping[int, Sequence[str]]
    heading_row: int
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def cells(self, place: Place) -> list[Cell]:
        """Return the cells that a place means; none for the sheet as a whole."""
        return [
            (row, column)
            for row, column in self._cells(place)
            if row <= LAST_ROW and column <= LAST_COLUMN
        ]

    def _cells(self, place: Place) -> list[Cell]:
        columns = list(self.columns.get(place.column, ()))
        if not columns and _LETTERS.fullmatch(place.column):
            columns = [column_number(place.column)]
        row = place.row
        if not row:
            return [(self.heading_row, c) for c in columns] if self.heading_row else []
        if not columns:
            return [(row, min(self._filled(row, range(1, 10**4)), default=1))]
        if len(columns) > 1 and row != self.heading_row:
            # One question asked twice: the answer that stands there is meant.
            columns = self._filled(row, columns) or columns[:1]
        return [(row, column) for column in columns]

    def _filled(self, row: int, columns: Collection[int]) -> list[int]:
        cells = self.rows.get(row, ())
        return [c for c, cell in enumerate(cells, start=1) if cell.strip() and c in columns]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a cohort; without sheets if it could not be opened or is too large."""

    path: str
    sheets: tuple[SourceSheet, ...]

    @property
    def is_workbook(self) -> bool:
        """Whether it has sheets with names."""
        return any(sheet.sheet for sheet in self.sheets)

    @property
    def is_xlsx(self) -> bool:
        """Whether it is a workbook that can be copied with its formats."""
        return self.is_workbook and PurePath(self.path).suffix.lower() == ".xlsx"


def source_file(
    path: str, places: Collection[Place], *, sheets: Sequence[str], decimal: str
) -> SourceFile:
    """Read one file again for its cells.

    Parameters
    ----------
    path
        The file.
    places
        Places of all problems; their columns help to find headings where the
        table is so broken that nobody can tell.
    sheets, decimal
        As the settings say.
    """
    found = []
    for grid in read_grids(path, sheets=sheets, decimal=decimal).grids:
        raw = {number: list(row) for number, row in zip(grid.numbers, grid.rows, strict=True)}
        named = {p.column for p in places if (p.file, p.sheet) == (grid.file, grid.sheet)}
        found.append(_sheet(grid, raw, named - {""}))
    cells = sum(len(row) for sheet in found for row in sheet.rows.values())
    return SourceFile(path, tuple(found) if cells <= MAX_COPIED_CELLS else ())


def _sheet(grid: Grid, raw: Mapping[int, Sequence[str]], named: set[str]) -> SourceSheet:
    table, _ = table_of(grid)  # cleans the grid
    if not grid.rows:
        return SourceSheet(grid.file, grid.sheet, raw, 0)
    at = grid.numbers.index(table.heading_row) if table else _likely_headings(grid, named)
    columns: dict[str, tuple[int, ...]] = {}
    for column, heading in enumerate(grid.rows[at], start=1):
        if heading:
            columns[heading] = (*columns.get(heading, ()), column)
    return SourceSheet(grid.file, grid.sheet, raw, grid.numbers[at], columns)


def _likely_headings(grid: Grid, named: set[str]) -> int:
    """Return the place of the row that holds most headings which problems name."""
    best, most = 0, -1
    for at, row in enumerate(grid.rows[:_HEADINGS_WITHIN]):
        count = sum(cell in named for cell in row)
        if count > most:
            best, most = at, count
    return best


def column_number(letters: str) -> int:
    """Return the column from 1 that Excel's letters mean."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
