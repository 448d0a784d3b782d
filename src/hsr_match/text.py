"""Words as people type them: comparing, sorting, suggesting and showing them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_DIGITS = re.compile(r"([0-9]+)")

# Zero-width marks that Unicode does not class as format characters: the
# combining grapheme joiner and the variation selectors.
_SELECTOR = re.compile("[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")

# Word processors and form services replace typed quotes and hyphens.
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-"),
    }
)


@lru_cache(maxsize=1 << 15)
def fold(s: str) -> str:
    r"""Return the form in which two words are compared.

    NFKC (full-width and compatibility letters become plain), case folded,
    zero-width and format characters removed, every run of white space
    (non-breaking spaces too) one space, trimmed. ``fold(fold(s)) == fold(s)``.

    Parameters
    ----------
    s
        Any text.

    Returns
    -------
    str
        The folded text; empty for blank text.

    Examples
    --------
    >>> fold("  Quality\u00a0 &  Safety ")
    'quality & safety'
    """
    if s.isascii():
        return " ".join(s.casefold().split())
    s = _SELECTOR.sub("", s)
    # What is printable holds no format character.
    if not s.isprintable():
        s = "".join(c for c in s if unicodedata.category(c) != "Cf")
    # Case folding can undo NFKC and the reverse, so go on to the fixed point.
    previous = ""
    while s != previous:
        previous = s
        s = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", s).casefold())
    return " ".join(s.split())


@lru_cache(maxsize=1 << 14)
def fold_label(s: str) -> str:
    """Return ``fold(s)`` with quotes and dashes made plain.

    For labels and headings, where a form service or a word processor may have
    replaced the apostrophe or hyphen; never for names or keys of people.
    """
    folded = fold(s)
    return folded if folded.isascii() else fold(folded.translate(_PUNCTUATION))


def natural_key(s: str) -> tuple[tuple[object, ...], str]:
    """Return a sort key in which numbers count as numbers: E2 before E10.

    Compares folded text, digits by value; texts equal in that sense are
    ordered by their own characters, so the order is total.
    """
    parts: list[object] = []
    # Odd places hold digits: as (length, digits), since int() refuses very long ones.
    for place, piece in enumerate(_DIGITS.split(fold(s))):
        if place % 2:
            digits = piece.lstrip("0")
            parts.append((len(digits), digits))
        else:
            parts.append(piece)
    return tuple(parts), s


def nearest(word: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """Return the choices most like a word, best first, for suggestions only.

    Likeness is the larger of the edit ratio and the whole-word token ratio of
    the folded texts ("AI" is not found inside "retail"). Choices under 60 % are
    left out. Nothing is ever mapped on this ground alone.

    Parameters
    ----------
    word
        What was read.
    choices
        Known words; duplicates are ignored.
    limit
        Most suggestions to return, at least 0.

    Returns
    -------
    list of str
        At most `limit` choices; ties stand in natural order.
    """
    from rapidfuzz import fuzz

    wanted = fold_label(word).replace("_", " ")
    if not wanted:
        return []
    ranked: list[tuple[float, tuple[tuple[object, ...], str], str]] = []
    for choice in dict.fromkeys(choices):
        folded = fold_label(choice).replace("_", " ")
        # A word of the choice alone should not outrank the whole of another.
        likeness = max(fuzz.ratio(wanted, folded), 0.9 * fuzz.token_ratio(wanted, folded))
        if likeness >= 60:
            ranked.append((-likeness, natural_key(choice), choice))
    ranked.sort(key=lambda row: row[:2])
    return [choice for _, _, choice in ranked[:limit]]


def visible(s: str) -> str:
    r"""Return text with control and format characters escaped, for messages.

    Escaped: controls (``\t``, ``\n``, ``\x1b``), format characters (zero-width
    and direction marks), line and paragraph separators, lone surrogates.
    """
    if s.isascii() and s.isprintable():
        return s
    return "".join(_escape(c) if _hidden(c) else c for c in s)


def _hidden(c: str) -> bool:
    return (
        unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        or _SELECTOR.fullmatch(c) is not None
    )


def _escape(c: str) -> str:
    return c.encode("unicode_escape").decode("ascii")
