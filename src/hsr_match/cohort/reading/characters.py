"""Characters that nobody sees, and letters that were read in the wrong encoding."""

from __future__ import annotations

import re

from hsr_match.cohort.reading.cleaning import FILLERS
from hsr_match.cohort.reading.grid import Mark

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
)
_EDGES = re.compile(rf"^[\s{_INVISIBLE}]+|[\s{_INVISIBLE}]+$")
_ANY_INVISIBLE = re.compile(f"[{_INVISIBLE}]")

# What UTF-8 becomes when read as Latin-1 or Windows-1252. A lead byte alone is
# an ordinary capital, so it must be followed by something no word has there.
_CONTINUATION = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u201c\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_GARBLED = re.compile(
    f"Ã[{_CONTINUATION}]|[ÄÅ][\u00a1-\u00bf\u201a\u201e\u2021\u02c6\u2030\u2039]|Â[\u00a0-\u00bf]"
    "|â(?:\u20ac|\u201a|\u0080|\u0082)|ï»¿|\ufffd"
)


def is_garbled(cell: str) -> bool:
    """Whether a cell holds UTF-8 once read as Latin-1 or Windows-1252, or a lost letter."""
    return _GARBLED.search(cell) is not None


def clean_row(number: int, row: list[str], marks: list[Mark]) -> None:
    """Remove invisible characters from a row in place; mark them, and those refused."""
    for column, cell in enumerate(row):
        if cell.isprintable() and (cell.isascii() or FILLERS.isdisjoint(cell)):
            continue
        # Before trimming: Python counts some control characters as white space.
        for c in sorted(set(_CONTROL.findall(cell))):
            code = "binary-data" if c == "\x00" else "control-character"
            marks.append(Mark(code, number, column, _point(c)))
        turned = _DIRECTION.findall(cell)
        if turned:
            marks += [Mark("direction-mark", number, column, _point(c)) for c in set(turned)]
            cell = _DIRECTION.sub("", cell)
        bare = _EDGES.sub("", cell)
        if len(bare) != len(cell):
            ends = cell[: cell.find(bare)] + cell[cell.find(bare) + len(bare) :] if bare else cell
            found = set(_ANY_INVISIBLE.findall(ends))
            marks += [Mark("invisible-character", number, column, _point(c)) for c in found]
            # A cell of spaces alone is a blank, and spaces are told elsewhere.
            cell = bare if found or not bare else cell
        row[column] = cell


def _point(c: str) -> str:
    return f"U+{ord(c):04X}"
