"""Single moves from seat to seat, where limits tie pairs and a flow keeps them.

The nodes of chains are *stands*: the free seats of a mentor taken together, or
one of the mentor's blocks. A chain comes to a mentor and goes on from any of
their stands, or ends in a free place; whoever is of the group of a block comes
to that block alone. Mentors, mentees and the hubs of the flow are left out, each
replaced by the ways that lead through it, which changes no cost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.flow_state import FlowState
from hsr_match.insight.pricing.state import FAR
from hsr_match.matching.problem import Ints

SEATS_AT_ONCE = 256
"""Rows of moves that are held beside their sums."""


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """Costs of moves, packed; ``FAR`` for none.

    Attributes
    ----------
    stand
        Stand of each seat, −1 if nobody moves from there, shape (seats,).
    mentor, block
        Of each stand: whose it is (rising), and which block, −1 for none.
    stand_of
        Stand of each block, −1 for none.
    to_mentor
        From each stand to each mentor, shape (stands, mentors).
    to_block
        (stand, block) and cost of moves into a block itself.
    between
        From stand to stand, shape (stands, stands).
    ending
        From each stand to the outside: a free place, or a mentee with a mentor less.
    opening, entering
        From the outside to a mentor, and to a block itself.
    """

    stand: Ints
    mentor: Ints
    block: Ints
    stand_of: Ints
    to_mentor: Ints
    to_block: tuple[Ints, Ints, Ints]
    between: Ints
    ending: Ints
    opening: Ints
    entering: Ints

    def by_mentor(self, rows: Ints, none: Ints) -> Ints:
        """Return the least of ``none`` and the rows of each mentor's stands, axis 0 by mentor."""
        least = none.copy()
        if len(self.mentor):
            mentors, first = np.unique(self.mentor, return_index=True)
            least[mentors] = np.minimum(least[mentors], np.minimum.reduceat(rows, first, axis=0))
        return least


def moves_of(state: FlowState) -> Moves:
    """Return the moves that an optimum leaves."""
    m = len(state.loads)
    blocks = len(state.block_mentor)
    movers = np.flatnonzero(~state.pinned)
    keys, at = np.unique(
        state.mentor[movers] * (blocks + 1) + state.block[movers] + 1, return_inverse=True
    )
    stand = np.full(len(state.mentee), -1, dtype=np.int64)
    stand[movers] = at.reshape(-1)
    mentor, block = keys // (blocks + 1), keys % (blocks + 1) - 1
    stand_of = np.full(blocks, -1, dtype=np.int64)
    stand_of[block[block >= 0]] = np.flatnonzero(block >= 0)
    to_mentor = np.full((len(keys), m), FAR, dtype=np.int64)
    ending = np.full(len(keys), FAR, dtype=np.int64)
    np.minimum.at(ending, stand[movers], state.own[movers] + state.leave[state.mentee[movers]])
    none = np.zeros(0, dtype=np.int64)
    parts = [(none, none, none)]
    for layer in state.layers():
        for start in range(0, len(layer), SEATS_AT_ONCE):
            seats = layer[start : start + SEATS_AT_ONCE]
            seats = seats[stand[seats] >= 0]
            rows = state.mentee[seats]
            may = state.may_change(seats)
            cost = state.own[seats, None] - state.worth[rows]
            row, met = state.blocks_of(seats)
            into = cost[row, state.block_mentor[met]]
            open_to = may[row, state.block_mentor[met]]
            parts.append((stand[seats][row][open_to], met[open_to], into[open_to]))
            np.copyto(cost, FAR, where=~(may & state.direct[rows]))
            for k, at_stand in enumerate(stand[seats].tolist()):
                np.minimum(to_mentor[at_stand], cost[k], out=to_mentor[at_stand])
    by_stand, into_block, cost_in = (np.concatenate(part) for part in zip(*parts, strict=True))
    between = to_mentor[:, mentor]
    onto = stand_of[into_block]
    live = onto >= 0
    np.minimum.at(between, (by_stand[live], onto[live]), cost_in[live])
    np.minimum(ending, (to_mentor + state.fill).min(axis=1, initial=FAR), out=ending)
    opening, entering = _from_outside(state)
    return Moves(
        stand=stand,
        mentor=mentor,
        block=block,
        stand_of=stand_of,
        to_mentor=to_mentor,
        to_block=(by_stand, into_block, cost_in),
        between=between,
        ending=ending,
        opening=opening,
        entering=entering,
    )


def _from_outside(state: FlowState) -> tuple[Ints, Ints]:
    """Return what it costs to give a place up, or to let a mentee have a mentor more."""
    opening = state.give.copy()
    entering = np.full(len(state.block_mentor), FAR, dtype=np.int64)
    waiting = np.flatnonzero(state.enter < FAR)
    may = state.allowed[waiting]
    if state.fresh is not None:
        may = may & state.fresh[waiting]
    cost = state.enter[waiting, None] - state.worth[waiting]
    row, met = state.blocks_met(waiting)
    column = state.block_mentor[met]
    here = may[row, column]
    np.minimum.at(entering, met[here], cost[row, column][here])
    np.copyto(cost, FAR, where=~(may & state.direct[waiting]))
    np.minimum(opening, cost.min(axis=0, initial=FAR), out=opening)
    return opening, entering
