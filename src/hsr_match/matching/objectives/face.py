"""The face: what settled rungs leave open, kept small so that many rungs stay cheap.

Each rung decides pairs: those whose reduced profit is not zero are made or
dropped for good, and the next rung looks only at the rest. The engine's own
``settle`` works the face out again from all earlier rungs, which is right for
two or three of them; worst-first has dozens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import HubRules, Prices
from hsr_match.matching.engines.layout import Layout, lay_out
from hsr_match.matching.engines.min_cost_flow import is_safe, min_cost_flow
from hsr_match.matching.engines.potentials import potentials
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.rungs import RungGoal
from hsr_match.matching.engines.scatter import fractions
from hsr_match.matching.objectives.open_pairs import OpenPairs, open_pairs
from hsr_match.matching.problem import Ints, MatchingProblem

FIRST_ADDITIONS = 4
"""Pairs added per mentee in the first round of pricing; twice as many each round."""


@dataclass(frozen=True, slots=True)
class Face:
    """The flows that are optimal on all rungs settled so far.

    Attributes
    ----------
    problem, frame, rules
        The problem, the arcs that are no pairs, the hubs.
    rungs
        Settled rungs, most important first.
    lower, upper
        Bounds that they leave to the arcs of the frame.
    made
        Pairs that are decided and made, pins included.
    core
        Open pairs that flows are looked for on.
    open
        All open pairs.
    """

    problem: MatchingProblem
    frame: Frame
    rules: HubRules
    rungs: tuple[SettledRung, ...]
    lower: Ints
    upper: Ints
    made: Core
    core: Core
    open: OpenPairs

    @property
    def nodes(self) -> int:
        """A bound on the number of nodes that any network here can have."""
        return self.frame.nodes + self.rules.most_hubs


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
        levels: Ints = scores[~_among(face.made.keys, made)] // resolution
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


def face_after(
    problem: MatchingProblem,
    frame: Frame,
    rules: HubRules,
    core: Core,
    rungs: Sequence[SettledRung],
) -> Face:
    """Return the face that some rungs leave.

    Parameters
    ----------
    problem, frame, rules
        As :func:`hsr_match.matching.engines.priced_flow.settle`.
    core
        Pairs on which they were settled, pins included.
    rungs
        Most important first; may be none.
    """
    m = problem.shape[1]
    pins = np.unique(np.array([i * m + j for i, j in problem.pins], dtype=np.int64))
    pinned = _among(pins, core.keys)
    face = Face(
        problem=problem,
        frame=frame,
        rules=rules,
        rungs=(),
        lower=frame.lower,
        upper=frame.upper,
        made=_some(core, pinned),
        core=_some(core, ~pinned),
        open=open_pairs(problem, rules, rungs),
    )
    for rung in rungs:
        face = _decided(face, rung)
    return face


def settle_on(face: Face, goal: RungGoal) -> Step:
    """Maximise one more rung over all open pairs.

    Parameters
    ----------
    face
        What is left to decide.
    goal
        Value of a pair and profit of the arcs of the frame.
    """
    prices = Prices(np.zeros(face.frame.nodes, dtype=np.int64))
    most = FIRST_ADDITIONS
    while True:
        arcs = _arcs(face, goal)
        flow = _best_flow(arcs, arcs.layout.spread_out(prices))
        prices = _prices(arcs, flow, prices)
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


def narrowed(step: Step) -> Face:
    """Return the face that a further rung leaves."""
    face = step.flow.face
    return _decided(replace(face, open=face.open.after(step.rung)), step.rung)


def _decided(face: Face, rung: SettledRung) -> Face:
    """Take a rung into the bounds and the core; the open pairs are narrowed already."""
    core, frame = face.core, face.frame
    reduced = rung.reduced(face.rules, core.scores, core.rows, core.columns)
    made = _some(core, reduced > 0)
    nodes = rung.prices.nodes
    at_frame = rung.frame_profit + nodes[frame.heads] - nodes[frame.tails]
    still = face.lower < face.upper
    return replace(
        face,
        rungs=(*face.rungs, rung),
        lower=np.where(still & (at_frame > 0), face.upper, face.lower),
        upper=np.where(still & (at_frame < 0), face.lower, face.upper),
        made=face.made.with_pairs(made.keys, made.scores),
        core=_some(core, reduced == 0),
    )


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
    if not is_safe(int(np.abs(cost[free]).max(initial=0)), len(price)):
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


def _prices(arcs: _Arcs, flow: Ints, before: Prices) -> Prices:
    layout = arcs.layout
    price = potentials(
        layout.tails,
        layout.heads,
        flow < arcs.upper,
        flow > arcs.lower,
        arcs.profit,
        layout.spread_out(before),
    )
    return layout.gathered(price - price[layout.frame.sink])


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
        new = ~_among(face.core.keys, key)
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


def _some(core: Core, kept: np.ndarray) -> Core:
    return Core(core.keys[kept], core.scores[kept], core.mentors)


def _among(sorted_keys: Ints, keys: Ints) -> np.ndarray:
    """Return which keys are among some sorted ones."""
    if not len(sorted_keys):
        return np.zeros(len(keys), dtype=np.bool_)
    at = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
    found: np.ndarray = sorted_keys[at] == keys
    return found
