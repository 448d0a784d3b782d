"""Larger cases, where nothing can be enumerated: CP-SAT after prices against HiGHS on all pairs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.dense_program import solve_dense

from hsr_match.errors import InfeasibleError
from hsr_match.matching.coupled import solve_coupled
from hsr_match.matching.problem import Floor, MatchingProblem, Objective, Spread
from hsr_match.proof import verify
from tests.matching.coupled.oracle import keeps_limits, worth
from tests.matching.problems import problem


def medium(seed: int) -> MatchingProblem:
    """12–24 mentees, 8–16 mentors, most couplings, places short in every second case."""
    r = np.random.default_rng([9, seed])
    n, m = int(r.integers(12, 25)), int(r.integers(8, 17))
    places = r.integers(1, 4 if seed % 2 else 3, m)
    couples = [tuple(sorted(r.choice(n, 2, replace=False).tolist())) for _ in range(6)]
    joined = () if r.random() < 0.5 else (couples[0],)
    apart = tuple({c for c in couples[1:] if not set(c) & set(couples[0])})
    return problem(
        r.integers(0, 100, (n, m)),
        r.random((n, m)) < 0.85,
        places,
        wanted=np.where(r.random(n) < 0.2, 2, 1),
        places_min=np.where((places > 1) & (r.random(m) < 0.7), 2, 0),
        places_max=places + r.integers(0, 2, m),
        extra_place_cost=int(r.integers(0, 20)),
        mentor_groups=r.integers(-1, 5, m),
        spread=(Spread("organisation", r.integers(-1, 6, n), 1),)
        + ((Spread("department", r.integers(0, 8, n), 1),) if r.random() < 0.3 else ()),
        apart=apart,
        together=joined,
        floors=(Floor("need", r.random(n) < 0.4, r.random(m) < 0.4, int(r.integers(1, 6))),),
        order="points_first" if r.random() < 0.3 else "pairs_first",
        score_bound=100,
    )


def both_agree(p: MatchingProblem) -> bool:
    answer = solve_dense(p)
    assert answer.proven
    if answer.pairs is None:
        with pytest.raises(InfeasibleError):
            solve_coupled(p)
        return False
    found = solve_coupled(p)
    assert keeps_limits(p, answer.pairs), "the textbook program says what the limits say"
    assert worth(p, found.pairs) == worth(p, answer.pairs)
    verify(found, p)
    return True


def test_both_solvers_agree() -> None:
    assert sum(both_agree(medium(seed)) for seed in range(12)) >= 9


@pytest.mark.slow
def test_both_solvers_agree_on_more() -> None:
    assert sum(both_agree(medium(seed)) for seed in range(100, 250)) >= 110


@pytest.mark.parametrize("seed", range(3))
def test_balanced_within_its_price(seed: int) -> None:
    """The fairness that was used is the strongest that the price allows, reckoned by HiGHS."""
    base = medium(seed + 50)
    r = np.random.default_rng(seed)
    scores = r.integers(0, 1001, base.shape) * 1000
    p = problem(
        scores,
        base.eligible.block(slice(None), slice(None)),
        base.places,
        places_max=base.places,
        places_min=base.places_min,
        apart=base.apart,
    )
    wish = Objective("balanced", 2.0, [0.0, 0.01, 1.0][seed])
    found = solve_coupled(replace(p, objective=wish))
    verify(found, replace(p, objective=wish))
    best = worth(p, solve_dense(p).pairs or ())
    assert best[:2] == (found.coverage, len(found.pairs))
    assert found.total >= (1 - wish.max_price) * best[-1]
    if found.alpha:
        same = Objective("balanced", found.alpha, 1.0)
        fair = replace(p, objective=same)
        assert worth(fair, found.pairs) == worth(fair, solve_dense(fair).pairs or ())
