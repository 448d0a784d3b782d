"""Totals and notes that people leave below a table."""

from __future__ import annotations

import re

_TOTAL = re.compile(r"(?:(?:grand|sub)[ -]?)?totals?", re.IGNORECASE)
_OTHER = re.compile(r"sum|average|mean|count", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:notes?|source|exported|generated|printed|prepared by|last updated)\b|[*†©]", re.IGNORECASE
)
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,%]*|[?]")
"""A number, or the stand-in for a formula whose result is not there."""
_LONG = 80


def is_total(row: list[str], headings: int) -> bool:
    """Whether the last row of a table looks like a total or a note.

    A total is one of a few words followed by nothing but numbers; a note is a
    single cell, in a table of at least three columns, that starts like a note
    or is longer than any name. A person's row has more than that.

    Parameters
    ----------
    row
        Cells, trimmed.
    headings
        Number of headings.
    """
    filled = [cell for cell in row if cell]
    first, others = filled[0], filled[1:]
    word = first.rstrip(" :=")
    # "Sum" and "Mean" are names too: a person's row is filled, a total's is not.
    if _TOTAL.fullmatch(word) or (_OTHER.fullmatch(word) and len(filled) < headings):
        return bool(others) and all(_NUMBER.fullmatch(cell) for cell in others)
    if others or headings < 3:
        return False
    return len(first) > _LONG or _NOTE.match(first) is not None
