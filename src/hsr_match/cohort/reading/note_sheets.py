"""Sheets of notes and lists, which say themselves that nobody stands there."""

from __future__ import annotations

from collections.abc import Sequence

from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.grid import Grid
from hsr_match.problems import Place, Problem
from hsr_match.text import fold, visible

NOT_READ = "Not read by hsr-match"
"""How the first filled cell of such a sheet begins."""


def is_note(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a sheet says of itself that it is not read."""
    first = next((cell for row in rows for cell in row if cell.strip()), "")
    return fold(first[: 2 * len(NOT_READ)]).startswith(fold(NOT_READ))


def without_notes(grids: Sequence[Grid]) -> tuple[list[Grid], list[Problem]]:
    """Return the sheets that may hold people, and which were left out."""
    people: list[Grid] = []
    notes: list[Grid] = []
    for grid in grids:
        (notes if is_note(grid.rows) else people).append(grid)
    if not notes:
        return people, []
    listed = ", ".join(f"'{visible(grid.sheet)}'" for grid in notes)
    told = problem("note-sheet", Place(notes[0].file), found={"sheets": listed})
    return people, [told]
