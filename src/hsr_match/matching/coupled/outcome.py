"""Where a rung begins and how it ends."""

from __future__ import annotations

from dataclasses import dataclass

from hsr_match.matching.coupled.clock import Stopped
from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.pricing import Priced, Pricer
from hsr_match.matching.coupled.rows import Rows
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True)
class Start:
    """Where a rung begins: columns, rows, and pairs that keep all limits (None: none known)."""

    columns: Columns
    rows: Rows
    made: Ints | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """The best value of a rung, or the best found.

    Attributes
    ----------
    task, value
        The rung, and what ``made`` reaches on it.
    made
        Keys of the pairs.
    priced
        The exact bound.
    proven
        Whether nothing better exists.
    start
        To begin the next rung with.
    """

    task: Task
    value: int
    made: Ints
    priced: Priced
    proven: bool
    start: Start

    @property
    def gap(self) -> int:
        """Exact bound less value, in units of the prices."""
        return self.priced.bound - self.value * self.priced.prices.denominator

    @property
    def bound(self) -> int:
        """No choice reaches more."""
        if self.proven:
            return self.value
        return self.priced.bound // self.priced.prices.denominator


class StoppedWithBound(Stopped):
    """Time ended before any choice was found, but not before there was a bound."""

    def __init__(self, pricer: Pricer, priced: Priced, columns: Columns) -> None:
        super().__init__()
        self.pricer, self.priced, self.columns = pricer, priced, columns


class NoSolution(Exception):  # noqa: N818 - a condition, told to users in other words
    """Nothing keeps all limits on this face."""
