"""Names, e-mails, ids and free text."""

from __future__ import annotations

import re
import unicodedata

from hsr_match.cohort.values.cell import Cell
from hsr_match.text import fold, visible

_EMAIL = re.compile(r"[^@\s;,<>()\"]+@[^@\s;,<>()\"]+\.[^@\s;,<>()\".]+")
_UNUSABLE = re.compile(r"[;,=()\s]")
_PLAIN_EMAIL = re.compile(r"[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PLAIN_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,40}[A-Za-z0-9])?")
_SHORT_NAME = 60
LONGEST_ID = 64


def person_name(cell: Cell, limit: int | None = None) -> str:
    """Return a name as given, on one line."""
    text = cell.text
    if "\n" in text or "\r" in text:
        cell.warn("line-break", "A line break inside a name became a space.")
    text = " ".join(text.split())
    if limit is not None and len(text) > limit:
        cell.warn("long-text", f"A name of more than {limit} characters.", "Check the cell.")
    return text


def free_text(cell: Cell, limit: int | None) -> str:
    """Return text as given."""
    if limit is not None and len(cell.text) > limit:
        cell.warn("long-text", f"More than {limit:,} characters; kept in full.")
    return cell.text


def email(cell: Cell) -> str | None:
    """Return a folded address, or None if the cell holds no single address.

    What a form service writes where nobody signed in, ``anonymous``, is a blank.
    The caller says what a bad address means.
    """
    folded = fold(cell.text.removeprefix("mailto:").strip(" ;,"))
    return folded if _EMAIL.fullmatch(folded) else None


def is_plain_email(text: str) -> bool:
    """Tell whether a text is one address, folded already."""
    return _PLAIN_EMAIL.fullmatch(text) is not None


def is_plain_id(text: str) -> bool:
    """Tell whether a text is an id of which nothing need be said."""
    return _PLAIN_ID.fullmatch(text) is not None


def is_plain_name(text: str) -> bool:
    """Tell whether a text is a name of which nothing need be said: short, on one line."""
    return 0 < len(text) < _SHORT_NAME and text.isprintable() and "  " not in text


def is_email(text: str) -> bool:
    """Tell whether a text is one address."""
    return _EMAIL.fullmatch(fold(text)) is not None


def person_id(cell: Cell) -> str | None:
    """Return an id as written, or None with a problem noted.

    Letters, digits and hyphens are meant; other signs are let through unless
    they separate answers or cannot be seen.
    """
    text = cell.text
    if cell.from_date:
        cell.error(
            "date-in-id",
            "Excel turned this id into a date.",
            "Format the column as text, then type the id again.",
        )
        return None
    if visible(text) != text or not fold(text):
        cell.error(
            "hidden-character-in-id",
            "An invisible character inside an id.",
            "Delete the cell and type the id again.",
        )
        return None
    if _UNUSABLE.search(text) or len(text) > LONGEST_ID or not any(c.isalnum() for c in text):
        cell.error(
            "bad-id",
            "Not usable as an id.",
            f"Use letters, digits and hyphens, at most {LONGEST_ID}, without spaces.",
        )
        return None
    if not text.isascii() and len({_script(c) for c in text if c.isalpha()}) > 1:
        cell.warn(
            "mixed-scripts",
            "An id mixes letters of different alphabets that may look alike.",
            "Type the id again.",
        )
    return text


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0].removeprefix("FULLWIDTH")
