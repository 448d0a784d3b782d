"""A coupled problem in the form that linear program, prices and search share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.coupled.limits import (
    FloorLimit,
    GroupLimit,
    floor_limits,
    group_limits,
    shared_groups,
)
from hsr_match.matching.coupled.units import Units, build_units
from hsr_match.matching.problem import Ints, Mask, MatchingProblem


@dataclass(frozen=True, slots=True)
class Model:
    """What ties the pairs of units and mentors to each other.

    Attributes
    ----------
    problem, units
        The problem, and its mentees grouped by "together".
    apart
        Units that must not share a mentor, shape (couples, 2), each couple once.
    limits
        Limits of spread.
    mentor_groups, group_names, choosing
        Group of each mentor (−1: none that matters), the problem's number of
        each group, and units that want several mentors, who must be of
        different groups.
    floors
        Sets of pairs of which a number must be made.
    least
        Least load of each mentor, 0 if there is none that matters.
    if_used
        Mentors whose least load holds only if they are used at all.
    pins
        Keys ``unit * mentors + mentor`` of pairs that must be made, sorted.
    blocked
        Units that can have no mentor at all, because their members break a
        limit among themselves.
    credit
        Units of the objective earned when a unit gets a mentor, shape (units,).
    """

    problem: MatchingProblem
    units: Units
    apart: Ints
    limits: tuple[GroupLimit, ...]
    mentor_groups: Ints
    group_names: Ints
    choosing: Mask
    floors: tuple[FloorLimit, ...]
    least: Ints
    if_used: Mask
    pins: Ints
    blocked: Mask
    credit: Ints

    @property
    def mentors(self) -> int:
        """Number of mentors."""
        return self.problem.shape[1]

    @property
    def places(self) -> Ints:
        """Places that cost nothing extra."""
        return self.problem.places

    @property
    def places_max(self) -> Ints:
        """Places that can be used at all."""
        return self.problem.places_max

    @property
    def groups_of_mentors(self) -> int:
        """Number of groups of mentors that matter, at least 1."""
        return max(1, int(self.mentor_groups.max(initial=-1)) + 1)


def build_model(problem: MatchingProblem) -> Model:
    """State a problem for units.

    Parameters
    ----------
    problem
        Couplings included; no two mentees may be both together and apart.
    """
    n, m = problem.shape
    units = build_units(problem)
    size = len(units)
    couples = {tuple(sorted((int(units.of[a]), int(units.of[b])))) for a, b in problem.apart}
    blocked = units.wanted <= 0
    for low, high in couples:
        if low == high:
            blocked[low] = True
    limits = group_limits(problem, units)
    for limit in limits:
        owners = np.repeat(np.arange(size), np.diff(limit.start))
        blocked[owners[limit.count > limit.most]] = True
    apart = np.array(sorted(c for c in couples if c[0] != c[1]), dtype=np.int64)
    least = problem.places_min.copy()
    if not problem.minimum_always:
        least[least <= 1] = 0
    mentor_groups, group_names = shared_groups(problem.mentor_groups, m)
    choosing = units.wanted > 1
    if (mentor_groups < 0).all():
        choosing = np.zeros(size, dtype=np.bool_)
    credit = np.zeros(n, dtype=np.int64) if problem.credit is None else problem.credit
    earned = np.zeros(size, dtype=np.int64)
    np.add.at(earned, units.of, credit)
    pins = np.unique(np.array([units.of[i] * m + j for i, j in problem.pins], dtype=np.int64))
    return Model(
        problem=problem,
        units=units,
        apart=apart.reshape(-1, 2),
        limits=limits,
        mentor_groups=mentor_groups,
        group_names=group_names,
        choosing=choosing,
        floors=floor_limits(problem, units),
        least=least,
        if_used=(least > 0) & (not problem.minimum_always),
        pins=pins,
        blocked=blocked,
        credit=earned,
    )
