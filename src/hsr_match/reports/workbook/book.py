"""``pairings.xlsx``: the run as a workbook to look through, decide in and pass on."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from hsr_match.reports.cells import AS_TEXT
from hsr_match.reports.workbook.writer import formats_of, write_sheet

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.reports.workbook.sheet import Sheet

CREATED = datetime(2000, 1, 1)
"""Stands in every workbook, so that equal input gives equal bytes."""


def pairings_xlsx(briefing: Briefing) -> bytes:
    """Return the workbook: what was decided first, then why, then how.

    No text is ever a formula, link or number; nothing names an author or a
    time, so equal input gives equal bytes. It is built in memory: no
    temporary file lies about.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, AS_TEXT) as workbook:
        workbook.set_properties({"created": CREATED, "title": "Mentor-mentee pairs"})
        formats = formats_of(workbook)
        for sheet in sheets_of(briefing):
            write_sheet(workbook.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


def sheets_of(briefing: Briefing) -> list[Sheet]:
    """Return what stands on each sheet, in order; Run, the last, says what each is for."""
    from hsr_match.reports.workbook.alternatives import alternatives_sheet
    from hsr_match.reports.workbook.needs import needs_sheet
    from hsr_match.reports.workbook.pairs import by_mentor_sheet, pairs_sheet
    from hsr_match.reports.workbook.rules import rules_sheet
    from hsr_match.reports.workbook.run import run_sheet
    from hsr_match.reports.workbook.unmatched import unmatched_sheet
    from hsr_match.reports.workbook.why import why_sheet

    sheets = [
        pairs_sheet(briefing),
        by_mentor_sheet(briefing),
        unmatched_sheet(briefing),
        alternatives_sheet(briefing),
        why_sheet(briefing),
        needs_sheet(briefing),
        rules_sheet(briefing),
    ]
    if briefing.outcome.objectives:
        from hsr_match.reports.objectives import objectives_sheet

        sheets.append(objectives_sheet(briefing.outcome))
    return [*sheets, run_sheet(briefing, sheets)]
