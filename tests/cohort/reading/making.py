"""Small files, good and bad, made by code."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hsr_match.cohort.reading import read_tables
from hsr_match.cohort.table import Reading

Cells = Sequence[Sequence[Any]]

PEOPLE = "name,role,places\nZoë,mentor,2\nAmy,mentee,\n"
HEADINGS = ("name", "role", "places")


def put(folder: Path, name: str, content: str | bytes) -> str:
    """Write a file; text is UTF-8 with its line ends as they are."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def reading_of(folder: Path, content: str | bytes, name: str = "cohort.csv", **how: Any) -> Reading:
    return read_tables(put(folder, name, content), **how)


def told(reading: Reading) -> list[tuple[str, str, int, str]]:
    """Return every problem as (level, code, row, column)."""
    return [(str(p.level), p.code, p.place.row, p.place.column) for p in reading.problems]


def cells_of(reading: Reading) -> list[tuple[str, ...]]:
    """Return headings and rows of the only table."""
    (table,) = reading.tables
    return [table.headings, *(row.cells for row in table.rows)]


def numbers_of(reading: Reading) -> list[int]:
    (table,) = reading.tables
    return [row.number for row in table.rows]


def xlsx(sheets: Mapping[str, Cells], change: Callable[[Any], None] | None = None) -> bytes:
    """Return a workbook; `change` may alter it before it is saved."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return an archive with one part changed, or added if it had none."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_rows(data: bytes, rows: bytes) -> bytes:
    """Return a workbook with rows of XML added below those of its first sheet."""
    return edited(data, SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def ods(sheets: Mapping[str, Cells], change: Callable[[Any], None] | None = None) -> bytes:
    """Return an OpenDocument spreadsheet; `change` may alter it before it is saved."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table

    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        document.spreadsheet.addElement(table)
        for row in rows:
            table.addElement(ods_row(row))
    if change:
        change(document)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def ods_row(cells: Sequence[Any], **attributes: Any) -> Any:
    from odf.table import TableRow

    row = TableRow(**attributes)
    for value in cells:
        row.addElement(ods_cell(value))
    return row


def ods_cell(value: Any, shown: str | None = None, **attributes: Any) -> Any:
    from odf.table import TableCell
    from odf.teletype import addTextToElement
    from odf.text import P

    if value is None or value == "":
        return TableCell(**attributes)
    if isinstance(value, bool):
        attributes |= {"valuetype": "boolean", "booleanvalue": str(value).lower()}
        shown = shown or str(value).upper()
    elif isinstance(value, dt.datetime):
        attributes |= {"valuetype": "date", "datevalue": value.isoformat()}
    elif isinstance(value, int | float):
        attributes |= {"valuetype": "float", "value": repr(value)}
    else:
        attributes |= {"valuetype": "string"}
    cell = TableCell(**attributes)
    for line in (shown or str(value)).split("\n"):
        paragraph = P()
        addTextToElement(paragraph, line)
        cell.addElement(paragraph)
    return cell
