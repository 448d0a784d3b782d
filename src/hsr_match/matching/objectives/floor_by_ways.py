"""The highest floor where nothing but places and rules limits who is matched.

The bottleneck assignment (Gross 1959). A floor is tried by taking the pairs
below it out of a largest matching and looking for other ways for those whom
that leaves out, all at once. Where there is none, the mentees whom they can
reach have nobody above the floor but mentors who are full (Hall's condition,
Kőnig's theorem): that is the proof that no more can be matched.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.floor import HighestFloor
from hsr_match.matching.objectives.candidate import Made
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

MOST_PAIRS = 1 << 24
"""Mentees × mentors up to which all scores are held in memory, twice."""

NEVER = np.iinfo(np.int64).min


def is_plain(problem: MatchingProblem) -> bool:
    """Tell whether places and rules are all that limits who is matched."""
    must_hold = bool(problem.pins) or bool(problem.must_have.any())
    n, m = problem.shape
    simple = not (problem.several or problem.spread or must_hold)
    return simple and problem.is_flow and n * m <= MOST_PAIRS


def floor_by_ways(problem: MatchingProblem, largest: Made) -> HighestFloor:
    """Find the highest floor that leaves as many matched as a largest matching.

    Parameters
    ----------
    problem
        As :func:`is_plain` tells.
    largest
        Any matching of as many as can be.
    """
    resolution, everyone = problem.objective.resolution, slice(None)
    levels = problem.scores.block(everyone, everyone) // resolution
    levels[~problem.eligible.block(everyone, everyone)] = NEVER
    levels[problem.wanted <= 0] = NEVER
    mentor_of = np.full(problem.shape[0], -1, dtype=np.int64)
    for i, j in largest.pairs:
        mentor_of[i] = j
    search = _Search(levels, problem.places_max, mentor_of)
    wanted = search.matched
    if not wanted:
        return HighestFloor(None, None)
    low = search.lowest()
    # Whoever has a mentor has one no better than their best: a floor above that leaves them out.
    best = np.sort(levels.max(axis=1))[::-1]
    high = int(best[wanted - 1]) + 1
    kept, short = search.mentor_of.copy(), None
    while short is None or high > low + 1:
        floor = (low + high) // 2 if high > low + 1 else low + 1
        search.mentor_of = kept.copy()
        left = search.improved(floor)
        if search.matched == wanted:
            kept, low = search.mentor_of.copy(), search.lowest()
        else:
            short, high = (left, search.matched), floor
    (mentees, mentors), fewer = short
    return HighestFloor(low * resolution, _bound(mentees, mentors, fewer - wanted))


def _bound(mentees: Mask, mentors: Mask, most: int) -> RungBound:
    """Return the bound: mentees outside a group, and the places of the mentors it is left to.

    At a price of 1 for each mentee matched, no matching has more of them than
    that allows, less those who go below the floor.
    """
    return RungBound(
        rung="floor",
        value=0,
        bound=most,
        denominator=1,
        mentees=-mentees.astype(np.int64),
        mentors=mentors.astype(np.int64),
        spread=np.zeros((0, 4), dtype=np.int64),
        different=np.zeros((0, 3), dtype=np.int64),
        apart=np.zeros((0, 4), dtype=np.int64),
        floors=np.zeros(0, dtype=np.int64),
        earlier=(1,),
    )


class _Search:
    """A matching that is made as large as it can be above one floor after another."""

    def __init__(self, levels: Ints, places: Ints, mentor_of: Ints) -> None:
        self.levels, self.places, self.mentor_of = levels, places, mentor_of

    @property
    def matched(self) -> int:
        """Number of mentees with a mentor."""
        return int((self.mentor_of >= 0).sum())

    def lowest(self) -> int:
        """Return the lowest level of any pair."""
        rows = np.flatnonzero(self.mentor_of >= 0)
        return int(self.levels[rows, self.mentor_of[rows]].min())

    def improved(self, floor: int) -> tuple[Mask, Mask]:
        """Drop pairs below a floor, match as many as can be above it, return who is in the way.

        Those are the mentees from whom no free place can be reached, and the
        mentors, all full, to whom alone they can go.
        """
        rows = np.flatnonzero(self.mentor_of >= 0)
        self.mentor_of[rows[self.levels[rows, self.mentor_of[rows]] < floor]] = -1
        allowed = self.levels >= floor
        while True:
            load = np.bincount(self.mentor_of[self.mentor_of >= 0], minlength=len(self.places))
            stuck = self._one_more(allowed, load < self.places)
            if stuck is not None:
                return stuck

    def _one_more(self, allowed: Mask, free: Mask) -> tuple[Mask, Mask] | None:
        """Match more mentees, each by a shortest way; None if any were, else who is stuck."""
        rows = np.flatnonzero(self.mentor_of < 0)
        mentees = self.mentor_of < 0
        mentors = np.zeros(len(free), dtype=np.bool_)
        reached_from = np.full(len(free), -1, dtype=np.int64)
        while len(rows):
            ways = allowed[rows]
            ways[:, mentors] = False
            new = np.flatnonzero(ways.any(axis=0))
            if not len(new):
                break
            reached_from[new] = rows[ways[:, new].argmax(axis=0)]
            if free[new].any():
                self._moved(new[free[new]], reached_from)
                return None
            mentors[new] = True
            arrived = np.zeros(len(free), dtype=np.bool_)
            arrived[new] = True
            rows = np.flatnonzero((self.mentor_of >= 0) & arrived[self.mentor_of])
            mentees[rows] = True
        return mentees, mentors

    def _moved(self, ends: Ints, reached_from: Ints) -> None:
        """Move mentees along the ways to free mentors; ways that cross one taken are left."""
        moved: set[int] = set()
        for end in ends.tolist():
            way, at = [], end
            while at >= 0:
                mentee = int(reached_from[at])
                if mentee in moved:
                    break
                way.append((mentee, at))
                at = int(self.mentor_of[mentee])
            else:
                moved.update(mentee for mentee, _ in way)
                for mentee, mentor in way:
                    self.mentor_of[mentee] = mentor
