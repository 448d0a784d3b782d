"""Hubs: nodes that keep a limit per person and group inside the network.

"No two mentees of one organisation with one mentor" needs a node between the
mentor and each group of mentees: what passes it is limited. "A mentee's mentors
come from different organisations" needs one between the mentee and each group
of mentors. Both leave the problem a flow, two orders of magnitude faster than a
general program. Only hubs that pairs of the core run through are built; any
other has the price of its owner, which is the weakest condition it could put.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.problem import Ints, MatchingProblem


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class HubRules:
    """Which pairs run through which hub.

    A pair of mentee i and mentor j runs through the hub (j, group of i) if
    mentor j is limited and i has a group that others share, and through the hub
    (i, group of j) likewise. Keys are ``owner * groups + group``.

    Attributes
    ----------
    mentee_groups, limited
        Group of each mentee (−1: none), mentors for whom it matters.
    most
        Mentees of one group with one mentor.
    mentor_groups, choosing
        Group of each mentor (−1: none), mentees for whom it matters.
    """

    mentee_groups: Ints
    limited: NDArray[np.bool_]
    most: int
    mentor_groups: Ints
    choosing: NDArray[np.bool_]

    @property
    def any(self) -> bool:
        """Whether there is any hub at all."""
        return bool(self.limited.any() or self.choosing.any())

    @property
    def groups(self) -> int:
        """Number of groups on the larger side, which keys count in."""
        largest = max(self.mentee_groups.max(initial=-1), self.mentor_groups.max(initial=-1))
        return int(largest) + 1

    @property
    def most_hubs(self) -> int:
        """A bound on the number of hubs that any core can need."""
        owners = int(self.limited.sum()) + int(self.choosing.sum())
        return owners * self.groups

    def at_mentor(self, rows: Ints, columns: Ints) -> Ints:
        """Return the key of the hub at the mentor's side of pairs, −1 for none."""
        group = self.mentee_groups[rows]
        key: Ints = np.where(
            (group >= 0) & self.limited[columns], columns * self.groups + group, -1
        )
        return key

    def at_mentee(self, rows: Ints, columns: Ints) -> Ints:
        """Return the key of the hub at the mentee's side of pairs, −1 for none."""
        group = self.mentor_groups[columns]
        key: Ints = np.where((group >= 0) & self.choosing[rows], rows * self.groups + group, -1)
        return key


def hub_rules(problem: MatchingProblem) -> HubRules:
    """Return the hubs that a problem asks for.

    A group of one can never exceed a limit, so it needs no hub; nor does a
    mentor who cannot take more than the limit, or a mentee who wants one mentor.
    """
    n, m = problem.shape
    mentee_groups = np.full(n, -1, dtype=np.int64)
    limited = np.zeros(m, dtype=np.bool_)
    most = 1
    if problem.spread:
        limit = problem.spread[0]
        most = limit.most
        mentee_groups = _shared(limit.groups, most)
        limited = problem.places_max > most
    mentor_groups = np.full(m, -1, dtype=np.int64)
    choosing = np.zeros(n, dtype=np.bool_)
    if problem.mentor_groups is not None:
        mentor_groups = _shared(problem.mentor_groups, 1)
        choosing = problem.wanted > 1
    if (mentee_groups < 0).all():
        limited = np.zeros(m, dtype=np.bool_)
    if (mentor_groups < 0).all():
        choosing = np.zeros(n, dtype=np.bool_)
    return HubRules(mentee_groups, limited, most, mentor_groups, choosing)


def _shared(groups: Ints, most: int) -> Ints:
    """Return the groups with those of ``most`` members or fewer left out."""
    sizes = np.bincount(groups[groups >= 0], minlength=1)
    small = np.ones(len(sizes) + 1, dtype=np.bool_)
    small[:-1] = sizes <= most
    result: Ints = np.where(small[groups], -1, groups)
    return result


@dataclass(frozen=True, slots=True)
class Prices:
    """Potentials of all nodes, hubs by key.

    Attributes
    ----------
    nodes
        Mentees, mentors, sink.
    mentor_keys, mentor_hubs
        Sorted keys of the hubs at mentors, and their potentials.
    mentee_keys, mentee_hubs
        The same at mentees.
    """

    nodes: Ints
    mentor_keys: Ints = field(default_factory=_none)
    mentor_hubs: Ints = field(default_factory=_none)
    mentee_keys: Ints = field(default_factory=_none)
    mentee_hubs: Ints = field(default_factory=_none)

    def at_hubs(self, keys: Ints, *, groups: int, mentees: int | None) -> Ints:
        """Return potentials of hubs by key, the owner's where a hub is not built.

        ``mentees`` is the number of mentees for hubs at mentors, None for hubs
        at mentees.
        """
        owner = keys // groups + (mentees or 0)
        result = self.nodes[owner]
        if mentees is None:
            known, price = self.mentee_keys, self.mentee_hubs
        else:
            known, price = self.mentor_keys, self.mentor_hubs
        if len(known):
            at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
            found = known[at] == keys
            result[found] = price[at[found]]
        return result

    def differences(self, rules: HubRules, rows: Ints, columns: Ints) -> Ints:
        """Return potential of the head minus that of the tail, for pairs one by one."""
        n = len(rules.mentee_groups)
        head, tail = self.nodes[columns + n], self.nodes[rows]
        if rules.any:
            for key, side, mentees in (
                (rules.at_mentor(rows, columns), head, n),
                (rules.at_mentee(rows, columns), tail, None),
            ):
                hubbed = key >= 0
                side[hubbed] = self.at_hubs(key[hubbed], groups=rules.groups, mentees=mentees)
        result: Ints = head - tail
        return result

    def block(self, rules: HubRules, rows: slice) -> Ints:
        """Return the same for all pairs of a block of mentees, shape (rows, mentors)."""
        n, m = len(rules.mentee_groups), len(rules.mentor_groups)
        result: Ints = self.nodes[n : n + m][None, :] - self.nodes[rows, None]
        if not rules.any:
            return result
        if len(self.mentor_keys):
            by_group = self._mentor_corrections(rules)
            for at, group in enumerate(rules.mentee_groups[rows].tolist()):
                if group in by_group:
                    mentors, more = by_group[group]
                    result[at, mentors] += more
        first = np.searchsorted(self.mentee_keys, [rows.start * rules.groups])[0]
        last = np.searchsorted(self.mentee_keys, [rows.stop * rules.groups])[0]
        for hub in range(first, last):
            mentee, group = divmod(int(self.mentee_keys[hub]), rules.groups)
            here = rules.mentor_groups == group
            result[mentee - rows.start, here] -= self.mentee_hubs[hub] - self.nodes[mentee]
        return result

    def _mentor_corrections(self, rules: HubRules) -> dict[int, tuple[Ints, Ints]]:
        """Return for each group of mentees: mentors with a hub, and hub less mentor price."""
        mentors, groups = self.mentor_keys // rules.groups, self.mentor_keys % rules.groups
        more = self.mentor_hubs - self.nodes[mentors + len(rules.mentee_groups)]
        order = np.argsort(groups, kind="stable")
        cuts = np.flatnonzero(np.diff(groups[order], prepend=-1))
        return {
            int(groups[part[0]]): (mentors[part], more[part])
            for part in np.split(order, cuts[1:])
            if len(part)
        }
