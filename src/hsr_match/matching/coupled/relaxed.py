"""What a linear program found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the linear program; prices in units of the goal.

    Attributes
    ----------
    value
        Of the goal, what is missing counted with the penalty.
    flow
        Of each column, 0–1, in the order of the columns' keys.
    missing
        Sum of what limits from below still miss.
    units, mentors, families, floors, earlier
        Prices, as in :class:`hsr_match.matching.coupled.prices.Prices`.
    """

    value: float
    flow: Reals
    missing: float
    units: Reals
    mentors: Reals
    families: tuple[Reals, ...]
    floors: Reals
    earlier: Reals
