"""Ranks in the place of scores: the best would become the worst.

A recruitment round in Wales declared every candidate unappointable because
ranks had been pasted into the column of scores. Ranks give themselves away:
they are exactly 1 to n, each once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

FEWEST, FEWEST_EACH = 5, 3
"""Scores that must be there, over all and for each person; fewer may be 1 to n by chance."""


def look_like_ranks(people: tuple[Ints, Ints], values: Ints, unit: int) -> bool:
    """Tell whether scores are exactly 1 to n, over all pairs or for each person of a side.

    Parameters
    ----------
    people
        Positions of mentees and of mentors of each pair, shape (pairs,).
    values
        Scores in whole numbers, shape (pairs,).
    unit
        The score 1 in whole numbers.
    """
    if len(values) < FEWEST or values.min() != unit or (values % unit).any():
        return False
    ranks = values // unit
    if _is_one_to_n(np.zeros(len(ranks), dtype=np.int64), ranks):
        return True
    return any(_is_one_to_n(side, ranks) for side in people if _several(side))


def _several(side: Ints) -> bool:
    """Whether there are two people or more, each with enough scores."""
    counts = np.bincount(side)
    counts = counts[counts > 0]
    return len(counts) > 1 and bool((counts >= FEWEST_EACH).all())


def _is_one_to_n(group: Ints, ranks: Ints) -> bool:
    counts = np.bincount(group)
    if ranks.max() != counts.max():
        return False
    order = np.lexsort((ranks, group))
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    expected = np.arange(len(ranks)) - starts[group[order]] + 1
    return bool((ranks[order] == expected).all())
