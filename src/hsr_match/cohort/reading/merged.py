"""Merged cells below the headings: what they hold stands in the first of them alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from hsr_match.cohort.reading.grid import Grid, Mark


def mark_merged(grid: Grid, columns: Sequence[int], kept: Sequence[int]) -> None:
    """Mark the merged cells that cover a second answer.

    A spreadsheet shows their text beside each row; the file has it in the
    first cell only, and the others would be read as blank: a line manager of
    one person instead of three.

    Parameters
    ----------
    grid
        Cells; the marks go here.
    columns
        Columns that are read, from 0, rising.
    kept
        Places of the rows that hold people.
    """
    if not grid.merged:
        return
    place_of = {grid.numbers[place]: place for place in kept}
    numbers = sorted(place_of)
    for first, left, last, right in grid.merged:
        place = place_of.get(first)
        if place is None or not any(grid.rows[place][left : left + 1]):
            continue
        people = bisect_right(numbers, last) - bisect_left(numbers, first)
        answers = bisect_right(columns, right) - bisect_left(columns, left)
        if people > 1 or answers > 1:
            grid.marks.append(Mark("merged-cells", first, left))
