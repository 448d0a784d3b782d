"""Whole numbers in the digits 0–9, and decimals of a scheme's own columns."""

from __future__ import annotations

import re

from hsr_match.cohort.values.cell import Cell
from hsr_match.cohort.values.choice import DATE_IN_NUMBER

_WHOLE = re.compile(r"[0-9]{1,9}")
DECIMAL = "A decimal comma needs `decimal: ','` in the settings."
MOST_PLACES = 50
MOST_MENTORED = 1000


def whole_number(cell: Cell, most: int) -> int | None:
    """Return a whole number from 0 to `most`, or None with a problem noted."""
    if cell.from_date:
        cell.error(*DATE_IN_NUMBER)
        return None
    if _WHOLE.fullmatch(cell.text) and int(cell.text) <= most:
        return int(cell.text)
    cell.error(
        "not-a-whole-number",
        f"Not a whole number from 0 to {most}.",
        "Use the digits 0-9 only, without spaces, signs, commas or words.",
        cell.text,
    )
    return None


def own_number(cell: Cell, *, whole: bool) -> int | str | None:
    """Return a number of an own column: an int, or a decimal as text.

    Text keeps the decimal exactly as written. Reading has put a point for a
    decimal comma where the settings declare one.
    """
    if cell.from_date:
        cell.error(*DATE_IN_NUMBER)
        return None
    text = cell.text
    if not re.fullmatch(r"-?[0-9]{1,15}" + ("" if whole else r"(\.[0-9]{1,15})?"), text):
        cell.error(
            "not-a-number",
            "Not a whole number." if whole else "Not a number.",
            f"Use the digits 0-9 only. {DECIMAL}",
        )
        return None
    if "." not in text:
        return int(text)
    text = text.rstrip("0")
    return int(text[:-1]) if text.endswith(".") else text
