"""Seats: as many mentees with a mentor as places and rules allow, and who is out of reach.

Scores play no part here. Alternating search (Berge 1957): a mentee without a
mentor reaches every mentor who may be theirs; from a full mentor it reaches the
mentees there, who might move; from them the mentors who may be theirs. Where a
mentor with room is reached, everybody on the way moves along and one more mentee
has a mentor. Where none is, what was reached proves that nobody can be added
(Hall 1935, König 1931).

A pinned mentee never moves, and a pin takes one place. One limit of spread is
kept exactly: a mentor who is at the limit for a group is reached by that group
for its own members alone. Ties between pairs that no flow can express are left
out, which makes the result an upper bound for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hsr_match.insight.shortages.graph import Graph
from hsr_match.insight.shortages.rows import EligibleRows
from hsr_match.matching.engines.hubs import HubRules, hub_rules
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

NOBODY, PINNED, IDLE = -1, -2, -3
"""Marks of mentees: without a mentor, held by a pin, wanting nobody."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What an alternating search reached, as a forest from its roots.

    Attributes
    ----------
    mentees, nodes
        Masks of what was reached; nodes are mentors, then groups at their limit.
    entered_by
        Mentee who reached each node first, shape (nodes,).
    entered_at
        Node through which each mentee was reached, shape (mentees,); -1 for roots.
    root
        Root of each mentee reached.
    """

    mentees: Mask
    nodes: Mask
    entered_by: Ints
    entered_at: Ints
    root: Ints


class Seats:
    """Who sits with whom, at most one mentor each; changed by :meth:`fill` alone.

    Parameters
    ----------
    problem
        The problem.
    start
        Mentor of each mentee to begin with, shape (mentees,); -1 for none. Must
        keep places, rules and the limit of spread.
    """

    def __init__(self, problem: MatchingProblem, start: Ints | None = None) -> None:
        n = problem.shape[0]
        self.problem = problem
        self.rows = EligibleRows(problem)
        self._rules: HubRules = hub_rules(problem)
        self.room = problem.places_max.copy()
        held: dict[tuple[int, int], int] = {}
        self.mentor_of = np.full(n, NOBODY, dtype=np.int64)
        self.mentor_of[problem.wanted <= 0] = IDLE
        for i, j in dict.fromkeys(problem.pins):
            self.mentor_of[i] = PINNED
            self.room[j] -= 1
            group = int(self._rules.mentee_groups[i])
            held[j, group] = held.get((j, group), 0) + 1
        self._held = held
        if start is None:
            self._seat_in_order()
        else:
            free = (self.mentor_of == NOBODY) & (start >= 0)
            self.mentor_of[free] = start[free]

    @classmethod
    def of(cls, problem: MatchingProblem, pairs: tuple[tuple[int, int], ...]) -> Seats:
        """Return the seats of a matching; of several mentors the first is kept."""
        start = np.full(problem.shape[0], NOBODY, dtype=np.int64)
        for i, j in reversed(pairs):
            start[i] = j
        return cls(problem, start)

    @property
    def left(self) -> Ints:
        """Mentees without a mentor, by position."""
        return np.flatnonzero(self.mentor_of == NOBODY)

    @property
    def covered(self) -> int:
        """Mentees with a mentor, pinned ones included."""
        return int(((self.mentor_of >= 0) | (self.mentor_of == PINNED)).sum())

    @cached_property
    def groups(self) -> Ints:
        """Group of each mentee that a limit of spread knows, -1 for none."""
        return self._rules.mentee_groups

    def at_limit(self) -> list[tuple[int, int]]:
        """Return (mentor, group) where no more of the group may come."""
        if not self._rules.any:
            return []
        count: dict[tuple[int, int], int] = dict(self._held)
        seated = np.flatnonzero((self.mentor_of >= 0) & (self.groups >= 0))
        for i in seated.tolist():
            pair = (int(self.mentor_of[i]), int(self.groups[i]))
            count[pair] = count.get(pair, 0) + 1
        most, limited = self._rules.most, self._rules.limited
        return sorted(
            pair
            for pair, number in count.items()
            if pair[1] >= 0 and limited[pair[0]] and number >= most
        )

    def fill(self) -> Seats:
        """Seat one more as long as that is possible, and return itself."""
        while True:
            loads = self.loads()
            reach, graph = self._search(self.left)
            ends = np.flatnonzero(reach.nodes[: len(self.room)] & (loads < self.room))
            if not len(ends):
                return self
            done: set[int] = set()
            for mentor in ends.tolist():
                mentee = int(reach.entered_by[mentor])
                root = int(reach.root[mentee])
                if root not in done:
                    done.add(root)
                    self._move_along(reach, graph, mentor)

    def loads(self) -> Ints:
        """Return mentees with each mentor, pinned ones left out."""
        seated = self.mentor_of[self.mentor_of >= 0]
        return np.bincount(seated, minlength=len(self.room)).astype(np.int64)

    def reach(self, roots: Ints) -> tuple[Reach, Graph]:
        """Return everything that some mentees reach, and the graph it was found in."""
        return self._search(roots)

    def with_room(self) -> Mask:
        """Return mentors who have room, or could make some by moving others.

        A limit of spread is not looked at: it can only make them fewer.
        """
        found = self.loads() < self.room
        waiting = np.flatnonzero(self.mentor_of >= 0)
        while len(waiting):
            able = np.concatenate(
                [(self.rows.of(part) & found).any(axis=1) for part in self.rows.parts(waiting)]
            )
            found[self.mentor_of[waiting[able]]] = True
            if not able.any():
                break
            waiting = waiting[~able]
        return found

    def graph(self) -> Graph:
        """Return mentors and groups at their limit, as they stand now."""
        return Graph(self.rows, self.mentor_of, self.groups, self.at_limit())

    def _move_along(self, reach: Reach, graph: Graph, mentor: int) -> None:
        node = mentor
        while node >= 0:
            mentee = int(reach.entered_by[node])
            self.mentor_of[mentee] = graph.mentor_at[node]
            node = int(reach.entered_at[mentee])

    def _search(self, roots: Ints) -> tuple[Reach, Graph]:
        graph = self.graph()
        n, size = len(self.mentor_of), len(graph.mentor_at)
        reach = Reach(
            mentees=np.zeros(n, dtype=np.bool_),
            nodes=np.zeros(size, dtype=np.bool_),
            entered_by=np.full(size, -1, dtype=np.int64),
            entered_at=np.full(n, -1, dtype=np.int64),
            root=np.full(n, -1, dtype=np.int64),
        )
        reach.mentees[roots] = True
        reach.root[roots] = roots
        frontier = roots
        while len(frontier):
            for node, mentee in graph.entries(frontier, reach.nodes):
                reach.nodes[node] = True
                reach.entered_by[node] = mentee
            frontier = graph.members(reach.nodes & ~graph.expanded)
            graph.expanded |= reach.nodes
            frontier = frontier[~reach.mentees[frontier]]
            for mentee, node in zip(
                frontier.tolist(), graph.node_of(frontier, reach.nodes).tolist(), strict=True
            ):
                reach.entered_at[mentee] = node
                reach.root[mentee] = reach.root[reach.entered_by[node]]
            reach.mentees[frontier] = True
        return reach, graph

    def _seat_in_order(self) -> None:
        """Seat whoever finds room at once; those with the least choice first."""
        open_places = self.room.copy()
        taken = dict(self._held)
        full: dict[int, list[int]] = {}
        for mentor, group in self.at_limit():
            full.setdefault(group, []).append(mentor)
        choice = self.rows.counts()
        waiting = self.left
        for i in waiting[np.argsort(choice[waiting], kind="stable")].tolist():
            allowed = self.rows.of(np.array([i], dtype=np.int64))[0] & (open_places > 0)
            group = int(self.groups[i])
            allowed[full.get(group, [])] = False
            if not allowed.any():
                continue
            mentor = int(np.where(allowed, open_places, 0).argmax())
            self.mentor_of[i] = mentor
            open_places[mentor] -= 1
            if group >= 0 and self._rules.limited[mentor]:
                taken[mentor, group] = taken.get((mentor, group), 0) + 1
                if taken[mentor, group] >= self._rules.most:
                    full.setdefault(group, []).append(mentor)
