"""The arcs that are no pairs: staying without, getting fewer, places, extra places, hubs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.matching import Certificate, Side
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints
from hsr_match.proof.profits import Profits
from hsr_match.proof.report import Failure

if TYPE_CHECKING:
    from hsr_match.proof.hubs import Hubs

Mask = NDArray[np.bool_]


class MenteeArcs:
    """The arcs from mentees to the sink: staying without, and getting fewer than wanted.

    Parameters
    ----------
    problem, certificate, profits
        The problem, the potentials, and what arcs add.
    made
        The pairs made, shape (2, pairs); nobody has more than they want.
    """

    def __init__(
        self, problem: MatchingProblem, certificate: Certificate, profits: Profits, made: Ints
    ) -> None:
        self._problem = problem
        mentors = np.bincount(made[0], minlength=problem.shape[0])
        # Who has a mentor may only get fewer; who has none stays without, and gets fewer.
        alone = ((mentors == 0) & (problem.wanted > 0)).astype(np.int64)
        self._flows = alone, problem.wanted - mentors - alone
        self._uppers = np.minimum(problem.wanted, 1), np.maximum(problem.wanted - 1, 0)
        self._reduced = (
            profits.without() - certificate.mentees,
            profits.fewer() - certificate.mentees,
        )

    def free(self, rung: int) -> Ints:
        """Return the units that rungs before this one leave free, possible and used."""
        units = np.zeros((2, self._problem.shape[0]), dtype=np.int64)
        for reduced, flow, upper in zip(self._reduced, self._flows, self._uppers, strict=True):
            free = (reduced[:, :rung] == 0).all(axis=1)
            units += free * np.stack([upper, flow])
        return units

    def check(self) -> list[Failure]:
        """Check that each carries what its reduced profit asks for."""
        nothing = np.zeros(self._problem.shape[0], dtype=np.int64)
        wrong = nothing > 0
        for reduced, flow, upper in zip(self._reduced, self._flows, self._uppers, strict=True):
            wrong |= _wrong(reduced, flow, nothing, upper)
        return [
            Failure(14, f"by the proof's own numbers {self._problem.mentee_label(i)} is wrongly "
                    f"{'left without' if self._flows[0][i] else 'given a mentor'}")
            for i in np.flatnonzero(wrong).tolist()
        ]  # fmt: skip


def check_mentors(
    problem: MatchingProblem, certificate: Certificate, profits: Profits, made: Ints
) -> list[Failure]:
    """Check the arcs from mentors to the sink: places, minimum loads, extra places."""
    n, m = problem.shape
    load = np.bincount(made[1], minlength=m)
    least = problem.places_min if problem.minimum_always else np.zeros(m, dtype=np.int64)
    usual = np.minimum(load, problem.places)
    wrong = _wrong(-certificate.mentors, usual, least, problem.places)
    over = np.maximum(load - problem.places, 0)
    extras = np.minimum(problem.places_max - problem.places, n)
    for j in np.flatnonzero(extras).tolist():
        step = np.arange(1, int(extras[j]) + 1, dtype=np.int64)
        reduced = profits.extra_places(step) - certificate.mentors[j]
        used = (step <= over[j]).astype(np.int64)
        zero, one = np.zeros_like(used), np.ones_like(used)
        wrong[j] |= _wrong(reduced, used, zero, one).any()
    return [
        Failure(14, f"by the proof's own numbers {problem.mentor_label(j)} should have "
                "another number of mentees")
        for j in np.flatnonzero(wrong).tolist()
    ]  # fmt: skip


def check_hubs(
    problem: MatchingProblem, certificate: Certificate, hubs: dict[Side, Hubs], made: Ints
) -> list[Failure]:
    """Check the arcs between hubs and their owners."""
    failures = []
    for side, hub in hubs.items():
        if side == "mentor":
            passing = hub.passing(made[1], made[0])
            reduced = certificate.mentors[hub.owners] - hub.values
        else:
            passing = hub.passing(made[0], made[1])
            reduced = hub.values - certificate.mentees[hub.owners]
        most = np.full(len(passing), hub.limit.most, dtype=np.int64)
        wrong = _wrong(reduced, passing, np.zeros_like(most), most)
        for owner in hub.owners[wrong].tolist():
            if side == "mentor":
                who, whom = problem.mentor_label(owner), "mentees"
            else:
                who, whom = problem.mentee_label(owner), "mentors"
            failures.append(
                Failure(14, f"by the proof's own numbers {who} should have another number of "
                        f"{whom} of one group")
            )  # fmt: skip
    return failures


def _wrong(reduced: Ints, flow: Ints, lower: Ints, upper: Ints) -> Mask:
    """Return where the flow is not at the bound that the reduced profits (arcs, rungs) force."""
    sign = np.zeros(len(reduced), dtype=np.int8)
    for rung in range(reduced.shape[1]):
        sign = np.where(sign == 0, np.sign(reduced[:, rung]), sign).astype(np.int8)
    answer: Mask = ((sign > 0) & (flow < upper)) | ((sign < 0) & (flow > lower))
    return answer
