"""Blank, none and refused: three different answers."""

from __future__ import annotations

from hsr_match.text import fold_label

_BLANK = frozenset(["", "-", "n/a", "."])
_REFUSED = frozenset(
    ["prefer not to say", "i prefer not to say", "prefer not to answer", "rather not say"]
)
_NONE = frozenset(["none", "none of these", "none of the above", "none of them"])
_NOBODY = _NONE | {
    "no",
    "nobody",
    "no one",
    "no-one",
    "no one in particular",
    "no preference",
    "no preferences",
}

_BEGINNINGS = frozenset("nNpPiIrR")
"""Letters that a blank may begin with: most cells need no folding to be told apart."""


def is_blank(text: str) -> bool:
    """Tell whether an answer cell is blank or declined.

    Blank are ``-``, ``n/a`` and ``.``; "Prefer not to say" counts as blank and
    is never queried. Not for names and ids, where such a text may be real.
    """
    if len(text) > 24 or (text[:1].isalpha() and text[0] not in _BEGINNINGS and text.isascii()):
        return False
    folded = fold_label(text)
    return folded in _BLANK or folded in _REFUSED


def is_refused(text: str) -> bool:
    """Tell whether one answer among several is "Prefer not to say"."""
    return fold_label(text) in _REFUSED


def is_none(text: str) -> bool:
    """Tell whether the answer is "None of these": an answer without values."""
    return fold_label(text).rstrip(" ;.") in _NONE


def is_nobody(text: str) -> bool:
    """Tell whether an answer about people names nobody."""
    return fold_label(text).rstrip(" ;.") in _NOBODY
