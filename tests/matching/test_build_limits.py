"""Settings and answers become limits of the problem, as docs/reference/rules.md says."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from hsr_match.cohort.given_scores import GivenScores
from hsr_match.cohort.model import Cohort, Person
from hsr_match.config import Settings
from hsr_match.errors import InfeasibleError, UsageError
from hsr_match.matching import MatchingProblem, given_problem
from hsr_match.matching.gains import transform
from tests.matching.limits import built, mentee, mentor, settings
from tests.matching.problems import problem

LEEDS, TRUST, YORK, HULL = "leeds", "leeds trust", "york", "hull"
THREE = [mentee(k) for k in (1, 2, 3)]
TWO = [mentor(k, places=3) for k in (1, 2)]


def same(a: object, b: object) -> bool:
    return np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b


def limits(made: MatchingProblem) -> dict[str, Any]:
    """The parts of a problem that differ from those of a plain one."""
    plain = problem([[1]])
    skipped = {"scores", "eligible", "mentee_keys", "mentor_keys", "mentee_ids", "mentor_ids"}
    coupled = {"apart", "together", "floors", "spread", "credit", "mentor_groups"}
    return {
        f.name: getattr(made, f.name)
        for f in fields(made)
        if f.name in coupled - skipped and not same(getattr(made, f.name), getattr(plain, f.name))
    }


def test_with_every_limit_off_the_problem_is_a_plain_one() -> None:
    people = [mentee(1, organisation=YORK, unmatched_last_year=True, needs={"promotion": 3})]
    made = built(people, [mentor(1, organisation=HULL, places_min=0)], Settings())
    assert limits(made) == {}
    assert made.wanted.tolist() == [1]
    assert made.is_flow


def test_mentors_wanted_go_before_the_rule() -> None:
    people = [mentee(1), mentee(2, mentors_wanted=0), mentee(3, mentors_wanted=3)]
    assert built(people, TWO, settings(mentors_per_mentee=2)).wanted.tolist() == [2, 0, 3]
    assert built(people, TWO, settings()).wanted.tolist() == [1, 0, 3]


def test_organisations_are_numbered_in_their_order_and_families_join_them() -> None:
    people = [
        mentee(1, organisation=YORK),
        mentee(2, organisation=TRUST),
        mentee(3, organisation=LEEDS),
        mentee(4),
        mentee(5, organisation=HULL),
    ]
    plain = built(people, TWO, settings(spread={"organisation": 2})).spread[0]
    assert (plain.name, plain.most, plain.groups.tolist()) == ("organisation", 2, [3, 2, 1, -1, 0])
    joined = settings(spread={"organisation": 1}, families=[["Leeds", "Leeds Trust"]])
    assert built(people, TWO, joined).spread[0].groups.tolist() == [2, 1, 1, -1, 0]
    # Two lists that share a member join all of them.
    chain = settings(
        spread={"organisation": 1}, families=[["Leeds", "Leeds Trust"], ["Hull", "Leeds Trust"]]
    )
    assert built(people, TWO, chain).spread[0].groups.tolist() == [1, 0, 0, -1, 0]


def test_a_department_is_one_within_an_employer() -> None:
    people = [
        mentee(1, organisation=YORK, department="School of Health"),
        mentee(2, organisation=YORK, department="school of  health"),
        mentee(3, organisation=HULL, department="School of Health"),
        mentee(4, department="School of Health"),
        mentee(5, organisation=YORK),
    ]
    found = built(people, TWO, settings(spread={"department": 1})).spread
    assert [limit.name for limit in found] == ["department"]
    assert found[0].groups.tolist() == [2, 2, 1, 0, -1]


def test_both_kinds_of_spread_stand_side_by_side() -> None:
    both = built(THREE, TWO, settings(spread={"department": 2, "organisation": 1}))
    assert [(s.name, s.most) for s in both.spread] == [("organisation", 1), ("department", 2)]
    assert not both.is_flow


def test_mentors_of_different_organisations_matter_only_to_those_who_want_several() -> None:
    mentors = [mentor(1, organisation=YORK), mentor(2), mentor(3, organisation=HULL)]
    asked = settings(different_organisations=True)
    assert limits(built(THREE, mentors, asked)) == {}
    two = built([mentee(1, mentors_wanted=2)], mentors, asked)
    assert two.mentor_groups is not None
    assert two.mentor_groups.tolist() == [1, -1, 0]


def test_mentees_apart_and_together_are_found_by_any_reference() -> None:
    people = [mentee(1, email="ann@example.org"), mentee(2), mentee(3), mentee(4)]
    made = built(
        people,
        TWO,
        settings(
            apart=[{"mentees": ("e03", "ANN@example.org", "Mentee 2")}],
            together=[{"mentees": ("E04", "E03")}],
        ),
    )
    assert made.apart == ((0, 1), (0, 2), (1, 2))
    assert made.together == ((2, 3),)


def test_who_wants_no_mentor_this_round_is_passed_over() -> None:
    people = [mentee(1), mentee(2, mentors_wanted=0), mentee(3)]
    made = built(people, TWO, settings(together=[{"mentees": ("E01", "E02", "E03")}]))
    assert made.together == ((0, 2),)
    alone = built(people, TWO, settings(together=[{"mentees": ("E01", "E02")}]))
    assert alone.together == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("E01", "E09"), "`apart`, entry 1: There is no mentee 'E09'"),
        (("E01", "R01"), "`apart`, entry 1: There is no mentee 'R01'"),
        (("E01", "Mentee 1"), "`apart`, entry 1, names E01 twice"),
    ],
)
def test_a_reference_to_nobody_or_twice_is_refused(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        built(THREE, TWO, settings(apart=[{"mentees": words}]))
    assert told in caught.value.message


def test_apart_and_together_at_once_is_a_contradiction() -> None:
    chosen = settings(
        apart=[{"mentees": ("E01", "E03")}],
        together=[{"mentees": ("E01", "E02")}, {"mentees": ("E02", "E03")}],
    )
    with pytest.raises(InfeasibleError) as caught:
        built(THREE, TWO, chosen)
    assert caught.value.conflict == ("apart: E01 and E03", "together: E01, E02, E03")


FLOOR = {"name": "caring", "at_least": 1, "need": "caring_and_work"}


def test_a_floor_counts_who_asks_and_who_offers() -> None:
    people = [mentee(1, needs={"caring_and_work": 3}), mentee(2, needs={"promotion": 3}), mentee(3)]
    mentors = [
        mentor(1, offers={"caring_and_work": 2}),
        mentor(2, offers={"caring_and_work": 1}),
        mentor(3, offers={"caring_and_work": None}),
        mentor(4, lived_experience_offered=("parent_or_carer",)),
        mentor(5, offers={"promotion": 3}),
    ]
    (floor,) = built(people, mentors, settings(floors=[FLOOR])).floors
    assert (floor.name, floor.least) == ("caring", 1)
    assert floor.mentees.tolist() == [True, False, False]
    assert floor.mentors.tolist() == [True, False, True, True, False]


def test_a_floor_on_an_experience() -> None:
    people = [mentee(1, experience_wanted=("parent_or_carer",)), mentee(2)]
    mentors = [mentor(1, lived_experience_offered=("parent_or_carer",)), mentor(2)]
    wish = {"name": "carers", "at_least": 1, "experience": "parent_or_carer"}
    (floor,) = built(people, mentors, settings(floors=[wish])).floors
    assert (floor.mentees.tolist(), floor.mentors.tolist()) == ([True, False], [True, False])


def test_a_floor_that_cannot_be_met_tells_no_number_of_confidential_answers() -> None:
    people = [mentee(1, needs={"caring_and_work": 3, "teaching": 1}), mentee(2)]
    mentors = [mentor(1, offers={"caring_and_work": 2, "teaching": 3}, places=4)]
    with pytest.raises(InfeasibleError) as gated:
        built(people, mentors, settings(floors=[{**FLOOR, "at_least": 7}]))
    assert gated.value.conflict == ("floor 'caring': at least 7 pairs; fewer can be made",)
    plain = {"name": "teachers", "at_least": 7, "need": "teaching"}
    with pytest.raises(InfeasibleError) as told:
        built(people, mentors, settings(floors=[plain]))
    counts = "mentors wanted by who asks: 1, places of who offers it: 4"
    assert told.value.conflict == (f"floor 'teachers': at least 7 pairs; {counts}",)


CREDIT = {"points": 3, "cap": 5}
TOTAL = {"objective": "total"}


def test_credit_goes_by_the_records_and_else_by_the_persons_word() -> None:
    people = [mentee(k, unmatched_last_year=k in (1, 2)) for k in (1, 2, 3, 4)]
    records = {"id:e02": 0, "id:e03": 1, "id:e04": 4}
    made = built(people, TWO, settings(credit=CREDIT, fairness=TOTAL), rounds_without=records)
    assert made.credit is not None
    assert made.credit.tolist() == [30_000, 0, 30_000, 50_000]


def test_under_balanced_a_point_of_credit_is_a_point_of_score_at_50() -> None:
    people = [mentee(1, unmatched_last_year=True)]
    made = built(people, TWO, settings(credit=CREDIT))
    higher, half = transform(np.array([530_000, 500_000]), 2.0).tolist()
    assert made.credit is not None
    assert made.credit.tolist() == [higher - half]
    assert 0 < made.credit[0] < 30_000


def test_nobody_to_be_credited_is_no_credit() -> None:
    assert built(THREE, TWO, settings(credit=CREDIT)).credit is None


def scores_of(cohort: Cohort | None = None) -> GivenScores:
    ones = np.array([1, 1], dtype=np.int64)
    return GivenScores(
        mentees=("E01", "E02"),
        mentors=("R01",),
        mentee_keys=("id:e01", "id:e02"),
        mentor_keys=("id:r01",),
        rows=np.array([0, 1]),
        columns=np.array([0, 0]),
        values=ones * 25,
        barred=(),
        decimals=1,
        places_min=ones[:1],
        places=ones[:1] * 2,
        places_max=ones[:1] * 2,
        cohort=cohort,
    )


def test_given_scores_know_limits_that_name_people() -> None:
    chosen = settings(apart=[{"mentees": ("e01", "E02")}], mentors_per_mentee=2)
    made = given_problem(scores_of(), chosen)
    assert (made.apart, made.wanted.tolist()) == (((0, 1),), [2, 2])


@pytest.mark.parametrize(
    ("chosen", "key"),
    [
        (settings(spread={"department": 1}), "`rules.spread`"),
        (settings(different_organisations=True), "`rules.different_organisations`"),
        (settings(credit=CREDIT), "`rules.last_year_credit`"),
        (settings(floors=[FLOOR]), "`floors`"),
    ],
)
def test_given_scores_alone_cannot_keep_limits_on_answers(chosen: Settings, key: str) -> None:
    with pytest.raises(UsageError, match="says nothing about the people") as caught:
        given_problem(scores_of(), chosen)
    assert key in caught.value.message


def test_given_scores_of_a_cohort_keep_them_in_their_own_units() -> None:
    people = (mentee(1, unmatched_last_year=True, organisation=YORK), mentee(2, organisation=YORK))
    cohort = Cohort(people, (mentor(1),))
    chosen = settings(credit=CREDIT, spread={"organisation": 1})
    made = given_problem(scores_of(cohort), chosen)
    assert made.credit is not None
    assert made.credit.tolist() == [30, 0]
    assert made.spread[0].groups.tolist() == [0, 0]


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "organisation": st.sampled_from([LEEDS, TRUST, YORK]),
        "department": st.sampled_from(["Health", "Law"]),
        "unmatched_last_year": st.booleans(),
        "needs": st.dictionaries(st.sampled_from(["promotion", "teaching"]), st.integers(1, 3)),
    },
)


@given(st.lists(ANSWERS, min_size=1, max_size=4), st.lists(ANSWERS, min_size=1, max_size=3))
@budget(max_examples=60, deadline=None)
def test_limits_that_are_off_change_nothing(
    mine: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    """Every part of the problem is the same with the keys written out and left out."""
    mentees = [mentee(k + 1, **answers) for k, answers in enumerate(mine)]
    mentors = [mentor(k + 1, **answers) for k, answers in enumerate(theirs)]
    off = settings(
        spread={"organisation": "off", "department": "off"},
        credit={"points": 0, "cap": 3},
        mentors_per_mentee=1,
    )
    made, plain = built(mentees, mentors, off), built(mentees, mentors, Settings())
    for f in fields(made):
        if f.name not in ("scores", "eligible"):
            assert same(getattr(made, f.name), getattr(plain, f.name)), f.name
    block = (slice(None), slice(None))
    assert (made.eligible.block(*block) == plain.eligible.block(*block)).all()
    assert limits(made) == {}


@given(st.lists(ANSWERS, min_size=1, max_size=6), st.randoms(use_true_random=False))
@budget(max_examples=60, deadline=None)
def test_groups_do_not_depend_on_the_order_of_people(mine: list[dict[str, Any]], random) -> None:
    people = [mentee(k + 1, **answers) for k, answers in enumerate(mine)]
    chosen = settings(
        spread={"organisation": 1, "department": 1}, families=[["Leeds", "Leeds Trust"]]
    )

    def groups(order: list[Person]) -> dict[str, list[int]]:
        found = built(order, TWO, chosen).spread
        return {p.id: [int(s.groups[i]) for s in found] for i, p in enumerate(order)}

    expected = groups(people)
    random.shuffle(people)
    assert groups(people) == expected


def test_a_minimum_of_two_if_used_is_kept_as_it_is() -> None:
    made = built(THREE, [mentor(1, places=3, places_min=3)], settings())
    assert made.places_min.tolist() == [3]
    assert made.least_if_used
    assert not replace(made, minimum_always=True).least_if_used
