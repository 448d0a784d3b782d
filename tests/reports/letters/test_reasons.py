"""Why two people were put together, said to one of them: every case has its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from hsr_match.cohort.model import Person
from hsr_match.config.vocabulary import vocabulary
from hsr_match.reports.letters.audiences import FACTS
from hsr_match.reports.letters.reasons import Reader, plain_needs, reasons
from hsr_match.reports.letters.views import Answers

FACT = next(fact for fact in FACTS if (fact.part, fact.name) == ("partner", "reasons"))


def answers(role: Any, **given: Any) -> Answers:
    return Answers(Person("id:x", "X", role, "Sam Hill", given), FACT)


def said(mentee: dict[str, Any], mentor: dict[str, Any], reader: Reader = "mentee") -> str:
    both = answers("mentee", **mentee), answers("mentor", **mentor)
    return " ".join(reasons(*both, reader, "Sam Hill", unrated=2))


@pytest.mark.parametrize(
    ("needs", "offers", "to_mentee", "to_mentor"),
    [
        (
            {"teaching": 3},
            {"teaching": 3},
            "You asked for help with “Teaching”, and Sam Hill can help with it.",
            "Sam Hill asked for help with “Teaching”, and you can help with it.",
        ),
        (
            {"teaching": 1, "promotion": 3},
            {"teaching": None, "promotion": 2},
            (
                "You asked for help with “Promotion and progression” and “Teaching”, and Sam "
                "Hill can help with both."
            ),
            (
                "Sam Hill asked for help with “Promotion and progression” and “Teaching”, and "
                "you can help with both."
            ),
        ),
        (
            {"teaching": 1, "promotion": 1, "confidence": 1, "policy_influence": 1},
            dict.fromkeys(("teaching", "promotion", "confidence", "policy_influence"), 3),
            (
                "You asked for help with “Teaching”, “Promotion and progression”, “Confidence” and "
                "“Influencing policy”, and Sam Hill can help with all of them."
            ),
            (
                "Sam Hill asked for help with “Teaching”, “Promotion and progression”, "
                "“Confidence” and “Influencing policy”, and you can help with all of them."
            ),
        ),
        (
            {"teaching": 1},
            {"teaching": 1},
            "You asked for help with “Teaching”, and Sam Hill can help with it in part.",
            "Sam Hill asked for help with “Teaching”, and you can help with it in part.",
        ),
        (
            {"teaching": 2, "promotion": 1},
            {"teaching": 3, "career_planning": 3},
            (
                "You asked for help with “Teaching”, and Sam Hill can help with it. They can help "
                "in part with “Promotion and progression” as well."
            ),
            (
                "Sam Hill asked for help with “Teaching”, and you can help with it. You can help "
                "in part with “Promotion and progression” as well."
            ),
        ),
        ({"teaching": 3}, {"promotion": 3}, "", ""),
        ({}, {"promotion": 3}, "", ""),
        ({"teaching": 3}, {"teaching": 0}, "", ""),
    ],
)
def test_needs(needs: Any, offers: Any, to_mentee: str, to_mentor: str) -> None:
    """One, two and many needs; met, in part, and not."""
    sides = {"needs": needs}, {"offers": offers}
    assert said(*sides) == to_mentee
    assert said(*sides, reader="mentor") == to_mentor


def test_a_confidential_need_is_named_to_nobody() -> None:
    gated = [t.id for t in vocabulary("needs").terms.values() if t.sensitivity != "plain"]
    assert len(gated) > 5
    for need in gated:
        sides = {"needs": {need: 3}}, {"offers": {need: 3}}
        assert said(*sides) == said(*sides, reader="mentor") == ""
        assert plain_needs(answers("mentee", needs={need: 3, "teaching": 1})) == ("Teaching",)


def test_a_plain_need_that_only_a_confidential_offer_meets_does_not_read_as_met() -> None:
    """Confidence is met in part by nothing gated; part-time careers are, by caring."""
    assert "offers.caring_and_work" in vocabulary("needs").terms["part_time_flexible"].part
    assert said({"needs": {"part_time_flexible": 3}}, {"offers": {"caring_and_work": 3}}) == ""


@pytest.mark.parametrize(
    ("wish", "offer", "expected"),
    [
        ("joint_writing", "joint_project", "can help with it."),
        ("joint_writing", "feedback_only", "can help with it in part."),
        ("joint_project", "feedback_only", ""),
        ("feedback_only", "none", ""),
    ],
)
def test_writing_together_goes_by_how_much_of_it(wish: str, offer: str, expected: str) -> None:
    sentence = said(
        {"needs": {"co_authoring": 3}, "co_authoring_level": wish},
        {"offers": {"co_authoring": 3}, "co_authoring_offered": offer},
    )
    assert sentence.endswith(expected)
    assert bool(sentence) == bool(expected)


@pytest.mark.parametrize(
    ("how", "to_mentee", "to_mentor"),
    [
        (
            "can_teach",
            "You want to learn “Ethnography”, which Sam Hill can teach.",
            "Sam Hill wants to learn “Ethnography”, which you can teach.",
        ),
        (
            "use",
            "You want to learn “Ethnography”, which Sam Hill uses.",
            "Sam Hill wants to learn “Ethnography”, which you use.",
        ),
        ("want_to_learn", "", ""),
    ],
)
def test_methods(how: str, to_mentee: str, to_mentor: str) -> None:
    sides = {"methods": {"ethnography": "want_to_learn"}}, {"methods": {"ethnography": how}}
    assert said(*sides) == to_mentee
    assert said(*sides, reader="mentor") == to_mentor


def test_the_name_is_said_once() -> None:
    sides = (
        {"needs": {"teaching": 3}, "methods": {"ethnography": None}},
        {"offers": {"teaching": 3}, "methods": {"ethnography": "can_teach"}},
    )
    assert said(*sides).count("Sam Hill") == said(*sides, reader="mentor").count("Sam Hill") == 1
    assert "which they can teach" in said(*sides)
    assert "They want to learn" in said(*sides, reader="mentor")


def test_work_and_ways_of_meeting_in_common() -> None:
    same = {
        "research_areas": (("social_care",), ("quality_safety",)),
        "meeting_format": ("phone", "online", "hybrid"),
    }
    assert said(same, same) == (
        "You both work on “Social care” and “Quality and safety”. You can both meet by phone, "
        "online or partly online, partly in person."
    )


def test_what_everybody_ticks_is_no_reason() -> None:
    assert said({"hrcs_health": ("20GEN",)}, {"hrcs_health": ("20GEN",)}) == ""
    assert said({"research_areas": (("other",),)}, {"research_areas": (("other",),)}) == ""


def test_nothing_in_common_says_nothing() -> None:
    assert said({}, {}) == ""
