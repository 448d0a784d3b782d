"""``pairings.xlsx``: the pairs as a workbook with filters, for people."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hsr_match.reports.sheets import Sheet
from hsr_match.reports.workbook_content import by_mentor, pairs, run, unmatched

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome

CREATED = datetime(2000, 1, 1)
"""Stands in every workbook, so that equal input gives equal bytes."""

WIDEST, NARROWEST = 60, 8
STATUS_CHOICES = ["proposed", "approved", "declined", "unmatched"]
LOCKED_CHOICES = ["yes", "no"]


def pairings_xlsx(outcome: Outcome) -> bytes:
    """Return the workbook: sheets Pairs, By mentor, Unmatched, Objectives if asked for, and Run.

    No text is ever a formula, link or number; nothing names an author or a
    time, so equal input gives equal bytes. It is built in memory: no
    temporary file lies about.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(content, options) as workbook:
        workbook.set_properties({"created": CREATED, "title": "Mentor-mentee pairs"})
        formats = {
            "heading": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "text": workbook.add_format({"valign": "top"}),
            "long": workbook.add_format({"valign": "top", "text_wrap": True}),
            "look": workbook.add_format(
                {"valign": "top", "text_wrap": True, "bg_color": "#FFF2CC"}
            ),
            "points": workbook.add_format({"valign": "top", "num_format": "0.0"}),
            "number": workbook.add_format({"valign": "top"}),
        }
        for sheet in _sheets(outcome):
            _write(workbook.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


def _sheets(outcome: Outcome) -> list[Sheet]:
    sheets = [pairs(outcome), by_mentor(outcome), unmatched(outcome)]
    if outcome.objectives:
        from hsr_match.reports.objectives import objectives_sheet

        sheets.append(objectives_sheet(outcome))
    return [*sheets, run(outcome)]


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for column, heading in enumerate(sheet.heading):
        _text(page, 0, column, heading.title, formats["heading"])
        kind = heading.kind
        width = max((len(row[column]) for row in sheet.rows), default=0)
        page.set_column(column, column, min(max(width, len(heading.title), NARROWEST) + 2, WIDEST))
        for number, row in enumerate(sheet.rows, start=1):
            if not row[column]:
                continue
            if kind in ("points", "number"):
                page.write_number(number, column, float(row[column]), formats[kind])
            else:
                _text(page, number, column, row[column], formats[kind])
    page.freeze_panes(1, sheet.fixed)
    last = len(sheet.rows)
    if last:
        page.autofilter(0, 0, last, len(sheet.heading) - 1)
    titles = [heading.title for heading in sheet.heading]
    for title, choices in (("status", STATUS_CHOICES), ("locked", LOCKED_CHOICES)):
        if title in titles and last:
            column = titles.index(title)
            page.data_validation(1, column, last, column, {"validate": "list", "source": choices})
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _text(page: Any, row: int, column: int, text: str, style: Any) -> None:
    if page.write_string(row, column, text, style):
        # Longer than a cell can be: refused on reading, so never cut in silence here.
        raise ValueError(f"a text of {len(text)} characters does not fit a cell")
