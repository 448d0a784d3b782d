"""Known answers by a second road: HiGHS, counting, and theorems about graphs and sets."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, linear_sum_assignment, milp

from hsr_match.matching import solve
from hsr_match.proof import verify
from tests.matching.known.combinatorics import PUZZLES, Case, groetzsch, petersen
from tests.matching.known.formulas import FAMILIES
from tests.matching.known.formulas import Case as Formula
from tests.matching.known.published import Known, generated, published


@pytest.mark.parametrize("known", published(), ids=lambda known: known.name)
def test_an_integer_program_finds_what_is_in_print(known: Known) -> None:
    """From the table of the source alone: rows once at most, columns within their limits."""
    n, m = known.table.shape
    rows = np.kron(np.eye(n), np.ones(m))
    columns = np.tile(np.eye(m), n)
    found = milp(
        -known.worth * known.table.ravel(),
        constraints=[
            LinearConstraint(rows, 0, 1),
            LinearConstraint(columns, known.least, known.places),
            LinearConstraint(np.ones((1, n * m)), known.pairs, known.pairs),
        ],
        integrality=np.ones(n * m),
        bounds=(0, (~known.barred.ravel()).astype(float)),
    )
    assert found.status == 0
    assert round(-known.worth * found.fun) == known.optimum


@pytest.mark.parametrize("known", generated(), ids=lambda known: known.name)
def test_scipy_finds_what_is_in_print_for_generated_tables(known: Known) -> None:
    table = np.where(known.barred, 10**6, known.table)
    assert table[linear_sum_assignment(table)].sum() == known.optimum


@pytest.mark.parametrize("n", [1, 2, 5, 12, 29])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_scipy_finds_the_formula(family: Callable[[int], Formula], n: int) -> None:
    """Each place is a column; where a mentor must have somebody, theirs are worth more."""
    p, optimum = family(n)
    everyone = slice(None)
    scores = p.scores.block(everyone, everyone).astype(float)
    scores[~p.eligible.block(everyone, everyone)] = -1e9
    places = np.repeat(np.arange(p.shape[1]), p.places)
    table = scores[:, places]
    must = np.concatenate(
        [np.arange(k) < low for k, low in zip(p.places, p.must_have, strict=True)]
    )
    table[:, must] += 1e7
    row, column = linear_sum_assignment(table, maximize=True)
    assert int(scores[row, places[column]].sum()) == optimum


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.__name__)
def test_as_many_as_the_theorem_says(puzzle: Callable[[], Case]) -> None:
    p, most = puzzle()
    found = solve(p)
    assert found.status == "optimal"
    assert found.coverage == most
    verify(found, p)


def test_what_is_said_about_the_graphs_is_so() -> None:
    """By trying all colourings of all parts."""
    assert _largest_part(10, petersen(), 2) == 7
    assert _largest_part(10, petersen(), 3) == 10
    assert _largest_part(11, groetzsch(), 3) == 10
    assert len(petersen()) == 15
    assert len(groetzsch()) == 20


def _largest_part(vertices: int, edges: object, colours: int) -> int:
    """The most vertices that can be coloured, by going through who is left out."""
    pairs = list(edges)  # type: ignore[call-overload]

    def fits(kept: list[int]) -> bool:
        near = {v: [a + b - v for a, b in pairs if v in (a, b)] for v in kept}

        def extend(k: int, colour: dict[int, int]) -> bool:
            if k == len(kept):
                return True
            v = kept[k]
            taken = {colour[u] for u in near[v] if u in colour}
            # The first free colour stands for all those that nobody has yet.
            free = [c for c in range(min(colours, len(set(colour.values())) + 1)) if c not in taken]
            return any(extend(k + 1, {**colour, v: c}) for c in free)

        return extend(0, {})

    for left in range(vertices + 1):
        for out in itertools.combinations(range(vertices), left):
            if fits([v for v in range(vertices) if v not in out]):
                return vertices - left
    return 0
