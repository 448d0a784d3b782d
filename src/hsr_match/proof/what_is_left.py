"""Looking through what a bound leaves open, where it does not close by itself.

The bound says what each choice costs it. A matching that is better than the one
told can lose no more than the distance between the two; so few choices are left
to most mentees, and a plain search through all of them is often short. Where it
ends, nothing better exists, whoever made the matching; where it would take too
long, that is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from hsr_match.proof.bounds import Bound
from hsr_match.proof.choices import Choice, Choices, TooLong
from hsr_match.proof.feasible import check_limits
from hsr_match.proof.tied_rows import Cell, rows_of

MOST_STEPS = 200_000
"""Choices tried before a search is given up."""

Verdict = Literal["nothing better", "something better", "too long"]
Pairs = Sequence[tuple[int, int]]


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
    except TooLong:
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
    """All matchings that lose no more than a better one may."""

    def __init__(self, bound: Bound, value: int) -> None:
        self.bound, self.problem = bound, bound.problem
        self.room = bound.total - bound.told.denominator * (value + 1)
        self.steps = 0
        self.choices = Choices(bound, self.room, MOST_STEPS)
        self.rest = [0]
        for row in reversed(self.choices.rows):
            self.rest.insert(0, self.rest[0] + (row[0].loss if row else self.room + 1))
        cells = {
            (number, j): depth
            for depth, (number, row) in enumerate(
                zip(self.choices.order, self.choices.rows, strict=True)
            )
            for choice in row
            for j in choice.mentors
        }
        self.limits = rows_of(bound, cells)
        self.of_cell: defaultdict[Cell, list[tuple[int, int]]] = defaultdict(list)
        # Once nobody else can come, the load of a mentor and the count of a limit are what
        # they are: by depth, the last entry being those that are so from the start.
        steps = len(self.choices.rows) + 1
        self.full: list[list[int]] = [[] for _ in range(steps)]
        self.counted: list[list[int]] = [[] for _ in range(steps)]
        last = dict.fromkeys(range(self.problem.shape[1]), -1)
        for (_, j), depth in cells.items():
            last[j] = max(last[j], depth)
        for j, depth in last.items():
            self.full[depth].append(j)
        for at, limit in enumerate(self.limits):
            self.counted[max((cells[cell] for cell in limit.cells), default=-1)].append(at)
            for cell, weight in limit.cells.items():
                self.of_cell[cell].append((at, weight))
        self.load: Counter[int] = Counter()
        self.count = [0] * len(self.limits)

    def matchings(self) -> Iterator[Pairs]:
        """Yield matchings that may be better; some limits are left to be checked."""
        rows = self.choices.rows
        made: list[tuple[Choice, int]] = []
        loss = self._closed(-1)
        if loss + self.rest[0] > self.room:
            return
        if not rows:
            yield ()
        stack = [iter(row) for row in rows[:1]]
        while stack:
            depth = len(stack) - 1
            if len(made) > depth:
                choice, lost = made.pop()
                loss -= lost
                self._put(depth, choice, -1)
            following = next(stack[-1], None)
            if following is None or loss + following.loss + self.rest[depth + 1] > self.room:
                stack.pop()
                continue
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise TooLong
            lost = following.loss + self._put(depth, following, 1)
            if not self._overfull(depth, following):
                lost += self._closed(depth)
            else:
                lost += self.room + 1
            loss += lost
            made.append((following, lost))
            if loss + self.rest[depth + 1] > self.room:
                continue
            if depth + 1 == len(rows):
                yield self._pairs([choice for choice, _ in made])
            else:
                stack.append(iter(rows[depth + 1]))

    def _put(self, depth: int, choice: Choice, sign: int) -> int:
        """Add a choice to the counts, or take it away; return what opening mentors costs."""
        number = self.choices.order[depth]
        size = len(self.bound.units[number].members)
        opened = 0
        for j in choice.mentors:
            opened += 0 if self.load[j] else self.choices.opening[j]
            self.load[j] += sign * size
            for at, weight in self.of_cell[number, j]:
                self.count[at] += sign * weight
        return opened

    def _overfull(self, depth: int, choice: Choice) -> bool:
        number = self.choices.order[depth]
        return any(
            self.load[j] > self.problem.places_max[j]
            or any(self.limits[at].breaks(self.count[at]) for at, _ in self.of_cell[number, j])
            for j in choice.mentors
        )

    def _closed(self, depth: int) -> int:
        """Return what is lost by loads and counts that are now known; too much if one is broken."""
        lost = 0
        for j in self.full[depth]:
            if not self.load[j] and self.bound.may_idle(j):
                counted = self.bound.surplus[j] if self.choices.counts[j] else 0
                lost += self.bound.best[j] - counted
            elif self.load[j] < self.problem.places_min[j]:
                return self.room + 1
            else:
                lost += self.bound.load[j] - self.bound.load_value(j, self.load[j])
        for at in self.counted[depth]:
            away = self.limits[at].lost(self.count[at])
            if away is None:
                return self.room + 1
            lost += away
        return lost

    def _pairs(self, chosen: Sequence[Choice]) -> Pairs:
        return tuple(
            (i, j)
            for number, choice in zip(self.choices.order, chosen, strict=True)
            for i in self.bound.units[number].members
            for j in choice.mentors
        )
