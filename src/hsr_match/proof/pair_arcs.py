"""The arcs of all eligible pairs, in blocks, against the potentials of a proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.matching import Certificate, Side
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.hubs import Hubs
from hsr_match.proof.objective import Ints
from hsr_match.proof.profits import Profits
from hsr_match.proof.report import Failure

BLOCK = 1 << 17
"""Pairs looked at in one go."""

LARGEST = 1 << 61
"""Numbers up to this size may be added three at a time in 64 bits."""

FEW = 8
"""Where fewer than one pair in so many is still open, they are looked at one by one."""

Mask = NDArray[np.bool_]


def largest(numbers: Ints) -> int:
    """Return the largest size of any number, as a Python integer."""
    # Not abs(): the most negative 64-bit integer has no positive twin.
    return max(int(numbers.max(initial=0)), -int(numbers.min(initial=0)))


class PairArcs:
    """Reduced profits of pairs.

    Parameters
    ----------
    problem
        The problem.
    certificate
        Potentials of people, checked for shape and size.
    hubs
        Potentials of hubs.
    profits
        What pairs add to each rung.
    """

    def __init__(
        self,
        problem: MatchingProblem,
        certificate: Certificate,
        hubs: dict[Side, Hubs],
        profits: Profits,
    ) -> None:
        self._problem, self._profits, self._hubs = problem, profits, hubs
        self._rungs: tuple[str, ...] = certificate.rungs
        # One rung's potentials side by side, as they are read.
        self._mentees = np.ascontiguousarray(certificate.mentees.T)
        self._mentors = np.ascontiguousarray(certificate.mentors.T)

    def check(self, made: Ints) -> tuple[list[Failure], int]:
        """Check every eligible pair.

        Parameters
        ----------
        made
            The pairs made, shape (2, pairs).

        Returns
        -------
        tuple of (list of Failure, int)
            What does not hold, and the number of eligible pairs looked at.
        """
        failures: list[Failure] = []
        looked_at = 0
        for rows in self._blocks():
            here = made[:, (made[0] >= rows.start) & (made[0] < rows.stop)]
            found, count = self._block(rows, here)
            failures += found
            looked_at += count
        return failures, looked_at

    def _blocks(self) -> Iterator[slice]:
        n, m = self._problem.shape
        step = max(1, BLOCK // max(1, m))
        for start in range(0, n, step):
            yield slice(start, min(start + step, n))

    def _block(self, rows: slice, made: Ints) -> tuple[list[Failure], int]:
        problem, everyone = self._problem, slice(None)
        eligible = problem.eligible.block(rows, everyone)
        idle = problem.wanted[rows] <= 0
        if idle.any():
            eligible = eligible & ~idle[:, None]
        scores = problem.scores.block(rows, everyone)
        if scores.dtype != np.int64 or largest(scores) > LARGEST:
            return [Failure(12, "scores are not integers that can be checked exactly")], 0
        still_open = eligible.copy()
        still_open[made[0] - rows.start, made[1]] = False
        better = self._better(rows, scores, still_open)
        failures = []
        if better:
            more = f" (and {len(better) - 1} more pairs)" if len(better) > 1 else ""
            failures.append(self._failure(*min(better), f"would do better{more}"))
        signs = self._signs(scores[made[0] - rows.start, made[1]], made)
        pinned = set(problem.pins)
        for i, j in made[:, signs < 0].T.tolist():
            if (i, j) not in pinned:
                failures.append(self._failure(i, j, "should not be made"))
        return failures, int(np.count_nonzero(eligible))

    def _better(self, rows: slice, scores: Ints, still_open: Mask) -> list[tuple[int, int]]:
        """Return open pairs whose first reduced profit other than 0 is positive."""
        mentees = np.arange(rows.start, rows.stop, dtype=np.int64)[:, None]
        mentors = np.arange(scores.shape[1], dtype=np.int64)[None, :]
        found: list[tuple[int, int]] = []
        for rung in range(len(self._rungs)):
            if FEW * np.count_nonzero(still_open) < still_open.size:
                i, j = np.nonzero(still_open)
                one_by_one = scores[i, j], i + rows.start, j
                return found + self._better_of(*one_by_one, range(rung, len(self._rungs)))
            reduced = self._reduced(rung, scores, mentees, mentors)
            positive = still_open & (reduced > 0)
            if positive.any():
                found += [(i + rows.start, j) for i, j in np.argwhere(positive).tolist()]
            still_open &= reduced == 0
        return found

    def _better_of(
        self, scores: Ints, mentees: Ints, mentors: Ints, rungs: Sequence[int]
    ) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for rung in rungs:
            reduced = self._reduced(rung, scores, mentees, mentors)
            positive = reduced > 0
            found += zip(mentees[positive].tolist(), mentors[positive].tolist(), strict=True)
            level = reduced == 0
            scores, mentees, mentors = scores[level], mentees[level], mentors[level]
        return found

    def _signs(self, scores: Ints, made: Ints) -> NDArray[np.int8]:
        signs = np.zeros(made.shape[1], dtype=np.int8)
        for rung in range(len(self._rungs)):
            reduced = self._reduced(rung, scores, made[0], made[1])
            signs = np.where(signs == 0, np.sign(reduced), signs).astype(np.int8)
        return signs

    def _reduced(self, rung: int, scores: Ints, mentees: Ints, mentors: Ints) -> Ints:
        """Return profit plus potential at the head less that at the tail."""
        head, tail = self._mentors[rung], self._mentees[rung]
        at_mentor, at_mentee = self._hubs.get("mentor"), self._hubs.get("mentee")
        heads = (
            head[mentors] if at_mentor is None else at_mentor.replace(head, mentors, mentees, rung)
        )
        tails = (
            tail[mentees] if at_mentee is None else at_mentee.replace(tail, mentees, mentors, rung)
        )
        profit = self._profits.pairs(self._rungs[rung], scores, mentees, mentors)
        reduced: Ints = heads - tails
        reduced += profit
        return reduced

    def _failure(self, mentee: int, mentor: int, what: str) -> Failure:
        problem = self._problem
        name = f"{problem.mentee_label(mentee)} with {problem.mentor_label(mentor)}"
        return Failure(14, f"by the proof's own numbers {name} {what}")
