"""Cheapest chains of moves between stands, from outside and to outside.

Every stand reaches the outside, since a mentee can do with a mentor less. What
that costs is the stand's price; at these prices no move costs less than
nothing, unless a chain gains, and then the pairs were not the best.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.elimination import between_all
from hsr_match.insight.pricing.flow_moves import Moves
from hsr_match.insight.pricing.flow_state import FlowState
from hsr_match.insight.pricing.nearest import nearest
from hsr_match.insight.pricing.state import FAR, WITHIN
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True, eq=False)
class FlowWays:
    """Costs of the cheapest ways, packed; ``WITHIN`` or more for none.

    Attributes
    ----------
    out, block_out
        From each mentor, and from each block, to the outside.
    back, block_back, stand_back
        From the outside to each mentor, block and stand.
    arriving
        From each mentor to each stand, shape (stands, mentors).
    block_arriving
        From each block to each stand, shape (stands, blocks).
    """

    out: Ints
    block_out: Ints
    back: Ints
    block_back: Ints
    stand_back: Ints
    arriving: Ints
    block_arriving: Ints


def flow_ways(state: FlowState, moves: Moves) -> FlowWays:
    """Return the cheapest ways.

    Raises
    ------
    ValueError
        If some chain gains: the matching is not the best.
    """
    price = _outward(moves)
    steps = _reduced(moves.between + price[None, :] - price[:, None])
    np.fill_diagonal(steps, 0)
    entering = np.append(moves.entering, FAR)[moves.block]
    start = np.minimum(moves.opening[moves.mentor], entering)
    back = nearest(steps, _reduced(np.minimum(start + price, FAR)), FAR)
    bound = np.broadcast_to(np.minimum(back, FAR), steps.shape)
    near = np.minimum(between_all(steps, bound, FAR), bound)
    stand_back = np.where(back < WITHIN, back - price, FAR)
    # Reduced costs turned back, from axis 0 to axis 1.
    ways = np.where(near < WITHIN, near + price[:, None] - price[None, :], FAR)
    by_place = state.fill[:, None] + stand_back[None, :]
    mentor_back, block_back = _arrivals(state, moves, stand_back)
    _reduced(mentor_back + state.fill)
    has = moves.stand_of >= 0
    from_block = np.full((len(has), len(price)), FAR, dtype=np.int64)
    from_block[has] = ways[moves.stand_of[has]]
    return FlowWays(
        out=moves.by_mentor(price, state.fill),
        block_out=np.where(has, np.append(price, FAR)[moves.stand_of], FAR),
        back=mentor_back,
        block_back=block_back,
        stand_back=stand_back,
        arriving=np.ascontiguousarray(moves.by_mentor(ways, by_place).T),
        block_arriving=np.ascontiguousarray(from_block.T),
    )


def _outward(moves: Moves) -> Ints:
    """Return the cheapest way from each stand to the outside (Bellman's relaxation)."""
    price = moves.ending.copy()
    changed = np.arange(len(price))
    for _ in range(len(price) + 1):
        by = (moves.between[:, changed] + price[changed]).min(axis=1, initial=FAR)
        changed = np.flatnonzero(by < price)
        if not len(changed):
            return price
        price[changed] = by[changed]
    raise ValueError("The matching is not the best: a chain of moves gains.")


def _reduced(costs: Ints) -> Ints:
    if costs.min(initial=0) < 0:
        raise ValueError("The matching is not the best: a chain of moves gains.")
    return np.where(costs < WITHIN, costs, FAR)


def _arrivals(state: FlowState, moves: Moves, stand_back: Ints) -> tuple[Ints, Ints]:
    """Return the cheapest ways from the outside to mentors and to blocks."""
    by = (stand_back[:, None] + moves.to_mentor).min(axis=0, initial=FAR)
    back = np.minimum(moves.opening, by)
    block_back = np.minimum(moves.entering, back[state.block_mentor])
    stand, block, cost = moves.to_block
    np.minimum.at(block_back, block, stand_back[stand] + cost)
    return back, block_back
