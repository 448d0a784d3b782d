"""Shortest paths among the tight mentors: from outside, to outside, and between all.

Costs are reduced, hence not negative. In the smaller integer type "no way" is
an INF so small that INF + INF still fits, and so large that no path that exists
costs as much (``_size``); otherwise 64 bits are used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.elimination import between_all
from hsr_match.insight.pricing.nearest import Whole, nearest
from hsr_match.insight.pricing.network import Network
from hsr_match.insight.pricing.state import FAR, WITHIN, State
from hsr_match.matching.problem import Ints, Mask

INF_32 = (1 << 30) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Legs:
    """Cheapest ways between each mentor and the outside.

    Attributes
    ----------
    coverage, gain
        What such a way costs, coverage first, shape (mentors,); 0 where there
        is none.
    known
        Whether there is one.
    """

    coverage: Ints
    gain: Ints
    known: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Shortest:
    """Cheapest ways.

    Attributes
    ----------
    out, back
        From each mentor to the outside, and from the outside to each mentor.
    between
        Among tight mentors, in units of gain and not by the outside, shape
        (tight, tight), from axis 0 to axis 1: ``FAR`` where there is none, or
        where going by the outside is no dearer.
    """

    out: Legs
    back: Legs
    between: Ints


def shortest(state: State, net: Network) -> Shortest:
    """Return the cheapest ways between all mentors and the outside."""
    tight, price = net.tight, net.potentials
    near, limit = steps(net)
    out = ways_out(state, net, np.ascontiguousarray(near.T), limit)
    back = _ways_back(state, net, near, limit)
    bound = _by_outside(out, back, tight) + (price[:, None] - price[None, :])
    below = np.clip(bound, 0, limit).astype(near.dtype)
    found = between_all(near, below, limit).astype(np.int64)
    between = np.where(found < limit, found + (price[None, :] - price[:, None]), FAR)
    return Shortest(out, back, between)


def steps(net: Network) -> tuple[Whole, int]:
    """Return the moves among tight mentors in the smallest exact integers, and their INF."""
    kind, limit = _size(net)
    near = np.minimum(net.reduced, limit).astype(kind)
    np.fill_diagonal(near, 0)
    return near, limit


def _size(net: Network) -> tuple[type[np.int32] | type[np.int64], int]:
    """Return the integer type that is exact, and its INF.

    A path visits each tight mentor once at most. At the prices of the network
    it costs the sum of its moves, and the difference of two prices.
    """
    ends = (net.filling, net.leaving, net.giving, net.entering)
    longest = max(int(np.abs(end[end < FAR]).max(initial=0)) for end in ends)
    price = int(net.potentials.max(initial=0))
    if net.largest * (len(net.tight) + 1) + 2 * (longest + price) < INF_32:
        return np.int32, INF_32
    return np.int64, FAR


def _legs(net: Network, near: Whole, ends: Ints, prices: Ints, limit: int) -> Ints:
    """Return the cheapest ways of tight mentors, begun at ``ends``, back in units of gain."""
    found = nearest(near, ends[net.tight] + prices, limit)
    return np.where(found < FAR, found - prices, FAR)


def ways_out(state: State, net: Network, towards: Whole, limit: int) -> Legs:
    """Return the cheapest ways to the outside.

    Parameters
    ----------
    state, net
        The optimum and its moves.
    towards
        Moves among tight mentors, from axis 1 to axis 0.
    limit
        Their INF.
    """
    m, tight = len(state.loads), net.tight
    coverage = np.zeros(m, dtype=np.int64)
    gain = np.where(state.loads < state.problem.places_max, state.next_cost, FAR)
    gain[tight] = _legs(net, towards, net.filling, net.potentials, limit)
    # Where free places are out of reach, no path leads past a mentor who reaches one.
    without = tight[gain[tight] >= FAR]
    if len(without):
        leaving = np.full(m, FAR, dtype=np.int64)
        leaving[tight] = _legs(net, towards, net.leaving, net.potentials, limit)
        gain[without] = leaving[without]
        coverage[without] = state.unit
    return _known(coverage, gain)


def _ways_back(state: State, net: Network, near: Whole, limit: int) -> Legs:
    m, tight = len(state.loads), net.tight
    entering, giving = np.full((2, m), FAR, dtype=np.int64)
    entering[tight] = _legs(net, near, net.entering, -net.potentials, limit)
    giving[tight] = _legs(net, near, net.giving, -net.potentials, limit)
    giving[net.open] = -state.last_cost[net.open]
    empty = np.flatnonzero(net.empty)
    if len(empty):
        last = net.moves[np.ix_(tight, empty)]
        for leg, direct in ((entering, net.entering), (giving, net.giving)):
            by = (leg[tight, None] + last).min(axis=0, initial=FAR)
            leg[empty] = np.minimum(direct[empty], by)
    first = entering < WITHIN
    coverage = np.where(first, -state.unit, 0)
    return _known(coverage, np.where(first, entering, giving))


def _known(coverage: Ints, gain: Ints) -> Legs:
    known = gain < WITHIN
    return Legs(np.where(known, coverage, 0), np.where(known, gain, 0), known)


def _by_outside(out: Legs, back: Legs, tight: Ints) -> Ints:
    """Return what ways by the outside cost: ∓FAR where they win or lose on coverage."""
    coverage = out.coverage[tight, None] + back.coverage[None, tight]
    gain = out.gain[tight, None] + back.gain[None, tight]
    gain[coverage < 0] = -FAR
    gain[(coverage > 0) | ~(out.known[tight, None] & back.known[None, tight])] = FAR
    return gain
