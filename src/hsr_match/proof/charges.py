"""What prices on limits take off single pairs, and give back in all."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints
from hsr_match.proof.units import Unit, tied


class NoSuchLimit(Exception):  # noqa: N818 - says what was found
    """A price is asked for a limit that the problem does not have."""


class Charges:
    """Prices of spread, different groups and mentees apart, spread over the pairs they bind.

    Parameters
    ----------
    problem, units
        The problem, and its mentees as units.
    bound
        The prices.

    Attributes
    ----------
    given_back
        What all of them together allow: price times limit.

    Raises
    ------
    NoSuchLimit
        If a price belongs to no limit of the problem, or is negative.
    """

    def __init__(self, problem: MatchingProblem, units: list[Unit], bound: RungBound) -> None:
        self.given_back = 0
        self._on: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        n, m = problem.shape
        for limit, mentor, group, price in bound.spread.tolist():
            if not (0 <= limit < len(problem.spread) and 0 <= mentor < m and group >= 0):
                raise NoSuchLimit("spread")
            self._pay(price, problem.spread[limit].most)
            for i in np.flatnonzero(problem.spread[limit].groups == group).tolist():
                self._on[i][mentor] += price
        for mentee, group, price in bound.different.tolist():
            if problem.mentor_groups is None or not 0 <= mentee < n or group < 0:
                raise NoSuchLimit("mentors of different organisations")
            self._pay(price, 1)
            for j in np.flatnonzero(problem.mentor_groups == group).tolist():
                self._on[mentee][j] += price
        number = tied(problem, units)
        couples = {frozenset((int(number[a]), int(number[b]))) for a, b in problem.apart}
        for a, b, mentor, price in bound.apart.tolist():
            if not (0 <= a < n and 0 <= b < n and 0 <= mentor < m):
                raise NoSuchLimit("mentees apart")
            couple = frozenset((int(number[a]), int(number[b])))
            if couple not in couples or len(couple) < 2:
                raise NoSuchLimit("mentees apart")
            self._pay(price, 1)
            self._on[a][mentor] += price
            self._on[b][mentor] += price

    def _pay(self, price: int, most: int) -> None:
        if price < 0:
            raise NoSuchLimit("a negative price")
        self.given_back += price * most

    @property
    def largest(self) -> int:
        """The most that any pair is charged."""
        return max((max(row.values()) for row in self._on.values() if row), default=0)

    def take_off(self, table: Ints, mentees: Ints) -> None:
        """Take the charges off a table of some mentees and all mentors, in place."""
        for at, mentee in enumerate(mentees.tolist()):
            row = self._on.get(mentee)
            if row:
                table[at, list(row)] -= np.array(list(row.values()), dtype=np.int64)
