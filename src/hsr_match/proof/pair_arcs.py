"""The arcs of all eligible pairs, in blocks, against the potentials of a proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    from hsr_match.proof.levels import OpenLevels

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
    levels
        Position of a rung → where the pairs still open before it are counted.
    stays
        Position of the same rung → units that may stay without, shape (2, mentees).
    """

    def __init__(
        self,
        problem: MatchingProblem,
        certificate: Certificate,
        hubs: dict[Side, Hubs],
        profits: Profits,
        levels: Mapping[int, OpenLevels],
        stays: Mapping[int, Ints],
    ) -> None:
        self._problem, self._profits, self._hubs = problem, profits, hubs
        self._rungs, self._levels, self._stays = len(certificate.rungs), levels, stays
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
        chosen = np.zeros(eligible.shape, dtype=np.bool_)
        chosen[made[0] - rows.start, made[1]] = True
        better = self._better(rows, scores, eligible.copy(), chosen)
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

    def _better(
        self, rows: slice, scores: Ints, still_open: Mask, chosen: Mask
    ) -> list[tuple[int, int]]:
        """Return pairs not made whose first reduced profit other than 0 is positive."""
        for i, j in self._problem.pins:
            if rows.start <= i < rows.stop:
                still_open[i - rows.start, j] = False
        mentees = np.arange(rows.start, rows.stop, dtype=np.int64)[:, None]
        mentors = np.arange(scores.shape[1], dtype=np.int64)[None, :]
        found: list[tuple[int, int]] = []
        for rung in range(self._rungs):
            if rung in self._levels or FEW * np.count_nonzero(still_open) < still_open.size:
                at, to = np.nonzero(still_open)
                return found + self._better_of(rows, scores[at, to], at, to, chosen[at, to], rung)
            reduced = self._reduced(rung, scores, mentees, mentors)
            positive = still_open & (reduced > 0) & ~chosen
            if positive.any():
                found += [(i + rows.start, j) for i, j in np.argwhere(positive).tolist()]
            still_open &= reduced == 0
        return found

    def _better_of(
        self, rows: slice, scores: Ints, at: Ints, mentors: Ints, chosen: Mask, first: int
    ) -> list[tuple[int, int]]:
        """Return the same for pairs one by one, from some rung on."""
        found: list[tuple[int, int]] = []
        for rung in range(first, self._rungs):
            if rung in self._levels:
                stays = self._stays[rung][:, rows]
                self._levels[rung].add(self._problem.wanted[rows], at, scores, chosen, stays)
            reduced = self._reduced(rung, scores, at + rows.start, mentors)
            positive = (reduced > 0) & ~chosen
            here = (at[positive] + rows.start).tolist(), mentors[positive].tolist()
            found += zip(*here, strict=True)
            level = reduced == 0
            scores, at, mentors, chosen = scores[level], at[level], mentors[level], chosen[level]
        return found

    def _signs(self, scores: Ints, made: Ints) -> NDArray[np.int8]:
        signs = np.zeros(made.shape[1], dtype=np.int8)
        for rung in range(self._rungs):
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
        profit = self._profits.pairs(rung, scores, mentees, mentors)
        reduced: Ints = heads - tails
        reduced += profit
        return reduced

    def _failure(self, mentee: int, mentor: int, what: str) -> Failure:
        problem = self._problem
        name = f"{problem.mentee_label(mentee)} with {problem.mentor_label(mentor)}"
        return Failure(14, f"by the proof's own numbers {name} {what}")
