"""Dates and times, the order of day and month inferred for a whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Literal

Order = Literal["day", "month", "either", "contradictory"]

_DATE = (
    r"(?:(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})"
    r"|(?P<a>[0-9]{1,2})[-/.](?P<b>[0-9]{1,2})[-/.](?P<year>[0-9]{4})"
    r"|(?P<day>[0-9]{1,2})[ -](?P<name>[a-z]{3,9})[ ,-]+(?P<yyyy>[0-9]{4})"
    r"|(?P<name2>[a-z]{3,9}) (?P<day2>[0-9]{1,2}),? (?P<yyyy2>[0-9]{4}))"
    r"(?P<rest>.*)"
)
_TIME = (
    r"[t, ]\s*(?P<h>[0-9]{1,2}):(?P<min>[0-9]{2})(?::(?P<s>[0-9]{2})(?:\.[0-9]+)?)?"
    r"\s*(?P<half>am|pm)?\s*(?:z|utc|gmt|bst)?\s*(?P<zone>[-+][0-9]{1,2}(?::?[0-9]{2})?)?"
)
_MONTHS = "january february march april may june july august september october november december"
_MONTH_OF = {
    short: number
    for number, name in enumerate(_MONTHS.split(), start=1)
    for short in (name, name[:3], name[:4])
}
_EARLIEST, _LATEST = 2000, 2100


def order_of(texts: Iterable[str]) -> Order:
    """Return which number comes first in the dates of a column.

    ``either`` if no date tells, ``contradictory`` if two tell differently.
    """
    day = month = unclear = False
    for text in texts:
        if text[4:5] == "-":
            continue
        match = re.fullmatch(_DATE, text.strip().casefold())
        if match is None or match["a"] is None:
            continue
        first, second = int(match["a"]), int(match["b"])
        day = day or first > 12 >= second
        month = month or second > 12 >= first
        unclear = unclear or (first != second and first <= 12 and second <= 12)
    if day and month:
        return "contradictory"
    if day or month:
        return "day" if day else "month"
    return "either" if unclear else "day"


def moment(text: str, order: Order) -> datetime | None:
    """Return the time a text means, or None if it is no clear date.

    A zone is used to bring the time to UTC; without one the time is taken as
    written. Years before 2000 and after 2100 are no dates of a form.
    """
    if text[4:5] == "-":
        try:
            return _plausible(datetime.fromisoformat(text))
        except ValueError:
            pass  # 2026-1-5 and the like
    match = re.fullmatch(_DATE, text.strip().casefold())
    if match is None:
        return None
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    elif match["a"]:
        first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
        if order in ("either", "contradictory") and first != second:
            return None
        day, month = (second, first) if order == "month" else (first, second)
    else:
        name = match["name"] or match["name2"]
        month = _MONTH_OF.get(name, 0)
        day, year = int(match["day"] or match["day2"]), int(match["yyyy"] or match["yyyy2"])
    clock = _clock(match["rest"])
    if clock is None:
        return None
    try:
        return _plausible(datetime(year, month, day) + clock)
    except ValueError:
        return None


def _plausible(time: datetime) -> datetime | None:
    if time.tzinfo is not None:
        time = time.astimezone(UTC).replace(tzinfo=None)
    return time if _EARLIEST <= time.year <= _LATEST else None


def iso(time: datetime) -> str:
    """Return ISO text, without a time of midnight."""
    text = time.isoformat(timespec="seconds")
    return text.removesuffix("T00:00:00")


def _clock(text: str) -> timedelta | None:
    if not text.strip():
        return timedelta()
    match = re.fullmatch(_TIME, text.rstrip())
    if match is None:
        return None
    hour, minute, second = int(match["h"]), int(match["min"]), int(match["s"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    clock = timedelta(hours=hour, minutes=minute, seconds=second)
    if match["zone"]:
        sign = -1 if match["zone"][0] == "-" else 1
        digits = match["zone"][1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        clock -= sign * timedelta(hours=int(hours), minutes=int(minutes))
    return clock
