"""A first pairing that keeps all limits, in no time: the best pairs one by one, if they fit.

It is nothing to be proud of, and there so that a search which is stopped early
has something to keep. What must hold comes first (pins, floors, minimum loads),
then a mentor for everybody, then further ones. A mentor left below their least
load gives their mentees up again. Where that does not work out there is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from hsr_match.matching.coupled.columns import Columns, first_columns
from hsr_match.matching.coupled.face import whole_face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.goal import Chosen, Goal, value_of
from hsr_match.matching.coupled.ground import assumed
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.coupled.outcome import Settled, Start, StoppedWithBound
from hsr_match.matching.coupled.prices import Earlier, plain_prices
from hsr_match.matching.coupled.pricing import Pricer
from hsr_match.matching.coupled.rows import no_rows
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.problem import Ints, Mask

Pair = tuple[int, int]
"""Unit, mentor."""


def first_rungs(
    field: PairField, goals: Sequence[Goal], stopped: StoppedWithBound | None = None
) -> tuple[Settled, ...] | None:
    """Return what a first pairing reaches on each rung, with its bound; None if there is none.

    Parameters
    ----------
    field
        All pairs; every pin is one that may be made.
    goals
        The rungs, the objective last.
    stopped
        How far a search came: its prices say which pairs are good, and give bounds.
    """
    model, face = field.model, whole_face(field.model)
    columns = first_columns(field, face, goals[-1].value)
    values = field.at(goals[-1].value, columns.units, columns.at)
    choices = [first_choice(model, columns, values, values)]
    if stopped is not None:
        keys, losses = stopped.pricer.losses(stopped.priced, np.iinfo(np.int64).max)
        columns = stopped.columns
        at = np.minimum(np.searchsorted(keys, columns.keys), len(keys) - 1)
        known = keys[at] == columns.keys
        columns, losses = Columns(columns.keys[known], columns.mentors), losses[at[known]]
        values = field.at(goals[-1].value, columns.units, columns.at)
        choices.append(first_choice(model, columns, values, -losses))
    found = [_reached(field, goals, columns, made, stopped) for made in choices if made is not None]
    return max(found, key=lambda rungs: [rung.value for rung in rungs], default=None)


def _reached(
    field: PairField,
    goals: Sequence[Goal],
    columns: Columns,
    made: Ints,
    stopped: StoppedWithBound | None,
) -> tuple[Settled, ...]:
    model, face = field.model, whole_face(field.model)
    start = Start(columns, no_rows(model), made)
    chosen = Chosen(made // model.mentors, made % model.mentors)
    free = np.zeros(len(model.units), dtype=np.int64), np.zeros(model.mentors, dtype=np.int64)
    plain = {r.earlier.goal.name: r.prices for r in assumed(field)[1]}
    rungs: list[Settled] = []
    earlier: tuple[Earlier, ...] = ()
    for goal in goals:
        task = Task(field, face, goal, earlier)
        value = value_of(model, goal, chosen, task.values(Columns(made, model.mentors)))
        prices = plain.get(goal.name, plain_prices(model, *free))
        if stopped is not None and goal.name == stopped.pricer.goal.name:
            prices = stopped.priced.prices
        prices = replace(prices, earlier=(0,) * len(earlier))
        rungs.append(Settled(task, value, made, Pricer(task).price(prices), False, start))
        earlier = (*earlier, Earlier(goal, value))
    return tuple(rungs)


def first_choice(model: Model, columns: Columns, values: Ints, liking: Ints) -> Ints | None:
    """Return keys of pairs that keep all limits, or None if none came to hand.

    Parameters
    ----------
    model
        Units, mentors, limits.
    columns
        Pairs to choose from, pins included.
    values
        Value of each.
    liking
        What to take first: the largest.
    """
    order = np.lexsort((-values, -liking))
    pairs = list(zip(columns.units[order].tolist(), columns.at[order].tolist(), strict=True))
    tally = _Tally(model)
    m = model.mentors
    for key in model.pins.tolist():
        if not tally.take(divmod(key, m), model.places_max):
            return None
    for floor in model.floors:
        missing = floor.least - tally.reached(floor.counts, floor.mentors)
        for pair in pairs:
            counted = int(floor.counts[pair[0]]) if floor.mentors[pair[1]] else 0
            if missing <= 0:
                break
            if counted and pair not in tally.taken and tally.take(pair, model.places_max):
                missing -= counted
    for unit, mentor in pairs:
        if tally.load[mentor] < model.least[mentor] and not model.if_used[mentor]:
            tally.take((unit, mentor), model.places_max)
    if model.problem.order != "pairs_first":
        pairs = [
            pair for pair, value in zip(pairs, values[order].tolist(), strict=True) if value >= 0
        ]
    tally.fill(pairs, model.places)
    if model.problem.order == "pairs_first":
        tally.fill(pairs, model.places_max, first_only=True)
    tally.give_up_short_loads(pairs)
    return tally.keys() if tally.keeps_demands() else None


class _Tally:
    """Pairs taken so far and what they use up."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.taken: set[Pair] = set()
        self.load: Counter[int] = Counter()
        self._mentors: Counter[int] = Counter()
        self._groups: Counter[tuple[int, int, int]] = Counter()
        self._kinds: Counter[Pair] = Counter()
        self._size = model.units.size.tolist()
        self._wanted = np.where(model.blocked, 0, model.units.wanted).tolist()
        self._kind = model.mentor_groups.tolist()
        self._choosing = model.choosing.tolist()
        self._pinned = {divmod(key, model.mentors) for key in model.pins.tolist()}
        self._apart: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in model.apart.tolist():
            self._apart[one].append(other)
            self._apart[other].append(one)
        self._members = [self._groups_of(k) for k in range(len(model.limits))]

    def _groups_of(self, number: int) -> list[list[tuple[int, int]]]:
        """Return for each unit its groups under one limit, with members in each."""
        limit = self.model.limits[number]
        entries = list(zip(limit.group.tolist(), limit.count.tolist(), strict=True))
        start = limit.start.tolist()
        return [entries[a:b] for a, b in pairwise(start)]

    def take(self, pair: Pair, most: Ints) -> bool:
        """Take a pair if it keeps all limits from above; tell whether it is taken."""
        if pair in self.taken:
            return True
        if not self._fits(pair, int(most[pair[1]])):
            return False
        self._count(pair, 1)
        self.taken.add(pair)
        return True

    def fill(self, pairs: Iterable[Pair], most: Ints, *, first_only: bool = False) -> None:
        """Take what fits: a mentor for everybody, then further ones."""
        several = max(self._wanted, default=0)
        for rank in range(1 if first_only else several):
            for pair in pairs:
                if self._mentors[pair[0]] <= rank:
                    self.take(pair, most)

    def give_up_short_loads(self, pairs: Iterable[Pair]) -> None:
        """Free mentors below their least load, and place their mentees with others."""
        short = {
            mentor
            for mentor in np.flatnonzero(self.model.if_used).tolist()
            if 0 < self.load[mentor] < self.model.least[mentor]
        }
        for pair in [p for p in self.taken if p[1] in short]:
            if pair not in self._pinned:
                self.taken.remove(pair)
                self._count(pair, -1)
        long = [
            pair
            for pair in pairs
            if not self.model.if_used[pair[1]]
            or self.load[pair[1]] >= self.model.least[pair[1]]
            or pair[1] in {mentor for _, mentor in self._pinned}
        ]
        self.fill(long, self.model.places)

    def reached(self, counts: Ints, mentors: Mask) -> int:
        """Return how many pairs of a floor are taken."""
        return sum(int(counts[unit]) for unit, mentor in self.taken if mentors[mentor])

    def keeps_demands(self) -> bool:
        """Tell whether floors and minimum loads are kept."""
        model = self.model
        loads = np.array([self.load[j] for j in range(model.mentors)], dtype=np.int64)
        low = (loads < model.least) & ~(model.if_used & (loads == 0))
        floors = (self.reached(f.counts, f.mentors) >= f.least for f in model.floors)
        return not low.any() and all(floors)

    def keys(self) -> Ints:
        """Return the pairs as sorted keys."""
        m = self.model.mentors
        return np.array(sorted(unit * m + mentor for unit, mentor in self.taken), dtype=np.int64)

    def _fits(self, pair: Pair, most: int) -> bool:
        unit, mentor = pair
        if self._mentors[unit] >= self._wanted[unit] or self.load[mentor] + self._size[unit] > most:
            return False
        if any((other, mentor) in self.taken for other in self._apart.get(unit, ())):
            return False
        kind = self._kind[mentor]
        if self._choosing[unit] and kind >= 0 and self._kinds[unit, kind]:
            return False
        return all(
            self._groups[number, mentor, group] + count <= limit.most
            for number, limit in enumerate(self.model.limits)
            for group, count in self._members[number][unit]
        )

    def _count(self, pair: Pair, sign: int) -> None:
        unit, mentor = pair
        self._mentors[unit] += sign
        self.load[mentor] += sign * self._size[unit]
        self._kinds[unit, self._kind[mentor]] += sign
        for number in range(len(self.model.limits)):
            for group, count in self._members[number][unit]:
                self._groups[number, mentor, group] += sign * count
