"""A proven optimum laid open: who is with whom, who may move, what each pair is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.choose import beyond_flow
from hsr_match.matching.gains import RESOLUTION, transform
from hsr_match.matching.ladder import rung_names
from hsr_match.matching.matching import Certificate, Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

FAR = 1 << 60
"""No way: larger than any sum of gains, and two of them still fit 64 bits."""

WITHIN = 1 << 57
"""Sums of gains stay below this, so that they never look like ``FAR``."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The optimum by position.

    Attributes
    ----------
    problem
        What was solved.
    certificate
        Potentials of its rungs.
    unit
        What a mentee with a mentor counts on the coverage rung: 1, or 0 under
        ``points_first``.
    gain, allowed
        Gain of each pair, credit included, and whether it may exist, shape (mentees, mentors).
    mentor_of
        Present mentor, −1 for none, shape (mentees,).
    own
        Gain of the present pair, 0 for none, shape (mentees,).
    pinned
        Whether the present pair is pinned, shape (mentees,).
    loads
        Mentees of each mentor, shape (mentors,).
    next_cost, last_cost
        Objective cost of one more place with a mentor, and of the dearest in
        use, shape (mentors,).
    path_bound
        No chain of moves changes the gain by more.
    """

    problem: MatchingProblem
    certificate: Certificate
    unit: int
    gain: Ints
    allowed: Mask
    mentor_of: Ints
    own: Ints
    pinned: Mask
    loads: Ints
    next_cost: Ints
    last_cost: Ints
    path_bound: int

    @property
    def matched(self) -> Mask:
        """Whether a mentee has a mentor."""
        return self.mentor_of >= 0


def lay_open(problem: MatchingProblem, matching: Matching) -> State:
    """Return the state of a proven optimum.

    Raises
    ------
    ValueError
        If the matching has no certificate, or is not one of this problem.
    """
    certificate = matching.certificate
    if certificate is None:
        raise ValueError("Prices of a plain round start from its certificate.")
    n, m = problem.shape
    everyone = slice(None)
    gain = transform(problem.scores.block(everyone, everyone), matching.alpha)
    largest = RESOLUTION if matching.alpha else problem.largest_score
    if problem.credit is not None:
        # One mentor each at most: credit for having one is a part of every pair's gain.
        gain = gain + problem.credit[:, None]
        largest += int(np.abs(problem.credit).max(initial=0))
    allowed = problem.eligible.block(everyone, everyone)
    idle = problem.wanted <= 0
    if idle.any():
        allowed = allowed & ~idle[:, None]
    pairs = np.array(matching.pairs, dtype=np.int64).reshape(-1, 2)
    mentees, mentors = pairs[:, 0], pairs[:, 1]
    mentor_of = np.full(n, -1, dtype=np.int64)
    mentor_of[mentees] = mentors
    own = np.zeros(n, dtype=np.int64)
    own[mentees] = gain[mentees, mentors]
    pinned = np.zeros(n, dtype=np.bool_)
    pinned[[i for i, _ in problem.pins]] = True
    loads = np.bincount(mentors, minlength=m)
    over = np.maximum(loads - problem.places, 0)
    extra = problem.extra_place_cost
    if (
        len(np.unique(mentees)) != len(pairs)
        or len(pairs) != matching.coverage
        or int(own.sum()) - extra * int((over * (over + 1) // 2).sum()) != matching.gain
    ):
        raise ValueError("The matching is not one of this problem: its figures differ.")
    # A chain visits each mentor once, and the outside (free places, mentees
    # without a mentor) once: m + 1 moves, each a pair lost and a pair won.
    path_bound = 2 * largest * (m + 2) + 2 * extra * (n + 1)
    if path_bound >= WITHIN:
        raise ValueError("The scores are too large to price every change in exact integers.")
    return State(
        problem=problem,
        certificate=certificate,
        unit=int(problem.order == "pairs_first"),
        gain=gain,
        allowed=allowed,
        mentor_of=mentor_of,
        own=own,
        pinned=pinned,
        loads=loads,
        next_cost=extra * np.maximum(loads + 1 - problem.places, 0),
        last_cost=extra * over,
        path_bound=path_bound,
    )


def refuse(problem: MatchingProblem, matching: Matching) -> None:
    """Say why there are no exact prices, if there are none.

    Raises
    ------
    ValueError
        If the matching is not proven, no flow expresses the problem, or the
        worst pairs come first.
    """
    certificate = matching.certificate
    if matching.status != "optimal" or (certificate is None and matching.coupled is None):
        raise ValueError(
            "What-if prices need a proven optimum; this matching was stopped early. "
            "Solve again without a time limit."
        )
    tied = beyond_flow(problem)
    if tied:
        raise ValueError(
            f"What-if prices for all pairs do not cover {', '.join(tied)}: "
            "one move asks for another. `least_costs` says what each pair costs at least; "
            "pin one and solve again for its price."
        )
    rungs = rung_names(problem)[:-1]
    if matching.kind not in ("total", "balanced") or (
        certificate is not None and certificate.rungs[: len(rungs)] != rungs
    ):
        raise ValueError(
            "What-if prices are for the objectives `total` and `balanced`: a change of the "
            "worst pairs first has no single price. Pin a pair and solve again to see it."
        )


def is_plain(problem: MatchingProblem) -> bool:
    """Whether each mentee has one mentor, and nothing but places limits who shares one."""
    return problem.is_flow and not problem.several and not problem.spread
