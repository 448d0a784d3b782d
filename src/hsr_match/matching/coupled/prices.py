"""Integer prices of all limits, and the parts of the bound that need no pair.

Whatever the prices are, the bound holds: it is the best that units, mentors
and pairs could reach each for themselves if limits were paid for instead of
kept (Lagrangian relaxation). Good prices, from the linear program, make it tight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.coupled.face import Face
from hsr_match.matching.coupled.goal import Goal
from hsr_match.matching.coupled.limits import ranges
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.coupled.rows import Rows, no_rows
from hsr_match.matching.problem import Ints

LARGEST = 1 << 50
"""Prices and values stay below this, so that sums over thousands fit into 64 bits."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A rung settled before: its goal and the value that must be kept."""

    goal: Goal
    value: int


@dataclass(frozen=True, slots=True)
class Prices:
    """Integer prices, in units of ``1 / denominator`` of the goal.

    Attributes
    ----------
    denominator
        At least 1.
    units
        Of a mentor for each unit, any sign.
    mentors
        Of a place with each mentor, any sign.
    rows
        The rows in use, and the price of each, >= 0, by family (that of
        ``if_used`` is part of the price of the mentor).
    spread, apart, different
        Those prices.
    floors
        Of each floor, >= 0.
    earlier
        Of each earlier rung's value, >= 0.
    """

    denominator: int
    units: Ints
    mentors: Ints
    rows: Rows
    spread: tuple[Ints, ...]
    apart: Ints
    different: Ints
    floors: Ints
    earlier: tuple[int, ...]

    def cells(self, model: Model) -> tuple[Ints, Ints]:
        """Return sorted keys of pairs and what rows charge on each."""
        m = model.mentors
        keys: list[Ints] = []
        amounts: list[Ints] = []
        for limit, names, prices in zip(model.limits, self.rows.spread, self.spread, strict=True):
            paid = np.flatnonzero(prices)
            mentor, group = names[paid] // limit.groups, names[paid] % limit.groups
            at, unit, count = limit.members(group)
            keys.append(unit * m + mentor[at])
            amounts.append(prices[paid[at]] * count)
        paid = np.flatnonzero(self.apart)
        couple, mentor = self.rows.apart[paid] // m, self.rows.apart[paid] % m
        for side in (0, 1):
            keys.append(model.apart[couple, side] * m + mentor)
            amounts.append(self.apart[paid])
        paid = np.flatnonzero(self.different)
        groups = model.groups_of_mentors
        unit, group = self.rows.different[paid] // groups, self.rows.different[paid] % groups
        order = np.argsort(model.mentor_groups, kind="stable")
        cuts = np.searchsorted(model.mentor_groups[order], np.arange(groups + 1))
        at, place = ranges(cuts[group], cuts[group + 1])
        keys.append(unit[at] * m + order[place])
        amounts.append(self.different[paid[at]])
        every, inverse = np.unique(np.concatenate(keys), return_inverse=True)
        total = np.zeros(len(every), dtype=np.int64)
        np.add.at(total, inverse.reshape(-1), np.concatenate(amounts))
        return every.astype(np.int64), total

    def covered(self, goal: Goal, earlier: tuple[Earlier, ...]) -> Ints:
        """Return what a unit with a mentor earns, those of earlier rungs included."""
        result = goal.covered * self.denominator
        for rung, price in zip(earlier, self.earlier, strict=True):
            result = result + price * rung.goal.covered
        return result

    def step_cost(self, model: Model, goal: Goal, earlier: tuple[Earlier, ...]) -> int:
        """Return what the first extra place costs; the e-th costs e times this."""
        factor = self.denominator if goal.costs else 0
        factor += sum(
            price for rung, price in zip(earlier, self.earlier, strict=True) if rung.goal.costs
        )
        return factor * model.problem.extra_place_cost

    def constant(self, model: Model, earlier: tuple[Earlier, ...]) -> int:
        """Return the part of the bound that depends on no unit, mentor or pair."""
        total = sum(
            limit.most * int(prices.sum())
            for limit, prices in zip(model.limits, self.spread, strict=True)
        )
        total += int(self.apart.sum()) + int(self.different.sum())
        total -= sum(
            floor.least * int(price) for floor, price in zip(model.floors, self.floors, strict=True)
        )
        total -= sum(rung.value * price for rung, price in zip(earlier, self.earlier, strict=True))
        return total


def plain_prices(model: Model, units: Ints, mentors: Ints, earlier: int = 0) -> Prices:
    """Return prices of units and mentors alone, in whole units of the goal."""
    nothing = np.zeros(0, dtype=np.int64)
    return Prices(
        denominator=1,
        units=units.astype(np.int64),
        mentors=mentors.astype(np.int64),
        rows=no_rows(model),
        spread=tuple(nothing for _ in model.limits),
        apart=nothing,
        different=nothing,
        floors=np.zeros(len(model.floors), dtype=np.int64),
        earlier=(0,) * earlier,
    )


def unit_values(price: Ints, covered: Ints, mentors: Ints) -> Ints:
    """Return ``price · t + covered · [t >= 1]`` for t = ``mentors`` of each unit."""
    result: Ints = price * mentors + np.where(mentors > 0, covered, 0)
    return result


def best_units(face: Face, price: Ints, covered: Ints) -> Ints:
    """Return the most that each unit can add by choosing its number of mentors."""
    choices = [face.least, np.clip(1, face.least, face.most), face.most]
    result: Ints = np.max([unit_values(price, covered, t) for t in choices], axis=0)
    return result


def load_values(model: Model, price: Ints, step: int, loads: Ints) -> Ints:
    """Return ``price · load − cost of extra places`` for each mentor."""
    over = np.maximum(0, loads - model.places)
    result: Ints = price * loads - step * (over * (over + 1) // 2)
    return result


def best_loads(model: Model, face: Face, price: Ints, step: int) -> Ints:
    """Return the load between ``load_least`` and ``load_most`` that is worth most."""
    free = model.places + np.maximum(price, 0) // step if step > 0 else face.load_most
    wish = np.where(price < 0, 0, np.minimum(free, face.load_most))
    result: Ints = np.clip(wish, face.load_least, np.maximum(face.load_most, face.load_least))
    return result
