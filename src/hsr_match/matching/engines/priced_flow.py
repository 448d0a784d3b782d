"""The engine: a flow on the core, priced over everything, until nothing is left out.

A settled rung leaves a *face*: arcs whose reduced profit is not zero are fixed
at their bound, every flow on the rest is an optimum of it (complementary
slackness), whichever optimal potentials were found. The next rung chooses
among them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import HubRules, Prices
from hsr_match.matching.engines.layout import Layout, lay_out
from hsr_match.matching.engines.min_cost_flow import is_safe, min_cost_flow
from hsr_match.matching.engines.potentials import NotOptimal, between, potentials
from hsr_match.matching.engines.pricing import SettledRung, open_core, violators
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.problem import Ints, MatchingProblem

FIRST_ADDITIONS = 4
"""Pairs added per mentee in the first round of pricing; twice as many each round."""

WORTH_A_DETOUR = 120
"""Times as many pairs as in the core, from which on :func:`between` is used."""

MOST_OPEN = 2
"""Times as many pairs as in the core, up to which all that earlier rungs leave open are taken."""

FAR = 2.0**62


@dataclass(frozen=True, slots=True)
class Solution:
    """An optimal flow of one rung on a core, proven over all pairs.

    Attributes
    ----------
    core
        The pairs looked at in the end.
    pair_flow
        Units on each pair of the core.
    frame_flow
        Units on each arc of the frame.
    rung
        The rung with its potentials.
    rounds
        Rounds of pricing.
    """

    core: Core
    pair_flow: Ints
    frame_flow: Ints
    rung: SettledRung
    rounds: int


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of pricing found: the best flow of the core, and pairs outside it.

    Attributes
    ----------
    core, pair_flow, frame_flow, rung
        As in :class:`Solution`, but optimal on the core only.
    keys, scores
        Pairs outside the core that would improve it, for each mentee the
        largest among them; none if the flow is proven optimal.
    priced
        False where pairs outside the core have not been looked at yet.
    """

    core: Core
    pair_flow: Ints
    frame_flow: Ints
    rung: SettledRung
    keys: Ints
    scores: Ints
    priced: bool = True


def settle(
    problem: MatchingProblem,
    frame: Frame,
    rules: HubRules,
    core: Core,
    value: PairValue,
    frame_profit: Ints,
    before: Sequence[SettledRung] = (),
    on_round: Callable[[Round], None] | None = None,
) -> Solution:
    """Maximise one rung over all eligible pairs that earlier rungs leave open.

    Parameters
    ----------
    problem
        The problem.
    frame
        Its arcs that are no pairs.
    rules
        Its hubs.
    core
        Pairs to begin with.
    value, frame_profit
        Profit of a pair, and of the arcs of the frame.
    before
        Rungs settled earlier, most important first.
    on_round
        Told every round, the first one before pricing too; what it raises ends
        the solve.

    Raises
    ------
    Infeasible
        If no flow on the core keeps the bounds.
    OverflowError
        If the profits are too large for exact 64-bit arithmetic.
    """
    pins = np.array([i * core.mentors + j for i, j in problem.pins], dtype=np.int64)
    # Better potentials pay where looking at all pairs takes longer than finding them.
    n, m = problem.shape
    find = between if n * m > WORTH_A_DETOUR * len(core.keys) else potentials
    whole = open_core(problem, rules, core, before, MOST_OPEN * len(core.keys))
    if whole is not None:
        core, find = whole, potentials
        prices = Prices(np.zeros(frame.nodes, dtype=np.int64))
    else:
        prices = _first_prices(frame, core, value)
    most = FIRST_ADDITIONS
    rounds = 0
    added: Ints | None = None
    none = np.zeros(0, dtype=np.int64)
    # What settled the rungs before this one is a flow of theirs, if it was not presumed.
    feasible = len(before) > 1
    while True:
        rounds += 1
        layout = lay_out(frame, core, rules, pins)
        tails, heads = layout.tails, layout.heads
        lower, upper = _face(layout, core, before)
        profit = layout.profit(value.of(core.scores, core.rows, core.columns), frame_profit)
        price = layout.spread_out(prices)
        reduced = profit + (price[heads] - price[tails])
        safe = is_safe(int(np.abs(reduced).max(initial=0)), len(price))
        # Prices cancel out along every cycle: they change no optimum and save the solver time.
        cost = -reduced if safe else -profit
        for gap in _gaps(problem, core, added, reduced):
            least, most_units = _fixed_beyond(gap, added, reduced, lower, upper)
            flow = min_cost_flow(
                tails, heads, least, most_units, cost, layout.supply, feasible=feasible
            )
            feasible = True
            rises, falls = flow < upper, flow > lower
            patience = None if gap.proven else _patience(len(price))
            try:
                price = find(tails, heads, rises, falls, profit, price, patience)
            except NotOptimal:
                continue
            break
        prices = layout.gathered(price - price[frame.sink])
        rung = SettledRung(value, frame_profit, prices)
        pairs = len(core.keys)
        in_frame = flow[pairs : pairs + len(frame.tails)]
        if on_round is not None and rounds == 1:
            on_round(Round(core, flow[:pairs], in_frame, rung, none, none, priced=False))
        keys, scores = none, none
        if whole is None:
            keys, scores = violators(problem, rules, core, rung, before, most)
        if on_round is not None:
            on_round(Round(core, flow[:pairs], in_frame, rung, keys, scores))
        if not len(keys):
            return Solution(core, flow[:pairs], in_frame, rung, rounds)
        core = core.with_pairs(keys, scores)
        added = np.searchsorted(core.keys, keys)
        most *= 2


def _first_prices(frame: Frame, core: Core, value: PairValue) -> Prices:
    """Return prices to begin with: everybody's best pair, mentors first if no place is spare.

    They are not far from those that prove the result, which saves the solver
    time, and the search for these.
    """
    n, m = frame.mentees, frame.mentors
    worth = value.of(core.scores, core.rows, core.columns)
    prices = np.zeros(frame.nodes, dtype=np.int64)
    if frame.upper[n : n + m].sum() <= n:
        best = np.zeros(m, dtype=np.int64)
        np.maximum.at(best, core.columns, worth)
        prices[n : n + m] = -best
        worth = worth - best[core.columns]
    if len(worth):
        first = np.flatnonzero(np.diff(core.rows, prepend=-1))
        prices[core.rows[first]] = np.maximum.reduceat(worth, first)
    return Prices(prices)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Arcs with a larger reduced profit, up or down, stay as they are in a new flow."""

    size: int | None
    proven: bool


def _gaps(problem: MatchingProblem, core: Core, added: Ints | None, reduced: Ints) -> list[_Gap]:
    """Return what to try in turn, the last of it proven to leave no better flow out.

    The last flow was optimal before some pairs were added. What a better one
    gains, it gains on those: at most the largest reduced profit of each mentee
    for each mentor they want. An arc on which any change loses more than that
    sum stays as it is. Nearly always the largest single gain is enough; whether
    it was, the potentials tell.
    """
    if added is None:
        return [_Gap(None, proven=True)]
    gains = reduced[added]
    best = np.zeros(problem.shape[0], dtype=np.float64)
    np.maximum.at(best, core.rows[added], gains.astype(np.float64))
    reach = float(best @ problem.wanted) * (1 + 1e-9) + 1
    proven = _Gap(int(reach) if reach < FAR else None, proven=True)
    return [_Gap(int(gains.max()), proven=False), proven]


def _patience(nodes: int) -> int:
    """Return rounds after which potentials are taken not to exist: as many are seldom needed."""
    return 100 + 10 * isqrt(nodes)


def _fixed_beyond(
    gap: _Gap, added: Ints | None, reduced: Ints, lower: Ints, upper: Ints
) -> tuple[Ints, Ints]:
    """Return bounds that fix every arc beyond the gap, added ones apart."""
    if added is None or gap.size is None:
        return lower, upper
    lower, upper = lower.copy(), upper.copy()
    kept = np.zeros(len(reduced), dtype=np.bool_)
    kept[added] = True
    rising, falling = (reduced > gap.size) & ~kept, (reduced < -gap.size) & ~kept
    lower[rising] = upper[rising]
    upper[falling] = lower[falling]
    return lower, upper


def _face(layout: Layout, core: Core, before: Sequence[SettledRung]) -> tuple[Ints, Ints]:
    """Return the bounds that the settled rungs leave."""
    lower, upper = layout.lower.copy(), layout.upper.copy()
    undecided = np.ones(len(lower), dtype=np.bool_)
    for rung in before:
        worth = rung.value.of(core.scores, core.rows, core.columns)
        price = layout.spread_out(rung.prices)
        reduced = layout.profit(worth, rung.frame_profit)
        reduced += price[layout.heads] - price[layout.tails]
        rises, falls = undecided & (reduced > 0), undecided & (reduced < 0)
        lower[rises] = upper[rises]
        upper[falls] = lower[falls]
        undecided &= reduced == 0
    return lower, upper
