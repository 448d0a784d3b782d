"""Units: mentees who must share their mentors are decided together.

"Together" means that two mentees have the same mentors: whoever mentors one
mentors the other, and where one has none the other has none. So they act as one
unit that takes as many places as it has members. Everybody else is a unit of one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.problem import Ints, MatchingProblem


@dataclass(frozen=True, slots=True)
class Units:
    """Mentees grouped by "together", numbered by their first member.

    Attributes
    ----------
    of
        Unit of each mentee, shape (mentees,).
    first
        First member of each unit, increasing, shape (units,).
    size
        Members of each unit.
    wanted
        Mentors the whole unit can share: the least that any member wants.
    others
        Unit → its members after the first.
    """

    of: Ints
    first: Ints
    size: Ints
    wanted: Ints
    others: dict[int, tuple[int, ...]]

    def __len__(self) -> int:
        return len(self.first)

    def members(self, unit: int) -> tuple[int, ...]:
        """Return the mentees of a unit."""
        return (int(self.first[unit]), *self.others.get(unit, ()))


def build_units(problem: MatchingProblem) -> Units:
    """Group the mentees of a problem."""
    n = problem.shape[0]
    head = list(range(n))

    def find(i: int) -> int:
        while head[i] != i:
            head[i] = head[head[i]]
            i = head[i]
        return i

    for a, b in problem.together:
        low, high = sorted((find(a), find(b)))
        head[high] = low
    heads = np.array([find(i) for i in range(n)], dtype=np.int64)
    first, of = np.unique(heads, return_inverse=True)
    of = of.astype(np.int64).reshape(n)
    wanted = np.full(len(first), np.iinfo(np.int64).max, dtype=np.int64)
    np.minimum.at(wanted, of, problem.wanted)
    others: dict[int, list[int]] = {}
    for i in np.flatnonzero(heads != np.arange(n)).tolist():
        others.setdefault(int(of[i]), []).append(i)
    return Units(
        of=of,
        first=first.astype(np.int64),
        size=np.bincount(of, minlength=len(first)).astype(np.int64),
        wanted=np.maximum(wanted, 0),
        others={unit: tuple(rest) for unit, rest in others.items()},
    )
