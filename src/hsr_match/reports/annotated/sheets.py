"""Sheets that join the copy of a cohort: from a text file, or from a further workbook."""

from __future__ import annotations

import copy
import re
from typing import Any

from hsr_match.reports.annotated.marks import stored_cells
from hsr_match.reports.annotated.sources import LAST_COLUMN, LAST_ROW, SourceSheet

_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")


def write_text(page: Any, sheet: SourceSheet) -> None:
    """Fill a sheet with cells that stay text, whatever they look like."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {}
    for number, cells in sheet.rows.items():
        for column, text in enumerate(cells, start=1):
            if not text or number > LAST_ROW or column > LAST_COLUMN:
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


def copy_sheet(source: Any, results: Any, page: Any) -> None:
    """Copy values and formats of a sheet into another workbook.

    A formula becomes its result, since the sheets that it refers to stay
    behind; without one it becomes text.
    """
    for old in stored_cells(source):
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
