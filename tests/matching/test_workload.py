"""How long a solve should take: a pure function of sizes, objective and limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.matching.problem import MatchingProblem, Objective, Spread
from hsr_match.matching.workload import predicted_seconds


class Sized:
    """Scores and eligibility that nobody may look at."""

    def __init__(self, *shape: int) -> None:
        self.shape = shape

    def block(self, rows: slice, columns: slice) -> Any:
        raise AssertionError(f"a prediction looks at sizes only, not at {rows}, {columns}")


def of_size(n: int, m: int, kind: Any = "balanced") -> MatchingProblem:
    ones = np.ones(m, dtype=np.int64)
    return MatchingProblem(
        scores=Sized(n, m),
        eligible=Sized(n, m),
        mentee_keys=[""] * n,
        mentor_keys=[""] * m,
        wanted=np.ones(n, dtype=np.int64),
        places_min=0 * ones,
        places=ones,
        places_max=ones,
        objective=Objective(kind),
    )


@pytest.mark.parametrize("kind", ["total", "balanced", "worst_first"])
def test_a_coordinators_cohort_is_short_work(kind: Any) -> None:
    """It must not pay for a second interpreter."""
    assert predicted_seconds(of_size(300, 200, kind)) < 0.5


@pytest.mark.parametrize("kind", ["total", "balanced", "worst_first"])
def test_thousands_are_not(kind: Any) -> None:
    assert predicted_seconds(of_size(3000, 2000, kind)) > 0.5


def test_it_grows_with_the_pairs_and_with_what_is_asked() -> None:
    small, large = of_size(500, 400), of_size(1000, 400)
    assert predicted_seconds(large) == pytest.approx(2 * predicted_seconds(small))
    fairer = predicted_seconds(of_size(500, 400, "worst_first"))
    assert fairer > predicted_seconds(small) > predicted_seconds(of_size(500, 400, "total"))
    rich = replace(small, spread=(Spread("organisation", np.zeros(500, dtype=np.int64)),))
    assert predicted_seconds(rich) > predicted_seconds(small)


def test_an_exact_search_cannot_be_predicted() -> None:
    """However small: it gets a process that can be stopped."""
    assert predicted_seconds(replace(of_size(10, 10), apart=((0, 1),))) == float("inf")
    assert predicted_seconds(of_size(10, 10), "coupled") == float("inf")
