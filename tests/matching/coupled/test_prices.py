"""Any prices give a bound that holds, and no pair of a good choice loses more than the gap."""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled.face import whole_face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.goal import Goal
from hsr_match.matching.coupled.model import Model, build_model
from hsr_match.matching.coupled.narrowing import narrowed
from hsr_match.matching.coupled.prices import Prices
from hsr_match.matching.coupled.pricing import Pricer
from hsr_match.matching.coupled.rows import Rows
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.engines.values import Gain
from hsr_match.matching.problem import MatchingProblem
from tests.matching.coupled.cases import case
from tests.matching.coupled.oracle import Pairs, allowed, contradicts_itself, worth


def random_prices(model: Model, r: np.random.Generator) -> Prices:
    """Prices that no linear program would give, on a random set of rows."""
    m = model.mentors

    def some(size: int) -> np.ndarray:
        return np.flatnonzero(r.random(size) < 0.5).astype(np.int64)

    spread = tuple(some(m * limit.groups) for limit in model.limits)
    apart = some(len(model.apart) * m)
    groups = model.groups_of_mentors
    different = some(len(model.units) * groups)
    different = different[model.choosing[different // groups]]
    if not (model.mentor_groups >= 0).any():
        different = different[:0]
    denominator = int(r.integers(1, 5))
    return Prices(
        denominator=denominator,
        units=r.integers(-5, 15, len(model.units)) * denominator,
        mentors=r.integers(-5, 10, m),
        rows=Rows(spread, apart, different),
        spread=tuple(r.integers(0, 9, len(keys)) for keys in spread),
        apart=r.integers(0, 9, len(apart)),
        different=r.integers(0, 9, len(different)),
        floors=r.integers(0, 9, len(model.floors)),
        earlier=(),
    )


def as_keys(model: Model, pairs: Pairs) -> np.ndarray:
    return np.unique([model.units.of[i] * model.mentors + j for i, j in pairs]).astype(np.int64)


def objective(p: MatchingProblem) -> Pricer:
    model = build_model(p)
    goal = Goal("objective", Gain(0.0, 10), model.credit, costs=True)
    return Pricer(Task(PairField(model), whole_face(model), goal, ()))


def test_every_choice_lies_below_the_bound_and_on_its_face() -> None:
    looked_at = 0
    for seed in range(80_000, 80_060):
        p = case(seed, balanced=False)
        if contradicts_itself(p):
            continue
        r = np.random.default_rng(seed)
        pricer = objective(p)
        model = pricer.model
        for _ in range(3):
            priced = pricer.price(random_prices(model, r))
            unit = priced.prices.denominator
            for pairs in list(allowed(p))[:400:7]:
                value = worth(p, pairs)[-1]
                gap = priced.bound - unit * value
                assert gap >= 0, seed
                keys = as_keys(model, pairs)
                open_keys, _ = pricer.losses(priced, gap)
                assert np.isin(keys, open_keys).all(), seed
                face = narrowed(pricer, priced, gap)
                count = np.bincount(keys // model.mentors, minlength=len(model.units))
                assert ((face.least <= count) & (count <= face.most)).all(), seed
                load = np.bincount(
                    keys % model.mentors,
                    weights=model.units.size[keys // model.mentors],
                    minlength=model.mentors,
                )
                inside = (face.load_least <= load) & (load <= face.load_most)
                assert (inside | (face.may_idle & (load == 0))).all(), seed
                looked_at += 1
    assert looked_at > 400


def test_the_price_of_a_mentor_is_the_best_one() -> None:
    """No other price of a place gives a lower bound, all other prices as they are."""
    for seed in range(81_000, 81_040):
        p = case(seed, balanced=False, together=False, pins=False)
        r = np.random.default_rng(seed)
        pricer = objective(p)
        best = pricer.price(random_prices(pricer.model, r))
        takers = pricer.face.allowed(pricer.field, 0).sum(axis=0)
        usable = pricer.face.may_idle | (takers >= pricer.face.load_least)
        for at in np.flatnonzero(usable).tolist():
            for price in (-20, -3, 0, 4, 25):
                assert used_at(pricer, best, at, price) >= best.best[at], (seed, at, price)


def used_at(pricer: Pricer, priced: object, at: int, price: int) -> int:
    """What one mentor adds to the bound at another price, from the definition."""
    prices = priced.prices  # type: ignore[attr-defined]
    model, face = pricer.model, pricer.face
    net = pricer.net(prices, prices.cells(model), 0)[:, at]
    may = face.allowed(pricer.field, 0)[:, at]
    surplus = int(np.maximum(net[may] - price, 0).sum())
    step = prices.denominator * model.problem.extra_place_cost
    loads = range(int(face.load_least[at]), int(face.load_most[at]) + 1)
    worths = []
    for load in loads:
        over = max(0, load - int(model.places[at]))
        worths.append(price * load - step * over * (over + 1) // 2)
    used = surplus + max(worths)
    return max(0, used) if face.may_idle[at] else used
