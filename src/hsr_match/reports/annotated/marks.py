"""Marks on cells: a fill, a border that shows in grey too, and the advice as a comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side

from hsr_match.problems import Level, Problem
from hsr_match.text import visible

RANK = {Level.ERROR: 0, Level.WARN: 1, Level.FIXED: 2}
WORD = {Level.ERROR: "Error", Level.WARN: "Warning", Level.FIXED: "Fixed"}

_FILL = {Level.ERROR: "FFF4B183", Level.WARN: "FFFFF2CC", Level.FIXED: "FFEDEDED"}
_LINE = {
    Level.ERROR: Side("thick", "FFC00000"),
    Level.WARN: Side("mediumDashed", "FF7F6000"),
    Level.FIXED: Side("dotted", "FF7F7F7F"),
}

_OURS = re.compile(r"(?:\A|\n\n)hsr-match (?:error|warning|fixed): .*\Z", re.DOTALL)
"""Our part of a comment: to its end, behind anything that people wrote."""

_WIDTH, _LINE_LETTERS, _LINE_HEIGHT, _HIGHEST = 340, 48, 17, 420


def mark(sheet: Any, row: int, column: int, problems: Sequence[Problem]) -> None:
    """Mark one cell with everything that is wrong with it."""
    cell = _writable(sheet, row, column)
    worst = min((problem.level for problem in problems), key=RANK.__getitem__)
    line = _LINE[worst]
    cell.fill = PatternFill("solid", _FILL[worst])
    cell.border = Border(line, line, line, line)
    kept = cell.comment.text if cell.comment else ""
    cell.comment = _comment("\n\n".join([*([kept] if kept else []), comment_text(problems)]))


def comment_text(problems: Sequence[Problem]) -> str:
    """Return what a comment says: what is wrong and what to do, the worst first."""
    ordered = sorted(problems, key=lambda problem: RANK[problem.level])
    return "\n\n".join(dict.fromkeys(map(_sentence, ordered)))


def _sentence(problem: Problem) -> str:
    first = f"hsr-match {WORD[problem.level].lower()}: {visible(problem.message)}"
    return f"{first}\n{visible(problem.advice)}" if problem.advice else first


def _comment(text: str) -> Comment:
    lines = sum(len(line) // _LINE_LETTERS + 1 for line in text.splitlines())
    height = min((lines + 1) * _LINE_HEIGHT, _HIGHEST)
    return Comment(text, author="", height=height, width=_WIDTH)


def _writable(sheet: Any, row: int, column: int) -> Any:
    """Return a cell; of merged ones the first, which is the one that people see."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if cell.coordinate in merged:
                return sheet.cell(merged.min_row, merged.min_col)
    return cell


def clear_marks(sheet: Any) -> None:
    """Take off the marks of an earlier copy, and the authors of what people wrote."""
    for cell in stored_cells(sheet):
        if not cell.comment:
            continue
        kept = _OURS.sub("", cell.comment.text)
        if kept != cell.comment.text:
            cell.fill, cell.border = PatternFill(), Border()
        cell.comment = _comment(kept) if kept else None


def stored_cells(sheet: Any) -> list[Any]:
    """Return the cells that a sheet stores.

    openpyxl's own iteration makes every cell up to the last: seventeen
    thousand million, if a stray one stands in the corner.
    """
    return list(sheet._cells.values())
