"""Where a sheet ends: limits that hold while its rows stream in."""

from __future__ import annotations

from hsr_match.cohort.reading.grid import Grid, column_letters
from hsr_match.cohort.reading.limits import (
    MAX_BLANK_ROWS,
    MAX_COLUMNS,
    MAX_WORKBOOK_CELLS,
    MAX_WORKBOOK_ROWS,
    spaced,
)


class Extent:
    """Adds rows to a grid until the sheet is over or goes too far.

    Attributes
    ----------
    blank_end
        Row at which reading stopped for blank rows; 0 if it did not.
    """

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._filled = 0
        self._cells = 0
        self.blank_end = 0

    def takes(self, number: int, row: list[str]) -> bool:
        """Add a row; return whether reading should go on.

        Parameters
        ----------
        number
            Row as Excel numbers it, rising from call to call.
        row
            Its cells; missing ones at the end are blank.
        """
        grid = self._grid
        while row and not row[-1].strip():
            row.pop()
        if not row:
            if number - self._filled > MAX_BLANK_ROWS:
                self.blank_end = number
                return False
            return True
        if len(row) > MAX_COLUMNS:
            if sum(map(bool, row)) > MAX_COLUMNS:
                grid.tell("too-many-columns", row=number, limit=MAX_COLUMNS)
            else:
                self._stray(number, next(c for c in range(MAX_COLUMNS, len(row)) if row[c]))
            return False
        if number - self._filled > MAX_BLANK_ROWS + 1:
            self._stray(number, next(c for c, cell in enumerate(row) if cell))
            return False
        if number > MAX_WORKBOOK_ROWS:
            grid.tell("too-many-rows", row=number, limit=spaced(MAX_WORKBOOK_ROWS))
            return False
        self._cells += len(row)
        if self._cells > MAX_WORKBOOK_CELLS:
            grid.tell("too-many-cells", row=number, limit=spaced(MAX_WORKBOOK_CELLS))
            return False
        grid.numbers.append(number)
        grid.rows.append(row)
        self._filled = number
        return True

    def _stray(self, number: int, column: int) -> None:
        letters = column_letters(column)
        self._grid.tell("stray-cell", row=number, column=letters, cell=f"{letters}{number}")

    def tell_end(self, *, below: bool) -> None:
        """Say that reading stopped after blank rows, and whether anything stands below."""
        limit = spaced(MAX_BLANK_ROWS)
        if below:
            self._grid.tell("content-after-gap", row=self.blank_end, count=limit)
        else:
            self._grid.tell("blank-rows-end", row=self.blank_end, count=limit)
