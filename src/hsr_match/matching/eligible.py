"""Which pairs the problem may use: rules, bans, quality floor, and lifted pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.matching.problem import Mask, MatchingProblem, PairGains
from hsr_match.rules.eligibility import Eligibility

QUALITY_FLOOR = "quality_floor"

NEVER_LIFTED = frozenset({"not_available", "same_person"})
"""Rules that no reason can lift for one pair (decisions: refusals, oneself)."""


@dataclass(frozen=True, slots=True)
class EligiblePairs:
    """Eligible pairs of a cohort, by block.

    Attributes
    ----------
    rules
        The compiled rules.
    scores
        Integer scores, for the quality floor.
    floor
        Least integer score of a pair that may be made; None for no floor.
    lifted
        Pairs that a named person pinned, with a reason, against a rule.
    """

    rules: Eligibility
    scores: PairGains
    floor: int | None = None
    lifted: frozenset[tuple[int, int]] = frozenset()

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        return self.rules.shape

    def block(self, rows: slice, columns: slice) -> Mask:
        """Return true where the pair may be made."""
        allowed = self.rules.block(rows, columns)
        if self.floor is not None:
            allowed &= self.scores.block(rows, columns) >= self.floor
        if self.lifted:
            r0, r1, _ = rows.indices(self.shape[0])
            c0, c1, _ = columns.indices(self.shape[1])
            for i, j in self.lifted:
                if r0 <= i < r1 and c0 <= j < c1:
                    allowed[i - r0, j - c0] = True
        return allowed

    def objections(self, mentee: int, mentor: int) -> Sequence[str]:
        """Return every rule that bars one pair, the quality floor last."""
        barred = list(self.rules.objections(mentee, mentor))
        if self.floor is not None:
            score = self.scores.block(slice(mentee, mentee + 1), slice(mentor, mentor + 1))
            if int(score[0, 0]) < self.floor:
                barred.append(QUALITY_FLOOR)
        return barred


def count_eligible(problem: MatchingProblem) -> tuple[int, int]:
    """Return how many pairs may be made, and how many mentees can go to no mentor."""
    n, m = problem.shape
    pairs = stranded = 0
    height = max(1, (1 << 19) // max(m, 1))
    for start in range(0, n, height):
        allowed = problem.eligible.block(slice(start, start + height), slice(None))
        pairs += int(allowed.sum())
        stranded += int((~allowed.any(axis=1)).sum())
    return pairs, stranded


@dataclass(frozen=True, slots=True)
class GivenGains:
    """A dense table of given scores."""

    table: np.typing.NDArray[np.int64]

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        return self.table.shape[0], self.table.shape[1]

    def block(self, rows: slice, columns: slice) -> np.typing.NDArray[np.int64]:
        """Return integer scores of a block of pairs."""
        return self.table[rows, columns]


@dataclass(frozen=True, slots=True)
class GivenMask:
    """A dense table of which pairs are listed as eligible."""

    table: Mask

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        return self.table.shape[0], self.table.shape[1]

    def block(self, rows: slice, columns: slice) -> Mask:
        """Return true where the pair may be made."""
        return self.table[rows, columns]
