"""Pairs that settled rungs leave open: listed where memory holds them, looked up else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.engines.core import row_blocks, where
from hsr_match.matching.engines.hubs import HubRules
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.problem import Ints, MatchingProblem

LISTED_AT_MOST = 1 << 23
"""Open pairs that are held in memory, at some 24 bytes each."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs one by one: mentee, mentor and score of each."""

    rows: Ints
    columns: Ints
    scores: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, kept: NDArray[np.bool_] | Ints) -> Pairs:
        """Return some of them."""
        return Pairs(self.rows[kept], self.columns[kept], self.scores[kept])


@dataclass(frozen=True, slots=True)
class OpenPairs:
    """Every eligible pair whose reduced profit is 0 on all settled rungs, pins apart.

    Attributes
    ----------
    problem, rules
        The problem and its hubs.
    rungs
        Those settled so far; used where ``listed`` is None.
    listed
        The pairs, or None if there are too many to hold.
    """

    problem: MatchingProblem
    rules: HubRules
    rungs: tuple[SettledRung, ...]
    listed: Pairs | None

    def blocks(self) -> Iterator[Pairs]:
        """Yield all open pairs, block after block."""
        if self.listed is not None:
            yield self.listed
            return
        m = self.problem.shape[1]
        pins = np.array([i * m + j for i, j in self.problem.pins], dtype=np.int64)
        for rows, block, allowed in row_blocks(self.problem):
            still = allowed
            for rung in self.rungs:
                still = still & (rung.block(self.rules, block, rows) == 0)
            here = pins[(pins >= rows.start * m) & (pins < rows.stop * m)] - rows.start * m
            if len(here):
                still = still.copy()
                still.ravel()[here] = False
            i, j = where(still)
            yield Pairs(i + rows.start, j, block[i, j])

    def after(self, rung: SettledRung) -> OpenPairs:
        """Return those that one more rung leaves open."""
        rungs = (*self.rungs, rung)
        if self.listed is None:
            return open_pairs(self.problem, self.rules, rungs)
        pairs = self.listed
        reduced = rung.reduced(self.rules, pairs.scores, pairs.rows, pairs.columns)
        return OpenPairs(self.problem, self.rules, rungs, pairs.only(reduced == 0))


def open_pairs(
    problem: MatchingProblem, rules: HubRules, rungs: Sequence[SettledRung]
) -> OpenPairs:
    """Return the pairs that some rungs leave open, listed if there are not too many."""
    found = OpenPairs(problem, rules, tuple(rungs), None)
    parts: list[Pairs] = []
    count = 0
    for block in found.blocks():
        count += len(block)
        if count > LISTED_AT_MOST:
            return found
        parts.append(block)
    none = [np.zeros(0, dtype=np.int64)]
    listed = Pairs(
        np.concatenate([p.rows for p in parts] or none),
        np.concatenate([p.columns for p in parts] or none),
        np.concatenate([p.scores for p in parts] or none),
    )
    return OpenPairs(problem, rules, tuple(rungs), listed)
