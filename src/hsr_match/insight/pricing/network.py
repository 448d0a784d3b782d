"""Single moves between mentors: what it takes to hand a place on.

Nodes are the mentors and the *outside*: free places on the one hand, mentees
without a mentor on the other (one node, the sink of the flow). An arc from a
mentor x to a mentor y moves one mentee of x to y; its cost is what that mentee's
pair loses. An arc to the outside fills a free place or leaves a mentee without;
an arc from it gives a place up or takes in a mentee who had nobody. Every change
of one pair is a shortest path here (successive shortest paths; Ahuja, Magnanti
and Orlin 1993, chapter 9).

Coverage needs no packing: moves between mentors leave it alone, and a path
visits the outside once, so it changes by the last arc in and the first arc out
only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.state import FAR, WITHIN, State
from hsr_match.matching.problem import Ints, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Moves of single mentees, costs in units of gain, ``FAR`` for none.

    Attributes
    ----------
    moves
        Cheapest move of a mentee from one mentor to another, shape (mentors,
        mentors), pinned mentees left out.
    open
        Mentors with room whose next place costs what their last one does: a
        path through them may as well end and begin outside, shape (mentors,).
    empty
        Mentors without a mentee: paths end there.
    tight
        Positions of all others: paths run through these.
    potentials
        One integer per tight mentor, 0 or more.
    reduced
        ``moves + p[x] − p[y]`` among tight mentors: never negative. ``FAR``
        where there is no move.
    largest
        Largest magnitude of a move among tight mentors.
    without
        Cheapest mentee of a mentor to leave without, shape (mentors,).
    sinks
        Positions of open and of empty mentors with room.
    filling, leaving
        Cheapest way from a mentor to the outside by one arc, or through an open
        or empty mentor: coverage kept, and a mentee left without.
    giving, entering
        Cheapest way from the outside to a mentor likewise: coverage kept, and
        a mentee taken in. Shapes (mentors,).
    """

    moves: Ints
    open: Mask
    empty: Mask
    tight: Ints
    potentials: Ints
    reduced: Ints
    largest: int
    without: Ints
    sinks: Ints
    filling: Ints
    leaving: Ints
    giving: Ints
    entering: Ints


def network(state: State) -> Network:
    """Return the moves that an optimum leaves.

    Raises
    ------
    ValueError
        If the certificate does not prove the optimum, or is too large.
    """
    problem = state.problem
    moves, without = _moves(state)
    loads, least = state.loads, problem.must_have
    room = loads < problem.places_max
    spare = loads > least
    empty = loads == 0
    is_open = ~empty & room & spare & (state.next_cost == state.last_cost)
    tight = np.flatnonzero(~empty & ~is_open)
    sinks = np.flatnonzero((is_open | empty) & room)
    by_sinks = (moves[:, sinks] + state.next_cost[sinks]).min(axis=1, initial=FAR)
    filling, leaving = outward(state, by_sinks, without)
    giving = np.where(spare, -state.last_cost, FAR)
    sources = np.flatnonzero(is_open)
    if len(sources):
        by = (moves[sources] - state.last_cost[sources, None]).min(axis=0)
        giving = np.where(is_open, giving, np.minimum(giving, by))
    entering = _entering(state)
    if not state.unit:
        giving, entering = np.minimum(giving, entering), np.full_like(entering, FAR)
    between = moves[np.ix_(tight, tight)]
    potentials, reduced = _reduced(state, between, tight)
    return Network(
        moves=moves,
        open=is_open,
        empty=empty,
        tight=tight,
        potentials=potentials,
        reduced=reduced,
        largest=int(np.abs(between[between < FAR]).max(initial=0)),
        without=without,
        sinks=sinks,
        filling=filling,
        leaving=leaving,
        giving=_clipped(giving),
        entering=entering,
    )


def outward(state: State, by_sinks: Ints, without: Ints) -> tuple[Ints, Ints]:
    """Return the cheapest arcs from mentors to the outside, as in :class:`Network`.

    Parameters
    ----------
    state
        The optimum.
    by_sinks
        Cheapest way through an open or empty mentor, shape (mentors,).
    without
        Cheapest mentee to leave without, shape (mentors,).

    Returns
    -------
    tuple of Ints
        Those that keep coverage and those that leave a mentee without; under
        ``points_first`` all are of the first kind.
    """
    filling = np.where(state.loads < state.problem.places_max, state.next_cost, FAR)
    filling = np.minimum(filling, by_sinks)
    if not state.unit:
        return _clipped(np.minimum(filling, without)), np.full_like(without, FAR)
    return _clipped(filling), without.copy()


def _clipped(costs: Ints) -> Ints:
    return np.where(costs > WITHIN, FAR, costs)


def _moves(state: State) -> tuple[Ints, Ints]:
    """Return the cheapest moves between mentors, and the cheapest mentee to leave without."""
    m = len(state.loads)
    movers = np.flatnonzero(state.matched & ~state.pinned)
    movers = movers[np.argsort(state.mentor_of[movers], kind="stable")]
    here = state.mentor_of[movers]
    own = state.own[movers]
    costs = own[:, None] - state.gain[movers]
    np.copyto(costs, FAR, where=~state.allowed[movers])
    place = np.arange(len(here)) - np.searchsorted(here, here)
    moves = np.full((m, m), FAR, dtype=np.int64)
    without = np.full(m, FAR, dtype=np.int64)
    # The first mentee of every mentor at once, then the second of those who have two, …
    for k in range(int(place.max(initial=-1)) + 1):
        at = np.flatnonzero(place == k)
        mentor = here[at]
        if k:
            moves[mentor] = np.minimum(moves[mentor], costs[at])
        else:
            moves[mentor] = costs[at]
        without[mentor] = np.minimum(without[mentor], own[at])
    return moves, without


def _entering(state: State) -> Ints:
    """Return the least cost of taking in a mentee who has nobody, per mentor."""
    waiting = np.flatnonzero(~state.matched & (state.problem.wanted > 0))
    if not len(waiting):
        return np.full(len(state.loads), FAR, dtype=np.int64)
    least: Ints = np.where(state.allowed[waiting], -state.gain[waiting], FAR).min(axis=0)
    return least


def _reduced(state: State, between: Ints, tight: Ints) -> tuple[Ints, Ints]:
    """Return prices of the tight mentors, and the moves among them at these prices.

    The prices are those of the certificate: of the objective, plus those of
    coverage times a factor that makes up for moves which coverage settles.
    """
    table = state.certificate.mentors[tight]
    objective = table[:, state.unit]
    coverage = table[:, 0] if state.unit else np.zeros_like(objective)
    _check_size(int(np.abs(objective).max(initial=0)))
    none = between >= FAR
    reduced = between + (objective[:, None] - objective[None, :])
    prices = objective
    if coverage.min(initial=0) != coverage.max(initial=0):
        settled = ~none & (coverage[:, None] > coverage[None, :])
        factor = max(0, -int(reduced[settled].min(initial=0)))
        shift = coverage - coverage.min()
        _check_size(factor * int(shift.max()))
        prices = objective + factor * shift
        reduced += factor * (shift[:, None] - shift[None, :])
    if none.any():
        reduced[none] = FAR
    if reduced.min(initial=0) < 0:
        raise ValueError("The certificate does not prove this matching.")
    return prices - prices.min(initial=0), reduced


def _check_size(largest: int) -> None:
    if largest >= WITHIN // 2:
        raise ValueError("The certificate's integers are too large for exact prices.")
