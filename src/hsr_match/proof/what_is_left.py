"""Looking through what a bound leaves open, where it does not close by itself.

The bound says what each choice costs it. A matching that is better than the one
told can lose no more than the distance between the two; so few choices are left
to most mentees, and a plain search through all of them is often short. Where it
ends, nothing better exists, whoever made the matching; where it would take too
long, that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np

from hsr_match.proof.bounds import Bound, Mask
from hsr_match.proof.feasible import check_limits
from hsr_match.proof.objective import Ints

MOST_STEPS = 50_000
"""Choices tried before a search is given up."""

Verdict = Literal["nothing better", "something better", "too long"]
Pairs = Sequence[tuple[int, int]]


class _Choice(NamedTuple):
    """Mentors for one unit, and what the bound loses by them."""

    loss: int
    mentors: tuple[int, ...]


class _TooLong(Exception):  # noqa: N818 - a condition
    """There is more to look through than is worth while."""


def look_through(bound: Bound, value: int) -> tuple[Verdict, Pairs]:
    """Look for a matching that reaches more on a rung than one that was told.

    Parameters
    ----------
    bound
        The bound on the rung.
    value
        What the matching reaches.

    Returns
    -------
    tuple
        What was found; and the pairs of a better matching, if there is one.
    """
    try:
        for pairs in _Search(bound, value).matchings():
            if _better(bound, value, pairs):
                return "something better", pairs
    except _TooLong:
        return "too long", ()
    return "nothing better", ()


def _better(bound: Bound, value: int, pairs: Pairs) -> bool:
    problem = bound.problem
    return (
        all(goal.reached(problem, pairs) >= least for goal, least in bound.earlier)
        and bound.goal.reached(problem, pairs) > value
        and not check_limits(pairs, problem)
    )


class _Search:
    """All matchings that lose no more than a better one may.

    Each loss is counted too low rather than too high, so that nothing is missed.
    """

    def __init__(self, bound: Bound, value: int) -> None:
        self.bound, self.problem = bound, bound.problem
        self.room = bound.total - bound.told.denominator * (value + 1)
        self.steps = 0
        used = [s + load for s, load in zip(bound.surplus, bound.load, strict=True)]
        # Who is better not used at all costs the bound something once used.
        self.opening = [best - u for best, u in zip(bound.best, used, strict=True)]
        # Leaving out a pair with a surplus costs it, unless the mentor may have nobody anyway.
        self.counts = np.array([
            not self.opening[j] and (bound.load[j] >= 0 or not bound.may_idle(j))
            for j in range(self.problem.shape[1])
        ], dtype=np.bool_)  # fmt: skip
        choices = {n: [_Choice(self._unit_loss(n, 0), ())] for n in range(len(bound.units))}
        for number, worth, may in self._rows():
            choices[number] = self._choices(number, worth, may)
        self.order = sorted(choices, key=lambda number: len(choices[number]))
        least = sum(min((c.loss for c in row), default=self.room + 1) for row in choices.values())
        slack = self.room - least
        self.choices = [
            sorted(c for c in choices[number] if c.loss <= choices[number][0].loss + slack)
            for number in self.order
        ]
        self.rest = [0]
        for row in reversed(self.choices):
            self.rest.insert(0, self.rest[0] + (row[0].loss if row else self.room + 1))

    def _rows(self) -> Iterator[tuple[int, Ints, Mask]]:
        for numbers, worth, may in self.bound.tables():
            yield from zip(numbers, worth, may, strict=True)

    def _unit_loss(self, number: int, mentors: int) -> int:
        most = self.bound.units[number].most
        counts = [0, 1, most] if most else [0]
        best = max(self.bound.unit_value(number, count) for count in counts)
        return best - self.bound.unit_value(number, mentors)

    def _choices(self, number: int, worth: Ints, may: Mask) -> list[_Choice]:
        """Return the sets of mentors that a unit may have, the cheapest first."""
        unit = self.bound.units[number]
        pinned = {j for i, j in self.bound.pins if i == unit.members[0]}
        left_out = np.where(may & self.counts, np.maximum(worth, 0), 0)
        left_out[list(pinned)] = 0
        base = sum(left_out.tolist())
        taken = {
            j: -int(left_out[j]) + max(0, -int(worth[j])) for j in np.flatnonzero(may).tolist()
        }
        taken |= dict.fromkeys(pinned, 0)
        near = [j for j, loss in taken.items() if j not in pinned
                and loss + base + self.opening[j] <= self.room]  # fmt: skip
        if len(near) ** max(1, unit.most - len(pinned)) > MOST_STEPS:
            raise _TooLong
        found = []
        for count in range(unit.most - len(pinned) + 1):
            for more in combinations(near, count):
                mentors = (*sorted(pinned), *more)
                loss = base + sum(taken[j] for j in mentors)
                loss += self._unit_loss(number, len(mentors))
                if loss <= self.room:
                    found.append(_Choice(loss, mentors))
        return sorted(found)

    def matchings(self) -> Iterator[Pairs]:
        """Yield matchings that may be better; most limits are left to be checked."""
        if self.rest[0] > self.room:
            return
        load: Counter[int] = Counter()
        chosen: list[_Choice] = []
        loss = 0
        stack = [iter(self.choices[0])] if self.choices else []
        if not self.choices:
            yield ()
        while stack:
            depth = len(stack) - 1
            if len(chosen) > depth:
                last = chosen.pop()
                loss -= last.loss + self._put(load, depth, last, -1)
            choice = next(stack[-1], None)
            if choice is None or loss + choice.loss + self.rest[depth + 1] > self.room:
                stack.pop()
                continue
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise _TooLong
            loss += choice.loss + self._put(load, depth, choice, 1)
            chosen.append(choice)
            if loss + self.rest[depth + 1] > self.room or self._overfull(load, choice):
                continue
            if depth + 1 == len(self.choices):
                yield self._pairs(chosen)
            else:
                stack.append(iter(self.choices[depth + 1]))

    def _put(self, load: Counter[int], depth: int, choice: _Choice, sign: int) -> int:
        """Add a choice to the loads, or take it away; return what opening mentors costs."""
        size = len(self.bound.units[self.order[depth]].members)
        opened = 0
        for j in choice.mentors:
            before = load[j]
            load[j] += sign * size
            opened += self.opening[j] if not (before and load[j]) else 0
        return opened

    def _overfull(self, load: Counter[int], choice: _Choice) -> bool:
        return any(load[j] > self.problem.places_max[j] for j in choice.mentors)

    def _pairs(self, chosen: Sequence[_Choice]) -> Pairs:
        return tuple(
            (i, j)
            for number, choice in zip(self.order, chosen, strict=True)
            for i in self.bound.units[number].members
            for j in choice.mentors
        )
