"""A workbook's bytes: no author, no time, no file lying about, equal for equal content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, NamedTuple

from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from hsr_match.reports.workbook.book import CREATED

_EPOCH = (1980, 1, 1, 0, 0, 0)


class Result(NamedTuple):
    """What a formula came to when its workbook was last saved, as the file holds it."""

    type: str
    value: str


Results = Mapping[str, Mapping[str, Result]]
"""Sheet → cell such as ``C2`` → result."""


def package(book: Any, results: Results, title: str) -> bytes:
    """Return a workbook as bytes, its formulas with the results known."""
    book.properties = DocumentProperties(creator="", title=title, created=CREATED, modified=CREATED)
    book.custom_doc_props = CustomPropertyList()
    content = io.BytesIO()
    with _TimelessZip(content, "w", zipfile.ZIP_DEFLATED) as archive:
        _InMemoryWriter(book, archive, results).write_data()
    return content.getvalue()


class _TimelessZip(zipfile.ZipFile):
    def writestr(self, zinfo_or_arcname: Any, data: Any, *rest: Any, **more: Any) -> None:
        name = getattr(zinfo_or_arcname, "filename", zinfo_or_arcname)
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(info, data, *rest, **more)


class _InMemoryWriter(ExcelWriter):
    """openpyxl's writer, which would leave the sheets in temporary files for a while."""

    def __init__(self, book: Any, archive: zipfile.ZipFile, results: Results) -> None:
        super().__init__(book, archive)
        self._zip = archive
        self._results = results

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet; openpyxl calls this for each."""
        from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

        sheet: Any = ws
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts = sheet._charts
        sheet._drawing.images = sheet._images
        out = io.BytesIO()
        writer: Any = WorksheetWriter(sheet, out)
        writer.write()
        sheet._rels = writer._rels
        xml = with_results(out.getvalue(), self._results.get(sheet.title, {}))
        self._zip.writestr(sheet.path[1:], xml)
        self.manifest.append(sheet)


_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b[^>]*(?:/>|>[^<]*</f>))<v\s*(?:/>|>\s*</v>)</c>'
)


def with_results(xml: bytes, results: Mapping[str, Result]) -> bytes:
    """Return a sheet as openpyxl wrote it, its formulas with their results.

    openpyxl keeps formulas or results, never both; without results nobody can
    read the copy before a spreadsheet program has saved it.
    """
    from xml.sax.saxutils import escape

    def filled(match: re.Match[bytes]) -> bytes:
        cell, attributes, formula = match.groups()
        found = results.get(cell.decode())
        if found is None:
            return match[0]
        kind = f' t="{found.type}"'.encode() if found.type else b""
        value = escape(found.value).encode()
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (cell, attributes, kind, formula, value)

    return _FORMULA.sub(filled, xml) if results else xml


def saved_results(data: bytes) -> dict[str, dict[str, Result]]:
    """Return the results that the formulas of a workbook had when it was last saved."""
    import openpyxl
    from defusedxml.ElementTree import iterparse

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        found: dict[str, dict[str, Result]] = {}
        sheet: Any
        for sheet in book.worksheets:
            with sheet._get_source() as source:
                found[sheet.title] = dict(_results(iterparse(source)))
        return found
    finally:
        book.close()


def _results(events: Any) -> Any:
    for _, element in events:
        kind = element.tag.rpartition("}")[2]
        if kind == "row":
            element.clear()
        if kind != "c":
            continue
        parts = {child.tag.rpartition("}")[2]: child for child in element}
        if "f" in parts and "v" in parts and parts["v"].text is not None:
            yield element.get("r"), Result(element.get("t", ""), parts["v"].text)
