"""Whether the headings can be told apart, and each stands above its own column."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.grid import Grid, column_letters
from hsr_match.cohort.reading.limits import MAX_HEADING, spaced
from hsr_match.text import fold_label, visible

_SHOWN = 100


def takes_two_rows(grid: Grid, at: int, filled: list[int]) -> bool:
    """Whether the headings are spread over two rows or merged cells.

    So they are if cells of the heading row are merged; if a row above it fills
    cells with gaps between them, as group headings do; or if the row below
    fills every gap among the headings and leaves gaps under others.

    Parameters
    ----------
    grid
        Cells.
    at
        Place of the heading row in the grid.
    filled
        Places of all rows that hold something, rising.
    """
    number = grid.numbers[at]
    for first, left, last, right in grid.merged:
        if first <= number <= last and (last > number or right > left):
            return True
    for above in filled:
        if above >= at:
            break
        cells = [column for column, cell in enumerate(grid.rows[above]) if cell]
        if len(cells) > 1 and cells[-1] - cells[0] >= len(cells):
            return True
    below = next((grid.rows[place] for place in filled if place > at), None)
    return below is not None and _completes(grid.rows[at], below)


def _completes(headings: list[str], below: list[str]) -> bool:
    gaps = [c for c, cell in enumerate(below) if cell and not (c < len(headings) and headings[c])]
    blank_below = [c for c, h in enumerate(headings) if h and not (c < len(below) and below[c])]
    inner = [c for c, h in enumerate(headings) if not h and c < len(below)]
    texts = all(not any(ch.isdigit() for ch in cell) for cell in below)
    return len(gaps) > 1 and bool(blank_below) and set(inner) <= set(gaps) and texts


def cut_headings(grid: Grid, at: int) -> None:
    """Refuse headings that are no questions, and cut them: every message names its heading."""
    number, row = grid.numbers[at], grid.rows[at]
    for column, heading in enumerate(row):
        if len(heading) > MAX_HEADING:
            row[column] = f"{heading[:_SHOWN]}…"
            letters = column_letters(column)
            grid.tell("long-heading", number, letters, letters=letters, limit=spaced(MAX_HEADING))


def check_headings(
    grid: Grid, at: int, columns: list[int], rows: list[list[str]]
) -> frozenset[int]:
    """Tell blank, repeated and too similar headings, and tables side by side.

    Parameters
    ----------
    grid
        Cells; the problems go here.
    at
        Place of the heading row in the grid.
    columns
        Columns that hold a heading or a value, from 0, rising.
    rows
        Rows of people.

    Returns
    -------
    frozenset of int
        Columns whose heading another one has, before them: what they hold would
        only be told a second time, as two answers to one question.
    """
    number, row = grid.numbers[at], grid.rows[at]
    headings = {c: row[c] for c in columns if c < len(row) and row[c]}
    for column in columns:
        if column not in headings:
            letters = column_letters(column)
            grid.tell("blank-heading", number, letters, letters=letters)
    same: dict[str, list[int]] = {}
    for column, heading in headings.items():
        same.setdefault(fold_label(heading) or heading, []).append(column)
    several_allowed = asks_again(list(headings.values()))
    left_out: set[int] = set()
    for twins in same.values():
        if len(twins) > 1:
            again = several_allowed and fold_label(headings[twins[0]]) not in ONCE
            _tell_twins(grid, number, [(c, headings[c]) for c in twins], again=again)
            left_out.update(() if again else twins[1:])
    _tell_side_by_side(grid, number, columns, headings, rows)
    return frozenset(left_out)


ONCE = frozenset(["timestamp", "email address", "response id", "recorded date"])
"""Headings of a form service's own: twice, and two exports were put side by side."""


def asks_again(headings: list[str]) -> bool:
    """Tell whether a service wrote the headings that gives two questions of one text one heading.

    Google Forms (whose first column is *Timestamp*) and Qualtrics (*Response ID*,
    *Recorded Date*) do. A form for both roles often asks the same twice, on the
    page for mentors and on the page for mentees.
    """
    folded = [fold_label(heading) for heading in headings]
    return folded[:1] == ["timestamp"] or {"response id", "recorded date"} <= set(folded)


def _tell_twins(grid: Grid, number: int, twins: list[tuple[int, str]], *, again: bool) -> None:
    heading = twins[0][1]
    exact = all(other == heading for _, other in twins)
    more = tuple(grid.place(number, other) for _, other in twins[1:])
    code = "duplicate-heading" if exact else "similar-heading"
    grid.problems.append(
        problem(
            "repeated-question" if again else code,
            grid.place(number, heading),
            more=more,
            found={
                "heading": visible(heading),
                "count": len(twins),
                "columns": " and ".join(column_letters(column) for column, _ in twins),
                "why": _difference({other for _, other in twins}),
            },
        )
    )


def _difference(headings: set[str]) -> str:
    if len({" ".join(h.split()) for h in headings}) == 1:
        return "they differ in spaces only"
    if len({h.casefold() for h in headings}) == 1:
        return "they differ in capital letters only"
    if len({unicodedata.normalize("NFC", h) for h in headings}) == 1:
        return "they differ only in how accents are stored"
    return "they differ only in capital letters, spaces, quotes, dashes or how accents are stored"


def _tell_side_by_side(
    grid: Grid, number: int, columns: list[int], headings: dict[int, str], rows: list[list[str]]
) -> None:
    if columns[-1] - columns[0] + 1 == len(columns):
        return
    blocks = [[columns[0]]]
    for column in columns[1:]:
        if column == blocks[-1][-1] + 1:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    for left, right in pairwise(blocks):
        shared = _folded(left, headings) & _folded(right, headings)
        if shared or _apart(left, right, rows):
            letters = column_letters(left[-1] + 1)
            grid.tell("several-tables", number, letters, letters=letters)
            return


def _folded(block: list[int], headings: dict[int, str]) -> set[str]:
    return {fold_label(headings[c]) for c in block if c in headings}


def _apart(left: list[int], right: list[int], rows: list[list[str]]) -> bool:
    """Whether two blocks of columns hold different people.

    A row that fills only the right one says so, and so does a right one of
    several columns that ends sooner than the left one.
    """
    pattern = [(_filled(row, left), _filled(row, right)) for row in rows]
    if (False, True) in pattern:
        return True
    rights = [right_one for _, right_one in pattern]
    shorter = any(rights) and not all(rights) and rights == sorted(rights, reverse=True)
    return len(right) > 1 and shorter


def _filled(row: list[str], block: list[int]) -> bool:
    return any(c < len(row) and row[c] for c in block)
