"""Blank answers: never a zero, never a full match, neither for nor against.

The properties of "What a blank does" in docs/reference/scores.md.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort, Person
from tests.scoring.cohorts import cohorts
from tests.scoring.scored import cohort_of, scored, with_scoring

EVERYTHING = slice(None)

# Fields that only one part reads, with every answer to them; no rarity, so that
# filling a blank changes nothing else.
ALONE: dict[str, tuple[Any, ...]] = {
    "offers": ({}, {"teaching": 1}, {"teaching": 3, "ending_well": 2}),
    "track": ("research", "teaching", "other"),
    "sector_route": ("nhs", "government"),
    "path": ("straight", "from_practice"),
    "mentor_style": ((), ("guide",), ("sponsor",), ("guide", "sponsor")),
    "meeting_format": ((), ("online",), ("in_person",), ("hybrid",), ("phone",)),
    "availability": ((), ("mon",), ("tue",), ("mon", "tue", "weekday_am")),
    "frequency": ("four_a_year", "six_a_year", "monthly", "flexible"),
}


def with_answers(person: Person, **answers: Any) -> Person:
    """The same person with some answers replaced; None leaves a blank."""
    kept = {**person.answers, **answers}
    return replace(person, answers={k: v for k, v in kept.items() if v is not None})


def block(cohort: Cohort) -> list[list[int]]:
    scores: list[list[int]] = scored(cohort).block(EVERYTHING, EVERYTHING).tolist()
    return scores


@pytest.mark.parametrize("field", ALONE)
@given(cohort=cohorts())
@example_settings(max_examples=12, deadline=None)
def test_a_mentors_blank_is_within_the_answers_that_could_stand_in_its_place(
    field: str, cohort: Cohort
) -> None:
    answers = ALONE[field]
    asked = "mentor_style_wanted" if field == "mentor_style" else "needs"
    wish = {"needs": {"teaching": 2}} if asked == "needs" else {asked: ("guide",)}
    mentees = tuple(with_answers(e, **wish) for e in cohort.mentees)
    # Somebody else answers it, and the mentor's other answers do not meet this part by themselves.
    other = replace(with_answers(cohort.mentors[-1], **{field: answers[1]}), key="id:other")
    mentor = with_answers(cohort.mentors[0], co_authoring_offered=None)
    mentor = with_answers(mentor, lived_experience_offered=None)

    def filled(answer: Any) -> list[int]:
        first = with_answers(mentor, **{field: answer})
        return [row[0] for row in block(replace(cohort, mentees=mentees, mentors=(first, other)))]

    blank, could_be = filled(None), [filled(answer) for answer in answers]
    for i in range(len(mentees)):
        values = [row[i] for row in could_be]
        assert min(values) - 1 <= blank[i] <= max(values) + 1


@given(cohorts())
@example_settings(max_examples=40, deadline=None)
def test_a_blank_part_is_the_mean_of_what_other_mentors_earn_on_it(cohort: Cohort) -> None:
    """So it lies between the worst and the best of them, whatever the criterion."""
    scores = scored(cohort)
    for i in range(len(cohort.mentees)):
        earned: dict[str, list[int]] = {}
        unknown: dict[str, list[int]] = {}
        for j in range(len(cohort.mentors)):
            by_part: dict[str, int] = {}
            blank = set()
            for row in scores.shares(i, j):
                part = f"{row.criterion}/{row.part}"
                by_part[part] = by_part.get(part, 0) + row.units
                if row.cover is None:
                    blank.add(part)
            for part, units in by_part.items():
                (unknown if part in blank else earned).setdefault(part, []).append(units)
        for part, units in unknown.items():
            assert len(set(units)) == 1
            assert abs(units[0] - sum(earned[part]) / len(earned[part])) <= 1


@pytest.mark.parametrize(
    ("criterion", "fields"),
    [
        ("needs", ("needs",)),
        ("career_stage", ("career_stage", "growth_line")),
        ("career_path", ("track", "sector_route", "path", "mentor_style_wanted")),
        ("preferences", ("preferred_mentors",)),
        ("practicalities", ("meeting_format", "availability", "frequency")),
    ],
)
@given(cohort=cohorts())
@example_settings(max_examples=20, deadline=None)
def test_a_mentees_blank_leaves_the_order_of_mentors_on_the_rest_as_it_was(
    criterion: str, fields: tuple[str, ...], cohort: Cohort
) -> None:
    full = scored(cohort)
    points = full.points(EVERYTHING, EVERYTHING)
    rest = points.sum(axis=2)
    if criterion in full.criteria:
        rest = rest - points[:, :, full.criteria.index(criterion)]
    blanked = tuple(with_answers(e, **dict.fromkeys(fields)) for e in cohort.mentees)
    without = block(replace(cohort, mentees=blanked))
    for i in range(len(cohort.mentees)):
        for a in range(len(cohort.mentors)):
            for b in range(len(cohort.mentors)):
                # Points are rounded one by one: differences of a few units say nothing.
                if rest[i, a] > rest[i, b] + 2 * len(full.criteria):
                    assert without[i][a] > without[i][b]


FULL_MENTEE = {
    "needs": {"teaching": 3, "co_authoring": 2},
    "co_authoring_level": "joint_writing",
    "experience_wanted": ("part_time",),
    "career_stage": 2,
    "research_areas": (("maternity",), ("digital_data",)),
    "hrcs_health": ("16REP",),
    "hrcs_activity": ("8.1",),
    "methods": {"simulation": "want_to_learn"},
    "setting": ("acute",),
    "track": "research",
    "sector_route": "nhs",
    "path": "straight",
    "mentor_style_wanted": ("guide",),
    "preferred_mentors": (("id:r0",),),
    "meeting_format": ("online",),
    "availability": ("mon",),
    "frequency": "monthly",
}
FULL_MENTOR = {
    "offers": {"teaching": 3},
    "co_authoring_offered": "joint_project",
    "lived_experience_offered": ("part_time",),
    "career_stage": 3,
    "research_areas": FULL_MENTEE["research_areas"],
    "hrcs_health": ("16REP",),
    "hrcs_activity": ("8.1",),
    "methods": {"simulation": "can_teach"},
    "setting": ("acute",),
    "track": "research",
    "sector_route": "nhs",
    "path": "straight",
    "mentor_style": ("guide",),
    "meeting_format": ("online",),
    "availability": ("mon",),
    "frequency": "monthly",
}


@given(cohorts())
@example_settings(max_examples=40, deadline=None)
def test_empty_forms_never_outscore_full_matching_ones(cohort: Cohort) -> None:
    """Whoever else takes part: full forms 100, two empty ones 0, one empty never more than full."""
    matching = cohort_of([FULL_MENTEE, {}], [FULL_MENTOR, {}])
    others = [replace(m, key=f"id:x{j}") for j, m in enumerate(cohort.mentors)]
    both = replace(matching, mentors=(*matching.mentors, *others))
    (full, one_empty, *_), (for_empty, empty, *_) = block(both)
    assert full == 1_000_000
    assert empty == for_empty == 0
    assert one_empty <= full


@given(cohorts(), st.randoms(use_true_random=False))
@example_settings(max_examples=40, deadline=None)
def test_the_order_of_people_columns_and_answers_changes_nothing(cohort: Cohort, rng: Any) -> None:
    def other_order(people: tuple[Person, ...]) -> tuple[Person, ...]:
        mixed = []
        for person in rng.sample(people, len(people)):
            fields = rng.sample(list(person.answers), len(person.answers))
            mixed.append(replace(person, answers={f: reorder(person.answers[f]) for f in fields}))
        return tuple(mixed)

    def reorder(answer: Any) -> Any:
        if isinstance(answer, dict):
            return {k: answer[k] for k in rng.sample(list(answer), len(answer))}
        if isinstance(answer, tuple) and answer and isinstance(answer[0], str):
            return tuple(rng.sample(answer, len(answer)))
        return answer

    again = replace(
        cohort, mentees=other_order(cohort.mentees), mentors=other_order(cohort.mentors)
    )
    assert by_keys(again) == by_keys(cohort)


def by_keys(cohort: Cohort) -> dict[tuple[str, str], int]:
    scores = block(cohort)
    return {
        (e.key, r.key): scores[i][j]
        for i, e in enumerate(cohort.mentees)
        for j, r in enumerate(cohort.mentors)
    }


def test_a_mentee_who_answered_nothing_scores_0_with_everybody() -> None:
    assert block(cohort_of([{}], [FULL_MENTOR, {}])) == [[0, 0]]


def test_what_no_mentor_answered_is_left_out_for_everybody() -> None:
    mentee = {"track": "research", "career_stage": 2}
    assert block(cohort_of([mentee], [{"career_stage": 3}, {"career_stage": 2}])) == [
        [1_000_000, 500_000]
    ]


def test_items_that_all_weigh_nothing_are_as_if_left_blank() -> None:
    """Without a floor, what everybody ticks weighs 0: it separates nobody."""
    settings = with_scoring(rarity_floor=0)
    common = {"setting": ("acute",)}
    cohort = cohort_of([{**common, "career_stage": 2}], [{**common, "career_stage": 2}])
    assert scored(cohort, settings).block(EVERYTHING, EVERYTHING).tolist() == [[500_000]]
    assert scored(cohort_of([common], [common]), settings).block(
        EVERYTHING, EVERYTHING
    ).tolist() == [[0]]


def test_a_criterion_that_a_mentee_weighs_at_nothing_is_as_if_left_blank() -> None:
    settings = with_scoring(own_weights={0: 0, 1: 1, 2: 1, 3: 1})
    mentee = {"track": "research", "weight_people": 0}
    rest = {"career_stage": 2}
    one = cohort_of([{**mentee, **rest}], [{"track": "research", "career_stage": 2}])
    assert scored(one, settings).block(EVERYTHING, EVERYTHING).tolist() == [[500_000]]
    alone = cohort_of([mentee], [{"track": "research"}])
    assert scored(alone, settings).block(EVERYTHING, EVERYTHING).tolist() == [[0]]
