"""What a mentor's withdrawal would cost where limits tie pairs and a flow keeps them.

The one mentee of the mentor finds another mentor, or none, by a chain that does not
end in the mentor's own free places. So each stand needs its cheapest way out, and
the cheapest one that ends with somebody else than the first does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.flow_moves import Moves
from hsr_match.insight.pricing.flow_state import FlowState
from hsr_match.insight.pricing.state import FAR
from hsr_match.matching.problem import Ints


def mentors_leave(state: FlowState, moves: Moves) -> Ints:
    """Return what mentors' withdrawals cost, packed: of one mentee or none, else ``FAR``."""
    problem = state.problem
    price = np.where(state.loads == 0, 0, FAR)
    ends = _ends(state, moves)
    for seat in np.flatnonzero(state.loads[state.mentor] == 1).tolist():
        mentor, mentee = int(state.mentor[seat]), state.mentee[seat : seat + 1]
        fill = state.fill.copy()
        fill[mentor] = FAR
        by_stand = np.where(ends.sink == mentor, ends.second, ends.first)
        by = moves.by_mentor(by_stand, fill)
        _, met = state.blocks_met(mentee)
        by[state.block_mentor[met]] = np.append(by_stand, FAR)[moves.stand_of[met]]
        by += state.own[seat] - state.worth[mentee[0]]
        by[~state.may_change(np.array([seat]))[0]] = FAR
        nobody = int(state.own[seat] + state.leave[mentee[0]])
        over = max(1 - int(problem.places[mentor]), 0)
        price[mentor] = min(int(by.min()), nobody) - problem.extra_place_cost * over
    return price


@dataclass(frozen=True, slots=True, eq=False)
class _Ends:
    """Cheapest ways out of stands, with whom they end, and cheapest ones that end elsewhere.

    ``sink`` is a mentor, or their number where a mentee has a mentor less.
    """

    first: Ints
    sink: Ints
    second: Ints


def _ends(state: FlowState, moves: Moves) -> _Ends:
    stands, m = moves.to_mentor.shape
    direct = np.full((stands, m + 1), FAR, dtype=np.int64)
    direct[:, :m] = np.minimum(moves.to_mentor + state.fill, FAR)
    movers = np.flatnonzero(moves.stand >= 0)
    less = state.own[movers] + state.leave[state.mentee[movers]]
    np.minimum.at(direct, (moves.stand[movers], m), less)
    row = np.arange(stands)
    sink = direct.argmin(axis=1)
    first = direct[row, sink]
    changed = row
    while len(changed):
        by = moves.between[:, changed] + first[changed]
        at = by.argmin(axis=1)
        better = np.flatnonzero(by[row, at] < first)
        sink[better] = sink[changed[at[better]]]
        first[better] = by[better, at[better]]
        changed = better
    direct[row, sink] = FAR
    same = sink[:, None] == sink[None, :]
    elsewhere = np.where(same, FAR, moves.between + first)
    second = np.minimum(direct.min(axis=1), elsewhere.min(axis=1, initial=FAR))
    along = np.where(same, moves.between, FAR)
    changed = row
    while len(changed):
        by_same = (along[:, changed] + second[changed]).min(axis=1)
        changed = np.flatnonzero(by_same < second)
        second[changed] = by_same[changed]
    return _Ends(first, sink, second)
