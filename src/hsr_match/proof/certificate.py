"""The certificate, arc by arc: no flow beats this one, shown in integers.

The network and the condition stand in ``docs/reference/certificate.md``.
Reduced profits are compared rung by rung; an arc whose first non-zero one is
positive must carry all it may, one whose first is negative as little as it may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.matching import Certificate
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints, gains, priorities, tickets
from hsr_match.proof.report import Failure

BLOCK = 1 << 18
"""Pairs looked at in one go."""

_LARGEST = 1 << 61
"""Numbers up to this size may be added three at a time in 64 bits."""

Signs = NDArray[np.int8]


def expected_rungs(problem: MatchingProblem, *, tie_break: bool) -> tuple[str, ...]:
    """Return the rungs that a proof must have, most important first."""
    first = ("coverage",) if problem.order == "pairs_first" else ()
    return (*first, "objective", *(("tie_break",) if tie_break else ()))


def check_certificate(
    problem: MatchingProblem,
    pairs: Sequence[tuple[int, int]],
    certificate: Certificate,
    alpha: float,
    *,
    tie_break: bool,
) -> tuple[list[Failure], int]:
    """Check that no other pairing beats these pairs.

    Parameters
    ----------
    problem
        The problem.
    pairs
        Feasible pairs, as (mentee, mentor) positions.
    certificate
        Their certificate.
    alpha
        Strength of the objective that it certifies.
    tie_break
        Whether the last rung must be the tie-break.

    Returns
    -------
    tuple of (list of Failure, int)
        What does not hold, and the number of eligible pairs looked at.
    """
    n, m = problem.shape
    rungs = expected_rungs(problem, tie_break=tie_break)
    if tuple(certificate.rungs) != rungs:
        return [
            Failure(
                15, f"the proof has the rungs {_listed(certificate.rungs)}, not {_listed(rungs)}"
            )
        ], 0
    potentials = certificate.mentees, certificate.mentors
    for side, count in zip(potentials, (n, m), strict=True):
        if side.shape != (count, len(rungs)) or side.dtype != np.int64:
            return [Failure(14, "the proof does not give every person one integer per rung")], 0
        if largest(side) > _LARGEST:
            return [Failure(12, "the proof holds a number too large to be checked exactly")], 0
    if problem.extra_place_cost * max(n, 1) > _LARGEST:
        return [Failure(12, "the cost of extra places is too large to be checked exactly")], 0
    arcs = _Arcs(problem, pairs, certificate, alpha)
    failures = []
    looked_at = 0
    for rows in arcs.blocks():
        found, count = arcs.pairs(rows)
        failures += found
        looked_at += count
    failures += arcs.places()
    return failures, looked_at


class _Arcs:
    def __init__(
        self,
        problem: MatchingProblem,
        pairs: Sequence[tuple[int, int]],
        certificate: Certificate,
        alpha: float,
    ) -> None:
        self.problem, self.alpha, self.rungs = problem, alpha, certificate.rungs
        self.mentees, self.mentors = certificate.mentees, certificate.mentors
        n, m = problem.shape
        self.made = np.zeros((2, len(pairs)), dtype=np.int64)
        if pairs:
            self.made = np.array(pairs, dtype=np.int64).T
        self.pinned = set(problem.pins)
        self.matched = np.bincount(self.made[0], minlength=n)
        self.load = np.bincount(self.made[1], minlength=m)
        self.mentee_tickets = tickets(problem.mentee_keys, "mentee", problem.seed)
        self.mentor_tickets = tickets(problem.mentor_keys, "mentor", problem.seed)

    def blocks(self) -> Iterator[slice]:
        n, m = self.problem.shape
        step = max(1, BLOCK // max(1, m))
        for start in range(0, n, step):
            yield slice(start, min(start + step, n))

    def pairs(self, rows: slice) -> tuple[list[Failure], int]:
        """Check the arcs of pairs, one block of mentees."""
        everyone = slice(None)
        eligible = self.problem.eligible.block(rows, everyone)
        eligible = eligible & (self.problem.wanted[rows] > 0)[:, None]
        scores = self.problem.scores.block(rows, everyone)
        if scores.dtype != np.int64 or largest(scores) > _LARGEST:
            return [Failure(12, "scores are not integers that can be checked exactly")], 0
        signs = np.zeros(eligible.shape, dtype=np.int8)
        for rung, name in enumerate(self.rungs):
            open_rows, open_columns = np.nonzero(eligible & (signs == 0))
            if name == "coverage":
                profit = np.ones(len(open_rows), dtype=np.int64)
            elif name == "objective":
                profit = gains(scores[open_rows, open_columns], self.alpha)
            else:
                profit = priorities(
                    self.mentee_tickets[rows][open_rows], self.mentor_tickets[open_columns]
                )
            reduced = (
                profit + self.mentors[open_columns, rung] - self.mentees[rows][open_rows, rung]
            )
            signs[open_rows, open_columns] = np.sign(reduced)
        here = (self.made[0] >= rows.start) & (self.made[0] < rows.stop)
        made_rows, made_columns = self.made[0][here] - rows.start, self.made[1][here]
        failures = []
        for i, j in zip(made_rows.tolist(), made_columns.tolist(), strict=True):
            if signs[i, j] < 0 and (i + rows.start, j) not in self.pinned:
                failures.append(self._failure(i + rows.start, j, "should not be made"))
        signs[made_rows, made_columns] = 0
        better = np.argwhere(signs > 0)
        if len(better):
            i, j = better[0].tolist()
            more = f" (and {len(better) - 1} more pairs)" if len(better) > 1 else ""
            failures.append(self._failure(i + rows.start, j, f"would do better{more}"))
        return failures, int(eligible.sum())

    def _failure(self, mentee: int, mentor: int, what: str) -> Failure:
        name = f"{self.problem.mentee_label(mentee)} with {self.problem.mentor_label(mentor)}"
        return Failure(14, f"by the proof's own numbers {name} {what}")

    def places(self) -> list[Failure]:
        """Check the arcs to the sink: staying without, places, extra places."""
        problem, failures = self.problem, []
        n, m = problem.shape
        alone = problem.wanted - self.matched
        wrong = _wrong(_first_sign(-self.mentees), alone, np.zeros_like(alone), problem.wanted)
        failures += [
            Failure(14, f"by the proof's own numbers {problem.mentee_label(i)} is wrongly "
                    f"{'left without' if alone[i] else 'given a mentor'}")
            for i in np.flatnonzero(wrong).tolist()
        ]  # fmt: skip
        least = problem.places_min if problem.minimum_always else np.zeros(m, dtype=np.int64)
        usual = np.minimum(self.load, problem.places)
        bad = _wrong(_first_sign(-self.mentors), usual, least, problem.places)
        over = np.maximum(self.load - problem.places, 0)
        extras = np.minimum(problem.places_max - problem.places, n)
        for j in np.flatnonzero(extras).tolist():
            step = np.arange(1, int(extras[j]) + 1, dtype=np.int64)
            cost = np.zeros((len(step), len(self.rungs)), dtype=np.int64)
            cost[:, self.rungs.index("objective")] = problem.extra_place_cost * step
            used = (step <= over[j]).astype(np.int64)
            zero, one = np.zeros_like(used), np.ones_like(used)
            bad[j] |= _wrong(_first_sign(-self.mentors[j] - cost), used, zero, one).any()
        failures += [
            Failure(14, f"by the proof's own numbers {problem.mentor_label(j)} should have "
                    "another number of mentees")
            for j in np.flatnonzero(bad).tolist()
        ]  # fmt: skip
        return failures


def _first_sign(reduced: Ints) -> Signs:
    """Return the sign of the first rung that is not zero, per row."""
    signs = np.zeros(len(reduced), dtype=np.int8)
    for rung in range(reduced.shape[1]):
        signs = np.where(signs == 0, np.sign(reduced[:, rung]), signs).astype(np.int8)
    return signs


def _wrong(signs: Signs, flow: Ints, lower: Ints, upper: Ints) -> NDArray[np.bool_]:
    answer: NDArray[np.bool_] = ((signs > 0) & (flow < upper)) | ((signs < 0) & (flow > lower))
    return answer


def largest(numbers: Ints) -> int:
    """Return the largest size of any number, as a Python integer."""
    # Not abs(): the most negative 64-bit integer has no positive twin.
    return max(int(numbers.max(initial=0)), -int(numbers.min(initial=0)))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
