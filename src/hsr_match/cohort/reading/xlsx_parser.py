"""openpyxl's streaming parser of a sheet, keeping what a formula hides.

The public read-only sheet shows either formulas or values, fills every missing
row up to the last (a million, if a stray cell stands there), and tells neither
hidden rows nor merged cells. The parser beneath it, which has been the same
since openpyxl 3.0, yields the rows that exist and knows all of that in one pass.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LINK = re.compile(r"\[[0-9]+\]")
_TRUE = ("1", "true")


class Cell(NamedTuple):
    """A cell that exists in the file; column from 0."""

    column: int
    value: Any
    type: str
    """``n`` number, ``s`` text, ``b`` truth value, ``d`` date, ``e`` error."""
    style: int
    trouble: str = ""
    """Code of a problem with its formula or date, or empty."""


class SheetParser(WorkSheetParser):
    """Parses one sheet; `stored` counts the cells seen that have a value."""

    stored = 0

    def parse_cell(self, element: Element) -> Any:
        """Return a cell with its value; openpyxl calls this for each."""
        found = super().parse_cell(element)
        trouble = ""
        if len(element):
            formula = element[0] if element[0].tag == FORMULA_TAG else None
            has_value = element[-1].tag in (VALUE_TAG, INLINE_STRING)
            self.stored += has_value
            if formula is not None:
                if found["value"] is None and not (has_value and element.get("t") == "str"):
                    trouble = "formula-not-calculated"
                elif formula.text and _LINK.search(formula.text):
                    trouble = "external-link"
            if found["data_type"] == "e" and element.get("t") != "e":
                trouble = "date-out-of-range"
        return Cell(
            found["column"] - 1, found["value"], found["data_type"], found["style_id"], trouble
        )

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows that exist: number as Excel counts, cells that exist."""
        with warnings.catch_warnings():
            # openpyxl warns of extensions that it drops, such as drop-down lists.
            warnings.simplefilter("ignore")
            yield from self.parse()

    def is_hidden(self, row: int) -> bool:
        """Whether a row that was parsed is hidden or filtered out."""
        found = self.row_dimensions.pop(str(row), None)
        return found is not None and found.get("hidden") in _TRUE

    def hidden_columns(self, limit: int) -> set[int]:
        """Return the hidden columns from 0, below `limit`."""
        hidden: set[int] = set()
        for found in self.column_dimensions.values():
            if found.get("hidden") in _TRUE:
                hidden.update(range(int(found["min"]) - 1, min(int(found["max"]), limit)))
        return hidden

    def merged(self) -> list[tuple[int, int, int, int]]:
        """Return the merged ranges: first row, first column, last row, last column."""
        if not self.merged_cells:
            return []
        ranges = [CellRange(cell.ref) for cell in self.merged_cells.mergeCell]
        return [(r.min_row, r.min_col - 1, r.max_row, r.max_col - 1) for r in ranges]


def parser_of(sheet: Any) -> SheetParser:
    """Return a parser at the start of a sheet of a read-only workbook."""
    book = sheet.parent
    return SheetParser(
        sheet._get_source(),
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


_STORED = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:v|is)[\s>/]")
_CHUNK = 1 << 20
_OVERLAP = 80


def stored_cells(sheet: Any) -> int:
    """Count the cells of a whole sheet that have a value, without parsing it."""
    count, tail = 0, b""
    with sheet._get_source() as source:
        while chunk := source.read(_CHUNK):
            window = tail + chunk
            # A match that may go on in the next chunk is left to it.
            tail = window[max(window.rfind(b"<"), len(window) - _OVERLAP) :]
            count += len(_STORED.findall(window[: len(window) - len(tail)]))
    return count + len(_STORED.findall(tail))
