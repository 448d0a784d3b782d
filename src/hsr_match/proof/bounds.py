"""Bounds on problems that no flow expresses, worked out again from their prices.

``docs/reference/certificate.md`` has the formula. Limits are paid for instead
of kept: whatever the prices, what units, mentors and pairs reach each for
themselves, with what the limits give back, is at least as much as any matching
reaches that keeps them. Prices decide only how near the bound comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.charges import Charges, NoSuchLimit
from hsr_match.proof.objective import Ints, gains
from hsr_match.proof.pair_arcs import largest
from hsr_match.proof.totals import objective_value
from hsr_match.proof.units import Unit, units_of

LARGEST = 1 << 61
"""Sums up to this size are exact in 64 bits."""

BLOCK = 1 << 17
"""Pairs looked at in one go."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a rung counts.

    Attributes
    ----------
    name
        Of the rung.
    alpha
        Strength of the objective.
    """

    name: str
    alpha: float

    def pairs(self, scores: Ints) -> Ints:
        """Return what pairs count."""
        if self.name == "objective":
            return gains(scores, self.alpha)
        return np.full_like(scores, self.name == "pairs")

    def covered(self, problem: MatchingProblem, unit: Unit) -> int:
        """Return what a unit counts once it has a mentor."""
        if self.name == "coverage":
            return len(unit.members)
        if self.name == "objective" and problem.credit is not None:
            return sum(int(problem.credit[i]) for i in unit.members)
        return 0

    def reached(self, problem: MatchingProblem, pairs: Sequence[tuple[int, int]]) -> int:
        """Return what pairs reach."""
        if self.name == "objective":
            return objective_value(pairs, problem, self.alpha)
        return len(pairs) if self.name == "pairs" else len({i for i, _ in pairs})

    def step(self, problem: MatchingProblem) -> int:
        """Return the cost of the first extra place; the e-th costs e times as much."""
        return problem.extra_place_cost if self.name == "objective" else 0


class TooLarge(Exception):  # noqa: N818 - says what was found
    """A number is too large for exact sums."""


def bound_of(
    problem: MatchingProblem, told: RungBound, goals: Sequence[tuple[Goal, int]], goal: Goal
) -> tuple[int, int]:
    """Work out the bound that prices prove.

    Parameters
    ----------
    problem
        The problem.
    told
        The prices.
    goals
        Earlier rungs with the value reached on each.
    goal
        The rung.

    Returns
    -------
    tuple of int
        The most that any matching reaches on the rung which reaches the values
        of the earlier ones; and the number of eligible pairs looked at.

    Raises
    ------
    NoSuchLimit
        If a price belongs to no limit.
    TooLarge
        If sums would not be exact.
    """
    if min([0, *told.floors.tolist(), *told.earlier]) < 0:
        raise NoSuchLimit("a negative price")
    pricing = _Pricing(problem, told, goals, goal)
    total = pricing.constant() + sum(pricing.units())
    surplus, looked_at = pricing.surplus()
    total += sum(pricing.mentors(surplus))
    return total // told.denominator, looked_at


class _Pricing:
    def __init__(
        self,
        problem: MatchingProblem,
        told: RungBound,
        goals: Sequence[tuple[Goal, int]],
        goal: Goal,
    ) -> None:
        self.problem, self.told = problem, told
        self.all_units = units_of(problem)
        self.charges = Charges(problem, self.all_units, told)
        # What each goal weighs: the rung itself by the denominator, earlier ones by their price.
        self.weighed = [(goal, told.denominator)]
        self.weighed += [(g, price) for (g, _), price in zip(goals, told.earlier, strict=True)]
        self.kept = sum(
            value * price for (_, value), price in zip(goals, told.earlier, strict=True)
        )
        self.unit_of_pin = {(self._unit(i), j) for i, j in problem.pins}

    def _unit(self, mentee: int) -> int:
        return next(u.members[0] for u in self.all_units if mentee in u.members)

    def constant(self) -> int:
        """Return what limits give back, less what floors and earlier rungs ask for."""
        total = self.charges.given_back - self.kept
        for floor, price in zip(self.problem.floors, self.told.floors.tolist(), strict=True):
            total -= floor.least * int(price)
        return total

    def units(self) -> Iterator[int]:
        """Yield the most that each unit adds by choosing a number of mentors."""
        for unit in self.all_units:
            price = sum(int(self.told.mentees[i]) for i in unit.members)
            extra = sum(weight * goal.covered(self.problem, unit) for goal, weight in self.weighed)
            # Linear from 1 mentor on: the best is at an end.
            choices = {1, unit.most} if unit.most else set()
            yield max([0, *(price * t + extra for t in choices)])

    def mentors(self, surplus: Sequence[int]) -> Iterator[int]:
        """Yield the most that each mentor adds: pairs, and the load that its price makes best."""
        problem = self.problem
        pinned = {j for _, j in problem.pins}
        step = sum(weight * goal.step(problem) for goal, weight in self.weighed)
        for j, extra in enumerate(surplus):
            price, places = int(self.told.mentors[j]), int(problem.places[j])
            least, most = int(problem.places_min[j]), int(problem.places_max[j])
            # Concave in the load: the best of all, brought within the limits.
            wish = most if step <= 0 else places + price // step
            wish = max(0, wish) if price >= 0 else 0
            load = min(max(wish, least), most)
            over = max(0, load - places)
            used = extra + price * load - step * over * (over + 1) // 2
            idle = not problem.minimum_always and j not in pinned
            yield max(0, used) if idle else used

    def surplus(self) -> tuple[list[int], int]:
        """Return what pairs at each mentor add, each made if it adds anything; pins always."""
        n, m = self.problem.shape
        total, looked_at = [0] * m, 0
        alone = np.zeros(n, dtype=np.bool_)
        for unit in self.all_units:
            alone[unit.members[0]] = len(unit.members) == 1 and unit.most > 0
        step = max(1, BLOCK // max(1, m))
        for start in range(0, n, step):
            rows = np.flatnonzero(alone[start : start + step]) + start
            worth = self._worth(slice(start, min(start + step, n)))[rows - start]
            may = self.problem.eligible.block(slice(start, min(start + step, n)), slice(None))
            may = may[rows - start] & (self.problem.places_max >= 1)
            self._add(total, worth, may, rows)
            looked_at += int(np.count_nonzero(may))
        for unit in self.all_units:
            if len(unit.members) > 1 and unit.most:
                spans = [slice(i, i + 1) for i in unit.members]
                worth = sum((self._worth(span) for span in spans), start=np.zeros((1, m), np.int64))
                may = np.all(
                    [self.problem.eligible.block(span, slice(None)) for span in spans], axis=0
                )
                may = may & (self.problem.places_max >= len(unit.members))
                self._add(total, worth, may, np.array(unit.members[:1], dtype=np.int64))
                looked_at += int(np.count_nonzero(may)) * len(unit.members)
        return total, looked_at

    def _add(self, total: list[int], worth: Ints, may: Mask, rows: Ints) -> None:
        worth = np.where(may, worth, 0)
        at = {int(i): k for k, i in enumerate(rows)}
        pinned = [(at[i], j) for i, j in self.unit_of_pin if i in at]
        forced = [(j, min(0, int(worth[k, j]))) for k, j in pinned]
        worth = np.maximum(worth, 0)
        if largest(worth) * max(1, len(worth)) > LARGEST:
            sums = [sum(column) for column in worth.T.tolist()]
        else:
            sums = worth.sum(axis=0).tolist()
        for j, amount in enumerate(sums):
            total[j] += amount
        for j, amount in forced:
            total[j] += amount

    def _worth(self, rows: slice) -> Ints:
        """Return what pairs of some mentees are worth once all that they use is paid for."""
        problem, told = self.problem, self.told
        scores = problem.scores.block(rows, slice(None))
        mentees = np.arange(rows.start, rows.stop)
        table = np.zeros(scores.shape, dtype=np.int64)
        size = largest(told.mentees) + largest(told.mentors) + self.charges.largest
        size += sum(map(abs, told.floors.tolist()))
        counted = [(goal.pairs(scores), weight) for goal, weight in self.weighed]
        size += sum(weight * largest(amounts) for amounts, weight in counted)
        if size * max(len(unit.members) for unit in self.all_units) > LARGEST:
            raise TooLarge
        for amounts, weight in counted:
            table += weight * amounts
        for floor, price in zip(problem.floors, told.floors.tolist(), strict=True):
            table += price * (floor.mentees[rows, None] & floor.mentors[None, :])
        table -= told.mentees[rows, None] + told.mentors[None, :]
        self.charges.take_off(table, mentees)
        return table
