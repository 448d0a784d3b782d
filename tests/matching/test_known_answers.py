"""Published optima and closed formulas: the total is the one in print, and it is proven."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

import numpy as np
import pytest

from hsr_match.matching import Objective, solve
from hsr_match.matching.problem import Order
from hsr_match.proof import verify
from tests.matching.known.formulas import FAMILIES, Case
from tests.matching.known.published import CHECKED, Known, generated, published
from tests.matching.problems import problem
from tests.matching.test_pricing import poor_core

ORDERS: tuple[Order, ...] = ("pairs_first", "points_first")
CORES = {"best pairs": nullcontext, "poor core": poor_core}
PUBLISHED = {known.name: known for known in published()}
GENERATED = generated()

Core = Callable[[], AbstractContextManager[None]]


@pytest.fixture(params=CORES.values(), ids=CORES)
def core(request: pytest.FixtureRequest) -> Core:
    """Begin with the best pairs, or with hardly any, so that pricing has to find them."""
    return request.param


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("known", PUBLISHED.values(), ids=PUBLISHED)
def test_the_optimum_is_the_one_in_print(known: Known, order: Order, core: Core) -> None:
    p = known.problem(order)
    with core():
        found = solve(p)
    assert found.total == known.total(order)
    assert found.coverage == known.pairs
    assert verify(found, p).proven


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "known", [pytest.param(k, id=k.name) for k in GENERATED if len(k.table) < 500]
)
def test_generated_tables_have_the_optimum_in_print(known: Known, order: Order, core: Core) -> None:
    p = known.problem(order)
    with core():
        found = solve(p)
    assert found.total == known.total(order)
    assert verify(found, p).proven


@pytest.mark.slow
@pytest.mark.parametrize(
    "known", [pytest.param(k, id=k.name) for k in GENERATED if len(k.table) >= 500]
)
def test_large_generated_tables_too(known: Known) -> None:
    p = known.problem("pairs_first")
    found = solve(p)
    assert found.total == known.total("pairs_first")
    assert verify(found, p).proven


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("n", [1, 2, 5, 12, 29])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_the_optimum_is_the_formula(
    family: Callable[[int], Case], n: int, order: Order, core: Core
) -> None:
    plain, optimum = family(n)
    p = replace(plain, order=order)
    with core():
        found = solve(p)
    assert found.total == optimum
    assert verify(found, p).proven


def test_each_entry_says_how_far_its_source_was_looked_up() -> None:
    """Most of them were read; who adds one that was not says so."""
    checked = [known.checked for known in PUBLISHED.values()]
    assert set(checked) <= set(CHECKED)
    assert checked.count("read") >= len(checked) / 2
    assert checked.count("recalled") <= 5


def test_there_are_at_least_sixty_instances() -> None:
    """Each with both orders, and from a good and a poor beginning."""
    assert len(PUBLISHED) >= 50
    assert len(PUBLISHED) + len(GENERATED) + len(FAMILIES) * 5 >= 60


@pytest.mark.parametrize("n", [2, 3, 7, 20])
def test_bottleneck_of_sums_is_met_in_the_middle(n: int) -> None:
    """``i + j``, i, j = 1 … n: the total is any pairing's, the best worst pair is n + 1.

    The smallest of one side has to take somebody, and with the largest of the
    other it makes n + 1; all pairs (i, n + 1 − i) make exactly that.
    """
    i = np.arange(1, n + 1)
    p = problem(np.add.outer(i, i), objective=Objective("worst_first", max_price=1.0, resolution=1))
    found = solve(p)
    assert sorted(found.pairs) == [(k, n - 1 - k) for k in range(n)]
    assert found.total == n * (n + 1)
    assert verify(found, p).proven


def test_bottleneck_goes_before_the_total() -> None:
    """Totals 1 + 100 against 10 + 10: the first has more points, the second the better worst."""
    scores = [[100, 10], [10, 1]]
    fair = Objective("worst_first", max_price=1.0, resolution=1)
    assert solve(problem(scores)).total == 101
    assert solve(problem(scores, objective=fair)).total == 20


@pytest.mark.parametrize("n", [3, 6, 15])
def test_bottleneck_of_products(n: int) -> None:
    """``i · j``: the worst pair is best at min i (n + 1 − i) = n, when 1 goes with n.

    The person 1 gives at most n, so n is a bound; (i, n + 1 − i) reaches it.
    """
    i = np.arange(1, n + 1)
    table = np.outer(i, i)
    p = problem(table, objective=Objective("worst_first", max_price=1.0, resolution=1))
    found = solve(p)
    assert min(int(table[pair]) for pair in found.pairs) == n
    assert verify(found, p).proven
