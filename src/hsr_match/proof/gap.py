"""What a bound leaves open."""

from __future__ import annotations

from typing import NamedTuple


class Gap(NamedTuple):
    """A rung on which a checked bound lies above what the pairs reach.

    Attributes
    ----------
    rung
        Its name.
    value
        What the pairs reach.
    bound
        No pairing reaches more.
    """

    rung: str
    value: int
    bound: int
