"""An essential need bars mentors who have no way at all to meet it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.people import barred, pair, settings

ON = settings(essential_need="required")


def essential(need: str, **more: Any) -> dict[str, Any]:
    return {"needs": {need: 3}, "essential_need": need, **more}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        # Its own offer at the lowest level above 0, or without a level.
        (essential("teaching"), {"offers": {"teaching": 1}}),
        (essential("teaching"), {"offers": {"teaching": None}}),
        # Another full way, and ways in part.
        (
            essential("caring_and_work"),
            {"offers": {}, "lived_experience_offered": ("parent_or_carer",)},
        ),
        (essential("caring_and_work"), {"offers": {"wellbeing_balance": 1}}),
        (
            essential("clinical_academic_balance"),
            {"offers": {}, "lived_experience_offered": ("clinical_to_research",)},
        ),
        # A method to learn, taught or used.
        (
            essential("methods_skill", methods={"qualitative": "want_to_learn"}),
            {"offers": {}, "methods": {"qualitative": "use"}},
        ),
        # The experience that the mentee wishes for.
        (
            essential("bias_exclusion", experience_wanted=("minority_ethnic",)),
            {"offers": {}, "lived_experience_offered": ("minority_ethnic",)},
        ),
        # Writing together: at most one level below.
        (
            essential("co_authoring", co_authoring_level="joint_project"),
            {"offers": {}, "co_authoring_offered": "joint_writing"},
        ),
        (
            essential("co_authoring", co_authoring_level="joint_project"),
            {"offers": {"writing_publishing": 2}},
        ),
        (
            essential("co_authoring"),
            {"offers": {"co_authoring": 1}, "co_authoring_offered": "none"},
        ),
        # Blank offers: nothing is known.
        (essential("teaching"), {}),
        (essential("teaching"), {"lived_experience_offered": ("part_time",)}),
        # Not essential.
        ({"needs": {"teaching": 3}}, {"offers": {}}),
    ],
)
def test_any_way_is_enough(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert barred(pair(mine, theirs), ON) == []


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (essential("teaching"), {"offers": {}}),
        (essential("teaching"), {"offers": {"teaching": 0, "promotion": 3}}),
        (
            essential("methods_skill", methods={"qualitative": "use"}),
            {"offers": {}, "methods": {"qualitative": "can_teach"}},
        ),
        (
            essential("methods_skill", methods={"qualitative": "want_to_learn"}),
            {"offers": {}, "methods": {"qualitative": "want_to_learn"}},
        ),
        (
            essential("bias_exclusion"),
            {"offers": {}, "lived_experience_offered": ("minority_ethnic",)},
        ),
        (
            essential("co_authoring", co_authoring_level="joint_project"),
            {"offers": {"co_authoring": 3}, "co_authoring_offered": "feedback_only"},
        ),
    ],
)
def test_no_way_bars(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert barred(pair(mine, theirs), ON) == ["essential_need"]


def test_it_can_be_switched_off() -> None:
    assert barred(pair(essential("teaching"), {"offers": {}}), settings()) == []
