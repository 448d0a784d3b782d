"""Limits over several pairs as rows, for looking through what a bound leaves open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from hsr_match.proof.bounds import Bound

Cell = tuple[int, int]
"""Number of a unit, and a mentor."""

Key = tuple[Any, ...]
"""Kind of a limit, and which."""


@dataclass(slots=True)
class Row:
    """At least, or at most, so many of some pairs.

    Attributes
    ----------
    limit
        How many.
    least
        Whether it is at least; else at most.
    price
        What the bound pays for each pair that the limit is away from what is made.
    cells
        How much each pair counts.
    """

    limit: int
    least: bool = False
    price: int = 0
    cells: dict[Cell, int] = field(default_factory=dict)

    def breaks(self, count: int) -> bool:
        """Tell whether a count breaks the limit for good, whatever is added."""
        return not self.least and count > self.limit

    def lost(self, count: int) -> int | None:
        """Return what the bound loses by a count that is final; None if the limit is broken."""
        away = count - self.limit if self.least else self.limit - count
        return None if away < 0 else self.price * away


def rows_of(bound: Bound, cells: Iterable[Cell]) -> list[Row]:
    """Return the rows of all limits that some pairs belong to, and those with a price.

    Parameters
    ----------
    bound
        The bound, with its prices.
    cells
        The pairs that are still possible.
    """
    problem, told = bound.problem, bound.told
    number = {i: at for at, unit in enumerate(bound.units) for i in unit.members}
    prices: Counter[Key] = Counter()
    for k, j, g, price in told.spread.tolist():
        prices["spread", k, j, g] += price
    for i, g, price in told.different.tolist():
        prices["different", i, g] += price
    for a, b, j, price in told.apart.tolist():
        prices["apart", frozenset((number[a], number[b])), j] += price
    for f, price in enumerate(told.floors.tolist()):
        prices["floor", f] += price
    apart: defaultdict[int, set[frozenset[int]]] = defaultdict(set)
    for a, b in problem.apart:
        for i in (a, b):
            apart[number[i]].add(frozenset((number[a], number[b])))
    rows: dict[Key, Row] = {}
    for key in prices:
        rows[key] = _row(bound, key, prices[key])
    for cell in cells:
        for key, weight in _keys(bound, cell, apart):
            row = rows.setdefault(key, _row(bound, key, 0))
            row.cells[cell] = row.cells.get(cell, 0) + weight
    return list(rows.values())


def _keys(
    bound: Bound, cell: Cell, apart: dict[int, set[frozenset[int]]]
) -> Iterator[tuple[Key, int]]:
    """Yield the limits that a pair belongs to, and how much it counts for each."""
    problem, (at, j) = bound.problem, cell
    for i in bound.units[at].members:
        for k, limit in enumerate(problem.spread):
            if limit.groups[i] >= 0:
                yield ("spread", k, j, int(limit.groups[i])), 1
        if problem.mentor_groups is not None and problem.mentor_groups[j] >= 0:
            yield ("different", i, int(problem.mentor_groups[j])), 1
        for f, floor in enumerate(problem.floors):
            if floor.mentees[i] and floor.mentors[j]:
                yield ("floor", f), 1
    for couple in apart.get(at, ()):
        yield ("apart", couple, j), 1


def _row(bound: Bound, key: Key, price: int) -> Row:
    kind, which, *_ = key
    if kind == "spread":
        return Row(bound.problem.spread[which].most, price=price)
    if kind == "floor":
        return Row(bound.problem.floors[which].least, least=True, price=price)
    return Row(1, price=price)
