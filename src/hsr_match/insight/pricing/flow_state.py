"""A proven flow laid open: who sits where, what limits a move, what it is worth.

Every pair that is made is a *seat* of its mentor, taken by its mentee. A mentee
who wants several mentors may have several seats. Where a mentor has as many
mentees of a group as a limit of spread allows, their seats are a *block*: another
of the group comes in only if one of them goes. Where the mentors of a mentee are
to be of different groups, a seat may be changed for one of its own group, or of
a group that the mentee does not have.

Rungs are packed into one integer, in units that no chain of moves outweighs:
mentees with a mentor, pairs, gain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.state import FAR, WITHIN
from hsr_match.matching.engines.hubs import HubRules, hub_rules
from hsr_match.matching.gains import RESOLUTION, transform
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

NOT_THIS = "The matching is not one of this problem: its figures differ."


@dataclass(frozen=True, slots=True)
class Units:
    """What a mentee with a mentor and a pair count in packed integers; 0: no rung of their own.

    A pair changes by 3 at most along a chain, so a mentee is 8 pairs.
    """

    coverage: int
    pairs: int

    def apart(self, packed: Ints) -> tuple[Ints, Ints, Ints]:
        """Return coverage, pairs and gain."""
        zero = np.zeros_like(packed)
        unit = self.pairs or self.coverage
        if not unit:
            return zero, zero, packed
        gain = (packed + unit // 2) % unit - unit // 2
        rest = (packed - gain) // unit
        if not self.pairs:
            return rest, zero, gain
        pairs = (rest + 4) % 8 - 4
        return (rest - pairs) // 8, pairs, gain


@dataclass(frozen=True, slots=True, eq=False)
class FlowState:
    """The optimum by position. Costs are packed, ``FAR`` for no way.

    Attributes
    ----------
    problem
        What was solved.
    units
        How rungs are packed.
    rules
        Groups that limit pairs.
    worth
        What each pair adds, shape (mentees, mentors).
    allowed, direct
        Pairs that may be made and are not; and those that no block stands in
        the way of.
    fresh
        Pairs with a mentor of a group that the mentee does not have; None where
        groups of mentors do not matter.
    mentee, mentor, own, pinned, block
        Of each seat: who, with whom, its worth, whether it stays, and the number
        of its block, −1 for none; shape (seats,).
    block_mentor, blocked
        Mentor of each block; (mentee, block) of everybody of its group, sorted,
        shape (…, 2).
    loads
        Mentees of each mentor, shape (mentors,).
    fill, give
        Cost of one more place with a mentor, and of giving the dearest up.
    leave, enter
        Cost of a mentor less for a mentee, or one more, beside the pair itself,
        shape (mentees,).
    """

    problem: MatchingProblem
    units: Units
    rules: HubRules
    worth: Ints
    allowed: Mask
    direct: Mask
    fresh: Mask | None
    mentee: Ints
    mentor: Ints
    own: Ints
    pinned: Mask
    block: Ints
    block_mentor: Ints
    blocked: Ints
    loads: Ints
    fill: Ints
    give: Ints
    leave: Ints
    enter: Ints

    def layers(self) -> Iterator[Ints]:
        """Yield seats such that no mentee has two: everybody's first, and so on."""
        place = np.arange(len(self.mentee)) - np.searchsorted(self.mentee, self.mentee)
        for k in range(int(place.max(initial=-1)) + 1):
            yield np.flatnonzero(place == k)

    def may_change(self, seats: Ints) -> Mask:
        """Return which mentors the mentees of seats may have instead, shape (seats, mentors)."""
        rows = self.mentee[seats]
        if self.fresh is None:
            return self.allowed[rows]
        groups = self.rules.mentor_groups
        own = np.where(self.rules.choosing[rows], groups[self.mentor[seats]], -1)
        same = (own[:, None] == groups[None, :]) & (own >= 0)[:, None]
        may: Mask = self.allowed[rows] & (self.fresh[rows] | same)
        return may

    def blocks_of(self, seats: Ints) -> tuple[Ints, Ints]:
        """Return (row, block) of the blocks that the mentees of seats of one layer meet."""
        return self.blocks_met(self.mentee[seats])

    def blocks_met(self, mentees: Ints) -> tuple[Ints, Ints]:
        """Return (row, block) of the blocks that some mentees meet, each named once."""
        row = np.full(len(self.leave), -1, dtype=np.int64)
        row[mentees] = np.arange(len(mentees))
        found = row[self.blocked[:, 0]]
        here = found >= 0
        return found[here], self.blocked[here, 1]


def lay_flow_open(problem: MatchingProblem, matching: Matching) -> FlowState:
    """Return the state of a proven optimum that a flow expresses.

    Raises
    ------
    ValueError
        If the matching is not one of this problem, or its numbers are too large.
    """
    n, m = problem.shape
    everyone = slice(None)
    rules = hub_rules(problem)
    pairs = np.array(matching.pairs, dtype=np.int64).reshape(-1, 2)
    mentee, mentor = pairs[:, 0], pairs[:, 1]
    count, loads = np.bincount(mentee, minlength=n), np.bincount(mentor, minlength=m)
    block, block_mentor, blocked = _blocks(problem, rules, mentee, mentor)
    gain = transform(problem.scores.block(everyone, everyone), matching.alpha)
    credit = np.zeros(n, dtype=np.int64) if problem.credit is None else problem.credit
    _check(problem, matching, int(gain[mentee, mentor].sum()), loads, count)
    units = _units(problem, matching.alpha, credit, len(pairs))
    over = np.maximum(loads - problem.places, 0)
    allowed = problem.eligible.block(everyone, everyone) & (problem.wanted > 0)[:, None]
    allowed[mentee, mentor] = False
    direct = allowed.copy()
    direct[blocked[:, 0], block_mentor[blocked[:, 1]]] = False
    pins = {i * m + j for i, j in problem.pins}
    first = units.coverage + credit
    cost = problem.extra_place_cost
    worth = gain + units.pairs
    return FlowState(
        problem=problem,
        units=units,
        rules=rules,
        worth=worth,
        allowed=allowed,
        direct=direct,
        fresh=_fresh(rules, mentee, mentor),
        mentee=mentee,
        mentor=mentor,
        own=worth[mentee, mentor],
        pinned=np.array([key in pins for key in (mentee * m + mentor).tolist()], dtype=np.bool_),
        block=block,
        block_mentor=block_mentor,
        blocked=blocked,
        loads=loads,
        fill=np.where(
            loads < problem.places_max, cost * np.maximum(loads + 1 - problem.places, 0), FAR
        ),
        give=np.where(loads > problem.must_have, -cost * over, FAR),
        # Having nobody costs the credit and a mentee; a second mentor less only the pair.
        leave=np.where(count > 1, np.minimum(first, 0), np.where(count == 1, first, FAR)),
        enter=np.where(count >= problem.wanted, FAR, np.where(count == 0, -first, 0)),
    )


def _check(
    problem: MatchingProblem, matching: Matching, gained: int, loads: Ints, count: Ints
) -> None:
    over = np.maximum(loads - problem.places, 0)
    gained -= problem.extra_place_cost * int((over * (over + 1) // 2).sum())
    if problem.credit is not None:
        gained += int(problem.credit[count > 0].sum())
    if (
        int((count > 0).sum()) != matching.coverage
        or gained != matching.gain
        or (count > problem.wanted).any()
        or (loads > problem.places_max).any()
        or (loads < problem.must_have).any()
    ):
        raise ValueError(NOT_THIS)


def _units(problem: MatchingProblem, alpha: float, credit: Ints, seats: int) -> Units:
    largest = RESOLUTION if alpha else problem.largest_score
    # A chain changes each seat once at most, and begins or ends outside.
    chain = 2 * (largest + int(np.abs(credit).max(initial=0))) * (seats + 4)
    chain += 2 * problem.extra_place_cost * (problem.shape[0] + 1) + 1
    unit = 1 << (4 * chain).bit_length()
    if 64 * unit >= WITHIN:
        raise ValueError("The scores are too large to price every change in exact integers.")
    if problem.order != "pairs_first":
        return Units(0, 0)
    return Units(8 * unit, unit) if problem.several else Units(unit, 0)


def _blocks(
    problem: MatchingProblem, rules: HubRules, mentee: Ints, mentor: Ints
) -> tuple[Ints, Ints, Ints]:
    """Return the block of each seat, the mentor of each block, and who is held up by which."""
    n = problem.shape[0]
    groups = rules.mentee_groups
    group = groups[mentee] if problem.spread else np.full(len(mentee), -1, dtype=np.int64)
    step = int(groups.max(initial=0)) + 1
    keys = np.where(group >= 0, mentor * step + group, -1)
    every, at, counts = np.unique(keys, return_inverse=True, return_counts=True)
    if (counts[every >= 0] > rules.most).any():
        raise ValueError(NOT_THIS)
    full = (every >= 0) & (counts == rules.most)
    number = np.where(full, np.cumsum(full) - 1, -1)
    block: Ints = number[at].reshape(-1)
    block_mentor, block_group = every[full] // step, every[full] % step
    order = np.argsort(block_group, kind="stable")
    first, last = (
        np.searchsorted(block_group[order], groups, side=side) for side in ("left", "right")
    )
    many = last - first
    start = np.repeat(first - (np.cumsum(many) - many), many)
    who = np.repeat(np.arange(n), many)
    met = order[start + np.arange(len(who))]
    return block, block_mentor, np.stack([who, met], axis=1)


def _fresh(rules: HubRules, mentee: Ints, mentor: Ints) -> Mask | None:
    """Return which mentors are of a group that a mentee does not have yet."""
    if not rules.choosing.any():
        return None
    groups = rules.mentor_groups
    fresh = np.ones((len(rules.mentee_groups), len(groups)), dtype=np.bool_)
    for i, j in zip(mentee.tolist(), mentor.tolist(), strict=True):
        if rules.choosing[i] and groups[j] >= 0:
            fresh[i, groups == groups[j]] = False
    return fresh
