"""A matching as a flow: arcs with bounds, in one fixed layout.

Nodes: mentees 0 … n−1, mentors n … n+m−1, then the sink. Arcs: the pairs, then
one per mentee for staying without a mentor, then the places of each mentor,
then their extra places. ``docs/reference/certificate.md`` describes the same
network for the verifier.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.problem import Ints, Mask, MatchingProblem


@dataclass(frozen=True, slots=True)
class Network:
    """Arcs of the flow network.

    Attributes
    ----------
    mentees, mentors
        Number of each.
    pairs
        Number of pair arcs; they come first.
    tails, heads
        Node numbers, shape (arcs,).
    lower, upper
        Integer bounds, shape (arcs,).
    extra_cost
        Objective cost of an arc (extra places), shape (arcs,).
    supply
        Units that enter at each node, shape (nodes,); the sink takes them all.
    """

    mentees: int
    mentors: int
    pairs: int
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

    @property
    def pair_rows(self) -> Ints:
        """Mentee of each pair arc."""
        return self.tails[: self.pairs]

    @property
    def pair_columns(self) -> Ints:
        """Mentor of each pair arc."""
        return self.heads[: self.pairs] - self.mentees

    def pair_profit(self, value: Ints | int) -> Ints:
        """Return a profit per arc that is ``value`` on pairs and 0 elsewhere."""
        profit = np.zeros(len(self.tails), dtype=np.int64)
        profit[: self.pairs] = value
        return profit


def build_network(problem: MatchingProblem, rows: Ints, columns: Ints) -> Network:
    """Lay out the network of a problem over a chosen set of pairs.

    Parameters
    ----------
    problem
        The problem; its pins must be among the pairs.
    rows, columns
        Mentee and mentor of each pair that may be used, shape (pairs,).
    """
    n, m = problem.shape
    sink = n + m
    lower_pairs = np.zeros(len(rows), dtype=np.int64)
    if problem.pins:
        pinned = np.array([i * m + j for i, j in problem.pins], dtype=np.int64)
        lower_pairs[np.isin(rows * m + columns, pinned)] = 1
    minimum = problem.places_min if problem.minimum_always else np.zeros(m, dtype=np.int64)
    # No mentor can use more extra places than there are mentees.
    extra = np.minimum(problem.places_max - problem.places, n)
    extra_mentors = np.repeat(np.arange(m, dtype=np.int64), extra)
    first = np.repeat(np.cumsum(extra) - extra, extra)
    step = np.arange(len(extra_mentors), dtype=np.int64) - first + 1
    everyone = np.arange(n, dtype=np.int64)
    mentors = np.arange(m, dtype=np.int64) + n
    zeros = np.zeros
    supply = zeros(n + m + 1, dtype=np.int64)
    supply[:n] = problem.wanted
    supply[sink] = -int(problem.wanted.sum())
    return Network(
        mentees=n,
        mentors=m,
        pairs=len(rows),
        tails=np.concatenate([rows, everyone, mentors, extra_mentors + n]),
        heads=np.concatenate(
            [columns + n, np.full(n + m + len(extra_mentors), sink, dtype=np.int64)]
        ),
        lower=np.concatenate(
            [
                lower_pairs,
                zeros(n, dtype=np.int64),
                minimum,
                zeros(len(extra_mentors), dtype=np.int64),
            ]
        ),
        upper=np.concatenate(
            [
                np.ones(len(rows), dtype=np.int64),
                problem.wanted,
                problem.places,
                np.ones(len(extra_mentors), dtype=np.int64),
            ]
        ),
        extra_cost=np.concatenate(
            [zeros(len(rows) + n + m, dtype=np.int64), problem.extra_place_cost * step]
        ),
        supply=supply,
    )


def eligible_pairs(problem: MatchingProblem) -> tuple[Ints, Ints]:
    """Return mentee and mentor of every eligible pair, in row order."""
    mask: Mask = problem.eligible.block(slice(None), slice(None))
    rows, columns = np.nonzero(mask & (problem.wanted > 0)[:, None])
    return rows.astype(np.int64), columns.astype(np.int64)
