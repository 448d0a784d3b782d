"""Fractions that look random, to choose evenly among equals on the way to a proof."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.problem import Ints
from hsr_match.matching.tie_break import PRIORITY_BITS, priorities


def fractions(numbers: Ints) -> NDArray[np.float64]:
    """Return one fraction in [0, 1) for each integer, the same every time.

    A hash, since numpy.random takes longer to load than a cohort to match. The
    fractions steer the search and never enter a result.
    """
    hashed = priorities(numbers.astype(np.uint64), np.zeros(1, dtype=np.uint64))
    result: NDArray[np.float64] = hashed.astype(np.float64) * 2.0**-PRIORITY_BITS
    return result
