"""Which levels one phase settles: as many as 62 bits can weigh against each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.matching import LevelPhase
from hsr_match.matching.objectives.face import Face, can_weigh
from hsr_match.matching.objectives.levels import levels_of
from hsr_match.matching.problem import Ints, Mask

MOST_LEVELS = 100
"""Levels of a guess that are looked at for one phase; more seldom fit."""

NOWHERE = np.iinfo(np.int64).min
"""No level."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges of levels, the lowest first.

    Attributes
    ----------
    cuts
        Their ends, one more than there are ranges.
    counts
        Units that can lie in each.
    mixed
        Whether things are open at several levels of a range.
    """

    cuts: tuple[int, ...]
    counts: tuple[int, ...]
    mixed: tuple[bool, ...]

    def first(self, number: int) -> Ranges:
        """Return the lowest ranges only."""
        return Ranges(self.cuts[: number + 1], self.counts[:number], self.mixed[:number])

    def phase(self, resolution: int) -> LevelPhase:
        """Weigh each range more than all that can lie in those after it."""
        weights = [1]
        for count in reversed(self.counts[1:]):
            weights.append(weights[-1] * (1 + count))
        return LevelPhase(resolution, self.cuts, tuple(reversed(weights)))

    def held(self, levels: Ints) -> Ints:
        """Return how many of some levels lie in each range."""
        at = np.searchsorted(np.array(self.cuts, dtype=np.int64), levels, side="right") - 1
        number = len(self.counts)
        held: Ints = np.bincount(at[(at >= 0) & (at < number)], minlength=number)
        return held

    def exact(self, levels: Ints) -> int:
        """Return how many ranges an optimum with these open levels settles level by level.

        One that holds something at one of several levels is not settled, and
        what comes after it is not either.
        """
        bad = np.array(self.mixed) & (self.held(levels) > 0)
        return int(np.argmax(bad)) if bad.any() else len(bad)


def next_ranges(face: Face, resolution: int, begin: int, guess: Ints) -> Ranges:
    """Choose the levels of the next phase.

    Where the guess has nobody, a whole stretch of levels is one range: if an
    optimum has nobody there either, nothing can be better on any of its levels.

    Parameters
    ----------
    face
        What is left to decide.
    resolution
        Units of the score per level.
    begin
        First level that no phase has settled.
    guess
        Levels of the open units of some flow on this face: the nearer to the
        optimum, the longer the phase.
    """
    taken = np.unique(guess[guess >= begin])
    cuts = [begin]
    for level in taken[:MOST_LEVELS].tolist():
        cuts += [level, level + 1] if level > cuts[-1] else [level + 1]
    top = highest_level(face, resolution)
    if len(taken) <= MOST_LEVELS and top >= cuts[-1]:
        cuts.append(top + 1)
    counts, mixed = _count(face, resolution, np.array(cuts, dtype=np.int64))
    every = Ranges(tuple(cuts), tuple(counts.tolist()), tuple(mixed.tolist()))
    heaviest, number = 1, 1
    while number < len(every.counts):
        heaviest *= 1 + every.counts[number]
        if not can_weigh(heaviest, face.nodes):
            break
        number += 1
    return every.first(number)


def lowest_level(face: Face, resolution: int) -> int:
    """Return the lowest level at which anything is open, 0 if nothing is."""
    lowest = [int(p.scores.min()) // resolution for p in face.open.blocks() if len(p)]
    if open_stays(face).any():
        lowest.append(0)
    return min(lowest, default=0)


def highest_level(face: Face, resolution: int) -> int:
    """Return the highest level at which anything is open, or one below the lowest."""
    highest = [int(p.scores.max()) // resolution for p in face.open.blocks() if len(p)]
    if open_stays(face).any():
        highest.append(0)
    return max(highest, default=-1)


def open_stays(face: Face) -> Ints:
    """Return for each mentee how many open units may stay without, which then count as level 0.

    Only under ``points_first``: else staying without is no matter of levels.
    """
    stays = np.zeros(face.frame.mentees, dtype=np.int64)
    if face.problem.order == "points_first":
        own = face.frame.tails < face.frame.mentees
        np.add.at(stays, face.frame.tails[own], (face.upper - face.lower)[own])
    return stays


def all_decided(face: Face, resolution: int, begin: int) -> bool:
    """Tell whether nothing about levels from ``begin`` on is left to decide.

    So it is if each mentee with an open arc there has open arcs of one level
    only, and none to stay without that counts for no level.
    """
    n = face.problem.shape[0]
    low = np.full(n, np.iinfo(np.int64).max)
    high = np.full(n, np.iinfo(np.int64).min)
    for pairs in face.open.blocks():
        levels = levels_of(pairs.scores, resolution)
        np.minimum.at(low, pairs.rows, levels)
        np.maximum.at(high, pairs.rows, levels)
    stays = open_stays(face) > 0
    low[stays], high[stays] = np.minimum(low[stays], 0), np.maximum(high[stays], 0)
    concerned, torn = high >= begin, low < high
    if face.problem.order == "pairs_first":
        free = (face.frame.tails < n) & (face.lower < face.upper)
        torn[face.frame.tails[free]] = True
    return not (concerned & torn).any()


def _count(face: Face, resolution: int, cuts: Ints) -> tuple[Ints, Mask]:
    """Count the units that can lie in each range; tell which ranges hold several levels."""
    n, ranges = face.problem.shape[0], len(cuts) - 1
    able = np.zeros(ranges * n, dtype=np.int64)
    some = np.full(ranges, NOWHERE)
    mixed = np.zeros(ranges, dtype=np.bool_)
    for pairs in face.open.blocks():
        levels = levels_of(pairs.scores, resolution)
        kept = np.flatnonzero((levels >= cuts[0]) & (levels < cuts[-1]))
        rows, levels = pairs.rows[kept], levels[kept]
        at = np.searchsorted(cuts, levels, side="right") - 1
        able += np.bincount(at * n + rows, minlength=ranges * n)
        new = some[at] == NOWHERE
        some[at[new]] = levels[new]
        mixed[at[levels != some[at]]] = True
    counts = np.minimum(able.reshape(ranges, n), face.problem.wanted[None, :]).sum(axis=1)
    stays = int(open_stays(face).sum())
    zero = int(np.searchsorted(cuts, 0, side="right")) - 1
    if stays and 0 <= zero < ranges:
        counts[zero] += stays
        mixed[zero] |= some[zero] not in (0, NOWHERE)
    return counts, mixed
