"""Which pairs may exist, and every objection to those that may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

RuleLevel = Literal["required", "preferred"]

ROWS_AT_ONCE = 512


class PairRule(Protocol):
    """A compiled rule over all pairs of a cohort.

    ``name`` is the rule's id in settings, messages and ``barred_by``
    (``other_organisation``, ``manager``, ``not_available``, …).
    """

    @property
    def name(self) -> str:
        """Id of the rule."""
        ...

    @property
    def level(self) -> RuleLevel:
        """Whether it forbids or takes points off."""
        ...

    @property
    def idle(self) -> bool:
        """True if it objects to no pair at all."""
        ...

    def block(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Return true where the rule objects to the pair."""
        ...


@dataclass(frozen=True, slots=True)
class Eligibility:
    """All rules of a cohort, stacked.

    Attributes
    ----------
    rules
        Compiled rules in the order in which they are reported.
    shape
        Number of mentees and of mentors.
    """

    rules: tuple[PairRule, ...]
    shape: tuple[int, int]

    def block(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Return true where no required rule objects (a block of pairs)."""
        height = len(range(*rows.indices(self.shape[0])))
        width = len(range(*columns.indices(self.shape[1])))
        allowed = np.ones((height, width), dtype=np.bool_)
        for rule in self.rules:
            if rule.level == "required":
                allowed &= ~rule.block(rows, columns)
        return allowed

    def broken_preferences(self, rows: slice, columns: slice) -> NDArray[np.int64]:
        """Return how many rules of level ``preferred`` each pair breaks."""
        height = len(range(*rows.indices(self.shape[0])))
        width = len(range(*columns.indices(self.shape[1])))
        broken = np.zeros((height, width), dtype=np.int64)
        for rule in self.rules:
            if rule.level == "preferred":
                broken += rule.block(rows, columns)
        return broken

    def objections(self, mentee: int, mentor: int) -> Sequence[str]:
        """Return the names of the required rules that bar one pair."""
        rows, columns = slice(mentee, mentee + 1), slice(mentor, mentor + 1)
        return [
            rule.name
            for rule in self.rules
            if rule.level == "required" and rule.block(rows, columns)[0, 0]
        ]

    def broken(self, mentee: int, mentor: int) -> Sequence[str]:
        """Return the names of the rules of level ``preferred`` that one pair breaks."""
        rows, columns = slice(mentee, mentee + 1), slice(mentor, mentor + 1)
        return [
            rule.name
            for rule in self.rules
            if rule.level == "preferred" and rule.block(rows, columns)[0, 0]
        ]

    def counts(self) -> dict[str, int]:
        """Return how many pairs each required rule objects to.

        A pair that two rules bar counts under both. Whatever is told in
        confidence stands under ``not_available`` alone.
        """
        starts = range(0, self.shape[0], ROWS_AT_ONCE)
        everybody = slice(None)
        return {
            rule.name: sum(
                int(np.count_nonzero(rule.block(slice(start, start + ROWS_AT_ONCE), everybody)))
                for start in starts
            )
            for rule in self.rules
            if rule.level == "required"
        }
