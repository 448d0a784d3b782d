"""Which rules bar each pair, as small numbers into a list of sets of rules in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.objections import NOT_ELIGIBLE, NOT_LISTED, given_floor
from hsr_match.matching.eligible import NEVER_LIFTED, QUALITY_FLOOR, EligiblePairs
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.insight.outcome import Outcome
    from hsr_match.matching.problem import Ints

BAN = "ban"


class Reasons:
    """Numbers of sets of rules; 0 is a pair that may be made.

    Parameters
    ----------
    outcome
        The run whose pairs are looked up.
    """

    def __init__(self, outcome: Outcome) -> None:
        self._problem = outcome.problem
        eligible = outcome.problem.eligible
        self._number: dict[int, int] = {0: 0}
        self._cohort = isinstance(eligible, EligiblePairs)
        self._given = None if self._cohort else _Given(outcome)
        self._names: tuple[str, ...] = (NOT_LISTED, NOT_ELIGIBLE, QUALITY_FLOOR, BAN)
        if isinstance(eligible, EligiblePairs):
            self._rules = [rule for rule in eligible.rules.rules if rule.level == "required"]
            self._names = (*(rule.name for rule in self._rules), QUALITY_FLOOR)

    @property
    def words(self) -> list[str]:
        """Each set of rules in words, by number; empty for none."""
        return ["; ".join(plain(name) for name in names) for names in self._sets()]

    @property
    def may_lift(self) -> list[bool]:
        """Whether a named person may set the rules aside, with a reason, by number."""
        never = NEVER_LIFTED | {BAN}
        return [bool(names) and self._cohort and not never & set(names) for names in self._sets()]

    def block(self, rows: slice) -> Ints:
        """Return the numbers of a block of mentees with every mentor."""
        masks = self._masks(rows)
        found, inverse = np.unique(masks, return_inverse=True)
        numbers = [self._number.setdefault(int(mask), len(self._number)) for mask in found]
        looked_up: Ints = np.array(numbers, dtype=np.int64)[inverse.reshape(masks.shape)]
        return looked_up

    def _sets(self) -> list[list[str]]:
        return [
            [name for bit, name in enumerate(self._names) if mask >> bit & 1]
            for mask in self._number
        ]

    def _masks(self, rows: slice) -> Ints:
        eligible = self._problem.eligible
        allowed = eligible.block(rows, slice(None))
        masks = np.zeros(allowed.shape, dtype=np.int64)
        if self._given is not None:
            masks = self._given.masks(rows, masks)
        elif isinstance(eligible, EligiblePairs):
            for bit, rule in enumerate(self._rules):
                if not rule.idle:
                    masks |= rule.block(rows, slice(None)).astype(np.int64) << bit
            if eligible.floor is not None:
                below = eligible.scores.block(rows, slice(None)) < eligible.floor
                masks |= below.astype(np.int64) << len(self._rules)
        masks[allowed] = 0
        return masks


class _Given:
    """A table of given scores knows four reasons, one a pair."""

    def __init__(self, outcome: Outcome) -> None:
        self._problem = outcome.problem
        given: GivenScores | None = outcome.given
        self._floor = given_floor(outcome.problem, outcome.settings)
        self._listed = np.zeros(outcome.problem.shape, dtype=np.bool_)
        self._barred = np.zeros(outcome.problem.shape, dtype=np.bool_)
        if getattr(given, "rows", None) is not None and given is not None:
            self._listed[given.rows, given.columns] = True
            for pair in given.barred:
                self._barred[pair] = True

    def masks(self, rows: slice, masks: Ints) -> Ints:
        """Return 1 for not listed, 2 for marked as not eligible, 4 for too low, 8 for banned."""
        low = np.zeros(masks.shape, dtype=np.bool_)
        if self._floor is not None:
            low = self._problem.scores.block(rows, slice(None)) < self._floor
        listed, barred = self._listed[rows], self._barred[rows]
        found: Ints = np.where(barred, 2, np.where(~listed, 1, np.where(low, 4, 8))).astype(
            np.int64
        )
        return found
