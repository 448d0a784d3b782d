"""How well each criterion tells mentors apart, and whose scores rest on few answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from hsr_match.scoring import PairScores

LOOKED_AT = 200
"""Mentees looked at in a larger cohort, evenly spread."""

ROWS_AT_ONCE = 50

FOLDED = frozenset({"lived_experience"})
"""Criteria that are not told by themselves: few ask, and their points would point at them."""


@dataclass(frozen=True, slots=True)
class Separation:
    """How a criterion tells mentors apart.

    Attributes
    ----------
    criterion
        Name.
    mentees
        Mentees for whom it gives some mentors more than others.
    of
        Mentees looked at.
    spread
        Mean standard deviation of its units within a mentee's mentors, in units
        of the score, over the mentees looked at; the larger, the more it decides.
    """

    criterion: str
    mentees: int
    of: int
    spread: int


def separations(scores: PairScores) -> tuple[Separation, ...]:
    """Return how well each criterion tells mentors apart, the strongest first.

    A criterion that tells no mentors apart for anybody decides nothing.
    """
    apart = np.zeros(len(scores.criteria), dtype=np.int64)
    spread = np.zeros(len(scores.criteria))
    looked_at = 0
    for rows in _sample(scores.shape[0]):
        points = scores.points(rows, slice(None))
        if not points.size:
            continue
        looked_at += points.shape[0]
        apart += (points != points[:, :1]).any(axis=1).sum(axis=0)
        spread += points.std(axis=1).sum(axis=0)
    found = [
        Separation(name, int(apart[k]), looked_at, round(spread[k] / max(looked_at, 1)))
        for k, name in enumerate(scores.criteria)
        if name not in FOLDED
    ]
    return tuple(sorted(found, key=lambda row: (-row.spread, row.criterion)))


def thin_mentees(scores: PairScores, threshold: float) -> tuple[int, ...]:
    """Return mentees with whom no mentor shares enough answers for a firm score.

    Parameters
    ----------
    scores
        The scores.
    threshold
        Share of the weight, 0-1, that should rest on answers of both sides.
    """
    found: list[int] = []
    n, m = scores.shape
    for start in range(0, n if m else 0, ROWS_AT_ONCE * 10):
        rows = slice(start, min(start + ROWS_AT_ONCE * 10, n))
        best = scores.evidence(rows, slice(None)).max(axis=1)
        found += (start + np.flatnonzero(best < threshold)).tolist()
    return tuple(found)


def _sample(mentees: int) -> list[slice]:
    """Return blocks of mentees: all of them, or some spread evenly."""
    blocks = -(-mentees // ROWS_AT_ONCE)
    step = max(1, blocks * ROWS_AT_ONCE // LOOKED_AT)
    starts = range(0, mentees, ROWS_AT_ONCE * step)
    return [slice(start, min(start + ROWS_AT_ONCE, mentees)) for start in starts]
