"""The sheets of all files of a cohort in one workbook, cells as they were."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Literal

from hsr_match.cohort.roles import role_in_name
from hsr_match.reports.annotated.marks import clear_marks, stored_cells
from hsr_match.reports.annotated.package import Results, saved_results
from hsr_match.reports.annotated.sheets import copy_sheet, write_text
from hsr_match.reports.annotated.sources import MAX_COPIED_CELLS, SourceFile, SourceSheet

PROBLEMS = "Problems"
"""Name of the sheet that lists everything."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_STORED = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:c|row)[\s>/]")

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
                write_text(page, sheet)
            else:
                copy_sheet(book.formats[sheet.sheet], book.results[sheet.sheet], page)
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
    if _stored(data) > MAX_COPIED_CELLS:
        return None
    try:
        return _Opened(data)
    except Exception:
        # Cells could be read, formats cannot: the library raises whatever broke.
        return None


def _stored(data: bytes) -> int:
    """Count rows and cells that a workbook stores, blank ones with a format too."""
    import zipfile

    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                count += len(_STORED.findall(archive.read(name)))
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
        for cell in stored_cells(page):
            if cell.data_type == "f" and title in str(getattr(cell.value, "text", cell.value)):
                return True
    return any(title in str(name.attr_text or "") for name in names)
