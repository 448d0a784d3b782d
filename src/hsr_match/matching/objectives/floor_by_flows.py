"""The highest floor under any limits that a flow can keep: as few below it as can be, by halving.

Coverage settled, the number of pairs below a floor is a sum over pairs like any
other: its least is a flow, and 0 where the floor can be kept. The potentials of
the lowest floor that cannot be kept are the proof that none higher can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.engines.hubs import Prices
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.rungs import RungGoal, packed
from hsr_match.matching.floor import Below, HighestFloor, pins_below
from hsr_match.matching.objectives.candidate import Candidate, Field
from hsr_match.matching.objectives.face import among, face_after
from hsr_match.matching.objectives.flow_prices import limit_prices
from hsr_match.matching.objectives.leximin import guessed
from hsr_match.matching.objectives.steps import Flow, settle_on
from hsr_match.matching.objectives.summed import coverage_goals
from hsr_match.matching.problem import Ints


def floor_by_flows(
    field: Field, best_total: Candidate, check: Callable[[], None] | None = None
) -> HighestFloor:
    """Find the highest floor that leaves as many matched as the best total.

    Parameters
    ----------
    field
        The problem and its frame.
    best_total
        The best total: its rungs before the objective settle who can be matched.
    check
        Called between two floors; what it raises ends the search.
    """
    problem, made = field.problem, best_total.made
    resolution = problem.objective.resolution
    before = best_total.rungs[: len(coverage_goals(field))]
    face = face_after(problem, field.frame, field.rules, made.core, before)
    best = Flow(face, made.core, made.pair_flow, made.frame_flow)
    lowest = _lowest(field, best)
    if lowest is None:
        return HighestFloor(None, None)
    likely = guessed(face, resolution, lowest)
    low = _not_below(field, likely, lowest)
    high, step = None, 1
    short: tuple[SettledRung, int] | None = None
    while short is None or high != low + 1:
        floor = low + step if high is None else (low + high) // 2
        if check is not None:
            check()
        value = Below(floor * resolution)
        goal = RungGoal(value, np.zeros(len(field.frame.tails), dtype=np.int64))
        found = settle_on(face, goal, likely)
        flow, face = found.flow, found.flow.face
        lacking = int(flow.pair_flow @ (flow.network.scores < value.least))
        if lacking > pins_below(problem, value.least):
            short, high = (found.rung, lacking), floor
        else:
            low = _not_below(field, flow, floor)
            likely, step = flow, 2 * step
    rung, lacking = short
    least = pins_below(problem, high * resolution)
    return HighestFloor(low * resolution, _bound(field, before, rung, -least, -lacking))


def _lowest(field: Field, flow: Flow) -> int | None:
    """Return the lowest level of any pair that is made, pins apart; None if there is none."""
    m = field.problem.shape[1]
    used = flow.pair_flow > 0
    pins = np.array(sorted({i * m + j for i, j in field.problem.pins}), dtype=np.int64)
    used = used & ~among(pins, flow.network.keys)
    levels: Ints = flow.network.scores[used] // field.problem.objective.resolution
    return int(levels.min()) if len(levels) else None


def _not_below(field: Field, flow: Flow, level: int) -> int:
    """Return the lowest level of a flow if it is above one that is known to be kept."""
    lowest = _lowest(field, flow)
    return level if lowest is None else max(level, lowest)


def _bound(
    field: Field, before: Sequence[SettledRung], short: SettledRung, value: int, most: int
) -> RungBound:
    """Return potentials as prices, those of earlier rungs at a weight that outweighs the rest."""
    parts, after = [(1, short.prices)], 1 + _largest(short.prices)
    for rung in reversed(before):
        weight = 1 + 8 * after
        parts.insert(0, (weight, rung.prices))
        after += weight * (1 + _largest(rung.prices))
    earlier = tuple(weight for weight, _ in parts[:-1])
    priced = limit_prices(field, packed(parts, field.rules), earlier)
    return RungBound(
        rung="floor",
        value=value,
        bound=most,
        denominator=1,
        mentees=priced.mentees,
        mentors=priced.mentors,
        spread=priced.spread,
        different=priced.different,
        apart=np.zeros((0, 4), dtype=np.int64),
        floors=np.zeros(0, dtype=np.int64),
        earlier=earlier,
    )


def _largest(prices: Prices) -> int:
    every = (prices.nodes, prices.mentor_hubs, prices.mentee_hubs)
    return max(int(np.abs(values).max(initial=0)) for values in every)
