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


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """What the cohort loses by each of several changes, compared coverage first.

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
        False where the change cannot be made, or was not reckoned; the other
        two hold 0 there.
    """

    coverage: Ints
    gain: Ints
    known: Mask

    def at(self, *index: int) -> tuple[int, int] | None:
        """Return (coverage, gain) lost by one change; None where it is not known."""
        if not self.known[index]:
            return None
        return int(self.coverage[index]), int(self.gain[index])


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Exact prices of all single changes, each against the optimum as it stands.

    Everything is what solving again would give: (coverage, gain) before less
    after, with everybody else free to move.

    Attributes
    ----------
    problem, matching
        What was solved, and the optimum.
    force
        Making a pair, shape (mentees, mentors). Not known: the pair is not
        eligible, the mentee is pinned to somebody else or wants nobody, or the
        mentor has no place that could be freed.
    forbid
        Never making the mentee's present pair, shape (mentees,). Not known:
        nobody to lose, the pair is pinned, or a minimum load would fail.
    mentee_leaves
        The mentee withdraws, a pin of theirs with them, shape (mentees,).
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
        ``pricing.mentor_leaves.if_mentor_leaves``, which solves again.
        """
        return self.leaving()
