"""Pricing: look at every pair for one that would improve the flow.

Every eligible pair is looked at in blocks against the node potentials. A pair
outside the core carries no flow, so its reduced profit must not be positive,
rung after rung; where none is, the optimum of the core is the optimum of all
pairs and the potentials are its certificate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.matching.engines.best_pairs import best_of_rows
from hsr_match.matching.engines.core import Core, row_blocks, where
from hsr_match.matching.engines.hubs import HubRules, Prices
from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

MANY = 4
"""Times as many improving pairs as are asked for, beyond which not all are listed."""


@dataclass(frozen=True, slots=True)
class SettledRung:
    """A rung that is settled: what it maximised and the potentials that prove it.

    Attributes
    ----------
    value
        Profit of a pair.
    frame_profit
        Profit of the arcs that are no pairs.
    prices
        Potentials, 0 at the sink.
    all_open
        Whether the reduced profit is known to be 0 for every eligible pair.
    """

    value: PairValue
    frame_profit: Ints
    prices: Prices
    all_open: bool = False

    def reduced(self, rules: HubRules, scores: Ints, rows: Ints, columns: Ints) -> Ints:
        """Return the reduced profit of pairs one by one."""
        worth = self.value.of(scores, rows, columns)
        result: Ints = worth + self.prices.differences(rules, rows, columns)
        return result

    def block(self, rules: HubRules, scores: Ints, rows: slice) -> Ints:
        """Return the reduced profit of all pairs of a block of mentees."""
        result = self.prices.block(rules, rows)
        mentees = np.arange(rows.start, rows.stop, dtype=np.int64)[:, None]
        mentors = np.arange(scores.shape[1], dtype=np.int64)[None, :]
        result += self.value.of(scores, mentees, mentors)
        return result


def open_core(
    problem: MatchingProblem,
    rules: HubRules,
    core: Core,
    before: Sequence[SettledRung],
    most: int,
) -> Core | None:
    """Return all pairs that settled rungs leave open, and those that they, or pins, make.

    Parameters
    ----------
    problem, rules
        The problem and its hubs.
    core
        Pairs on which the rungs were settled.
    before
        The settled rungs.
    most
        Give up if more pairs are open.

    Returns
    -------
    Core or None
        None if there are too many, or no rung has closed any.
    """
    m = problem.shape[1]
    before = [settled for settled in before if not settled.all_open]
    if not before:
        return None
    nothing = np.zeros(0, dtype=np.int64)
    keys, scores, count = [nothing], [nothing], 0
    for rows, block, allowed in row_blocks(problem):
        i, j = _open(rules, rows, block, allowed, before)
        count += len(i)
        if count > most:
            return None
        keys.append((i + rows.start) * m + j)
        scores.append(block[i, j])
    made = np.zeros(len(core.keys), dtype=np.bool_)
    made[np.searchsorted(core.keys, [i * m + j for i, j in problem.pins])] = True
    undecided = ~made
    for settled in before:
        reduced = settled.reduced(rules, core.scores, core.rows, core.columns)
        made |= undecided & (reduced > 0)
        undecided &= reduced == 0
    return Core(core.keys[made], core.scores[made], m).with_pairs(
        np.concatenate(keys), np.concatenate(scores)
    )


def violators(
    problem: MatchingProblem,
    rules: HubRules,
    core: Core,
    rung: SettledRung,
    before: Sequence[SettledRung],
    most: int,
) -> tuple[Ints, Ints]:
    """Return pairs outside the core that would improve a rung, with their scores.

    Parameters
    ----------
    problem
        The problem.
    rules
        Its hubs.
    core
        Pairs that the flow could use already.
    rung
        The rung with the potentials to be tested.
    before
        Rungs settled earlier: only pairs with a reduced profit of 0 on all of
        them are still open.
    most
        At most so many per mentee, the largest first.

    Returns
    -------
    tuple of Ints
        Keys and scores; both empty if the potentials prove the optimum.
    """
    m = problem.shape[1]
    before = [settled for settled in before if not settled.all_open]
    keys: list[Ints] = []
    scores: list[Ints] = []
    for rows, block, allowed in row_blocks(problem):
        first = rows.start * m
        held = core.keys[slice(*np.searchsorted(core.keys, (first, rows.stop * m)))] - first
        if before:
            i, j, gain = _improving_open(rules, rows, block, allowed, held, rung, before)
        else:
            i, j, gain = _improving(rules, rows, block, allowed, held, rung, most)
        if len(i):
            key = first + i * m + j
            order = np.lexsort((-(gain + fractions(key)), i))
            row = i[order]
            place = np.arange(len(row)) - np.searchsorted(row, row)
            kept = order[place < most]
            keys.append(key[kept])
            scores.append(block[i[kept], j[kept]])
    if not keys:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    return np.concatenate(keys), np.concatenate(scores)


def _improving(
    rules: HubRules,
    rows: slice,
    block: Ints,
    allowed: Mask,
    held: Ints,
    rung: SettledRung,
    most: int,
) -> tuple[Ints, Ints, Ints]:
    """Return rows (inside the block), columns and reduced profits above 0.

    Where there are very many, no fewer than the ``most`` largest of each row.
    """
    reduced = rung.block(rules, block, rows)
    better = reduced > 0
    better &= allowed
    better.ravel()[held] = False
    found = np.count_nonzero(better)
    if found > MANY * most and found > MANY * most * np.count_nonzero(better.any(axis=1)):
        better &= best_of_rows(np.where(better, reduced.astype(np.float64), -np.inf), most)
    i, j = where(better)
    return i, j, reduced[i, j]


def _improving_open(
    rules: HubRules,
    rows: slice,
    block: Ints,
    allowed: Mask,
    held: Ints,
    rung: SettledRung,
    before: Sequence[SettledRung],
) -> tuple[Ints, Ints, Ints]:
    """Return the same for pairs that settled rungs leave open."""
    still_open = allowed.copy()
    still_open.ravel()[held] = False
    i, j = _open(rules, rows, block, still_open, before)
    gain = rung.reduced(rules, block[i, j], i + rows.start, j)
    better = gain > 0
    return i[better], j[better], gain[better]


def _open(
    rules: HubRules, rows: slice, block: Ints, allowed: Mask, before: Sequence[SettledRung]
) -> tuple[Ints, Ints]:
    """Return rows (inside the block) and columns of pairs that settled rungs leave open."""
    *others, last = before
    still = last.block(rules, block, rows) == 0
    still &= allowed
    i, j = where(still)
    for settled in others:
        left = settled.reduced(rules, block[i, j], i + rows.start, j) == 0
        i, j = i[left], j[left]
    return i, j
