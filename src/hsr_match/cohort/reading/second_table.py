"""A second table below the first, whose headings would be read as a person."""

from __future__ import annotations

from hsr_match.cohort.reading.grid import Grid


def begins_a_table(grid: Grid, before: int, place: int) -> bool:
    """Tell whether a row holds headings of its own.

    So it does if it stands after blank rows or a title of one cell, and two
    cells or more, and nothing but, are known headings.

    Parameters
    ----------
    grid
        Cells.
    before
        Place of the row with content above it.
    place
        Place of the row.
    """
    gap = grid.numbers[place] - grid.numbers[before] > 1
    if not gap and sum(map(bool, grid.rows[before])) > 1:
        return False
    cells = [cell for cell in grid.rows[place] if cell]
    return len(cells) > 1 and all(is_known(cell) for cell in cells)


def is_known(heading: str) -> bool:
    """Tell whether a text is a heading that the program knows."""
    # Loaded where it is needed: few tables have a row that may be one.
    from hsr_match.config.fields import asks_for_monitoring, fold_heading, headings

    # A question that means one thing to mentees and another to mentors is known to each side.
    folded = fold_heading(heading)
    known = (headings("mentee"), headings("mentor"), headings())
    return any(folded in words for words in known) or asks_for_monitoring(heading)
