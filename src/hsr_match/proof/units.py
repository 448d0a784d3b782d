"""Mentees who must have the same mentors, taken as one, with what rules one of them out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.problem import MatchingProblem


@dataclass(frozen=True, slots=True)
class Unit:
    """Mentees who have the same mentors.

    Attributes
    ----------
    members
        Their positions, ascending.
    most
        Mentors they can share: what the most modest of them wants; 0 where they
        break a limit among themselves.
    """

    members: tuple[int, ...]
    most: int


def units_of(problem: MatchingProblem) -> list[Unit]:
    """Return all mentees as units, by their first member."""
    group = {i: [i] for i in range(problem.shape[0])}
    for a, b in problem.together:
        if group[a] is not group[b]:
            group[a] += group[b]
            for i in group[b]:
                group[i] = group[a]
    units = []
    for i, members in group.items():
        if i == min(members):
            most = min(int(problem.wanted[k]) for k in members)
            units.append(Unit(tuple(sorted(members)), 0 if _broken(problem, members) else most))
    return units


def _broken(problem: MatchingProblem, members: list[int]) -> bool:
    """Tell whether no mentor could take all of them."""
    if len(members) == 1:
        return False
    if any(a in members and b in members for a, b in problem.apart):
        return True
    for limit in problem.spread:
        counts = Counter(int(limit.groups[i]) for i in members)
        if any(count > limit.most for group, count in counts.items() if group >= 0):
            return True
    return False


def tied(problem: MatchingProblem, units: list[Unit]) -> NDArray[np.int64]:
    """Return the number of each mentee's unit."""
    number = np.zeros(problem.shape[0], dtype=np.int64)
    for at, unit in enumerate(units):
        number[list(unit.members)] = at
    return number
