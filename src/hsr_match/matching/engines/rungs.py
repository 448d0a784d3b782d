"""Several rungs at once: packed into one integer where 64 bits hold it, one by one else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import HubRules, Prices
from hsr_match.matching.engines.min_cost_flow import is_safe
from hsr_match.matching.engines.priced_flow import Round, Solution, settle
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.values import Packed, PairValue
from hsr_match.matching.problem import Ints, MatchingProblem

PACKED_BITS = 60
"""Potentials of several rungs in one integer have a unit below 2 to this."""


@dataclass(frozen=True, slots=True)
class RungGoal:
    """What a rung maximises: a value per pair and a profit per arc of the frame."""

    value: PairValue
    frame_profit: Ints

    @property
    def largest(self) -> int:
        """Largest magnitude on any arc."""
        return max(self.value.largest, int(np.abs(self.frame_profit).max(initial=0)))


@dataclass(frozen=True, slots=True)
class Settled:
    """Rungs settled one after the other, and the flow that settles the last."""

    rungs: tuple[SettledRung, ...]
    solution: Solution


def settle_all(
    problem: MatchingProblem,
    frame: Frame,
    rules: HubRules,
    core: Core,
    goals: Sequence[RungGoal],
    before: Sequence[SettledRung] = (),
    on_round: Callable[[Round, Sequence[int]], None] | None = None,
) -> Settled:
    """Maximise goals lexicographically.

    Parameters
    ----------
    problem, frame, rules, core
        As :func:`hsr_match.matching.engines.priced_flow.settle`.
    goals
        Most important first, at least one.
    before
        Rungs settled earlier.
    on_round
        Told every round of pricing, with the unit of each goal that is packed
        into its potentials, rungs settled earlier included; what it raises
        ends the solve.
    """
    nodes = frame.nodes + rules.most_hubs
    taken = _fitting(goals, nodes)
    while True:
        now, later = goals[:taken], goals[taken:]
        told = None if on_round is None else partial(_told, on_round, rules, before, now)
        try:
            settled, solution = _settle_packed(
                problem, frame, rules, core, now, _factors(now, nodes), before, told
            )
            break
        except OverflowError:
            # What the costs alone suggested was not enough room for this network.
            if taken == 1:
                raise
            taken -= 1
    if not later:
        return Settled(settled, solution)
    earlier = (*before, *settled)
    rest = settle_all(problem, frame, rules, solution.core, later, earlier, on_round)
    return Settled((*settled, *rest.rungs), rest.solution)


def _fitting(goals: Sequence[RungGoal], nodes: int) -> int:
    """Return how many goals, the most important first, seem to fit into one integer."""
    taken = len(goals)
    while taken > 1:
        factors = _factors(goals[:taken], nodes)
        if is_safe(sum(f * g.largest for f, g in zip(factors, goals, strict=False)), nodes):
            break
        taken -= 1
    return taken


def _settle_packed(
    problem: MatchingProblem,
    frame: Frame,
    rules: HubRules,
    core: Core,
    goals: Sequence[RungGoal],
    factors: Sequence[int],
    before: Sequence[SettledRung],
    told: Callable[[Round], None] | None,
) -> tuple[tuple[SettledRung, ...], Solution]:
    """Maximise goals in one flow, their values packed into one integer if there are several."""
    if len(goals) == 1:
        (goal,) = goals
        solution = settle(problem, frame, rules, core, goal.value, goal.frame_profit, before, told)
        return (solution.rung,), solution
    value = Packed(tuple(g.value for g in goals), tuple(factors))
    profit = sum(
        (f * g.frame_profit for f, g in zip(factors, goals, strict=True)),
        np.zeros(len(frame.tails), dtype=np.int64),
    )
    solution = settle(problem, frame, rules, core, value, profit, before, told)
    return _unpacked(solution.rung.prices, goals, factors), solution


def _told(
    on_round: Callable[[Round, Sequence[int]], None],
    rules: HubRules,
    before: Sequence[SettledRung],
    now: Sequence[RungGoal],
    found: Round,
) -> None:
    if not before:
        on_round(found, _factors(now, _nodes(found, rules)))
        return
    earlier = [RungGoal(rung.value, rung.frame_profit) for rung in before]
    factors = _factors([*earlier, *now], _nodes(found, rules))
    if factors[0].bit_length() < PACKED_BITS:
        parts = [(f, rung.prices) for f, rung in zip(factors, before, strict=False)]
        prices = packed([*parts, (1, found.rung.prices)], rules)
        on_round(replace(found, rung=replace(found.rung, prices=prices)), factors)
    else:
        on_round(found, factors[len(before) :])


def _nodes(found: Round, rules: HubRules) -> int:
    return len(found.rung.prices.nodes) + rules.most_hubs


def _factors(goals: Sequence[RungGoal], nodes: int) -> list[int]:
    """Return the unit of each goal, such that no path of later ones outweighs it.

    A simple path or cycle visits each node once, so what comes after changes by
    at most ``nodes * largest`` along it; reduced profits take two such paths.
    """
    factors = [1]
    for position in range(len(goals) - 1, 0, -1):
        rest = sum(f * g.largest for f, g in zip(factors, goals[position:], strict=True))
        needed = 4 * nodes * rest + 2 * rest + 2
        # A multiple of the next unit, so that potentials can be taken apart again.
        factors.insert(0, factors[0] * (needed // factors[0] + 1))
    return factors


def packed(parts: Sequence[tuple[int, Prices]], rules: HubRules) -> Prices:
    """Return potentials as the sum of some, each times its unit."""
    mentees = len(rules.mentee_groups)
    every = [
        np.unique(np.concatenate([getattr(prices, side) for _, prices in parts]))
        for side in ("mentor_keys", "mentee_keys")
    ]
    nodes, mentors, chosen = (
        sum((unit * value for unit, value in values), np.zeros(1, dtype=np.int64))
        for values in (
            [(unit, prices.nodes) for unit, prices in parts],
            [(u, p.at_hubs(every[0], groups=rules.groups, mentees=mentees)) for u, p in parts],
            [(u, p.at_hubs(every[1], groups=rules.groups, mentees=None)) for u, p in parts],
        )
    )
    return Prices(nodes, every[0], mentors, every[1], chosen)


def _unpacked(
    prices: Prices, goals: Sequence[RungGoal], factors: Sequence[int]
) -> tuple[SettledRung, ...]:
    """Take packed potentials apart again, the least important rung first."""
    rungs: list[SettledRung] = []
    rest = prices
    for position in range(len(goals) - 1, 0, -1):
        step = factors[position - 1] // factors[position]
        rest, own = _divided(rest, step)
        rungs.insert(0, SettledRung(goals[position].value, goals[position].frame_profit, own))
    rungs.insert(0, SettledRung(goals[0].value, goals[0].frame_profit, rest))
    return tuple(rungs)


def _divided(prices: Prices, step: int) -> tuple[Prices, Prices]:
    """Return quotient and remainder, the remainder as near 0 as can be."""

    def parts(values: Ints) -> tuple[Ints, Ints]:
        low = (values + step // 2) % step - step // 2
        return (values - low) // step, low

    nodes, mentors, mentees = map(parts, (prices.nodes, prices.mentor_hubs, prices.mentee_hubs))
    quotient, remainder = (
        Prices(nodes[k], prices.mentor_keys, mentors[k], prices.mentee_keys, mentees[k])
        for k in (0, 1)
    )
    return quotient, remainder
