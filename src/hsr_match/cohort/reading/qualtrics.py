"""The three heading rows of a Qualtrics export: codes, question texts, import ids.

For example ``Q2_1``, ``What can you offer? - Teaching``, ``{"ImportId":"QID2_1"}``.
"""

from __future__ import annotations

from typing import NamedTuple

from hsr_match.cohort.reading.grid import Grid

_IMPORT = '{"ImportId"'


class ThreeRows(NamedTuple):
    """Where the headings stand.

    Attributes
    ----------
    texts
        Place of the question texts in the grid.
    imports
        Place of the import ids, the last row of headings.
    codes
        Code of each column, from 0.
    """

    texts: int
    imports: int
    codes: tuple[str, ...]


def three_heading_rows(grid: Grid, at: int, filled: list[int]) -> ThreeRows | None:
    """Return where the headings of a Qualtrics export stand, or None for any other table.

    A column whose text is blank is headed by its code. Line breaks in a question
    become spaces.

    Parameters
    ----------
    grid
        Cells; the row of texts is completed in place, and what was found is told.
    at
        Place of the first row of headings.
    filled
        Places of all rows that hold something, rising.
    """
    below = [place for place in filled if place > at][:2]
    if len(below) < 2 or not _is_import(grid.rows[below[1]]):
        return None
    texts, imports = below
    codes = grid.rows[at]
    width = max(len(codes), len(grid.rows[texts]))
    row = grid.rows[texts] + [""] * (width - len(grid.rows[texts]))
    names = codes + [""] * (width - len(codes))
    grid.rows[texts] = [
        " ".join(text.split()) or code for text, code in zip(row, names, strict=True)
    ]
    grid.tell("qualtrics-headings", row=grid.numbers[texts])
    return ThreeRows(texts, imports, tuple(names))


def _is_import(row: list[str]) -> bool:
    cells = [cell for cell in row if cell]
    found = sum(cell.replace(" ", "").startswith(_IMPORT) for cell in cells)
    return bool(cells) and found * 2 > len(cells)
