"""The arcs that every solve has: staying without, places, extra places.

Nodes: mentees 0 … n−1, mentors n … n+m−1, then the sink. The pairs of the core
come on top of it. ``docs/reference/certificate.md`` describes the same network
for the verifier.
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
        Node numbers, shape (arcs,): one arc a mentee for staying without, one
        a mentor for their places, then the extra places one by one.
    lower, upper
        Integer bounds, shape (arcs,).
    extra_cost
        Objective cost of an arc, shape (arcs,): extra places only.
    supply
        Units that enter at each node, shape (nodes,); the sink takes them all.
    """

    mentees: int
    mentors: int
    tails: Ints
    heads: Ints
    lower: Ints
    upper: Ints
    extra_cost: Ints
    supply: Ints

    @property
    def nodes(self) -> int:
        """Number of nodes, sink included."""
        return self.mentees + self.mentors + 1


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
    tails = np.concatenate([np.arange(n, dtype=np.int64), mentors, extra_mentors + n])
    nothing = np.zeros(n, dtype=np.int64)
    none_extra = np.zeros(len(extra_mentors), dtype=np.int64)
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[:n] = problem.wanted
    supply[sink] = -int(problem.wanted.sum())
    return Frame(
        mentees=n,
        mentors=m,
        tails=tails,
        heads=np.full(len(tails), sink, dtype=np.int64),
        lower=np.concatenate([nothing, minimum, none_extra]),
        upper=np.concatenate([problem.wanted, problem.places, none_extra + 1]),
        extra_cost=np.concatenate(
            [np.zeros(n + m, dtype=np.int64), problem.extra_place_cost * step]
        ),
        supply=supply,
    )
