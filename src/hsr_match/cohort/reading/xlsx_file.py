"""XLSX: each visible sheet to a grid of text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.reading.archive import Package
from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.extent import Extent
from hsr_match.cohort.reading.grid import Grid, Mark
from hsr_match.cohort.reading.limits import MAX_COLUMNS
from hsr_match.cohort.reading.sheets import DamagedWorkbookError, SheetName, select_sheets
from hsr_match.cohort.reading.values import date_text, is_long, number_text
from hsr_match.problems import Place, Problem

if TYPE_CHECKING:
    from openpyxl import Workbook

    from hsr_match.cohort.reading.xlsx_parser import Cell, SheetParser

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(
    package: Package, file: str, sha256: str, sheets: Collection[str]
) -> tuple[list[Grid], list[Problem]]:
    """Read the visible sheets of a workbook, or those asked for.

    Returns
    -------
    tuple
        A grid for each sheet in the order of the workbook, and problems of the
        workbook beyond those in the grids.

    Raises
    ------
    DamagedWorkbookError
        If the library cannot read the workbook.
    """
    try:
        book = _load(package.data)
        names = [SheetName(s.title, s.sheet_state == "visible") for s in book.worksheets]
    except Exception as error:
        # The library raises whatever a broken part happens to break.
        raise DamagedWorkbookError from error
    chosen, problems = select_sheets(names, sheets, file)
    try:
        grids = [_grid(book, place, file, sha256) for place in chosen]
    finally:
        book.close()
    problems += _links(package.names, grids, file)
    return grids, problems


def _load(data: bytes) -> Workbook:
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl runs without defusedxml: unset OPENPYXL_DEFUSEDXML")
    with warnings.catch_warnings():
        # Styles and extensions that the library drops are nothing to a table.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )


def _grid(book: Workbook, sheet_place: int, file: str, sha256: str) -> Grid:
    from hsr_match.cohort.reading.xlsx_parser import parser_of, stored_cells

    sheet: Any = book.worksheets[sheet_place]
    grid = Grid(file, sheet.title, sha256)
    formats = _Formats(book)
    extent = Extent(grid)
    try:
        parser = parser_of(sheet)
    except Exception as error:
        raise DamagedWorkbookError from error
    for number, cells in _rows(parser):
        if parser.is_hidden(number):
            grid.hidden_rows.add(number)
        row = _row(grid, number, cells, formats)
        if not extent.takes(number, row):
            break
    else:
        grid.merged = _library(parser.merged)
    grid.hidden_columns = _library(parser.hidden_columns, MAX_COLUMNS)
    if extent.blank_end:
        extent.tell_end(below=_library(stored_cells, sheet) > parser.stored)
    return grid


def _library(call: Any, *arguments: Any) -> Any:
    try:
        return call(*arguments)
    except Exception as error:
        raise DamagedWorkbookError from error


def _rows(parser: SheetParser) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the parser's rows; whatever it stumbles over means a broken part."""
    rows = parser.rows()
    before = 0
    while True:
        try:
            number, cells = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise DamagedWorkbookError from error
        if number <= before:
            raise DamagedWorkbookError
        before = number
        yield number, cells


class _Formats:
    """Number format of a style, as Excel writes it."""

    def __init__(self, book: Any) -> None:
        self._styles = book._cell_styles
        self._formats = book._number_formats
        self._known: dict[int, str] = {}

    def __call__(self, style: int) -> str:
        if style not in self._known:
            self._known[style] = self._look_up(style)
        return self._known[style]

    def _look_up(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

        try:
            number = self._styles[style].numFmtId
            if number < BUILTIN_FORMATS_MAX_SIZE:
                return BUILTIN_FORMATS.get(number, "General")
            return str(self._formats[number - BUILTIN_FORMATS_MAX_SIZE])
        except IndexError:
            return "General"


def _row(grid: Grid, number: int, cells: list[Cell], formats: _Formats) -> list[str]:
    if not cells:
        return []
    row = [""] * (max(cell.column for cell in cells) + 1)
    for cell in cells:
        if cell.value is None and not cell.trouble:
            continue
        row[cell.column] = _text(grid, number, cell, formats)
    return row


def _text(grid: Grid, number: int, cell: Cell, formats: _Formats) -> str:
    """Return a cell as text, and mark what is wrong with it."""
    value, column = cell.value, cell.column
    if cell.trouble and cell.trouble != "external-link":
        grid.marks.append(Mark(cell.trouble, number, column))
        # Not blank, so that the row and column still count as used.
        return "?"
    if cell.trouble:
        grid.marks.append(Mark(cell.trouble, number, column))
        if value is None:
            return ""
    if cell.type == "s":
        return _unescaped(str(value))
    if cell.type == "e":
        grid.marks.append(Mark("formula-error", number, column, str(value)[:20]))
        return str(value)
    if cell.type == "b":
        return "TRUE" if value else "FALSE"
    if cell.type == "d":
        grid.dates.add((number, column))
        return date_text(value)
    if is_long(value):
        grid.marks.append(Mark("long-number", number, column))
    return number_text(value, formats(cell.style))


def _unescaped(text: str) -> str:
    """Undo ``_x000D_``: characters that XML cannot hold are stored so."""
    if "_x" not in text:
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return chr(code) if code < 0xA0 else match[0]

    plain = _ESCAPED.sub(character, text)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _links(names: tuple[str, ...], grids: list[Grid], file: str) -> list[Problem]:
    problems = []
    marked = any(mark.code == "external-link" for grid in grids for mark in grid.marks)
    if not marked and any(n.startswith(("xl/externalLinks/", "xl/connections")) for n in names):
        problems.append(problem("external-link", Place(file)))
    if any(n.startswith(("xl/embeddings/", "xl/activeX/")) for n in names):
        problems.append(problem("embedded-object", Place(file)))
    return problems
