"""What every single change to a matching would cost the cohort: the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

Loads = NDArray[np.int64]

Cost = tuple[int, int, int]
"""Mentees with a mentor, pairs, gain that a change loses, compared in this order.

Pairs are 0 where they are no rung of their own: with one mentor each, a pair
fewer is a mentee fewer.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """What the cohort loses by each of several changes: compared coverage first, then pairs.

    Attributes
    ----------
    coverage
        Mentees with a mentor, old less new. Always 0 under ``points_first``,
        where coverage is no rung of its own.
    gain
        Value of the objective rung, old less new: integer units of
        ``Matching.gain``, costs of extra places included. Where coverage
        changes it may be negative: fewer pairs, but better ones.
    known
        False where the change cannot be made, or was not reckoned; the others
        hold 0 there.
    pairs
        Pairs, old less new, where they are a rung of their own: somebody wants
        more than one mentor, and the order is ``pairs_first``. None elsewhere.
    """

    coverage: Ints
    gain: Ints
    known: Mask
    pairs: Ints | None = None

    def at(self, *index: int) -> Cost | None:
        """Return (coverage, pairs, gain) lost by one change; None where it is not known."""
        if not self.known[index]:
            return None
        pairs = 0 if self.pairs is None else int(self.pairs[index])
        return int(self.coverage[index]), pairs, int(self.gain[index])


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Exact prices of all single changes, each against the optimum as it stands.

    Everything is what solving again would give: (coverage, pairs, gain) before
    less after, with everybody else free to move.

    Attributes
    ----------
    problem, matching
        What was solved, and the optimum.
    force
        Making a pair, shape (mentees, mentors). Not known: the pair is not
        eligible, the mentee wants nobody or nobody beside whom they are pinned
        to, or pins, limits and minimum loads leave no place with the mentor.
    forbid
        Never making a present pair, shape (pairs,) in the order of
        ``matching.pairs``. Not known: the pair is pinned, or a minimum load
        would fail.
    mentee_leaves
        The mentee withdraws, a pin of theirs with them, shape (mentees,). Not
        known: a minimum load would fail, or the mentee has a mentor and wants
        several (``pricing.withdrawals.if_mentee_leaves`` solves again).
    place_more
        One more place (``places`` and ``places_max``), shape (mentors,): 0 or
        a gain, so the entries are 0 or negative (coverage first).
    place_fewer
        One place fewer, shape (mentors,). Not known: the mentor has no place
        to lose, or pins or minimum loads would fail.
    loads
        Mentees that each mentor has, shape (mentors,).
    """

    problem: MatchingProblem
    matching: Matching
    force: Costs
    forbid: Costs
    mentee_leaves: Costs
    place_more: Costs
    place_fewer: Costs
    loads: Loads
    leaving: Callable[[], Costs] = field(repr=False)

    @cached_property
    def mentor_leaves(self) -> Costs:
        """The mentor withdraws, minimum load and pins with them, shape (mentors,).

        Known for mentors of one mentee or none. For the others see
        ``pricing.withdrawals.if_mentor_leaves``, which solves again.
        """
        return self.leaving()
