"""ODS: each visible sheet to a grid of text."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Collection, Iterator
from typing import Any

from hsr_match.cohort.reading.archive import Package
from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.extent import Extent
from hsr_match.cohort.reading.grid import Grid, Mark
from hsr_match.cohort.reading.limits import MAX_COLUMNS
from hsr_match.cohort.reading.ods_cells import ODS_LAST_COLUMN, attribute, cell_text, number_of
from hsr_match.cohort.reading.sheets import DamagedWorkbookError, SheetName, select_sheets
from hsr_match.problems import Place, Problem

_GROUPS = (
    *("table-row-group", "table-header-rows", "table-rows"),
    *("table-column-group", "table-header-columns", "table-columns"),
)


def read_ods(
    package: Package, file: str, sha256: str, sheets: Collection[str]
) -> tuple[list[Grid], list[Problem]]:
    """Read the visible sheets of an OpenDocument spreadsheet, or those asked for.

    Returns
    -------
    tuple
        A grid for each sheet in the order of the file, and problems of the
        file beyond those in the grids.

    Raises
    ------
    DamagedWorkbookError
        If the library cannot read the file.
    """
    try:
        tables, hidden = _tables(package.data)
        names = [
            SheetName(
                str(attribute(table, "name") or ""), attribute(table, "style-name") not in hidden
            )
            for table in tables
        ]
    except Exception as error:
        # The library raises whatever a broken part happens to break.
        raise DamagedWorkbookError from error
    chosen, problems = select_sheets(names, sheets, file)
    grids = []
    for place in chosen:
        grid = Grid(file, names[place].name, sha256)
        try:
            _fill(grid, tables[place])
        except (ValueError, OverflowError) as error:
            # Values and repeats that are not what the format says they are.
            raise DamagedWorkbookError from error
        grids.append(grid)
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        problems.append(problem("scripts", Place(file)))
    if any(name.startswith("Object ") for name in package.names):
        problems.append(problem("embedded-object", Place(file)))
    return grids, problems


def _tables(data: bytes) -> tuple[list[Any], set[str]]:
    """Return the sheets, and the names of the styles that hide a sheet."""
    from odf.element import Element
    from odf.namespaces import STYLENS, TABLENS, nsdict
    from odf.opendocument import load

    kept = [(names, dict(names)) for names in (nsdict, Element.namespaces)]
    try:
        # The library prints what it does not understand.
        with contextlib.redirect_stdout(io.StringIO()):
            document = load(io.BytesIO(data))
    finally:
        # It also keeps every namespace that it met, and writes it into later documents.
        for names, before in kept:
            names.clear()
            names.update(before)
    hidden = set()
    for style in document.automaticstyles.childNodes:
        for properties in style.childNodes:
            if attribute(properties, "display") == "false":
                hidden.add(style.attributes.get((STYLENS, "name")))
    tables = [n for n in document.spreadsheet.childNodes if n.qname == (TABLENS, "table")]
    return tables, hidden


def _fill(grid: Grid, table: Any) -> None:
    extent = Extent(grid)
    number = 0
    column = 0
    for element in _flat(table):
        kind = element.qname[1]
        if kind == "table-column":
            repeated = number_of(element, "number-columns-repeated")
            if attribute(element, "visibility") in ("collapse", "filter"):
                grid.hidden_columns.update(range(column, min(column + repeated, MAX_COLUMNS)))
            column += repeated
        elif kind == "table-row":
            repeated = number_of(element, "number-rows-repeated")
            if not _add(grid, extent, element, number + 1, repeated):
                return
            number += repeated


def _flat(table: Any) -> Iterator[Any]:
    """Yield columns and rows in order, out of the groups that people fold away."""
    for child in table.childNodes:
        kind = getattr(child, "qname", ("", ""))[1]
        if kind in _GROUPS:
            yield from _flat(child)
        elif kind in ("table-column", "table-row"):
            yield child


def _add(grid: Grid, extent: Extent, element: Any, number: int, repeated: int) -> bool:
    row, marks, dates = _row(grid, element, number)
    if not any(cell.strip() for cell in row):
        # Blank rows to the end of the sheet are one element: nothing to stop for.
        return True
    hidden = attribute(element, "visibility") in ("collapse", "filter")
    for offset in range(repeated):
        if not extent.takes(number + offset, list(row)):
            return False
        grid.marks += [mark._replace(row=number + offset) for mark in marks]
        grid.dates.update((number + offset, column) for column in dates)
        if hidden:
            grid.hidden_rows.add(number + offset)
    return True


def _row(grid: Grid, element: Any, number: int) -> tuple[list[str], list[Mark], list[int]]:
    row: list[str] = []
    marks: list[Mark] = []
    dates: list[int] = []
    column = 0
    for cell in element.childNodes:
        kind = getattr(cell, "qname", ("", ""))[1]
        if kind not in ("table-cell", "covered-table-cell"):
            continue
        if column >= ODS_LAST_COLUMN:
            break
        repeated = number_of(cell, "number-columns-repeated")
        # What a merged cell covers is kept in the file but shown to nobody.
        text, code, value = cell_text(cell) if kind == "table-cell" else ("", "", "")
        last = min(column + repeated, ODS_LAST_COLUMN)
        if text:
            row += [""] * (column - len(row)) + [text] * (last - column)
            if code == "date":
                dates += range(column, last)
            elif code:
                marks += [Mark(code, number, place, value) for place in range(column, last)]
        _note_merge(grid, cell, number, column)
        column += repeated
    return row, marks, dates


def _note_merge(grid: Grid, cell: Any, number: int, column: int) -> None:
    across = number_of(cell, "number-columns-spanned")
    down = number_of(cell, "number-rows-spanned")
    if across > 1 or down > 1:
        grid.merged.append((number, column, number + down - 1, column + across - 1))
