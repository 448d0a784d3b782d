"""Which pairs may exist, and every objection to those that may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

RuleLevel = Literal["required", "preferred"]


class PairRule(Protocol):
    """A compiled rule over all pairs of a cohort.

    ``name`` is the rule's id in settings, messages and ``barred_by``
    (``other_organisation``, ``manager``, ``not_available``, …).
    """

    name: str
    level: RuleLevel

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
