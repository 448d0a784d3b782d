"""The graph of an alternating search: mentors, and groups at their limit with one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hsr_match.insight.shortages.rows import EligibleRows
from hsr_match.matching.problem import Ints, Mask


class Graph:
    """Nodes that mentees enter: mentors, then groups that are at their limit with one.

    Attributes
    ----------
    mentor_at
        Mentor of each node.
    expanded
        Nodes whose members were followed already, for one search.
    """

    def __init__(
        self, rows: EligibleRows, mentor_of: Ints, groups: Ints, at_limit: list[tuple[int, int]]
    ) -> None:
        m = rows.mentors
        self._rows, self._mentor_of, self._groups = rows, mentor_of, groups
        self._node = {pair: m + k for k, pair in enumerate(at_limit)}
        hubs = np.array([j for j, _ in at_limit], dtype=np.int64)
        self.mentor_at = np.concatenate([np.arange(m, dtype=np.int64), hubs])
        self.expanded = np.zeros(len(self.mentor_at), dtype=np.bool_)
        self._full_for: dict[int, list[int]] = {}
        for mentor, group in at_limit:
            self._full_for.setdefault(group, []).append(mentor)

    def row_nodes(self, mentees: Ints) -> Mask:
        """Return which nodes each of some mentees enters, shape (mentees, nodes)."""
        rows = self._rows.of(mentees)
        if not self._node:
            return rows
        m = rows.shape[1]
        wide = np.zeros((len(mentees), len(self.mentor_at)), dtype=np.bool_)
        wide[:, :m] = rows
        for at, group in enumerate(self._groups[mentees].tolist()):
            for mentor in self._full_for.get(group, ()):
                if rows[at, mentor]:
                    wide[at, mentor] = False
                    wide[at, self._node[mentor, group]] = True
        return wide

    def entries(self, mentees: Ints, seen: Mask) -> Iterator[tuple[int, int]]:
        """Yield each node not seen yet that some mentees enter, with the first who does."""
        new = np.zeros(len(self.mentor_at), dtype=np.bool_)
        for part in self._rows.parts(mentees):
            rows = self.row_nodes(part)
            found = np.flatnonzero(rows.any(axis=0) & ~seen & ~new)
            new[found] = True
            first = rows[:, found].argmax(axis=0)
            yield from zip(found.tolist(), part[first].tolist(), strict=True)

    def members(self, nodes: Mask) -> Ints:
        """Return the mentees who sit at some nodes and might move."""
        m = self._rows.mentors
        mentor_of = self._mentor_of
        seated = np.flatnonzero(mentor_of >= 0)
        found = np.zeros(len(mentor_of), dtype=np.bool_)
        found[seated] = nodes[mentor_of[seated]]
        for node in np.flatnonzero(nodes[m:]) + m:
            found |= self._at_hub(int(node))
        return np.flatnonzero(found)

    def node_of(self, mentees: Ints, nodes: Mask) -> Ints:
        """Return the node among some through which each of their members is reached."""
        mentor = self._mentor_of[mentees]
        if not self._node:
            return mentor
        groups = self._groups[mentees]
        pairs = zip(mentor.tolist(), groups.tolist(), strict=True)
        return np.array(
            [j if nodes[j] else self._node[j, g] for j, g in pairs], dtype=np.int64
        ).reshape(-1)

    def _at_hub(self, node: int) -> Mask:
        mentor = self.mentor_at[node]
        group = next(g for (_, g), at in self._node.items() if at == node)
        found: Mask = (self._mentor_of == mentor) & (self._groups == group)
        return found
