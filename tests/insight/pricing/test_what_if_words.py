"""Prices in plain English."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hsr_match.insight import price_of, what_if
from hsr_match.insight.pricing.words import NO_PLACE, cost_in_words
from hsr_match.insight.words import Scale
from hsr_match.matching import Objective, solve
from tests.matching.problems import problem

POINTS = Scale(1_000_000, given=False)


def told(*args: Any, **fields: Any) -> Any:
    p = problem(*args, **fields)
    return what_if(p, solve(p))


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        ((0, 0, 0), "costs nothing"),
        ((1, 0, 23_000), "one mentee fewer, 2.3 points less in all"),
        ((-1, 0, -23_000), "one mentee more, 2.3 points more in all"),
        ((1, 0, 0), "one mentee fewer"),
        ((2, 0, -5_000), "two mentees fewer, 0.5 points more in all"),
        ((0, 0, 499), "under 0.1 points less in all"),
        ((0, 0, 500), "0.1 points less in all"),
        ((0, 0, 1), "under 0.1 points less in all"),
        ((0, 1, -23_000), "one pair fewer, 2.3 points more in all"),
        ((1, -2, 0), "one mentee fewer, two pairs more"),
    ],
)
def test_costs_in_words(cost: tuple[int, int, int], said: str) -> None:
    assert cost_in_words(*cost, POINTS) == said


def test_given_scores_are_said_in_their_own_units() -> None:
    assert cost_in_words(0, 0, 25, Scale(10, given=True)) == "2.5 less in all"


def test_a_pair_that_is_made_and_one_that_is_as_good() -> None:
    same = told([[500_000, 500_000]])
    made = same.matching.pairs[0][1]
    assert price_of(same, 0, made) == "costs nothing: this pair is made"
    assert price_of(same, 0, 1 - made) == "costs nothing: another pairing is just as good"


def test_a_pair_that_costs_points_and_one_that_costs_a_mentee() -> None:
    answers = told([[900_000, 850_000], [800_000, 0]], [[True, True], [True, False]])
    assert answers.matching.pairs == ((0, 1), (1, 0))
    assert price_of(answers, 0, 0) == "one mentee fewer, 75.0 points less in all"
    apart = told([[900_000, 850_000], [800_000, 650_000]])
    assert price_of(apart, 0, 0) == "10.0 points less in all"


def test_weighted_points_under_the_balanced_objective() -> None:
    fair = told([[600_000, 500_000]], objective=Objective("balanced"))
    assert fair.matching.alpha
    assert price_of(fair, 0, 1).endswith("weighted points less in all")


def test_why_a_pair_cannot_be_made() -> None:
    mask = [[True, False, True], [True, True, True], [True, True, True]]
    answers = told(
        np.ones((3, 3)),
        mask,
        [1, 2, 0],
        wanted=[1, 1, 0],
        pins=((1, 0),),
        mentee_ids=["E1", "E2", "E3"],
        mentor_ids=["R1", "R2", "R3"],
    )
    assert price_of(answers, 0, 1) == "cannot be made: R2 and E1 may not be paired"
    assert price_of(answers, 1, 1) == "cannot be made: E2 stays with R1, as people decided"
    assert price_of(answers, 1, 0) == "costs nothing: this pair is made"
    assert price_of(answers, 0, 2) == f"cannot be made: R3 has {NO_PLACE}"
    assert price_of(answers, 2, 1) == "cannot be made: E3 wants no mentor"
    stuck = "cannot be made: pins and minimum loads leave no place with R1 for E1"
    assert price_of(answers, 0, 0) == stuck
