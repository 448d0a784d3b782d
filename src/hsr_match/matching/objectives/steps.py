"""One more rung on a face: a flow on the open core, priced over all open pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.hubs import Prices
from hsr_match.matching.engines.layout import Layout, lay_out
from hsr_match.matching.engines.min_cost_flow import min_cost_flow
from hsr_match.matching.engines.potentials import NotOptimal, potentials
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.rungs import RungGoal
from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.objectives.face import Face, among, can_weigh
from hsr_match.matching.problem import Ints

FIRST_ADDITIONS = 4
"""Pairs added per mentee in the first round of pricing; twice as many each round."""

ROUNDS_ON_TRIAL = 40
"""Rounds after which a flow that may be optimal is taken not to be: about ten are usual."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow of a face.

    Attributes
    ----------
    face
        The face; pricing may have added to its core.
    network
        The core and the pairs made before.
    pair_flow, frame_flow
        Units on each pair of the network and each arc of the frame.
    """

    face: Face
    network: Core
    pair_flow: Ints
    frame_flow: Ints

    def levels(self, face: Face, resolution: int) -> Ints:
        """Return the levels of all units that are open on a face which this flow lies on."""
        made = self.network.keys[self.pair_flow > 0]
        scores = self.network.scores[self.pair_flow > 0]
        levels: Ints = scores[~among(face.made.keys, made)] // resolution
        if face.problem.order == "points_first":
            own = face.frame.tails < face.frame.mentees
            staying = int((self.frame_flow - face.lower)[own].sum())
            levels = np.concatenate([levels, np.zeros(staying, dtype=np.int64)])
        return levels


@dataclass(frozen=True, slots=True)
class Step:
    """An optimal flow of one more rung, with the potentials that prove it."""

    flow: Flow
    rung: SettledRung

    @property
    def face(self) -> Face:
        """The face that this rung leaves."""
        return self.flow.face.after(self.rung)


def settle_on(face: Face, goal: RungGoal, likely: Flow | None = None) -> Step:
    """Maximise one more rung over all open pairs.

    Parameters
    ----------
    face
        What is left to decide.
    goal
        Value of a pair and profit of the arcs of the frame.
    likely
        A flow of this face that may be optimal: potentials tell, and if it is
        there is nothing to solve.
    """
    prices = Prices(np.zeros(face.frame.nodes, dtype=np.int64))
    most = FIRST_ADDITIONS
    while True:
        arcs = _arcs(face, goal)
        proven = None if likely is None else _confirmed(arcs, likely, prices)
        if proven is None:
            likely = None
            flow = _best_flow(arcs, arcs.layout.spread_out(prices))
            proven = flow, _prices(arcs, flow, prices)
        flow, prices = proven
        rung = SettledRung(goal.value, goal.frame_profit, prices)
        keys, scores = _violators(face, rung, most)
        if not len(keys):
            return Step(_as_flow(face, arcs, flow), rung)
        face = replace(face, core=face.core.with_pairs(keys, scores))
        most *= 2


def flow_on(face: Face, goal: RungGoal) -> Flow:
    """Return a flow that is the best one of its core, and proven nothing."""
    arcs = _arcs(face, goal)
    return _as_flow(face, arcs, _best_flow(arcs, np.zeros(len(arcs.layout.supply), np.int64)))


def _bounds(face: Face, layout: Layout, pairs: int) -> tuple[Ints, Ints]:
    """Return the bounds of all arcs of a network: pairs, frame, hubs."""
    first, last = pairs, pairs + len(face.lower)
    lower, upper = layout.lower.copy(), layout.upper.copy()
    lower[first:last], upper[first:last] = face.lower, face.upper
    if len(lower) > last:
        tails, heads = layout.tails[last:], layout.heads[last:]
        low, high = lower[last:], upper[last:]
        undecided = np.ones(len(low), dtype=np.bool_)
        for rung in face.rungs:
            price = layout.spread_out(rung.prices)
            reduced = price[heads] - price[tails]
            rises, falls = undecided & (reduced > 0), undecided & (reduced < 0)
            low[rises] = high[rises]
            high[falls] = low[falls]
            undecided &= reduced == 0
    return lower, upper


@dataclass(frozen=True, slots=True)
class _Arcs:
    """The network of a face, its bounds and profits."""

    network: Core
    layout: Layout
    lower: Ints
    upper: Ints
    profit: Ints


def _arcs(face: Face, goal: RungGoal) -> _Arcs:
    network = face.made.with_pairs(face.core.keys, face.core.scores)
    layout = lay_out(face.frame, network, face.rules, face.made.keys)
    lower, upper = _bounds(face, layout, len(network.keys))
    worth = goal.value.of(network.scores, network.rows, network.columns)
    return _Arcs(network, layout, lower, upper, layout.profit(worth, goal.frame_profit))


def _best_flow(arcs: _Arcs, price: Ints) -> Ints:
    layout = arcs.layout
    cost = -(arcs.profit + price[layout.heads] - price[layout.tails])
    free = arcs.lower < arcs.upper
    if not can_weigh(int(np.abs(cost[free]).max(initial=0)), len(price)):
        cost = -arcs.profit
    # What is decided cannot change: its cost would only take room in 64 bits.
    return min_cost_flow(
        layout.tails,
        layout.heads,
        arcs.lower,
        arcs.upper,
        np.where(free, cost, 0),
        layout.supply,
    )


def _prices(arcs: _Arcs, flow: Ints, before: Prices, most_rounds: int | None = None) -> Prices:
    layout = arcs.layout
    price = potentials(
        layout.tails,
        layout.heads,
        flow < arcs.upper,
        flow > arcs.lower,
        arcs.profit,
        layout.spread_out(before),
        most_rounds,
    )
    return layout.gathered(price - price[layout.frame.sink])


def _confirmed(arcs: _Arcs, likely: Flow, before: Prices) -> tuple[Ints, Prices] | None:
    """Return a flow on these arcs with its prices, or None if it does not seem optimal."""
    used = likely.network.keys[likely.pair_flow > 0]
    pair_flow = among(used, arcs.network.keys).astype(np.int64)
    flow = np.concatenate([pair_flow, likely.frame_flow])
    if len(flow) < len(arcs.profit):  # what hubs carry is not kept
        return None
    try:
        return flow, _prices(arcs, flow, before, ROUNDS_ON_TRIAL)
    except NotOptimal:
        return None


def _as_flow(face: Face, arcs: _Arcs, flow: Ints) -> Flow:
    pairs = len(arcs.network.keys)
    return Flow(face, arcs.network, flow[:pairs], flow[pairs : pairs + len(face.frame.tails)])


def _violators(face: Face, rung: SettledRung, most: int) -> tuple[Ints, Ints]:
    """Return open pairs outside the core that would improve a rung, with their scores."""
    m = face.problem.shape[1]
    keys: list[Ints] = []
    scores: list[Ints] = []
    for pairs in face.open.blocks():
        gain = rung.reduced(face.rules, pairs.scores, pairs.rows, pairs.columns)
        better = np.flatnonzero(gain > 0)
        key = pairs.rows[better] * m + pairs.columns[better]
        new = ~among(face.core.keys, key)
        better, key = better[new], key[new]
        if not len(better):
            continue
        row, worth = pairs.rows[better], gain[better]
        order = np.lexsort((-(worth + fractions(key)), row))
        row = row[order]
        place = np.arange(len(row)) - np.searchsorted(row, row)
        kept = order[place < most]
        keys.append(key[kept])
        scores.append(pairs.scores[better[kept]])
    if not keys:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    return np.concatenate(keys), np.concatenate(scores)
