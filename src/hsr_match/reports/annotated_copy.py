"""The sheets of all files of a cohort in one workbook, cells as they were."""

from __future__ import annotations

import copy
import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Literal

from hsr_match.cohort.roles import role_in_name
from hsr_match.reports.annotated_marks import clear_marks
from hsr_match.reports.annotated_package import Results, saved_results
from hsr_match.reports.annotated_sources import SourceFile, SourceSheet

PROBLEMS = "Problems"
"""Name of the sheet that lists everything."""

MAX_COPIED_CELLS = 2_000_000
"""A larger workbook is copied as text: with formats it would take gigabytes."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?c[\s>/]")

Side = Literal["mentor", "mentee"]


@dataclass(slots=True)
class Copies:
    """A workbook and where each sheet of the cohort stands in it.

    Attributes
    ----------
    book
        The workbook.
    titles
        (file, sheet) as places name them → name of the sheet in `book`.
    results
        Results of the formulas that `book` keeps.
    """

    book: Any
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    results: Results = field(default_factory=dict)

    def free_title(self, wanted: str) -> str:
        """Return a name like the one wanted that no sheet has."""
        taken = {title.casefold() for title in (*self.book.sheetnames, PROBLEMS)}
        plain = _NOT_IN_NAMES.sub("_", wanted).strip().strip("'") or "Sheet"
        title, number = plain[:_LONGEST_NAME].strip(), 1
        while title.casefold() in taken:
            number += 1
            end = f" ({number})"
            title = plain[: _LONGEST_NAME - len(end)].strip() + end
        return title


def copies_of(files: Sequence[SourceFile], sides: dict[str, Side]) -> Copies:
    """Copy the sheets of all files.

    The first Excel workbook is the base and keeps all that openpyxl can keep:
    formats, widths, formulas, drop-downs, sheets that are not read. Sheets of
    further workbooks join it with values and formats. Text files and ODS come
    as text.

    Parameters
    ----------
    files
        What was read.
    sides
        Path → side, for files that an option named.
    """
    from openpyxl import Workbook

    books = {file.path: _opened(file) for file in files if file.is_xlsx}
    base = next((file for file in files if books.get(file.path)), None)
    opened = books[base.path] if base else None
    if base is None or opened is None:
        copies = Copies(Workbook())
        copies.book.remove(copies.book.worksheets[0])
    else:
        copies = Copies(opened.formats, results=saved_results(opened.data))
        _drop_old_list(copies.book)
        for sheet in base.sheets:
            title = _titled(copies, base, sheet, sides)
            copies.titles[sheet.file, sheet.sheet] = title
        for page in copies.book.worksheets:
            clear_marks(page)
    for file in files:
        if file is base:
            continue
        for sheet in file.sheets:
            title = copies.free_title(_wanted_title(file, sheet, sides))
            page = copies.book.create_sheet(title)
            book = books.get(file.path)
            if book is None:
                _write_text(page, sheet)
            else:
                _copy_sheet(book.formats[sheet.sheet], book.results[sheet.sheet], page)
                clear_marks(page)
            copies.titles[sheet.file, sheet.sheet] = title
    return copies


class _Opened:
    """A workbook with its formats and formulas; with results, where they are wanted."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.formats = _load(data, rich_text=True)

    @cached_property
    def results(self) -> Any:
        return _load(self.data, data_only=True)


def _load(data: bytes, **how: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():
        # What the library drops, such as slicers, the page of this option names.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), **how)


def _opened(file: SourceFile) -> _Opened | None:
    """Return a workbook with its formats, or None if that cannot be had."""
    data = Path(file.path).read_bytes()
    if _stored_cells(data) > MAX_COPIED_CELLS:
        return None
    try:
        return _Opened(data)
    except Exception:
        # Cells could be read, formats cannot: the library raises whatever broke.
        return None


def _stored_cells(data: bytes) -> int:
    import zipfile

    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                count += len(_CELL.findall(archive.read(name)))
    return count


def _drop_old_list(book: Any) -> None:
    """Remove the list of an earlier copy."""
    from hsr_match.cohort.reading.note_sheets import is_note

    if PROBLEMS in book.sheetnames and is_note([[str(book[PROBLEMS]["A1"].value or "")]]):
        book.remove(book[PROBLEMS])


def _titled(copies: Copies, file: SourceFile, sheet: SourceSheet, sides: dict[str, Side]) -> str:
    """Return the name of a sheet of the base, which says its side if the file's name did."""
    page = copies.book[sheet.sheet]
    wanted = _wanted_title(file, sheet, sides)
    if wanted != page.title and not _is_mentioned(copies.book, page.title):
        old = page.title
        page.title = copies.free_title(wanted)
        copies.results = {
            page.title if name == old else name: found for name, found in copies.results.items()
        }
    return str(page.title)


def _wanted_title(file: SourceFile, sheet: SourceSheet, sides: dict[str, Side]) -> str:
    stem = PurePath(file.path).stem
    title = sheet.sheet or stem
    side = sides.get(file.path) or role_in_name(stem)
    if side is None or role_in_name(title) == side:
        return title
    if role_in_name(title) is not None:
        return title
    return f"{side.capitalize()}s - {title}"


def _is_mentioned(book: Any, title: str) -> bool:
    """Tell whether a formula or name refers to a sheet, so that it must not be renamed."""
    names = [*book.defined_names.values()]
    for page in book.worksheets:
        names += page.defined_names.values()
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f" and title in str(getattr(cell.value, "text", cell.value)):
                    return True
    return any(title in str(name.attr_text or "") for name in names)


def _write_text(page: Any, sheet: SourceSheet) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {}
    for number, cells in sheet.rows.items():
        for column, text in enumerate(cells, start=1):
            if not text:
                continue
            cell = page.cell(number, column)
            cell.value = _coded(text)
            # Never a formula, an error or a number: what stood there was text.
            cell.data_type = "s"
            cell.number_format = "@"
            widths[column] = max(widths.get(column, 0), len(text))
            if number == sheet.heading_row:
                cell.font = Font(bold=True)
    for column, width in widths.items():
        shown = page.column_dimensions[get_column_letter(column)]
        shown.width = min(max(width, 8) + 2, 50)
        # What is typed below stays text: an id 007, a range 3-4.
        shown.number_format = "@"
    if sheet.heading_row:
        page.freeze_panes = page.cell(sheet.heading_row + 1, 1)


def _coded(text: str) -> str:
    """Return text as a workbook stores it: characters that XML lacks as ``_x0007_``."""
    text = _CODED.sub("_x005F_", text)
    return _CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _copy_sheet(source: Any, results: Any, page: Any) -> None:
    """Copy values and formats of a sheet into another workbook.

    A formula becomes its result, since the sheets that it refers to stay
    behind; without one it becomes text.
    """
    for row in source.iter_rows():
        for old in row:
            if old.value is None and not old.has_style and not old.comment:
                continue
            new = page.cell(old.row, old.column)
            value, kind = old.value, old.data_type
            if kind == "f":
                saved = results[old.coordinate]
                value, kind = saved.value, saved.data_type
                if value is None:
                    value, kind = str(getattr(old.value, "text", old.value)), "s"
            new.value = value
            new.data_type = kind
            if old.has_style:
                for part in ("font", "fill", "border", "alignment", "protection"):
                    setattr(new, part, copy.copy(getattr(old, part)))
                new.number_format = old.number_format
            if old.comment:
                new.comment = copy.copy(old.comment)
    for letter, shown in source.column_dimensions.items():
        mine = page.column_dimensions[letter]
        mine.min, mine.max = shown.min, shown.max
        mine.width, mine.hidden = shown.width, shown.hidden
    for number, shown in source.row_dimensions.items():
        page.row_dimensions[number].height = shown.height
        page.row_dimensions[number].hidden = shown.hidden
    for merged in source.merged_cells.ranges:
        page.merge_cells(str(merged))
    page.freeze_panes = source.freeze_panes
    page.auto_filter.ref = source.auto_filter.ref
