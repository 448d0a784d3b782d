"""The sheet that lists every problem of an annotated copy, with its cell as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from hsr_match.cohort.reading.grid import column_letters
from hsr_match.cohort.reading.note_sheets import NOT_READ
from hsr_match.problems import Level, Place, Problem
from hsr_match.reports.annotated.marks import RANK, WORD
from hsr_match.reports.annotated.sources import Cell
from hsr_match.reports.figures import counted
from hsr_match.reports.workbook.writer import LINE, lines_in
from hsr_match.text import visible

HEADINGS = ("Level", "Cell", "What is wrong", "Read", "What to do", "Code", "File", "Row", "Column")
WIDTHS = (10, 24, 60, 24, 60, 24, 30, 8, 30)
_HEADING_ROW = 4
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Entry(NamedTuple):
    """One line of the list."""

    problem: Problem
    place: Place
    sheet: str
    """Sheet of the copy; empty if the problem belongs to none."""
    cell: Cell | None


def write_list(page: Any, entries: Sequence[Entry], unopened: Sequence[str]) -> None:
    """Fill the sheet: a line for each place, what stops a run first."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    _text(page, 1, 1, f"{NOT_READ}: this sheet lists what it found.").font = Font(bold=True)
    _text(page, 2, 1, _counts(entries))
    _text(page, 3, 1, _advice(unopened))
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        _text(page, _HEADING_ROW, column, heading).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = width
    wrapped = Alignment(vertical="top", wrap_text=True)
    for row, entry in enumerate(ordered(entries), start=_HEADING_ROW + 1):
        cells = _cells(entry)
        for column, text in enumerate(cells, start=1):
            if isinstance(text, int):
                page.cell(row, column).value = text or None
            elif text:
                _text(page, row, column, text)
            page.cell(row, column).alignment = wrapped
        page.row_dimensions[row].height = LINE * max(map(lines_in, cells, WIDTHS))
    page.freeze_panes = page.cell(_HEADING_ROW + 1, 1)
    last = get_column_letter(len(HEADINGS))
    page.auto_filter.ref = f"A{_HEADING_ROW}:{last}{_HEADING_ROW + max(len(entries), 1)}"
    page.page_setup.orientation = "landscape"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0
    page.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"


def ordered(entries: Sequence[Entry]) -> list[Entry]:
    """Return the lines as they are listed: by level, then as they were found."""
    return sorted(entries, key=lambda entry: RANK[entry.problem.level])


def reference(sheet: str, cell: Cell) -> str:
    """Return a cell as a spreadsheet's name box takes it: ``Mentees!C7``."""
    row, column = cell
    name = sheet if _PLAIN_NAME.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{column_letters(column - 1)}{row}"


def _cells(entry: Entry) -> tuple[str | int, ...]:
    problem, place = entry.problem, entry.place
    where = reference(entry.sheet, entry.cell) if entry.cell else entry.sheet
    return (
        WORD[problem.level],
        where,
        visible(problem.message),
        visible(problem.value),
        visible(problem.advice),
        problem.code,
        visible(place.file),
        place.row,
        visible(place.column),
    )


def _counts(entries: Sequence[Entry]) -> str:
    found = {level: sum(e.problem.level is level for e in entries) for level in Level}
    words = {Level.ERROR: "error", Level.WARN: "warning", Level.FIXED: "repair"}
    return ", ".join(counted(found[level], words[level]) for level in RANK) + "."


def _advice(unopened: Sequence[str]) -> str:
    advice = (
        "Correct the marked cells on the other sheets; each has a comment that says what to do. "
        "Then save this workbook and run `hsr-match check` on it. Code: docs/reference/problems.md"
    )
    if not unopened:
        return advice
    listed = ", ".join(map(visible, unopened))
    return f"No sheet of these files, which cannot be opened or are too large: {listed}. {advice}"


def _text(page: Any, row: int, column: int, text: str) -> Any:
    cell = page.cell(row, column)
    cell.value = text
    # Whatever it looks like: no formula, no link, no error.
    cell.data_type = "s"
    return cell
