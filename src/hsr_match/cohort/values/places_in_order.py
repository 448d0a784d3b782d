"""Places in an order of preference, in words: "1", "2nd choice", "Third"."""

from __future__ import annotations

import re

from hsr_match.text import fold_label

_WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_CLASS = r"(?:rank|choice|preference|priority|place|option|no\.?|number|#)"
_PLACE = re.compile(
    rf"{_CLASS}? ?(?:(?P<number>[1-9][0-9]?)(?:st|nd|rd|th)?|(?P<word>{'|'.join(_WORDS)}))"
    rf" ?{_CLASS}?(?: ?\([^()]*\))?"
)


def place_in_order(text: str) -> int | None:
    """Return the place that a text names, 1 for the best, or None.

    Examples
    --------
    >>> [place_in_order(text) for text in ("1", "2nd choice", "Third", "Rank 4", "best")]
    [1, 2, 3, 4, None]
    """
    match = _PLACE.fullmatch(fold_label(text).strip(" ;."))
    if match is None:
        return None
    return int(match["number"]) if match["number"] else _WORDS.index(match["word"]) + 1


def is_bare(text: str) -> bool:
    """Tell whether a place is a number alone, which might be points as well."""
    return text.strip(" ;.").isdecimal()
