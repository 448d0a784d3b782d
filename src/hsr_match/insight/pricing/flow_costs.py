"""What every single change would cost where limits tie pairs and a flow keeps them.

A pair (i, j) that is made sends one unit more from mentee i to mentor j. The
cheapest way for it to go on leads from j, or from j's block that i would come
to, back to where i is: to one of the seats of i, which is given up, or to the
outside, if i may have one mentor more. The price is what that way costs less
what the pair is worth, all rungs in one integer.
"""

from __future__ import annotations

import numpy as np

from hsr_match.insight.pricing.flow_leaving import mentors_leave
from hsr_match.insight.pricing.flow_moves import Moves, moves_of
from hsr_match.insight.pricing.flow_state import FlowState, Units, lay_flow_open
from hsr_match.insight.pricing.flow_ways import FlowWays, flow_ways
from hsr_match.insight.pricing.model import Costs, WhatIf
from hsr_match.insight.pricing.state import FAR, WITHIN
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, MatchingProblem

SEATS_AT_ONCE = 256
"""Rows of prices that are worked out at a time."""


def what_if_flow(problem: MatchingProblem, matching: Matching) -> WhatIf:
    """Return the price of every single change to a proven optimum, as ``what_if`` does.

    Raises
    ------
    ValueError
        If the matching is not an optimum of this problem, or its numbers are too large.
    """
    state = lay_flow_open(problem, matching)
    moves = moves_of(state)
    ways = flow_ways(state, moves)
    told = _Told(state, moves, ways)
    units = state.units
    force, forbid = told.pairs()
    return WhatIf(
        problem=problem,
        matching=matching,
        force=_apart(units, force),
        forbid=_apart(units, forbid),
        mentee_leaves=_apart(units, told.mentees_leave()),
        place_more=_apart(units, np.minimum(ways.back, 0)),
        place_fewer=_apart(units, told.places_fewer()),
        loads=state.loads,
        leaving=lambda: _apart(units, mentors_leave(state, moves)),
    )


def _apart(units: Units, packed: Ints) -> Costs:
    known = packed < WITHIN
    coverage, pairs, gain = units.apart(np.where(known, packed, 0))
    return Costs(coverage, gain, known, pairs if units.pairs else None)


class _Told:
    """Prices of changes, packed; ``WITHIN`` or more where there is none."""

    def __init__(self, state: FlowState, moves: Moves, ways: FlowWays) -> None:
        self._state, self._moves, self._ways = state, moves, ways

    def pairs(self) -> tuple[Ints, Ints]:
        """Return what making each pair costs, and what not making each present pair does."""
        state, stand = self._state, self._moves.stand
        price = np.full(state.worth.shape, FAR, dtype=np.int64)
        forbid = np.full(len(state.mentee), FAR, dtype=np.int64)
        leave = state.leave[state.mentee]
        for layer in state.layers():
            for start in range(0, len(layer), SEATS_AT_ONCE):
                seats = layer[start : start + SEATS_AT_ONCE]
                seats = seats[stand[seats] >= 0]
                by = self._onward(seats)
                rows = state.mentee[seats]
                price[rows] = np.minimum(price[rows], by)
                nobody = leave[seats] + self._ways.stand_back[stand[seats]]
                forbid[seats] = np.minimum(by.min(axis=1, initial=FAR), state.own[seats] + nobody)
        waiting = np.flatnonzero(state.enter < FAR)
        price[waiting] = np.minimum(price[waiting], self._one_more(waiting))
        price[state.mentee, state.mentor] = 0
        return price, forbid

    def _one_more(self, mentees: Ints) -> Ints:
        """Return what one more mentor costs each mentee's row of pairs."""
        state, ways = self._state, self._ways
        may = state.allowed[mentees]
        if state.fresh is not None:
            may = may & state.fresh[mentees]
        by = np.repeat(ways.out[None, :], len(mentees), axis=0)
        row, met = state.blocks_met(mentees)
        by[row, state.block_mentor[met]] = ways.block_out[met]
        by += state.enter[mentees, None] - state.worth[mentees]
        np.copyto(by, FAR, where=~may)
        return by

    def _onward(self, seats: Ints) -> Ints:
        """Return what another mentor in place of each seat costs, shape (seats, mentors).

        The seats are of different mentees, and are taken by others in the end.
        """
        state, ways = self._state, self._ways
        row, met = state.blocks_of(seats)
        at = self._moves.stand[seats]
        by = ways.arriving[at]
        by[row, state.block_mentor[met]] = ways.block_arriving[at[row], met]
        by += state.own[seats, None] - state.worth[state.mentee[seats]]
        np.copyto(by, FAR, where=~state.may_change(seats))
        return by

    def mentees_leave(self) -> Ints:
        """Return what mentees' withdrawals cost; none for who has, or wants, several mentors."""
        state, ways = self._state, self._ways
        price = np.zeros(len(state.leave), dtype=np.int64)
        back = ways.back[state.mentor]
        blocked = state.block >= 0
        back[blocked] = ways.block_back[state.block[blocked]]
        price[state.mentee] = np.minimum(state.own + state.leave[state.mentee] + back, FAR)
        several = np.flatnonzero(state.problem.wanted > 1)
        has = np.bincount(state.mentee, minlength=len(price)) > 0
        price[several[has[several]]] = FAR
        return price

    def places_fewer(self) -> Ints:
        """Return what one place fewer costs."""
        state, problem = self._state, self._state.problem
        price = np.where(state.loads < problem.places, 0, self._ways.out)
        return np.where(problem.places > problem.must_have, price, FAR)
