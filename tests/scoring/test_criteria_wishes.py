"""Career stage, preferences, practicalities and own weights, by hand. Scores in millionths."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.scored import only, scores_of, with_weights

STAGE = only("career_stage")
CHOICE = only("preferences")
PRACTICAL = only("practicalities")


@pytest.mark.parametrize(
    ("mine", "theirs", "score"),
    [
        (4, 1, 0),
        (3, 1, 0),
        (2, 1, 200_000),
        (2, 2, 500_000),
        (2, 3, 1_000_000),
        (1, 3, 1_000_000),
        (1, 4, 800_000),
    ],
)
def test_a_step_or_two_ahead_is_best_and_a_peer_still_scores(
    mine: int, theirs: int, score: int
) -> None:
    assert scores_of(STAGE, {"career_stage": mine}, {"career_stage": theirs}) == [score]


def test_the_chosen_line_decides_where_both_gave_it() -> None:
    mentee = {"growth_line": "people", "contribution_people": 1, "career_stage": 3}
    on_the_line = {"contribution_people": 2, "career_stage": 1}
    by_stage = {"career_stage": 4}
    behind = {"contribution_people": 0, "career_stage": 4}
    assert scores_of(STAGE, mentee, on_the_line, by_stage, behind) == [
        1_000_000,
        1_000_000,
        200_000,
    ]


@pytest.mark.parametrize(
    "line", [{"growth_line": "independence"}, {"growth_line": "none"}, {}, {"growth_line": "users"}]
)
def test_without_a_level_on_a_line_stages_are_compared(line: dict[str, Any]) -> None:
    mentee = {"career_stage": 2, "contribution_people": 3, **line}
    assert scores_of(STAGE, mentee, {"career_stage": 3, "contribution_people": 0}) == [1_000_000]


def test_a_mentor_who_cannot_be_compared_takes_the_mean_of_those_who_can() -> None:
    mentee = {"growth_line": "ideas", "contribution_ideas": 0}
    mentors = ({"contribution_ideas": 1}, {"contribution_ideas": 0}, {"career_stage": 4})
    assert scores_of(STAGE, mentee, *mentors) == [1_000_000, 500_000, 750_000]


def test_a_mentee_without_any_level_is_not_scored_on_it() -> None:
    assert scores_of(STAGE, {"growth_line": "people"}, {"contribution_people": 2}) == [0]


def test_preferences_by_tier_with_ties() -> None:
    """R0 and R2 share the first place, R1 is second; R3 is not listed."""
    mentee = {"preferred_mentors": (("id:r0", "id:r2"), ("id:r1",))}
    assert scores_of(CHOICE, mentee, {}, {}, {}, {}) == [1_000_000, 850_000, 1_000_000, 0]


def test_the_last_value_stands_for_all_further_choices() -> None:
    settings = only("preferences", preferences=(1, 0.5))
    mentee = {"preferred_mentors": (("id:r2",), ("id:r1",), ("id:r0",))}
    assert scores_of(settings, mentee, {}, {}, {}) == [500_000, 500_000, 1_000_000]


def test_a_choice_outside_the_cohort_keeps_its_place_on_the_list() -> None:
    mentee = {"preferred_mentors": (("id:gone",), ("id:r0",))}
    assert scores_of(CHOICE, mentee, {}, {}) == [850_000, 0]


def test_a_list_of_nobody_here_is_a_blank() -> None:
    settings = with_weights(CHOICE, career_stage=1)
    listed = {"preferred_mentors": (("id:gone",),), "career_stage": 2}
    assert scores_of(settings, listed, {"career_stage": 3}) == [1_000_000]
    assert scores_of(settings, {**listed, "preferred_mentors": ()}, {"career_stage": 3}) == [
        1_000_000
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "score"),
    [
        (("online", "phone"), ("phone",), 1_000_000),
        (("hybrid",), ("online",), 500_000),
        (("in_person",), ("hybrid", "phone"), 500_000),
        (("phone",), ("hybrid",), 0),
        (("online",), ("in_person",), 0),
        (("online",), (), 0),
    ],
)
def test_meeting_formats(mine: tuple[str, ...], theirs: tuple[str, ...], score: int) -> None:
    assert scores_of(PRACTICAL, {"meeting_format": mine}, {"meeting_format": theirs}) == [score]


def test_availability_is_the_share_of_the_mentees_times() -> None:
    mentee = {"availability": ("mon", "tue", "weekday_am")}
    mentors = ({"availability": ("tue", "fri", "weekday_am")}, {"availability": ()})
    assert scores_of(PRACTICAL, mentee, *mentors) == [666_667, 0]


@pytest.mark.parametrize(
    ("mine", "theirs", "score"),
    [
        ("monthly", "monthly", 1_000_000),
        ("monthly", "six_a_year", 500_000),
        ("four_a_year", "six_a_year", 500_000),
        ("four_a_year", "monthly", 0),
        ("flexible", "monthly", 1_000_000),
        ("four_a_year", "flexible", 1_000_000),
    ],
)
def test_frequency(mine: str, theirs: str, score: int) -> None:
    assert scores_of(PRACTICAL, {"frequency": mine}, {"frequency": theirs}) == [score]


def test_practicalities_weigh_50_30_20() -> None:
    mentee = {"meeting_format": ("online",), "availability": ("mon",), "frequency": "monthly"}
    mentor = {"meeting_format": ("phone",), "availability": ("mon",), "frequency": "six_a_year"}
    assert scores_of(PRACTICAL, mentee, mentor) == [400_000]


@pytest.mark.parametrize(
    ("own", "score"),
    [
        ({}, 500_000),
        ({"weight_people": 3}, 600_000),  # 1.5 : 1
        ({"weight_people": 0}, 333_333),  # .5 : 1
        ({"weight_experience": 0}, 666_667),  # 1 : .5
        ({"weight_people": 2, "weight_experience": 1}, 585_000),  # 1.17 : .83
        ({"weight_topic": 3}, 500_000),
    ],
)
def test_own_weights_move_weight_between_criteria(own: dict[str, int], score: int) -> None:
    settings = with_weights(CHOICE, lived_experience=1)
    mentee = {"preferred_mentors": (("id:r0",),), "experience_wanted": ("part_time",), **own}
    assert scores_of(settings, mentee, {"lived_experience_offered": ()})[0] == score


def test_topic_weight_moves_research_area_and_methods() -> None:
    settings = with_weights(CHOICE, research_area=1, methods=1)
    mentee = {
        "preferred_mentors": (("id:r0",),),
        "research_areas": (("maternity",),),
        "methods": {"simulation": "use"},
        "weight_topic": 3,
    }
    mentor = {"research_areas": (), "methods": {}}
    assert scores_of(settings, mentee, mentor) == [250_000]  # 1 of 1 + 1.5 + 1.5
