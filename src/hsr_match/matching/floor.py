"""The highest floor: what a run holds of it, and the problem that it leaves.

``highest_floor`` is the worst match as good as it can be, then the best total.
Once the floor is known, that is the best total among pairs from the floor
upward. Pins are decided and do not count: one below the floor changes nothing
for everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.errors import UsageError
from hsr_match.matching.problem import Ints, Mask, MatchingProblem, Objective

if TYPE_CHECKING:
    from hsr_match.matching.coupled_certificate import RungBound


@dataclass(frozen=True, slots=True)
class HighestFloor:
    """A floor that as many can keep as without it, and why none higher.

    Attributes
    ----------
    floor
        In units of the score, a whole number of levels; None if every pair is
        pinned, or nobody can be matched: then there is no pair to raise.
    short
        Bound on the rung ``floor`` one level higher: how few pairs, counted
        with a minus, can lie below it where as many are matched. Its ``value``
        is what it would have to allow, minus the number of pins that lie below.
        None without a floor, and once people have decided.
    """

    floor: int | None
    short: RungBound | None


@dataclass(frozen=True, slots=True)
class Above:
    """Eligible pairs of a problem whose score reaches a floor, and its pins."""

    problem: MatchingProblem
    floor: int

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        return self.problem.shape

    def block(self, rows: slice, columns: slice) -> Mask:
        """Return true where the pair may be made."""
        n, m = self.shape
        allowed: Mask = self.problem.scores.block(rows, columns) >= self.floor
        r0, r1, _ = rows.indices(n)
        c0, c1, _ = columns.indices(m)
        for i, j in self.problem.pins:
            if r0 <= i < r1 and c0 <= j < c1:
                allowed[i - r0, j - c0] = True
        return allowed & self.problem.eligible.block(rows, columns)


@dataclass(frozen=True, slots=True)
class Below:
    """Counts −1 for a pair whose score is below a number, 0 for any other."""

    least: int
    largest: int = 1

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:  # noqa: ARG002
        """Return the value of pairs."""
        values: Ints = -(scores < self.least).astype(np.int64)
        return values


def above(problem: MatchingProblem, floor: int | None) -> MatchingProblem:
    """Return a problem with pairs from a floor upward alone, for the best total."""
    asked = replace(problem, objective=Objective("total"))
    return asked if floor is None else replace(asked, eligible=Above(problem, floor))


def pins_below(problem: MatchingProblem, least: int) -> int:
    """Return how many pins score less than a number."""
    return sum(
        int(problem.scores.block(slice(i, i + 1), slice(j, j + 1))[0, 0]) < least
        for i, j in set(problem.pins)
    )


def check_order(problem: MatchingProblem) -> None:
    """Refuse a floor where not as many as possible are matched.

    Raises
    ------
    UsageError
        Under ``points_first``.
    """
    if problem.objective.kind == "highest_floor" and problem.order != "pairs_first":
        raise UsageError(
            "`objective: highest_floor` raises the worst match of as many mentees as possible, and "
            "`rules.order: points_first` does not match as many as possible.",
            "Set `rules.order: pairs_first`; or set the floor yourself, with `objective: total` "
            "and a `rules.quality_floor`; or use `objective: worst_first`.",
        )
