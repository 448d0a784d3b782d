"""Hubs of the network: limits per person and group, and their potentials.

A hub stands for "mentor j and the mentees of group g", or "mentee i and the
mentors of group g". One that the certificate does not list has the potential of
its owner: the arc between them is then worth nothing and asks for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.matching import Certificate, Side
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit on how many of a group may go with one owner.

    Attributes
    ----------
    groups
        Group of each person of the other side, −1 for none.
    owners
        Whom the limit binds, shape (owners,).
    most
        How many of a group.
    """

    groups: Ints
    owners: NDArray[np.bool_]
    most: int


def limits(problem: MatchingProblem) -> dict[Side, Limit]:
    """Return the limits that are hubs of the network, by the side of their owner.

    A second limit of spread is no part of the network: leaving it out can only
    make the network's best better, so what is proven there is proven.
    """
    found: dict[Side, Limit] = {}
    if problem.spread:
        first = problem.spread[0]
        found["mentor"] = Limit(first.groups, problem.places_max > first.most, first.most)
    if problem.mentor_groups is not None:
        found["mentee"] = Limit(problem.mentor_groups, problem.wanted > 1, 1)
    return found


@dataclass(frozen=True, slots=True)
class Hubs:
    """The hubs of one side that have potentials of their own.

    Attributes
    ----------
    limit
        What they stand for.
    keys
        Sorted ``owner * width + group``.
    width
        One more than the largest group.
    values
        Potentials, shape (hubs, rungs).
    """

    limit: Limit
    keys: Ints
    width: int
    values: Ints

    @property
    def owners(self) -> Ints:
        """Position of each hub's owner."""
        return self.keys // self.width

    def passing(self, owners: Ints, others: Ints) -> Ints:
        """Return how many of the pairs made run through each hub."""
        at, found = self._look_up(owners, others)
        return np.bincount(at[found], minlength=len(self.keys))

    def replace(self, own: Ints, owners: Ints, others: Ints, rung: int) -> Ints:
        """Return what pairs meet in place of their owner's potential.

        Parameters
        ----------
        own
            Potential of every owner on the rung.
        owners, others
            Positions of both people; they broadcast against each other.
        rung
            Position of the rung.
        """
        at, found = self._look_up(owners, others)
        met: Ints = np.where(found, self.values[at, rung], own[owners])
        return met

    def _look_up(self, owners: Ints, others: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        group = self.limit.groups[others]
        key = owners * self.width + group
        at = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return at, (self.keys[at] == key) & (group >= 0)


def listed_hubs(problem: MatchingProblem, certificate: Certificate) -> dict[Side, Hubs]:
    """Return the hubs that a certificate lists.

    Raises
    ------
    ValueError
        If it lists one that the network does not have, one twice, or in another shape.
    """
    found: dict[Side, Hubs] = {}
    known = limits(problem)
    for side, (who, values) in certificate.hubs.items():
        if who.shape != (len(values), 2) or who.dtype != np.int64:
            raise ValueError("the proof does not give every hub an owner and a group")
        if values.shape != (len(who), len(certificate.rungs)) or values.dtype != np.int64:
            raise ValueError("the proof does not give every hub one integer per rung")
        if not len(who):
            continue
        limit = known.get(side)
        if limit is None or not _all_known(limit, who.tolist()):
            raise ValueError("the proof uses a limit on groups that nobody set")
        width = int(limit.groups.max()) + 1
        keys = who[:, 0] * width + who[:, 1]
        order = np.argsort(keys)
        if len(np.unique(keys)) != len(keys):
            raise ValueError("the proof lists a limit on groups twice")
        found[side] = Hubs(limit, keys[order], width, values[order])
    return found


def _all_known(limit: Limit, listed: Sequence[Sequence[int]]) -> bool:
    sizes = Counter(limit.groups[limit.groups >= 0].tolist())
    return all(
        0 <= owner < len(limit.owners)
        and bool(limit.owners[owner])
        and group >= 0
        and sizes[group] > limit.most
        for owner, group in listed
    )
