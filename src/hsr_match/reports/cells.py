"""Text in cells that a spreadsheet must not run, and back.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (also
in full width, or behind a tab or line end). An apostrophe in front makes it
plain text (OWASP, *CSV Injection*). A text that has such an apostrophe already
gets one more, so that reading back gives exactly what was there.
"""

from __future__ import annotations

ARMED = tuple("=+-@\t\r\n\0＝＋－＠")
"""First characters that make a cell more than text."""

AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Options of a workbook in which a text stays a text, built without a file lying about."""


def guarded(text: str) -> str:
    """Return the text with an apostrophe in front if a spreadsheet would run it."""
    return f"'{text}" if text.lstrip("'").startswith(ARMED) else text


def unguarded(text: str) -> str:
    """Return what :func:`guarded` was given."""
    if text.startswith("'") and text.lstrip("'").startswith(ARMED):
        return text[1:]
    return text
