"""Limits on groups, stated for units: spread, mentors of different groups, floors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.coupled.units import Units
from hsr_match.matching.problem import Ints, Mask, MatchingProblem


@dataclass(frozen=True, slots=True)
class GroupLimit:
    """One limit of spread: at most ``most`` mentees of a group with any mentor.

    Attributes
    ----------
    most
        At least 1.
    groups
        Number of groups that have more than ``most`` members; others cannot
        break the limit and are left out.
    start, group, count
        Unit u has ``count[k]`` members of ``group[k]`` for k from ``start[u]``
        to ``start[u + 1]``.
    index
        Position among the problem's limits.
    names
        The problem's number of each group, shape (groups,).
    """

    most: int
    groups: int
    start: Ints
    group: Ints
    count: Ints
    index: int
    names: Ints

    def members(self, groups: Ints) -> tuple[Ints, Ints, Ints]:
        """Return, for groups that may repeat: position in ``groups``, unit, count."""
        units = np.repeat(np.arange(len(self.start) - 1, dtype=np.int64), np.diff(self.start))
        order = np.argsort(self.group, kind="stable")
        cuts = np.searchsorted(self.group[order], np.arange(self.groups + 1))
        at, entry = ranges(cuts[groups], cuts[groups + 1])
        return at, units[order[entry]], self.count[order[entry]]


def ranges(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Return, for half-open ranges: which range, and each number in it, one after the other."""
    lengths = stop - start
    which = np.repeat(np.arange(len(start), dtype=np.int64), lengths)
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)
    within = np.arange(len(which), dtype=np.int64) - first
    return which, start[which] + within


def group_limits(problem: MatchingProblem, units: Units) -> tuple[GroupLimit, ...]:
    """State the limits of spread for units."""
    limits = []
    for index, spread in enumerate(problem.spread):
        known = np.flatnonzero(spread.groups >= 0).astype(np.int64)
        sizes = np.bincount(spread.groups[known], minlength=1)
        large = np.flatnonzero(sizes > spread.most)
        if not len(large):
            continue
        number = np.full(len(sizes), -1, dtype=np.int64)
        number[large] = np.arange(len(large))
        inside = known[number[spread.groups[known]] >= 0]
        keys, counts = np.unique(
            units.of[inside] * len(large) + number[spread.groups[inside]], return_counts=True
        )
        owner = keys // len(large)
        start = np.searchsorted(owner, np.arange(len(units) + 1))
        limits.append(
            GroupLimit(
                most=spread.most,
                groups=len(large),
                start=start.astype(np.int64),
                group=keys % len(large),
                count=counts.astype(np.int64),
                index=index,
                names=large.astype(np.int64),
            )
        )
    return tuple(limits)


def shared_groups(groups: Ints | None, mentors: int) -> tuple[Ints, Ints]:
    """Return the group of each mentor, numbered afresh, and the old number of each new one.

    −1 where no other mentor shares the group.
    """
    result = np.full(mentors, -1, dtype=np.int64)
    if groups is None:
        return result, np.zeros(0, dtype=np.int64)
    known = np.flatnonzero(groups >= 0)
    names, inverse, counts = np.unique(groups[known], return_inverse=True, return_counts=True)
    number = np.where(counts > 1, np.cumsum(counts > 1) - 1, -1)
    if len(names):
        result[known] = number[inverse.reshape(-1)]
    return result, names[counts > 1].astype(np.int64)


@dataclass(frozen=True, slots=True)
class FloorLimit:
    """At least ``least`` pairs between the members of units and some mentors."""

    counts: Ints
    mentors: Mask
    least: int


def floor_limits(problem: MatchingProblem, units: Units) -> tuple[FloorLimit, ...]:
    """State the floors for units."""
    return tuple(
        FloorLimit(
            counts=np.bincount(units.of[floor.mentees], minlength=len(units)).astype(np.int64),
            mentors=np.asarray(floor.mentors, dtype=np.bool_),
            least=int(floor.least),
        )
        for floor in problem.floors
    )
