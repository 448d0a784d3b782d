"""Invisible characters: removed where that is harmless, refused where it is not.

At the edges of a cell they are removed and told; control characters inside are
refused, because nobody can see what was meant. Marks that turn the direction
of text (U+202A–U+202E, U+2066–U+2069) are removed wherever they stand: they
can make one text look like another.
"""

from __future__ import annotations

from hsr_match.cohort.reading.grid import Grid, Mark
from hsr_match.cohort.reading.limits import MAX_CELL

FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters to Unicode, but they look like nothing."""

_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_SUSPECT = frozenset("ÃÂÄÅâï\ufffd")


def unusual(text: str, delimiter: str = "") -> frozenset[str]:
    """Return the characters of a text that are not plain ASCII, line feed or delimiter."""
    plain = _PLAIN + delimiter.encode() if delimiter.isascii() else _PLAIN
    return frozenset(text.encode().translate(None, plain).decode())


def clean(grid: Grid) -> None:
    """Trim every cell in place and mark what was found."""
    marks = grid.marks
    invisible = grid.unusual is None or any(map(_is_hidden, grid.unusual))
    garbled = grid.unusual is None or not _SUSPECT.isdisjoint(grid.unusual)
    strip = str.strip
    if invisible or garbled:
        # Loaded where it is needed: most files hold nothing of the kind.
        from hsr_match.cohort.reading.characters import clean_row, is_garbled
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        if invisible:
            clean_row(number, row, marks)
        stripped = list(map(strip, row))
        if stripped != row:
            marks += [
                Mark("spaces-trimmed", number, column)
                for column, (old, new) in enumerate(zip(row, stripped, strict=True))
                # A cell of spaces alone is a blank; there is nothing to tell.
                if new and len(old) != len(new)
            ]
            row[:] = stripped
        if garbled:
            marks += [
                Mark("garbled-accents", number, column)
                for column, cell in enumerate(row)
                if not cell.isascii() and is_garbled(cell)
            ]
    if grid.longest > MAX_CELL:
        _mark_long(grid)


def _mark_long(grid: Grid) -> None:
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        for column, cell in enumerate(row):
            if len(cell) > MAX_CELL:
                grid.marks.append(Mark("text-too-long", number, column))


def _is_hidden(c: str) -> bool:
    return c in FILLERS or not c.isprintable()
