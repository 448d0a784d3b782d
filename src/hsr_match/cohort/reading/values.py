"""Values of a workbook as the text that a person sees in the cell, without rounding."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Context, Decimal

_ZEROS = re.compile(r"0{2,}")
_PERCENT = re.compile(r"[#0,.]+ ?%")
_EXACT_DIGITS = 15
_WIDE = Context(prec=5_000)


def number_text(value: int | float, shown_as: str = "General") -> str:
    """Return a number as text.

    Whole numbers have no ``.0``; others have up to 15 significant digits, which
    is what a spreadsheet holds, and no exponent. A format of zeros keeps its
    leading zeros (``000`` shows 7 as ``007``) and a percentage its sign.

    Parameters
    ----------
    value
        The number stored.
    shown_as
        Number format as Excel writes it.
    """
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    text = _digits(value)
    if _ZEROS.fullmatch(shown_as) and text.isdigit():
        return text.zfill(len(shown_as))
    if _PERCENT.fullmatch(shown_as):
        # Shifted, not multiplied: exact for any number of digits.
        percent = f"{Decimal(text).scaleb(2, _WIDE):f}"
        return (percent.rstrip("0").rstrip(".") if "." in percent else percent) + "%"
    return text


def is_long(value: int | float) -> bool:
    """Whether a whole number has more digits than a spreadsheet keeps."""
    whole = isinstance(value, int) or value.is_integer()
    return whole and abs(value) >= 10**_EXACT_DIGITS


def _digits(value: int | float) -> str:
    if isinstance(value, int):
        return str(value)
    if value.is_integer():
        return str(int(value))
    return f"{Decimal(format(value, '.15g')):f}"


def date_text(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    """Return a date or time in ISO form to the second; midnight is left out.

    Lengths of time read ``h:mm:ss``.
    """
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        sign = "-" if seconds < 0 else ""
        minutes, second = divmod(abs(seconds), 60)
        hour, minute = divmod(minutes, 60)
        return f"{sign}{hour}:{minute:02}:{second:02}"
    if isinstance(value, dt.datetime):
        value = _to_second(value)
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="seconds")
    return value.isoformat()


def _to_second(value: dt.datetime) -> dt.datetime:
    # Excel keeps a fraction of a day, so a whole second can come out just short.
    short = value.replace(microsecond=0)
    late = value.microsecond >= 500_000 and short < dt.datetime.max.replace(microsecond=0)
    return short + dt.timedelta(seconds=1) if late else short
