"""Scores read as exact decimals and scaled to whole numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Final

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?"
)
SAFE: Final = 2**62
MOST_DECIMALS: Final = 18


class NotANumber(ValueError):  # noqa: N818
    """A text that is no finite number."""


def decimal_of(text: str) -> Decimal:
    """Return the number a text means, exactly.

    Parameters
    ----------
    text
        Digits 0–9 with a decimal point, an exponent at most. Reading has put a
        point for a decimal comma where the settings declare one.

    Raises
    ------
    NotANumber
        For anything else: words, thousands separators, infinities, NaN.
    """
    if not _NUMBER.fullmatch(text):
        raise NotANumber(text)
    return Decimal(text)


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number needs; zeros at the end need none."""
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return max(0, -exponent)


def scaled(numbers: Sequence[Decimal], decimals: int) -> list[int]:
    """Return ``number · 10^decimals`` for each number, exactly."""
    with localcontext() as context:
        # Enough digits for anything that decimal_of lets through.
        context.prec = 2000
        return [int(number.scaleb(decimals)) for number in numbers]


def is_exact(largest: int, people: int) -> bool:
    """Tell whether scores of this size can be matched in 64-bit integers.

    The flow multiplies costs by the number of people, twice; a further factor
    of four is kept for extra places and differences.
    """
    return abs(largest) * (people + 2) * 8 < SAFE
