"""One rung: linear program with prices over all pairs, then exact search on what is left."""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled.clock import Clock
from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.goal import Chosen, value_of
from hsr_match.matching.coupled.outcome import NoSolution, Settled, Start, StoppedWithBound
from hsr_match.matching.coupled.prices import plain_prices
from hsr_match.matching.coupled.pricing import Priced, Pricer
from hsr_match.matching.coupled.program import LinearProgram
from hsr_match.matching.coupled.rounding import rounded_prices
from hsr_match.matching.coupled.rows import broken_rows
from hsr_match.matching.coupled.search import search
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.problem import Ints

ADDITIONS = 3
"""Pairs added per unit and round of pricing."""

PAIRS_PER_UNIT = 4
"""Size of the first search, unless the gap is known already."""

MOST_PER_UNIT = 8
"""Pairs per unit in that search, where many lose the same."""

TRIES = 3
"""So often what limits from below miss is made dearer, before the search decides."""


def settle(task: Task, start: Start, clock: Clock, *, guess: bool = False) -> Settled:
    """Maximise the goal of a rung over all open pairs.

    Parameters
    ----------
    task
        The rung.
    start
        Where to begin.
    clock
        When to stop.
    guess
        Whether the face is a guess, which is given up at the first sign that
        nothing lies on it.

    Raises
    ------
    NoSolution
        If nothing keeps all limits, or it seems so for a guess; never if
        ``start`` holds pairs that do.
    StoppedWithBound
        If time ended before any choice was found.
    """
    rung = _Rung(task, start, clock)
    rung.bound_it()
    if guess and rung.missing:
        raise NoSolution
    rung.widenings = 1 if guess else None
    return rung.search_it()


class _Rung:
    def __init__(self, task: Task, start: Start, clock: Clock) -> None:
        self.task, self.clock = task, clock
        self.rows, self.made = start.rows, start.made
        self.columns = start.columns
        self.pricer = Pricer(task)
        self.priced: Priced | None = None
        self.missing = False
        self.widenings: int | None = None
        self.value = None if self.made is None else self.worth(self.made)

    def worth(self, keys: Ints) -> int:
        """Return what pairs reach on the goal."""
        m = self.columns.mentors
        chosen = Chosen(keys // m, keys % m)
        values = self.task.values(Columns(keys, m))
        return value_of(self.task.model, self.task.goal, chosen, values)

    def bound_it(self) -> None:
        """Add pairs and limits until the bound is that of all pairs and all limits."""
        clock = self.clock.half()
        if clock.over:
            return
        program = LinearProgram(self.task, self.columns, self.rows)
        tries = 0
        while not clock.over:
            relaxed = program.solve(clock)
            if relaxed is None:
                self.missing = not clock.over
                return
            priced = self.pricer.price(rounded_prices(self.task, relaxed, self.rows))
            if self.priced is None or priced.bound < self.priced.bound:
                self.priced = priced
            more = broken_rows(self.task.model, self.columns, relaxed.flow)
            keys = self.columns.keys[:0]
            gap = priced.bound / priced.prices.denominator - relaxed.value
            if gap > max(0.5, 1e-9 * abs(relaxed.value)):
                keys = self.pricer.improving(priced, self.columns, ADDITIONS)
            size = len(self.rows) + len(self.columns)
            self.rows, self.columns = self.rows.with_rows(more), self.columns.with_keys(keys)
            if len(self.rows) + len(self.columns) == size:
                self.missing = relaxed.missing > 1e-6 and not self.task.goal.elastic
                if not self.missing or tries == TRIES:
                    return
                tries += 1
                program.raise_penalty(16.0)
            program.add(keys, more)

    def search_it(self) -> Settled:
        """Close the gap between the bound and the best found."""
        if self.priced is None:
            # No linear program was solved: prices of nothing give a bound too.
            model = self.task.model
            plain = plain_prices(
                model,
                np.zeros(len(model.units), dtype=np.int64),
                np.zeros(model.mentors, dtype=np.int64),
                earlier=len(self.task.earlier),
            )
            self.priced = self.pricer.price(plain)
        limit, few = self._first_limit(), True
        while True:
            limit = self._useful(limit)
            if limit < 0:
                return self._result(proven=True)
            found, whole = ("stopped", False)
            if not self.clock.over:
                found, whole = self._searched(limit, few=few)
            if found == "stopped":
                if self.made is None:
                    raise StoppedWithBound(self.pricer, self.priced, self.columns)
                return self._result(proven=False)
            if found == "nothing" and not whole:
                few = False
            elif found == "nothing":
                if self.widenings == 0 or self._all_open(limit):
                    raise NoSolution
                if self.widenings:
                    self.widenings -= 1
                limit = 4 * limit + self.priced.prices.denominator
            elif whole and limit >= self._useful(np.iinfo(np.int64).max):
                return self._result(proven=True)
            else:
                limit, few = np.iinfo(np.int64).max, False

    def _useful(self, limit: int) -> int:
        """Return the most that a pair of a better choice can lose; negative if there is none."""
        assert self.priced is not None
        if self.value is None:
            return limit
        return min(limit, self.priced.bound - self.priced.prices.denominator * (self.value + 1))

    def _searched(self, limit: int, *, few: bool) -> tuple[str, bool]:
        """Search among the pairs that lose no more than ``limit``, and keep what is found.

        ``few`` leaves some out where there are very many of them. Returns how it
        went, and whether all were there.
        """
        assert self.priced is not None
        keys, losses = self.pricer.losses(self.priced, limit)
        most = MOST_PER_UNIT * len(self.task.model.units)
        whole = not few or len(keys) <= most
        if not whole:
            # The linear program knew its columns for good ones; of the others any will do.
            known = self.columns.find(keys) >= 0
            order = np.lexsort((fractions(keys), losses, ~known))
            keys = np.sort(keys[order[:most]])
        columns = Columns(np.union1d(keys, self.task.pins), self.columns.mentors)
        hint = keys[:0]
        if self.made is not None:
            columns, hint = columns.with_keys(self.made), self.made
        found = search(self.task, columns, hint, self.clock)
        if found.status in ("optimal", "feasible"):
            worth = self.worth(found.keys)
            if self.value is None or worth > self.value:
                self.value, self.made = worth, found.keys
        if found.status in ("feasible", "unknown"):
            return "stopped", whole
        return ("nothing" if found.status == "infeasible" else "best"), whole

    def _all_open(self, limit: int) -> bool:
        """Tell whether no open pair loses more than a limit."""
        assert self.priced is not None
        for block in range(len(self.task.field.blocks)):
            loss, allowed = self.pricer.loss_table(self.priced, block)
            if (allowed & (loss > limit)).any():
                return False
        return True

    def _first_limit(self) -> int:
        """Return a loss that a few pairs a unit stay within."""
        assert self.priced is not None
        count = PAIRS_PER_UNIT * len(self.task.model.units)
        _, losses = self.pricer.losses(self.priced, np.iinfo(np.int64).max)
        if len(losses) <= count:
            return int(losses.max(initial=0))
        return int(np.partition(losses, count)[count])

    def _result(self, *, proven: bool) -> Settled:
        assert self.made is not None
        assert self.value is not None
        assert self.priced is not None
        columns = self.columns.with_keys(self.made)
        start = Start(columns, self.rows, self.made)
        return Settled(self.task, self.value, self.made, self.priced, proven, start)
