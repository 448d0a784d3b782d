"""Bounds on problems that no flow expresses, worked out again from their prices.

``docs/reference/bounds.md`` has the formula. Limits are paid for instead
of kept: whatever the prices, what units, mentors and pairs reach each for
themselves, with what the limits give back, is at least as much as any matching
reaches that keeps them. Prices decide only how near the bound comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.charges import Charges, NoSuchLimit
from hsr_match.proof.goal import Goal
from hsr_match.proof.objective import Ints
from hsr_match.proof.pair_arcs import largest
from hsr_match.proof.units import units_of

LARGEST = 1 << 61
"""Sums up to this size are exact in 64 bits."""

BLOCK = 1 << 17
"""Pairs looked at in one go."""

Mask = NDArray[np.bool_]


class TooLarge(Exception):  # noqa: N818 - says what was found
    """A number is too large for exact sums."""


class Bound:
    """The most that any matching can reach, as prices prove it.

    Parameters
    ----------
    problem
        The problem.
    told
        The prices.
    earlier
        Earlier rungs with the value that must be reached on each.
    goal
        The rung.

    Attributes
    ----------
    units
        Mentees who have the same mentors, as one.
    looked_at
        Number of eligible pairs looked at.
    total
        The bound, in units of 1 / denominator.
    surplus, load, best
        By mentor: what pairs add, what the load that its price makes best adds,
        and the two together, or nothing where it is better not to be used.

    Raises
    ------
    NoSuchLimit
        If a price belongs to no limit.
    TooLarge
        If sums would not be exact.
    """

    def __init__(
        self,
        problem: MatchingProblem,
        told: RungBound,
        earlier: Sequence[tuple[Goal, int]],
        goal: Goal,
    ) -> None:
        if min([0, *told.floors.tolist(), *told.earlier]) < 0:
            raise NoSuchLimit("a negative price")
        self.problem, self.told, self.goal, self.earlier = problem, told, goal, earlier
        self.units = units_of(problem)
        self._charges = Charges(problem, self.units, told)
        # What each goal weighs: the rung itself by the denominator, earlier ones by their price.
        self._weighed = [(goal, told.denominator)]
        self._weighed += [(g, price) for (g, _), price in zip(earlier, told.earlier, strict=True)]
        self._step = sum(weight * goal.step(problem) for goal, weight in self._weighed)
        first = {i: unit.members[0] for unit in self.units for i in unit.members}
        self.pins = {(first[i], j) for i, j in problem.pins}
        self.looked_at = 0
        self.surplus = self._surplus()
        mentors = [self._mentor(j) for j in range(problem.shape[1])]
        self.load, self.best = [load for load, _ in mentors], [best for _, best in mentors]
        choices = ([0, 1, unit.most] if unit.most else [0] for unit in self.units)
        self.total = (
            self._constant()
            + sum(
                max(self.unit_value(number, count) for count in counts)
                for number, counts in enumerate(choices)
            )
            + sum(self.best)
        )

    @property
    def most(self) -> int:
        """No matching reaches more."""
        return self.total // self.told.denominator

    def unit_value(self, number: int, mentors: int) -> int:
        """Return what a unit adds by having so many mentors, pairs apart."""
        unit = self.units[number]
        if not mentors:
            return 0
        price = sum(int(self.told.mentees[i]) for i in unit.members)
        extra = sum(weight * goal.covered(self.problem, unit) for goal, weight in self._weighed)
        return price * mentors + extra

    def may_idle(self, mentor: int) -> bool:
        """Tell whether a mentor may have nobody, whatever the minimum load."""
        return not self.problem.minimum_always and all(j != mentor for _, j in self.pins)

    def _constant(self) -> int:
        """Return what limits give back, less what floors and earlier rungs ask for."""
        total = self._charges.given_back
        for (_, value), price in zip(self.earlier, self.told.earlier, strict=True):
            total -= value * price
        for floor, price in zip(self.problem.floors, self.told.floors.tolist(), strict=True):
            total -= floor.least * int(price)
        return total

    def load_value(self, mentor: int, load: int) -> int:
        """Return what so many mentees with a mentor add, pairs apart."""
        over = max(0, load - int(self.problem.places[mentor]))
        return int(self.told.mentors[mentor]) * load - self._step * over * (over + 1) // 2

    def best_load(self, mentor: int, at_least: int = 0) -> int:
        """Return what the best load of a mentor adds, pairs apart."""
        problem, price = self.problem, int(self.told.mentors[mentor])
        least, most = int(problem.places_min[mentor]), int(problem.places_max[mentor])
        # Concave in the load: the best of all, brought within the limits.
        wish = most if self._step <= 0 else int(problem.places[mentor]) + price // self._step
        load = min(max(0 if price < 0 else wish, least, at_least), most)
        return self.load_value(mentor, load)

    def _mentor(self, j: int) -> tuple[int, int]:
        """Return what the best load of a mentor adds, and what the mentor adds in all."""
        value = self.best_load(j)
        used = self.surplus[j] + value
        return value, max(0, used) if self.may_idle(j) else used

    def _surplus(self) -> list[int]:
        """Return what pairs at each mentor add, each made if it adds anything; pins always."""
        total = [0] * self.problem.shape[1]
        for numbers, worth, may in self.tables():
            self.looked_at += sum(
                int(count) * len(self.units[number].members)
                for number, count in zip(numbers, np.count_nonzero(may, axis=1), strict=True)
            )
            at = {self.units[number].members[0]: k for k, number in enumerate(numbers)}
            worth[~may] = 0
            for i, j in self.pins:
                if i in at:
                    total[j] += min(0, int(worth[at[i], j]))
            np.maximum(worth, 0, out=worth)
            if largest(worth) * max(1, len(worth)) > LARGEST:
                sums = [sum(column) for column in worth.T.tolist()]
            else:
                sums = worth.sum(axis=0).tolist()
            total = [amount + more for amount, more in zip(total, sums, strict=True)]
        return total

    def tables(self) -> Iterator[tuple[list[int], Ints, Mask]]:
        """Yield numbers of units, what their pairs are worth, and which may be made.

        Worth is what is left once all that a pair uses is paid for.
        """
        n, m = self.problem.shape
        alone = {u.members[0]: k for k, u in enumerate(self.units) if u.most and not u.members[1:]}
        step = max(1, BLOCK // max(1, m))
        for start in range(0, n, step):
            rows = slice(start, min(start + step, n))
            mentees = [i for i in range(rows.start, rows.stop) if i in alone]
            if mentees:
                picked = np.array(mentees, dtype=np.int64) - start
                may = self.problem.eligible.block(rows, slice(None))[picked]
                may = may & (self.problem.places_max >= 1)
                yield [alone[i] for i in mentees], self._worth(rows)[picked], may
        for number, unit in enumerate(self.units):
            if unit.most and unit.members[1:]:
                spans = [slice(i, i + 1) for i in unit.members]
                worth = np.sum([self._worth(span) for span in spans], axis=0)
                masks = [self.problem.eligible.block(span, slice(None)) for span in spans]
                may = np.all(masks, axis=0) & (self.problem.places_max >= len(unit.members))
                yield [number], worth, may

    def _worth(self, rows: slice) -> Ints:
        problem, told = self.problem, self.told
        scores = problem.scores.block(rows, slice(None))
        size = largest(told.mentees) + largest(told.mentors) + self._charges.largest
        size += sum(map(abs, told.floors.tolist()))
        counted = [(goal.pairs(scores), weight) for goal, weight in self._weighed]
        size += sum(weight * largest(amounts) for amounts, weight in counted)
        if size * max(len(unit.members) for unit in self.units) > LARGEST:
            raise TooLarge
        table = np.zeros(scores.shape, dtype=np.int64)
        for amounts, weight in counted:
            table += weight * amounts
        for floor, price in zip(problem.floors, told.floors.tolist(), strict=True):
            table += price * (floor.mentees[rows, None] & floor.mentors[None, :])
        table -= told.mentees[rows, None] + told.mentors[None, :]
        self._charges.take_off(table, np.arange(rows.start, rows.stop))
        return table
