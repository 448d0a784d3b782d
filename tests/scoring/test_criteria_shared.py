"""Research area, methods and career path, by hand. Scores in millionths."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.scored import DEFAULT, only, rows_of, scores_of, with_scoring, with_weights

AREA = only("research_area")
METHODS = only("methods")
PATH = only("career_path")


def theme(mine: str, mentor: dict[str, Any]) -> int | None:
    mentee = {"research_areas": ((mine,),)}
    (row,) = rows_of(AREA, mentee, {"research_areas": (("end_of_life",),), **mentor})
    return row.cover


@pytest.mark.parametrize(
    ("mine", "theirs", "cover"),
    [
        ("maternity", "maternity", 1000),
        ("maternity", "older_multimorbidity", 500),
        ("social_care", "older_multimorbidity", 500),
        ("children_young_people", "mental_health_services", 500),
        ("mental_health_services", "children_young_people", 500),
        ("maternity", "digital_data", 0),
        ("maternity", "other", 0),
    ],
)
def test_themes_are_alike_by_group_or_by_being_listed_as_near(
    mine: str, theirs: str, cover: int
) -> None:
    assert theme(mine, {"research_areas": ((theirs,),)}) == cover


def test_the_likeliest_of_the_mentors_themes_counts() -> None:
    assert theme("maternity", {"research_areas": (("digital_data", "end_of_life"),)}) == 500
    assert theme("maternity", {"research_areas": (("digital_data",), ("maternity",))}) == 1000


@pytest.mark.parametrize(
    ("mine", "mentor", "cover"),
    [
        ("economics_efficiency", {"methods": {"health_economics": "use"}}, 500),
        ("economics_efficiency", {"methods": {"health_economics": None}}, 500),
        ("economics_efficiency", {"methods": {"health_economics": "want_to_learn"}}, 0),
        ("economics_efficiency", {"methods": {"modelling": "use"}}, 0),
        ("mental_health_services", {"hrcs_health": ("10MEN",)}, 500),
        ("digital_data", {"hrcs_health": ("10MEN",)}, 0),
    ],
)
def test_a_theme_may_be_near_a_method_or_a_health_area(
    mine: str, mentor: dict[str, Any], cover: int
) -> None:
    assert theme(mine, mentor) == cover


def test_end_of_life_is_near_its_activity_code() -> None:
    mentor = {"research_areas": (("digital_data",),), "hrcs_activity": ("7.2",)}
    assert theme("end_of_life", mentor) == 500


def test_group_and_near_have_values_of_their_own() -> None:
    settings = only("research_area", same_group=0.4, near=0.3)
    mentor = {"research_areas": (("older_multimorbidity",),)}
    assert scores_of(settings, {"research_areas": (("maternity",),)}, mentor) == [400_000]
    assert scores_of(settings, {"research_areas": (("social_care",),)}, mentor) == [300_000]


def test_rank_and_rarity_weigh_themes() -> None:
    """Both tick maternity (the floor, .05), one ticks policy (ln 1.5/ln 3 = .369070, second: .9).

    .05/(.05 + .332163) = .130834.
    """
    mentee = {"research_areas": (("maternity",), ("commissioning_policy",))}
    mentor = {"research_areas": (("maternity",),)}
    assert scores_of(AREA, mentee, mentor) == [130_834]


def test_ties_share_a_rank_and_later_ones_keep_the_last() -> None:
    """All themes equally rare; weights 1, 1 (tie), .9, and .9 beyond the end of the table."""
    settings = only("research_area", rank_weights=(1, 0.9))
    mentee = {
        "research_areas": (("maternity", "access_use"), ("digital_data",), ("workforce_roles",))
    }
    mentor = {"research_areas": (("digital_data",),)}
    other = {"research_areas": (("maternity",), ("access_use",), ("workforce_roles",))}
    # Three people: digital data and the other three are all ticked by two.
    assert scores_of(settings, mentee, mentor, other) == [
        round(0.9 / 3.8 * 10**6),
        round(2.9 / 3.8 * 10**6),
    ]


def test_a_rank_taken_by_other_does_not_count() -> None:
    mentee = {"research_areas": (("other",), ("maternity",), ("digital_data",))}
    mentor, blank = {"research_areas": (("maternity",),)}, {"research_areas": (("digital_data",),)}
    assert scores_of(AREA, mentee, mentor, blank) == [526_316, 473_684]  # 1 and .9 of 1.9


def test_parts_weigh_60_25_15_and_blank_ones_leave() -> None:
    mentee = {
        "research_areas": (("maternity",),),
        "hrcs_health": ("16REP",),
        "hrcs_activity": ("8.1",),
    }
    mentor = {
        "research_areas": (("maternity",),),
        "hrcs_health": ("02CAN",),
        "hrcs_activity": ("8.2",),
    }
    assert scores_of(AREA, mentee, mentor) == [637_500]  # 60 + 15 × .25
    del mentee["hrcs_health"]
    assert scores_of(AREA, mentee, mentor) == [850_000]  # 63.75 of 75


def test_other_is_a_blank_and_none_of_these_a_zero() -> None:
    mentor = {"research_areas": (("maternity",),), "hrcs_health": ("16REP",)}
    themes = {"research_areas": (("maternity",),)}
    assert scores_of(AREA, {**themes, "hrcs_health": ("other",)}, mentor) == [1_000_000]
    assert scores_of(AREA, {**themes, "hrcs_health": ()}, mentor) == [705_882]  # 60 of 85
    assert scores_of(AREA, themes | {"hrcs_health": ("16REP",)}, {**mentor, "hrcs_health": ()}) == [
        705_882
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "cover"),
    [
        ("want_to_learn", {"simulation": "can_teach"}, 1000),
        ("want_to_learn", {"simulation": "use"}, 500),
        ("want_to_learn", {"simulation": None}, 500),
        ("want_to_learn", {"simulation": "want_to_learn"}, 0),
        ("want_to_learn", {"modelling": "can_teach"}, 0),
        (None, {"simulation": "can_teach"}, 1000),
        ("use", {"simulation": "use"}, 500),
        ("use", {"simulation": "can_teach"}, 500),
        ("can_teach", {"simulation": "use"}, 500),
        ("use", {"modelling": "use"}, 250),
        ("use", {"modelling": "want_to_learn"}, 0),
        ("use", {"simulation": "want_to_learn", "modelling": "use"}, 250),
        ("use", {"qualitative": "use"}, 0),
        ("use", {}, 0),
    ],
)
def test_methods_to_learn_and_to_share(
    mine: str | None, theirs: dict[str, str | None], cover: int
) -> None:
    (row,) = rows_of(METHODS, {"methods": {"simulation": mine}}, {"methods": theirs})
    assert row.cover == cover


def test_setting_is_a_quarter_of_methods() -> None:
    mentee = {"methods": {"simulation": "want_to_learn"}, "setting": ("policy", "other")}
    assert scores_of(METHODS, mentee, {"methods": {}, "setting": ("policy",)}) == [250_000]


def test_career_path_is_four_equal_quarters_and_background_off() -> None:
    mentee = {
        "track": "research",
        "sector_route": "nhs",
        "path": "straight",
        "mentor_style_wanted": ("guide", "sponsor"),
        "professional_background": ("nursing",),
    }
    mentor = {
        "track": "research",
        "sector_route": "government",
        "path": "straight",
        "mentor_style": ("guide", "unsure"),
        "professional_background": ("nursing",),
    }
    assert scores_of(PATH, mentee, mentor) == [625_000]
    on = with_scoring(PATH, career_path=type(PATH.scoring.career_path)(background=100))
    assert scores_of(on, mentee, mentor) == [(25 + 25 + 12.5 + 100) / 200 * 10**6]


@pytest.mark.parametrize(
    "blank",
    [{"track": "other"}, {"mentor_style_wanted": ("unsure",)}, {"mentor_style_wanted": ()}],
)
def test_other_unsure_and_no_style_wanted_leave_the_part_out(blank: dict[str, Any]) -> None:
    mentor = {"track": "other", "mentor_style": ("unsure", "guide"), "path": "straight"}
    assert scores_of(PATH, {"path": "straight", **blank}, mentor) == [1_000_000]


def test_a_mentor_who_gave_only_other_has_answered_and_covers_nothing() -> None:
    mentors = ({"track": "other"}, {"track": "research"}, {})
    assert scores_of(PATH, {"track": "research"}, *mentors) == [0, 1_000_000, 500_000]


def test_region_counts_nothing_by_default_and_something_if_raised() -> None:
    mentee = {"nation_region": "wales", "track": "research"}
    mentor = {"nation_region": "scotland", "track": "research"}
    assert scores_of(DEFAULT, mentee, mentor) == [1_000_000]
    assert scores_of(with_weights(region=8), mentee, mentor) == [500_000]
