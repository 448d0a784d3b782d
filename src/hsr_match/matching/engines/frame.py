"""The arcs that every solve has: staying without, places, extra places.

Nodes: mentees 0 … n−1, mentors n … n+m−1, then the sink; hubs come after it.
The pairs of the core come on top of these arcs. ``docs/reference/certificate.md``
describes the same network for the verifier.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.problem import Ints, MatchingProblem


@dataclass(frozen=True, slots=True)
class Frame:
    """Arcs and supplies without the pairs.

    Attributes
    ----------
    mentees, mentors
        Number of each.
    tails, heads
        Node numbers, shape (arcs,): one arc a mentee for staying without any
        mentor, one a mentor for their places, the extra places one by one, then
        one arc for each mentee who wants several mentors and gets fewer.
    lower, upper
        Integer bounds, shape (arcs,).
    cost
        What a unit costs the objective, shape (arcs,): extra places, and credit
        that is not earned.
    supply
        Units that enter at each node, shape (nodes,); the sink takes them all.
    """

    mentees: int
    mentors: int
    tails: Ints
    heads: Ints
    lower: Ints
    upper: Ints
    cost: Ints
    supply: Ints

    @property
    def sink(self) -> int:
        """Node number of the sink."""
        return self.mentees + self.mentors

    @property
    def nodes(self) -> int:
        """Number of nodes, sink included, hubs not."""
        return self.sink + 1

    def uncovered(self) -> Ints:
        """Return −1 on the arcs of mentees who get no mentor at all, 0 elsewhere."""
        profit = np.zeros(len(self.tails), dtype=np.int64)
        profit[: self.mentees] = -1
        return profit


def build_frame(problem: MatchingProblem) -> Frame:
    """Lay out the arcs of a problem that are no pairs.

    Parameters
    ----------
    problem
        The problem.
    """
    n, m = problem.shape
    sink = n + m
    minimum = problem.must_have
    # No mentor can use more extra places than there are mentees.
    extra = np.minimum(problem.places_max - problem.places, n)
    extra_mentors = np.repeat(np.arange(m, dtype=np.int64), extra)
    first = np.repeat(np.cumsum(extra) - extra, extra)
    step = np.arange(len(extra_mentors), dtype=np.int64) - first + 1
    mentors = np.arange(m, dtype=np.int64) + n
    several = np.flatnonzero(problem.wanted > 1).astype(np.int64)
    everyone = np.arange(n, dtype=np.int64)
    tails = np.concatenate([everyone, mentors, extra_mentors + n, several])
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[:n] = problem.wanted
    supply[sink] = -int(problem.wanted.sum())
    lower = np.zeros(len(tails), dtype=np.int64)
    lower[n : n + m] = minimum
    credit = np.zeros(n, dtype=np.int64) if problem.credit is None else problem.credit
    return Frame(
        mentees=n,
        mentors=m,
        tails=tails,
        heads=np.full(len(tails), sink, dtype=np.int64),
        lower=lower,
        upper=np.concatenate(
            [
                np.minimum(problem.wanted, 1),
                problem.places,
                np.ones(len(extra_mentors), dtype=np.int64),
                problem.wanted[several] - 1,
            ]
        ),
        cost=np.concatenate(
            [
                credit,
                np.zeros(m, dtype=np.int64),
                problem.extra_place_cost * step,
                np.zeros(len(several), dtype=np.int64),
            ]
        ),
        supply=supply,
    )
