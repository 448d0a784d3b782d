"""The engine: a flow on the core, priced over everything, until nothing is left out.

A settled rung leaves a *face*: arcs whose reduced profit is not zero are fixed
at their bound, every flow on the rest is an optimum of it (complementary
slackness), whichever optimal potentials were found. The next rung chooses
among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.min_cost_flow import is_safe, min_cost_flow
from hsr_match.matching.engines.potentials import potentials
from hsr_match.matching.engines.pricing import SettledRung, violators
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.problem import Ints, MatchingProblem

FIRST_ADDITIONS = 4
"""Pairs added per mentee in the first round of pricing; twice as many each round."""


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimal flow of one rung on a core, proven over all pairs.

    Attributes
    ----------
    core
        The pairs looked at in the end.
    flow
        Units per arc: the pairs of the core, then the arcs of the frame.
    rung
        The rung with its potentials.
    rounds
        Rounds of pricing.
    """

    core: Core
    flow: Ints
    rung: SettledRung
    rounds: int

    @property
    def pair_flow(self) -> Ints:
        """Units on each pair of the core."""
        return self.flow[: len(self.core.keys)]

    @property
    def frame_flow(self) -> Ints:
        """Units on each arc of the frame."""
        return self.flow[len(self.core.keys) :]


def settle(
    problem: MatchingProblem,
    frame: Frame,
    core: Core,
    value: PairValue,
    frame_profit: Ints,
    before: Sequence[SettledRung] = (),
    *,
    start: Ints | None = None,
) -> Solution:
    """Maximise one rung over all eligible pairs that earlier rungs leave open.

    Parameters
    ----------
    problem
        The problem.
    frame
        Its arcs that are no pairs.
    core
        Pairs to begin with.
    value, frame_profit
        Profit of a pair, and of the arcs of the frame.
    before
        Rungs settled earlier, most important first.
    start
        Potentials near the right ones; they only save time.

    Raises
    ------
    Infeasible
        If no flow on the core keeps the bounds.
    OverflowError
        If the profits are too large for exact 64-bit arithmetic.
    """
    price = np.zeros(frame.nodes, dtype=np.int64) if start is None else start
    most = FIRST_ADDITIONS
    rounds = 0
    while True:
        rounds += 1
        tails = np.concatenate([core.rows, frame.tails])
        heads = np.concatenate([core.columns + frame.mentees, frame.heads])
        lower, upper = _bounds(problem, frame, core, before, tails, heads)
        profit = np.concatenate([value.of(core.scores, core.rows, core.columns), frame_profit])
        flow = min_cost_flow(
            tails,
            heads,
            lower,
            upper,
            _cost(profit, price[heads] - price[tails], frame.nodes),
            frame.supply,
        )
        price = potentials(tails, heads, flow < upper, flow > lower, profit, price)
        rung = SettledRung(value, frame_profit, price)
        keys, scores = violators(problem, core, rung, before, most)
        if not len(keys):
            return Solution(core, flow, rung, rounds)
        core = core.with_pairs(keys, scores)
        most *= 2


def _cost(profit: Ints, prices: Ints, nodes: int) -> Ints:
    """Return the cost to minimise: reduced by the last prices, which saves the solver time.

    Prices cancel out along every cycle, so they change no optimum.
    """
    reduced: Ints = -(profit + prices)
    if is_safe(int(np.abs(reduced).max(initial=0)), nodes):
        return reduced
    return -profit


def _bounds(
    problem: MatchingProblem,
    frame: Frame,
    core: Core,
    before: Sequence[SettledRung],
    tails: Ints,
    heads: Ints,
) -> tuple[Ints, Ints]:
    """Return the bounds of the face that the settled rungs leave."""
    lower = np.concatenate([np.zeros(len(core.keys), dtype=np.int64), frame.lower])
    upper = np.concatenate([np.ones(len(core.keys), dtype=np.int64), frame.upper])
    if problem.pins:
        pins = np.array([i * core.mentors + j for i, j in problem.pins], dtype=np.int64)
        lower[np.searchsorted(core.keys, pins)] = 1
    undecided = np.ones(len(lower), dtype=np.bool_)
    for rung in before:
        worth = rung.value.of(core.scores, core.rows, core.columns)
        reduced = np.concatenate([worth, rung.frame_profit])
        reduced += rung.potentials[heads] - rung.potentials[tails]
        rises, falls = undecided & (reduced > 0), undecided & (reduced < 0)
        lower[rises] = upper[rises]
        upper[falls] = lower[falls]
        undecided &= reduced == 0
    return lower, upper
