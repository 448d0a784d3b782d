"""All scores come out of one matrix product, equal to plain loops over the formulas."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort, Person
from hsr_match.scoring.exact import UNITS_PER_SCORE
from tests.scoring.cohorts import cohorts
from tests.scoring.plain_loop import PlainLoop
from tests.scoring.scored import DEFAULT, cohort_of, scored, with_scoring, with_weights

EVERYTHING = slice(None)
# Every criterion and part weighs something, and values are not round.
UNUSUAL = with_scoring(
    with_weights(DEFAULT, region=7, needs=31.4, lived_experience=0.1, practicalities=3),
    career_path=replace(DEFAULT.scoring.career_path, background=12.5, track=0),
    rank_weights=(1, 0.77, 0.331),
    part=0.3333,
    offer_levels={0: 0.01, 1: 0.3335, 2: 0.8, 3: 0.9},
    career_stage={-1: 0.1, 0: 0.45, 1: 1, 2: 0.7},
)
SETTINGS = {
    "default": DEFAULT,
    "unusual": UNUSUAL,
    "no points for experience": with_weights(DEFAULT, lived_experience=0),
}


@pytest.mark.parametrize("name", SETTINGS)
@given(data=st.data())
@example_settings(max_examples=40, deadline=None)
def test_scores_equal_the_plain_loop_to_the_last_unit(name: str, data: st.DataObject) -> None:
    cohort = data.draw(cohorts())
    loop = PlainLoop(cohort, SETTINGS[name])
    scores = scored(cohort, SETTINGS[name])
    by_loop = [[loop.score(e, r) for r in cohort.mentors] for e in cohort.mentees]
    assert scores.block(EVERYTHING, EVERYTHING).tolist() == by_loop


@given(cohorts())
@example_settings(max_examples=40, deadline=None)
def test_points_are_the_loops_parts_and_add_up_to_the_score(cohort: Cohort) -> None:
    loop, scores = PlainLoop(cohort, DEFAULT), scored(cohort)
    points = scores.points(EVERYTHING, EVERYTHING)
    assert (points.sum(axis=2) == scores.block(EVERYTHING, EVERYTHING)).all()
    for i, e in enumerate(cohort.mentees):
        for j, r in enumerate(cohort.mentors):
            units = loop.units(e, r)
            for k, name in enumerate(scores.criteria):
                floor = units.get(name, 0) // UNITS_PER_SCORE
                assert points[i, j, k] in (floor, floor + 1)


@given(cohorts(), st.data())
@example_settings(max_examples=40, deadline=None)
def test_any_block_is_that_part_of_the_whole(cohort: Cohort, data: st.DataObject) -> None:
    scores = scored(cohort)
    whole = scores.block(EVERYTHING, EVERYTHING)
    rows = data.draw(bounds(len(cohort.mentees)))
    columns = data.draw(bounds(len(cohort.mentors)))
    assert (scores.block(rows, columns) == whole[rows, columns]).all()
    assert (
        scores.points(rows, columns) == scores.points(EVERYTHING, EVERYTHING)[rows, columns]
    ).all()
    assert (
        scores.evidence(rows, columns) == scores.evidence(EVERYTHING, EVERYTHING)[rows, columns]
    ).all()


def bounds(count: int) -> st.SearchStrategy[slice]:
    ends = st.integers(0, count)
    return st.builds(lambda a, b: slice(min(a, b), max(a, b)), ends, ends)


@given(cohorts())
@example_settings(max_examples=40, deadline=None)
def test_share_rows_are_the_loops_units_and_sum_to_the_score(cohort: Cohort) -> None:
    """Exact in 10^-15 of a score, long before anything is rounded to millionths."""
    loop, scores = PlainLoop(cohort, UNUSUAL), scored(cohort, UNUSUAL)
    whole = scores.block(EVERYTHING, EVERYTHING)
    for i, e in enumerate(cohort.mentees):
        for j, r in enumerate(cohort.mentors):
            rows = scores.shares(i, j)
            by_criterion = {row.criterion: 0 for row in rows}
            for row in rows:
                by_criterion[row.criterion] += row.units
                assert row.cover is None or row.units == row.share * row.cover
            units = loop.units(e, r)
            assert by_criterion == {k: n for k, n in units.items() if k in by_criterion}
            assert sum(units.values()) == sum(by_criterion.values())
            assert (sum(units.values()) + UNITS_PER_SCORE // 2) // UNITS_PER_SCORE == whole[i, j]
            assert sum(row.share for row in rows) <= 10**12 + len(rows)


def test_a_block_with_a_step_is_refused() -> None:
    mentee = Person("id:e", "E", "mentee", "", {"preferred_mentors": (("id:r",),)})
    mentor = Person("id:r", "R", "mentor", "", {})
    with pytest.raises(ValueError, match="contiguous"):
        scored(Cohort((mentee,), (mentor,))).block(slice(None, None, -1), EVERYTHING)


def test_an_unknown_part_is_one_line_with_all_its_share() -> None:
    """Two needs worth 3 and 1; R1 left offers blank and takes the mean of R2 and R3."""
    cohort = one_with(
        {"needs": {"teaching": 3, "ending_well": 1}},
        {},
        {"offers": {"teaching": 3}},
        {"offers": {}},
    )
    (row,) = scored(cohort).shares(0, 0)
    assert (row.criterion, row.item, row.cover) == ("needs", "", None)
    assert (row.share, row.units) == (10**12, 375 * 10**12)


def test_nobody_on_one_side_gives_an_empty_block() -> None:
    mentee = Person("id:e", "E", "mentee", "", {"track": "research"})
    assert scored(Cohort((mentee,), ())).block(EVERYTHING, EVERYTHING).shape == (1, 0)
    mentor = Person("id:r", "R", "mentor", "", {"track": "research"})
    assert scored(Cohort((), (mentor,))).block(EVERYTHING, EVERYTHING).shape == (0, 1)


def test_a_criterion_is_constant_if_it_separates_nobody() -> None:
    cohort = one_with(
        {"track": "research", "nation_region": "wales", "career_stage": 2},
        {"track": "research", "career_stage": 2},
        {"track": "research", "career_stage": 3},
    )
    constant = scored(cohort, with_weights(DEFAULT, region=1)).constant
    assert "career_path" in constant
    assert "region" in constant
    assert "career_stage" not in constant


def test_evidence_is_the_weight_on_answers_of_both_sides() -> None:
    """Weights 28 needs, 10 stage, 8 path (a quarter of it on the track) of 80 that all share."""
    cohort = one_with(
        {"needs": {"teaching": 1}, "career_stage": 2, "track": "research"},
        {"offers": {"teaching": 3}, "track": "teaching"},
        {"career_stage": 3},
    )
    evidence = scored(cohort).evidence(EVERYTHING, EVERYTHING)
    assert evidence.tolist() == [[(28 + 8 / 4) / 80, 10 / 80]]


def test_evidence_counts_wishes_only_for_those_who_have_them() -> None:
    cohort = one_with(
        {
            "career_stage": 2,
            "experience_wanted": ("part_time",),
            "preferred_mentors": (("id:r0",),),
        },
        {"career_stage": 2},
    )
    evidence = scored(cohort).evidence(EVERYTHING, EVERYTHING)
    assert evidence.tolist() == [[(10 + 12) / 100]]


def test_a_broken_preferred_rule_costs_points_but_never_below_zero() -> None:
    class Objects:
        name, level = "department", "preferred"

        def block(self, rows: slice, columns: slice) -> Any:
            return np.ones((1, 2), dtype=np.bool_)[rows, columns]

    cohort = one_with({"track": "research"}, {"track": "research"}, {"track": "teaching"})
    scores = scored(cohort, rules=(Objects(), Objects()), preferred_cost=10)
    assert scores.block(EVERYTHING, EVERYTHING).tolist() == [[800_000, 0]]


def one_with(mentee: dict[str, Any], *mentors: dict[str, Any]) -> Cohort:
    return cohort_of([mentee], list(mentors))
