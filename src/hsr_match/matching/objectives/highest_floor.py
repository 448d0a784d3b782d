"""The worst match as good as it can be, then the best total: the highest floor, and who reaches it.

The bottleneck assignment (Gross 1959): as many as possible are matched, and the
lowest score among them is as high as it can be. A floor is tried by taking the
pairs below it out of a largest matching and looking for other ways for those
whom that leaves out, all at once. Where there is none, the mentees whom they
can reach have nobody above the floor but mentors who are full (Hall's
condition, Kőnig's theorem): that is the proof that no more can be matched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hsr_match.errors import UsageError
from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.engines.core import initial_core
from hsr_match.matching.engines.coverage import largest_flow
from hsr_match.matching.problem import Ints, Mask, MatchingProblem, Objective


@dataclass(frozen=True, slots=True)
class HighestFloor:
    """The highest floor that leaves as many matched as no floor.

    Attributes
    ----------
    floor
        In units of the score, a whole number of levels; None if nobody can be matched.
    coverage
        Mentees with a mentor.
    above
        The problem with pairs from the floor upward alone: its best total is
        the best of those whose worst match is as good as it can be.
    short
        Proof that one level higher fewer are matched: a bound on coverage,
        with pairs from ``higher`` upward alone.
    """

    floor: int | None
    coverage: int
    above: MatchingProblem
    short: RungBound
    resolution: int

    @property
    def higher(self) -> int:
        """The floor that ``short`` is about."""
        return (0 if self.floor is None else self.floor) + self.resolution


@dataclass(frozen=True, slots=True)
class Above:
    """Eligible pairs of a problem whose score reaches a floor."""

    problem: MatchingProblem
    floor: int

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        return self.problem.shape

    def block(self, rows: slice, columns: slice) -> Mask:
        """Return true where the pair may be made."""
        high: Mask = self.problem.scores.block(rows, columns) >= self.floor
        return high & self.problem.eligible.block(rows, columns)


def above(problem: MatchingProblem, floor: int) -> MatchingProblem:
    """Return a problem with pairs from a floor upward alone, for the best total."""
    return replace(problem, eligible=Above(problem, floor), objective=Objective("total"))


def highest_floor(problem: MatchingProblem, resolution: int = 100) -> HighestFloor:
    """Find the highest floor that leaves as many matched as no floor, and its proof.

    It holds all scores in memory, once.

    Parameters
    ----------
    problem
        At most one mentor per mentee, places and rules; nothing that must hold.
    resolution
        Units of the score per level, at least 1.

    Raises
    ------
    UsageError
        If the problem holds pins, minimum loads that must hold, several mentors
        per mentee, spread, or limits that are no flow, or ``points_first``.
    """
    if not _is_plain(problem):
        raise UsageError(
            "The highest floor is found where each mentee wants one mentor at most and nothing "
            "but places and rules limits who is matched.",
            "Use `objective: worst_first`, which settles the worst match under other limits too.",
        )
    everyone = slice(None)
    levels = problem.scores.block(everyone, everyone) // resolution
    levels[~problem.eligible.block(everyone, everyone)] = np.iinfo(np.int64).min
    levels[problem.wanted <= 0] = np.iinfo(np.int64).min
    search = _Search(levels, problem.places_max, _start(problem))
    lowest = np.iinfo(np.int64).min + 1
    left = search.improved(lowest)
    wanted = search.matched
    if not wanted:
        bound = _bound(problem, *left, value=0)
        return HighestFloor(None, 0, problem, bound, resolution)
    low = search.lowest()
    # Whoever has a mentor has one no better than their best: a floor above that leaves them out.
    best = np.sort(levels.max(axis=1, initial=lowest))[::-1]
    high = int(best[wanted - 1]) + 1
    kept, short = search.mentor_of.copy(), None
    while short is None or high > low + 1:
        floor = (low + high) // 2 if high > low + 1 else low + 1
        search.mentor_of = kept.copy()
        left = search.improved(floor)
        if search.matched == wanted:
            kept, low = search.mentor_of.copy(), search.lowest()
        else:
            short, high = (left, search.matched, floor), floor
    (mentees, mentors), value, _ = short
    return HighestFloor(
        floor=low * resolution,
        coverage=wanted,
        above=above(problem, low * resolution),
        short=_bound(problem, mentees, mentors, value=value),
        resolution=resolution,
    )


def _is_plain(problem: MatchingProblem) -> bool:
    must_hold = bool(problem.pins) or bool(problem.must_have.any())
    simple = problem.is_flow and not problem.several and not problem.spread
    return simple and not must_hold and problem.order == "pairs_first"


def _start(problem: MatchingProblem) -> Ints:
    """Return a largest matching of everybody's best pairs, as the mentor of each mentee."""
    core = initial_core(problem)
    made = largest_flow(problem, core)
    mentor_of = np.full(problem.shape[0], -1, dtype=np.int64)
    mentor_of[core.rows[made]] = core.columns[made]
    return mentor_of


def _bound(problem: MatchingProblem, mentees: Mask, mentors: Mask, *, value: int) -> RungBound:
    """Return the bound: mentees outside a group, and the places of the mentors it is left to."""
    return RungBound(
        rung="coverage",
        value=value,
        bound=value,
        denominator=1,
        mentees=-mentees.astype(np.int64),
        mentors=mentors.astype(np.int64),
        spread=np.zeros((0, 4), dtype=np.int64),
        different=np.zeros((0, 3), dtype=np.int64),
        apart=np.zeros((0, 4), dtype=np.int64),
        floors=np.zeros(len(problem.floors), dtype=np.int64),
        earlier=(),
    )


class _Search:
    """A matching that is made as large as it can be above one floor after another."""

    def __init__(self, levels: Ints, places: Ints, mentor_of: Ints) -> None:
        self.levels, self.places, self.mentor_of = levels, places, mentor_of
        self._able = levels.max(axis=1, initial=np.iinfo(np.int64).min)

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
