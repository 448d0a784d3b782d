"""How good a flow is before it is proven best: a bound for every rung, by prices.

The potentials of any flow that is the best one of its core price mentees and
places. With them the formula of ``docs/reference/certificate.md`` gives a bound
that holds for all pairs: a mentee whose pairs outside the core would improve
the flow pays the largest improvement on top, so that no pair outside is worth
more than its price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.matching.coupled_certificate import BoundedRung, CoupledCertificate, RungBound
from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.priced_flow import Round
from hsr_match.matching.engines.values import Count, Gain, Nothing, PairValue
from hsr_match.matching.gains import FULL_SCORE
from hsr_match.matching.objectives.candidate import Field, Made
from hsr_match.matching.objectives.flow_prices import (
    LARGEST,
    LimitPrices,
    are_small,
    at_rung,
    limit_prices,
    raised,
    tangent,
)
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True)
class _Rung:
    """One rung: what counts on it, and the value that a flow reaches."""

    name: BoundedRung
    value: PairValue
    covered: Ints
    step_cost: int
    reached: int


def flow_bounds(
    field: Field, found: Round, factors: Sequence[int], alpha: float, aim: float
) -> CoupledCertificate | None:
    """Return a bound for each rung, from one round of pricing.

    Parameters
    ----------
    field
        The problem.
    found
        The round; all rungs up to the objective are packed into its values.
    factors
        Unit of each rung in them, most important first.
    alpha
        Strength of the objective that the round maximised.
    aim
        Strength of the objective that the bound is for. If it is another, the
        prices are carried over along a tangent of its transform.

    Returns
    -------
    CoupledCertificate or None
        None if the round is not priced, the rungs are not all packed, or the
        numbers are too large.
    """
    if not found.priced:
        return None
    rungs = _rungs(field, Made(found.core, found.pair_flow, found.frame_flow), aim)
    *before, last = rungs
    own = Gain(alpha, 1)
    if len(factors) != len(rungs) or not are_small(found.rung.prices, factors):
        return None
    bounds = []
    values = (*(rung.value for rung in before), own)
    for k in range(len(rungs)):
        prices = at_rung(found, factors[k])
        if prices is None:
            return None
        worth = [(f // factors[k], v) for f, v in zip(factors, values, strict=False)][: k + 1]
        earlier = tuple(factor for factor, _ in worth[:-1])
        priced = limit_prices(field, raised(field, found, prices, worth), earlier)
        if k == len(rungs) - 1 and aim != alpha:
            carried = _carried_over(field, found, priced, last)
            if carried is None:
                return None
            priced = carried
        bounds.append(_bound(field, found.core, rungs[: k + 1], priced))
    return CoupledCertificate(tuple(bounds))


def _rungs(field: Field, made: Made, aim: float) -> tuple[_Rung, ...]:
    problem, n = field.problem, field.frame.mentees
    nothing, everyone = np.zeros(n, dtype=np.int64), np.ones(n, dtype=np.int64)
    pairs = made.pairs
    rungs: list[_Rung] = []
    if problem.order == "pairs_first":
        covered = len({i for i, _ in pairs})
        rungs.append(_Rung("coverage", Nothing(), everyone, 0, covered))
        if problem.several:
            rungs.append(_Rung("pairs", Count(), nothing, 0, len(pairs)))
    gain = made.gain(field, aim)
    credit = nothing if problem.credit is None else problem.credit
    rungs.append(_Rung("objective", Gain(aim, 1), credit, problem.extra_place_cost, gain))
    return tuple(rungs)


def _carried_over(
    field: Field, found: Round, priced: LimitPrices, last: _Rung
) -> LimitPrices | None:
    """Return prices for a concave transform of the score from those for the score.

    A tangent lies above: ``D·f(s) <= a + b·s`` for every score s. Prices times b
    then suffice, with a more for each pair, which mentors or mentees pay,
    whichever makes the bound less.
    """
    scores = found.core.scores[found.pair_flow > 0]
    mean = int(scores.mean()) if len(scores) else FULL_SCORE // 2
    alpha = last.value.alpha if isinstance(last.value, Gain) else 0.0
    unit, slope, above = tangent(alpha, mean)
    largest = max(int(np.abs(p).max(initial=0)) for p in (priced.mentees, priced.mentors))
    largest = max((largest, *priced.earlier))
    if 4 * slope * largest * field.frame.nodes >= LARGEST:
        return None
    mentees, mentors = slope * priced.mentees, slope * priced.mentors
    if int(field.problem.wanted.sum()) <= int(field.problem.places.sum()):
        mentees = mentees + above
    else:
        mentors = mentors + above
    spread, different = priced.spread.copy(), priced.different.copy()
    spread[:, -1] *= slope
    different[:, -1] *= slope
    earlier = tuple(slope * price for price in priced.earlier)
    return LimitPrices(unit, mentees, mentors, spread, different, earlier)


def _bound(field: Field, core: Core, rungs: Sequence[_Rung], priced: LimitPrices) -> RungBound:
    """Return the bound that prices give on the last of some rungs."""
    *before, goal = rungs
    problem, unit = field.problem, priced.denominator
    covered = unit * goal.covered
    step = unit * goal.step_cost
    for rung, price in zip(before, priced.earlier, strict=True):
        covered = covered + price * rung.covered
    bound = int(_best_mentees(problem.wanted, priced.mentees, covered).sum())
    bound += int(_best_loads(field, priced.mentors, step).sum())
    bound += _surplus(field, core, goal, before, priced)
    bound += field.rules.most * int(priced.spread[:, -1].sum()) + int(priced.different[:, -1].sum())
    bound -= sum(p * rung.reached for rung, p in zip(before, priced.earlier, strict=True))
    return RungBound(
        rung=goal.name,
        value=goal.reached,
        bound=bound // unit,
        denominator=unit,
        mentees=priced.mentees,
        mentors=priced.mentors,
        spread=priced.spread,
        different=priced.different,
        apart=np.zeros((0, 4), dtype=np.int64),
        floors=np.zeros(0, dtype=np.int64),
        earlier=priced.earlier,
    )


def _best_mentees(wanted: Ints, price: Ints, covered: Ints) -> Ints:
    """Return the most that each mentee can add by the number of their mentors."""
    one = np.where(wanted > 0, price + covered, 0)
    every = np.where(wanted > 0, price * wanted + covered, 0)
    best: Ints = np.maximum(0, np.maximum(one, every))
    return best


def _best_loads(field: Field, price: Ints, step: int) -> Ints:
    """Return the most that each mentor can add by their load."""
    problem = field.problem
    most = problem.places_max
    load = np.where(price > 0, problem.places, 0)
    if step:
        load = np.where(price > 0, problem.places + price // step, load)
    else:
        load = np.where(price > 0, most, load)
    load = np.clip(load, problem.must_have, most)
    over = np.maximum(0, load - problem.places)
    best: Ints = price * load - step * (over * (over + 1) // 2)
    return best


def _surplus(
    field: Field, core: Core, goal: _Rung, before: Sequence[_Rung], priced: LimitPrices
) -> int:
    """Return what pairs are worth beyond their prices; outside the core none is."""
    rows, columns = core.rows, core.columns
    left = priced.denominator * goal.value.of(core.scores, rows, columns)
    for rung, price in zip(before, priced.earlier, strict=True):
        left = left + price * rung.value.of(core.scores, rows, columns)
    left = left - priced.mentees[rows] - priced.mentors[columns]
    groups = max(field.rules.groups, 1)
    for keys, table in (
        (field.rules.at_mentor(rows, columns), priced.spread[:, -3:]),
        (field.rules.at_mentee(rows, columns), priced.different),
    ):
        if len(table):
            hubs = table[:, 0] * groups + table[:, 1]
            at = np.minimum(np.searchsorted(hubs, keys), len(hubs) - 1)
            left = left - np.where(hubs[at] == keys, table[at, 2], 0)
    total = int(np.maximum(left, 0).sum())
    pins = np.array(sorted({i * core.mentors + j for i, j in field.problem.pins}), dtype=np.int64)
    if len(pins):
        forced = left[np.searchsorted(core.keys, pins)]
        total += int(np.minimum(forced, 0).sum())
    return total
