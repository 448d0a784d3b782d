"""The scores of all pairs of a cohort, served by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hsr_match.cohort.model import Cohort
from hsr_match.rules.eligibility import Eligibility
from hsr_match.scoring.compile import compile_factors
from hsr_match.scoring.exact import UNITS_PER_POINT, UNITS_PER_SCORE, exact, round_half_up
from hsr_match.scoring.factors import Factors

if TYPE_CHECKING:
    from hsr_match.config import Settings

Ints = NDArray[np.int64]
ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One line of the reckoning of a pair.

    Attributes
    ----------
    criterion, part
        Where it belongs.
    item
        Id of what the mentee asked; empty where the mentor left the part blank.
    share
        The mentee's points that hang on it (all of the part, where the mentor
        left it blank), in 10^-12 of the score.
    cover
        How far the mentor covers it, 0–1000; None where the mentor's answer is
        not known and the mean over the mentors who answered is taken.
    units
        share × cover (10^9 of them make one unit of the integer score).
    """

    criterion: str
    part: str
    item: str
    share: int
    cover: int | None
    units: int


class PairScores:
    """Integer scores of every pair, mentees on axis 0, mentors on axis 1.

    Attributes
    ----------
    shape
        Number of mentees and of mentors.
    criteria
        Names of the criteria with a weight above 0, in order.
    eligibility
        The compiled rules of the same cohort.
    """

    def __init__(self, factors: Factors, eligibility: Eligibility, preferred_cost: int) -> None:
        self._factors = factors
        self._right = np.ascontiguousarray(factors.right.T)
        self._cost = preferred_cost
        self._costly = any(rule.level == "preferred" for rule in eligibility.rules)
        self.eligibility = eligibility
        self.shape = (factors.left.shape[0], factors.right.shape[0])
        self.criteria = factors.names
        self._columns_of = [
            np.array([c for c, column in enumerate(factors.columns) if column.criterion == k], int)
            for k in range(len(factors.names))
        ]

    @property
    def rarity(self) -> Mapping[str, Mapping[str, int]]:
        """Rarity of each value by field, in 10^-6."""
        return self._factors.rarity

    def block(self, rows: slice, columns: slice) -> Ints:
        """Return integer scores, 0 … 10^6, of a block of pairs.

        Parameters
        ----------
        rows, columns
            Which mentees and which mentors.
        """
        units = (self._factors.left[rows] @ self._right[:, columns]).astype(np.int64)
        self._add_entries(units, rows, columns, None)
        scores: Ints = (units + UNITS_PER_SCORE // 2) // UNITS_PER_SCORE
        if self._costly:
            broken = self.eligibility.broken_preferences(rows, columns)
            scores = np.maximum(scores - broken * self._cost, 0)
        return scores

    def points(self, rows: slice, columns: slice) -> Ints:
        """Return units per criterion, shape (mentees, mentors, criteria).

        They add up to the score before the cost of broken preferred rules:
        floors first, the missing units to the largest remainders.
        """
        parts = np.stack([self._units(k, rows, columns) for k in range(len(self.criteria))], axis=2)
        scores = (parts.sum(axis=2) + UNITS_PER_SCORE // 2) // UNITS_PER_SCORE
        points: Ints = parts // UNITS_PER_SCORE
        missing = scores - points.sum(axis=2)
        remainder = parts % UNITS_PER_SCORE
        rank = np.argsort(np.argsort(-remainder, axis=2, kind="stable"), axis=2, kind="stable")
        points += rank < missing[:, :, None]
        return points

    def _units(self, k: int, rows: slice, columns: slice) -> Ints:
        of = self._columns_of[k]
        product = self._factors.left[rows][:, of] @ self._right[of][:, columns]
        units: Ints = product.astype(np.int64)
        self._add_entries(units, rows, columns, k)
        return units

    def _add_entries(self, units: Ints, rows: slice, columns: slice, k: int | None) -> None:
        f = self._factors
        if not len(f.rows):
            return
        r0, r1, row_step = rows.indices(self.shape[0])
        c0, c1, column_step = columns.indices(self.shape[1])
        if (row_step, column_step) != (1, 1):
            raise ValueError("a block is contiguous: slices without a step")
        lo, hi = np.searchsorted(f.rows, [r0, r1])
        i, j, v = f.rows[lo:hi] - r0, f.mentors[lo:hi] - c0, f.values[lo:hi]
        inside = (j >= 0) & (j < c1 - c0)
        if k is not None:
            inside &= f.entry_criteria[lo:hi] == k
        np.add.at(units, (i[inside], j[inside]), v[inside])

    def evidence(self, rows: slice, columns: slice) -> NDArray[np.float64]:
        """Return the share of weight, 0–1, that rests on answers of both sides."""
        product: NDArray[np.float64] = (
            self._factors.evidence_left[rows] @ self._factors.evidence_right[columns].T
        )
        # Weights such as 0.1 add up inexactly; a comparison with 0.5 must not hang on that.
        return np.clip(np.round(product, 9), 0.0, 1.0)

    def shares(self, mentee: int, mentor: int) -> tuple[ShareRow, ...]:
        """Return the reckoning of one pair, line by line, criteria in order."""
        f = self._factors
        lines: list[tuple[int, ShareRow]] = []
        unknown: dict[int, int] = {}
        for c in np.flatnonzero(f.left[mentee]).tolist():
            column = f.columns[c]
            if column.item is None:
                continue
            share, cover = int(f.left[mentee, c]), int(f.right[mentor, c])
            if column.blank >= 0 and f.right[mentor, column.blank]:
                unknown[column.blank] = unknown.get(column.blank, 0) + share
                continue
            name, item = self.criteria[column.criterion], str(column.item[0])
            row = ShareRow(name, column.part, item, share, cover, share * cover)
            lines.append((column.criterion, row))
        for c, share in unknown.items():
            column, neutral = f.columns[c], int(f.left[mentee, c])
            name = self.criteria[column.criterion]
            row = ShareRow(name, column.part, "", share, None, neutral)
            lines.append((column.criterion, row))
        for (i, k), share in f.personal.items():
            if i == mentee:
                at = (f.rows == i) & (f.entry_criteria == k) & (f.mentors == mentor)
                cover = int(f.covers[at].sum())
                name = self.criteria[k]
                lines.append((k, ShareRow(name, name, "listed", share, cover, share * cover)))
        lines.sort(key=lambda line: line[0])
        return tuple(row for _, row in lines)

    @cached_property
    def constant(self) -> tuple[str, ...]:
        """Criteria that give every mentor the same, for every mentee."""
        return tuple(name for k, name in enumerate(self.criteria) if not self._separates(k))

    def _separates(self, k: int) -> bool:
        for start in range(0, self.shape[0], ROWS_AT_ONCE):
            units = self._units(k, slice(start, start + ROWS_AT_ONCE), slice(None))
            if units.size and (units != units[:, :1]).any():
                return True
        return False


def score_pairs(cohort: Cohort, settings: Settings) -> PairScores:
    """Score every mentee with every mentor.

    Parameters
    ----------
    cohort
        The participants.
    settings
        Weights, tables, rules and own criteria.

    Returns
    -------
    PairScores
        Scores by block; nothing of size mentees × mentors is kept.
    """
    from hsr_match.rules import compile_rules

    factors = compile_factors(cohort, settings)
    cost = round_half_up(exact(settings.rules.preferred_cost) * UNITS_PER_POINT)
    return PairScores(factors, compile_rules(cohort, settings), cost)
