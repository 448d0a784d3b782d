"""Shortages: mentees who can only go to mentors with fewer places than they need.

By Hall's theorem (1935) as many mentees as possible have a mentor exactly when
what is left over is accounted for by such sets: ``places`` of the mentors in a
set is smaller than the number of mentees who can go nowhere else. A set is
checked by counting alone (:func:`holds`), whoever found it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hsr_match.insight.shortages.graph import Graph
from hsr_match.insight.shortages.search import Seats
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

MOST_SETS = 200
"""Different sets that are told apart; beyond this all are merged into one."""


@dataclass(frozen=True, slots=True)
class Shortage:
    """A set of mentees who cannot all have a mentor, and the proof.

    Attributes
    ----------
    mentees
        Positions of mentees of whom every eligible mentor is in ``mentors``;
        nobody here is pinned.
    mentors
        Positions of those mentors.
    places
        Places that these mentors can give these mentees, extra places included,
        those taken by pins left out, and no more than a limit of spread allows.
    wanted
        Places that the mentees need: one each.
    left
        Mentees in here who stayed without a mentor.
    pinned
        Places of these mentors that pins take.
    limited
        True if a limit of spread makes the places fewer.
    """

    mentees: tuple[int, ...]
    mentors: tuple[int, ...]
    places: int
    wanted: int
    left: tuple[int, ...] = ()
    pinned: int = 0
    limited: bool = False

    @property
    def short(self) -> int:
        """Mentees of the set who stay without a mentor, whatever is chosen."""
        return self.wanted - self.places


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many mentees can have a mentor, and why no more.

    Attributes
    ----------
    most
        Mentees with a mentor in the best case.
    shortages
        What leaves the others without, the smallest sets first.
    exact
        True if this many can be matched; False if ties between pairs (who must
        or must not share a mentor, minimum loads if used, floors) may leave
        even more without, so that ``most`` is a bound.
    """

    most: int
    shortages: tuple[Shortage, ...]
    exact: bool

    def by_mentee(self) -> dict[int, Shortage]:
        """Return the set that leaves each mentee out; else the smallest they belong to."""
        found: dict[int, Shortage] = {}
        for shortage in self.shortages:
            for mentee in shortage.mentees:
                found.setdefault(mentee, shortage)
        for shortage in self.shortages:
            found.update(dict.fromkeys(shortage.left, shortage))
        return found


def coverage(problem: MatchingProblem, matching: Matching | None = None) -> Coverage:
    """Return how many mentees can have a mentor, and the sets that prove it.

    Parameters
    ----------
    problem
        The problem; scores play no part except through the quality floor.
    matching
        A matching to begin with. One that matches as many as possible is kept,
        so that the sets speak of the mentees whom it leaves out.
    """
    seats = Seats(problem) if matching is None else Seats.of(problem, matching.pairs)
    return coverage_of(seats.fill())


def coverage_of(seats: Seats) -> Coverage:
    """Return the same for seats to which nobody can be added."""
    found = _sets(seats)
    problem = seats.problem
    # A set is told only if counting confirms it: the search is not trusted.
    shortages = tuple(s for s in found if holds(problem, s))
    order = sorted(shortages, key=lambda s: (len(s.mentees), s.mentees))
    return Coverage(seats.covered, tuple(order), exact=problem.is_flow)


def holds(problem: MatchingProblem, shortage: Shortage) -> bool:
    """Check a shortage by counting, from the problem alone.

    Every mentee in it wants a mentor and is not pinned; every eligible mentor
    of theirs is in it; and these mentors' places for them are fewer than they.
    """
    pinned = {i for i, _ in problem.pins}
    members = np.array(shortage.mentees, dtype=np.int64)
    if len(set(shortage.mentees)) != len(members) or pinned & set(shortage.mentees):
        return False
    if not (problem.wanted[members] >= 1).all():
        return False
    n, m = problem.shape
    inside = np.zeros(m, dtype=np.bool_)
    inside[list(shortage.mentors)] = True
    height = max(1, (1 << 20) // max(m, 1))
    for start in range(0, n, height):
        here = members[(members >= start) & (members < start + height)]
        if len(here):
            low, high = int(here.min()), int(here.max()) + 1
            allowed = problem.eligible.block(slice(low, high), slice(None))[here - low]
            if (allowed & ~inside).any():
                return False
    places = capacity(problem, members, np.flatnonzero(inside))
    return places == shortage.places and places < len(members) == shortage.wanted


def capacity(problem: MatchingProblem, mentees: Ints, mentors: Ints) -> int:
    """Return how many of some mentees some mentors can take at most.

    A mentor takes no more than the places that pins leave; under a limit of
    spread, no more of a group than the limit less those who are pinned.
    """
    pins = list(dict.fromkeys(problem.pins))
    room = problem.places_max.copy()
    for _, j in pins:
        room[j] -= 1
    if not problem.spread:
        return int(room[mentors].sum())
    limit = problem.spread[0]
    total = 0
    for j in mentors.tolist():
        column = problem.eligible.block(slice(None), slice(j, j + 1))[mentees, 0]
        groups = limit.groups[mentees[column]]
        sizes = np.bincount(groups[groups >= 0], minlength=1)
        held = np.bincount(
            [g for i, k in pins if k == j and (g := int(limit.groups[i])) >= 0],
            minlength=len(sizes),
        )[: len(sizes)]
        able = int((groups < 0).sum() + np.minimum(sizes, np.maximum(limit.most - held, 0)).sum())
        total += min(int(room[j]), able)
    return total


def _sets(seats: Seats) -> list[Shortage]:
    left = seats.left
    if not len(left):
        return []
    graph = seats.graph()
    if not seats.rows.whole:
        return [_shortage(seats, graph, left, seats.reach(left)[0].nodes)]
    closed: dict[bytes, tuple[Mask, list[int]]] = {}
    known: dict[int, Mask] = {}
    for mentee, entered in zip(left.tolist(), graph.row_nodes(left), strict=True):
        nodes = np.zeros(len(entered), dtype=np.bool_)
        for node in np.flatnonzero(entered).tolist():
            if not nodes[node]:
                if node not in known:
                    known[node] = _closure(graph, node, known)
                nodes |= known[node]
        closed.setdefault(np.packbits(nodes).tobytes(), (nodes, []))[1].append(mentee)
    if len(closed) > MOST_SETS:
        merged = np.logical_or.reduce([nodes for nodes, _ in closed.values()])
        return [_shortage(seats, graph, left, merged)]
    return [
        _shortage(seats, graph, np.array(own, dtype=np.int64), nodes)
        for nodes, own in closed.values()
    ]


def _closure(graph: Graph, node: int, known: dict[int, Mask]) -> Mask:
    """Return all nodes that a node reaches, itself included."""
    seen = np.zeros(len(graph.mentor_at), dtype=np.bool_)
    seen[node] = True
    fresh = seen.copy()
    while fresh.any():
        for at in np.flatnonzero(fresh).tolist():
            if at in known:
                seen |= known[at]
                fresh &= ~known[at]
        members = graph.members(fresh)
        before = seen.copy()
        for at, _ in graph.entries(members, seen):
            seen[at] = True
        fresh = seen & ~before
    return seen


def _shortage(seats: Seats, graph: Graph, left: Ints, nodes: Mask) -> Shortage:
    problem = seats.problem
    mentees = np.union1d(left, graph.members(nodes))
    mentors = np.unique(graph.mentor_at[nodes])
    places = capacity(problem, mentees, mentors)
    pinned = sum(1 for _, j in dict.fromkeys(problem.pins) if j in set(mentors.tolist()))
    plain = capacity(replace(problem, spread=()), mentees, mentors)
    return Shortage(
        mentees=tuple(mentees.tolist()),
        mentors=tuple(mentors.tolist()),
        places=places,
        wanted=len(mentees),
        left=tuple(left.tolist()),
        pinned=pinned,
        limited=places < plain,
    )
