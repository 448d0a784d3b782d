"""Needs and lived experience, by hand. Scores in millionths."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.scored import only, rows_of, scores_of, with_weights

NEEDS = only("needs")
BOTH = with_weights(NEEDS, needs=3, lived_experience=1)
NO_POINTS_FOR_EXPERIENCE = NEEDS


def met(need: str, mentor: dict[str, Any], mentee: dict[str, Any] | None = None) -> int:
    """Thousandths of one need that a mentor with some offers covers."""
    (row,) = rows_of(NEEDS, {"needs": {need: 1}, **(mentee or {})}, {"offers": {}, **mentor})
    assert row.cover is not None
    return row.cover


@pytest.mark.parametrize(("level", "cover"), [(0, 0), (1, 250), (2, 850), (3, 1000), (None, 850)])
def test_the_offer_of_a_needs_own_id_counts_by_its_level(level: int | None, cover: int) -> None:
    assert met("teaching", {"offers": {"teaching": level}}) == cover


@pytest.mark.parametrize(("level", "cover"), [(0, 0), (1, 125), (2, 425), (3, 500), (None, 425)])
def test_another_offer_meets_it_in_part(level: int | None, cover: int) -> None:
    assert met("fellowships", {"offers": {"research_funding": level}}) == cover


def test_a_need_counts_once_at_its_best_way() -> None:
    offers = {"fellowships": 1, "research_funding": 3, "interviews_recruitment": 3}
    assert met("fellowships", {"offers": offers}) == 500


def test_a_lived_way_meets_in_full_or_in_part() -> None:
    lived = {"lived_experience_offered": ("parent_or_carer", "clinical_to_research")}
    assert met("caring_and_work", lived) == 1000
    assert met("clinical_academic_balance", lived) == 500
    assert met("teaching", lived) == 0


def test_priorities_weigh_needs_and_unrated_ones_count_as_two() -> None:
    """3 of 3 + 1 + 2 = 6 parts in full, 2 of 6 at level 1: (3 + 0.5)/6."""
    mentee = {"needs": {"teaching": 3, "promotion": 1, "ending_well": None}}
    mentor = {"offers": {"teaching": 3, "ending_well": 1}}
    assert scores_of(NEEDS, mentee, mentor) == [583_333]


def test_none_of_these_on_the_mentors_side_covers_nothing() -> None:
    assert scores_of(
        NEEDS, {"needs": {"teaching": 1}}, {"offers": {}}, {"offers": {"teaching": 2}}
    ) == [
        0,
        850_000,
    ]


def test_other_is_shown_and_never_scored() -> None:
    mentor = {"offers": {"other": 3, "teaching": 1}}
    assert scores_of(NEEDS, {"needs": {"other": 3, "teaching": 1}}, mentor) == [250_000]
    assert scores_of(NEEDS, {"needs": {"other": 3}}, mentor) == [0]


@pytest.mark.parametrize(
    ("wanted", "offered", "cover"),
    [
        ("joint_writing", "joint_project", 1000),
        ("joint_writing", "joint_writing", 1000),
        ("joint_writing", "feedback_only", 500),
        ("joint_project", "feedback_only", 0),
        ("joint_writing", "none", 0),
        ("none", "none", 1000),
    ],
)
def test_co_authoring_is_met_by_level_and_by_nothing_else(
    wanted: str, offered: str, cover: int
) -> None:
    mentor = {
        "offers": {"co_authoring": 3, "writing_publishing": 3},
        "co_authoring_offered": offered,
    }
    assert met("co_authoring", mentor, {"co_authoring_level": wanted}) == cover


def test_co_authoring_without_both_levels_is_a_need_like_any_other() -> None:
    mentor = {"offers": {"writing_publishing": 2}}
    assert met("co_authoring", mentor, {"co_authoring_level": "joint_writing"}) == 425
    assert met("co_authoring", {**mentor, "co_authoring_offered": "joint_project"}) == 425


@pytest.mark.parametrize(
    ("theirs", "cover"), [("can_teach", 1000), ("use", 500), (None, 500), ("want_to_learn", 0)]
)
def test_methods_skill_is_met_by_the_method_to_learn(theirs: str | None, cover: int) -> None:
    mentee = {"methods": {"simulation": "want_to_learn", "qualitative": "use"}}
    assert met("methods_skill", {"methods": {"simulation": theirs}}, mentee) == cover
    assert met("methods_skill", {"methods": {"qualitative": theirs}}, mentee) == 0


def test_methods_skill_is_met_by_its_offer_too() -> None:
    assert met("methods_skill", {"offers": {"methods_skill": 2}}) == 850
    assert met("methods_skill", {"methods": {"simulation": "can_teach"}}) == 0


def test_an_unrated_method_of_a_mentee_is_one_to_learn() -> None:
    mentee = {"methods": {"simulation": None}}
    assert met("methods_skill", {"methods": {"simulation": "can_teach"}}, mentee) == 1000


def test_bias_is_met_in_part_by_the_experience_the_mentee_names() -> None:
    mentee = {"experience_wanted": ("minority_ethnic",)}
    lived = {"lived_experience_offered": ("minority_ethnic", "part_time")}
    assert met("bias_exclusion", lived, mentee) == 500
    # Belonging to a minority is no offer by itself: somebody must ask for it.
    assert met("bias_exclusion", lived) == 0
    assert met("bias_exclusion", lived, {"experience_wanted": ("lgbt",)}) == 0


def test_an_experience_that_earns_points_as_wished_for_does_not_also_lift_a_need() -> None:
    """Weights 3 and 1: the need alone would be worth 750,000, the wish earns 250,000."""
    mentor = {"offers": {}, "lived_experience_offered": ("parent_or_carer", "minority_ethnic")}
    asked = {"needs": {"caring_and_work": 1}, "experience_wanted": ("parent_or_carer",)}
    assert scores_of(BOTH, asked, mentor) == [250_000]
    assert scores_of(BOTH, {"needs": {"caring_and_work": 1}}, mentor) == [1_000_000]
    other_wish = {"needs": {"caring_and_work": 1}, "experience_wanted": ("minority_ethnic",)}
    assert scores_of(BOTH, other_wish, mentor) == [1_000_000]
    bias = {"needs": {"bias_exclusion": 1}, "experience_wanted": ("minority_ethnic",)}
    assert scores_of(BOTH, bias, mentor) == [250_000]


def test_where_experience_earns_no_points_it_lifts_the_need() -> None:
    mentor = {"offers": {}, "lived_experience_offered": ("parent_or_carer",)}
    asked = {"needs": {"caring_and_work": 1}, "experience_wanted": ("parent_or_carer",)}
    assert scores_of(NO_POINTS_FOR_EXPERIENCE, asked, mentor) == [1_000_000]


def test_experiences_wished_for_count_alike_and_only_where_offered() -> None:
    wished = {"experience_wanted": ("part_time", "lgbt", "late_entry", "other")}
    offered = {"lived_experience_offered": ("lgbt", "part_time", "religion_belief", "other")}
    nobody = {"lived_experience_offered": ()}
    assert scores_of(only("lived_experience"), wished, offered, nobody) == [666_667, 0]


def test_who_does_not_ask_for_an_experience_is_scored_on_the_rest() -> None:
    mentor = {"offers": {"teaching": 3}, "lived_experience_offered": ("lgbt",)}
    assert scores_of(BOTH, {"needs": {"teaching": 1}}, mentor) == [1_000_000]
    none = {"needs": {"teaching": 1}, "experience_wanted": ()}
    assert scores_of(BOTH, none, mentor) == [1_000_000]
