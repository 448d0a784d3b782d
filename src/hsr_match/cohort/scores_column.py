"""Scores read as exact decimals and scaled to whole numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

_PLAIN = re.compile(r"([+-]?)([0-9]{0,30})(?:\.([0-9]{0,30}))?")
_EXPONENT = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})[eE][+-]?[0-9]{1,3}")
_ENOUGH_DIGITS: Final = 2000
SAFE: Final = 2**62
MOST_DECIMALS: Final = 18

Scaled = tuple[int, int]
"""A whole number and how many decimals of it stand behind the point."""


def number_of(text: str) -> Scaled | None:
    """Return the number a text means, exactly, or None if it is no finite number.

    Digits 0–9 with a decimal point, an exponent at most; no words, thousands
    separators, infinities or NaN. Reading has put a point for a decimal comma
    where the settings declare one. Zeros at the end of the decimals are left out.

    >>> number_of("-2.50"), number_of("1e3"), number_of("NaN")
    ((-25, 1), (1000, 0), None)
    """
    match = _PLAIN.fullmatch(text)
    if match is not None:
        sign, whole, decimals = match.groups("")
        if not whole and not decimals:
            return None
        decimals = decimals.rstrip("0")
        return int(sign + (whole or "0") + decimals), len(decimals)
    if _EXPONENT.fullmatch(text) is None:
        return None
    with localcontext() as context:
        context.prec = _ENOUGH_DIGITS
        number = Decimal(text).normalize()
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)
        places = max(0, -exponent)
        return int(number.scaleb(places)), places


def scaled(numbers: Iterable[Scaled], decimals: int) -> list[int]:
    """Return each number in units of ``10^-decimals``, half to even where it has more decimals."""
    units = [10**places for places in range(decimals + 1)]
    return [
        whole * units[decimals - places]
        if places <= decimals
        else round(Fraction(whole, 10 ** (places - decimals)))
        for whole, places in numbers
    ]


def is_exact(largest: int, people: int) -> bool:
    """Tell whether scores of this size can be matched in 64-bit integers.

    The flow multiplies costs by the number of people, twice; a further factor
    of four is kept for extra places and differences.
    """
    return abs(largest) * (people + 2) * 8 < SAFE
