"""What a rung of the ladder maximises, stated for units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.coupled.model import Model
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Goal:
    """A sum over pairs, over units that have a mentor, less what extra places cost.

    Attributes
    ----------
    name
        Name of the rung.
    value
        Integer of a pair of one mentee and one mentor; a unit's is the sum over
        its members.
    covered
        Units added when a unit has at least one mentor, 0 and up, shape (units,).
    costs
        Whether extra places cost something on this rung.
    elastic
        Whether floors, minimum loads and pins may be missed here, each missing
        pair counting −1. Only the rung that finds out if they can hold is.
    """

    name: str
    value: PairValue
    covered: Ints
    costs: bool = False
    elastic: bool = False


@dataclass(frozen=True, slots=True)
class Pinned:
    """A pair counts one if it is a pin."""

    keys: Ints
    mentors: int
    largest: int = 1

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:
        """Return 1 for pins, 0 elsewhere; the three arrays broadcast against each other."""
        keys = np.broadcast_to(rows * self.mentors + columns, scores.shape)
        result: Ints = np.isin(keys, self.keys).astype(np.int64)
        return result


@dataclass(frozen=True, slots=True)
class Chosen:
    """Pairs of units and mentors that are made, as positions."""

    units: Ints
    mentors: Ints

    def loads(self, model: Model) -> Ints:
        """Return mentees per mentor, shape (mentors,)."""
        result = np.zeros(model.mentors, dtype=np.int64)
        np.add.at(result, self.mentors, model.units.size[self.units])
        return result


def extra_cost(model: Model, loads: Ints) -> int:
    """Return what the places beyond the wanted ones cost, given the load of each mentor."""
    over = np.maximum(0, loads - model.places)
    return int((over * (over + 1) // 2).sum()) * model.problem.extra_place_cost


def floor_counts(model: Model, chosen: Chosen) -> list[int]:
    """Return how many pairs each floor has."""
    return [
        int(floor.counts[chosen.units[floor.mentors[chosen.mentors]]].sum())
        for floor in model.floors
    ]


def value_of(model: Model, goal: Goal, chosen: Chosen, values: Ints) -> int:
    """Return what chosen pairs reach on a goal.

    Parameters
    ----------
    model, goal, chosen
        What is asked.
    values
        Value of each chosen pair.
    """
    total = int(values.sum()) + int(goal.covered[np.unique(chosen.units)].sum())
    loads = chosen.loads(model)
    if goal.costs:
        total -= extra_cost(model, loads)
    if goal.elastic:
        total -= len(set(model.problem.pins))
        if model.problem.minimum_always:
            total -= int(np.maximum(0, model.least - loads).sum())
        total -= sum(
            max(0, floor.least - count)
            for floor, count in zip(model.floors, floor_counts(model, chosen), strict=True)
        )
    return total
