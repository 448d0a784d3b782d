"""Shares of a whole, as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def share(part: float, whole: float) -> str:
    """Return a share in per cent without decimals, never rounded to all or nothing.

    >>> share(1, 3), share(999, 1000), share(1, 1000), share(2, 2)
    ('33 %', 'over 99 %', 'under 1 %', '100 %')
    """
    if not whole:
        return "none to count"
    exact = Decimal(100) * Decimal(part) / Decimal(whole)
    rounded = exact.quantize(Decimal(1), ROUND_HALF_UP)
    if rounded == 100 and exact < 100:
        return "over 99 %"
    if rounded == 0 and exact > 0:
        return "under 1 %"
    return f"{rounded} %"


def share_of(part: int, whole: int) -> str:
    """Return a count with its share: ``3 of 4 (75 %)``."""
    return f"{part:,} of {whole:,} ({share(part, whole)})" if whole else "none to count"
