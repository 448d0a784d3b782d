"""Columns of plain text that wrap inside their cells, for screen and pipe.

A table library would draw the same, but loading one takes longer than matching
a small cohort; nothing else here needs it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = 2
"""Blanks between columns."""


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    East Asian wide letters take two, combining marks none (Unicode Annex 11).
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrap(text: str, width: int) -> list[str]:
    """Break a text at blanks into lines; a longer word stands alone, whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(lines[-1]) + 1 + width_of(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def indented(text: str, width: int, first: str, rest: str) -> list[str]:
    """Return a wrapped text with its first line and the others set in."""
    lines = wrap(text, max(width - width_of(first), 20))
    return [(rest if number else first) + line for number, line in enumerate(lines)]


def table_row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """Lay out one row; cells that are too long go on below.

    Parameters
    ----------
    cells
        Text of each column.
    widths
        Columns of the terminal for each; the last column may run over.
    right
        True for columns of figures, set to the right.

    Returns
    -------
    list of str
        Lines without blanks at the end.
    """
    wrapped = [wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for number in range(max(map(len, wrapped))):
        line, column = "", 0
        for cell, width, to_right in zip(wrapped, widths, right, strict=True):
            text = cell[number] if number < len(cell) else ""
            pad = max(width - width_of(text), 0)
            # A word longer than its column pushes the next one on, never over it.
            start = max(column - width_of(line), 1 if line else 0)
            line += " " * (start + (pad if to_right else 0)) + text
            column += width + GAP
        lines.append(line.rstrip())
    return lines


def fitted(contents: Sequence[int], room: int, least: int = 12) -> list[int]:
    """Share room between columns: as wide as their content, else evenly cut.

    Parameters
    ----------
    contents
        Widest content of each column.
    room
        Columns to share, gaps not counted.
    least
        No column gets less, if its content is that wide.
    """
    widths = list(contents)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda k: widths[k])
        if widths[widest] <= least:
            break
        widths[widest] -= 1
    return widths
