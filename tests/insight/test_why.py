"""The one line on why a pair was made, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from hsr_match.insight.why import why_from_scores
from hsr_match.insight.words import Scale
from tests.insight.runs import chosen, mentee, mentor, run

FIVE = ("teaching", "confidence", "promotion", "fellowships", "involving_public")
NEEDS = {"leadership_pathway": 3, "confidence": 2, "teaching": 1}


def why(mine: dict[str, Any], theirs: dict[str, Any], **rules: Any) -> str:
    # A second mentor who answers everything, so that nothing drops out.
    other = mentor(2, offers={}, career_stage=1, research_areas=(), methods={}, places=0)
    made = run([mentee(**mine)], [mentor(**theirs), other], chosen(**rules))
    return made.pair().why


@pytest.mark.parametrize(
    ("needs", "offers", "sentence"),
    [
        (
            NEEDS,
            {"leadership_pathway": 3, "confidence": 2},
            "Meets 2 of 3 needs (getting into leadership, confidence).",
        ),
        ({"teaching": 1}, {"teaching": 2}, "Meets the one need (teaching)."),
        (
            {"teaching": 1, "confidence": 2},
            {"teaching": 2, "confidence": 3},
            "Meets both needs (confidence, teaching).",
        ),
        (
            NEEDS,
            dict.fromkeys(NEEDS, 3),
            "Meets all 3 needs (getting into leadership, confidence, teaching).",
        ),
        (
            NEEDS,
            {"teaching": 3, "managing_people": 3},
            "Meets 1 of 3 needs (teaching), partly getting into leadership.",
        ),
        (
            NEEDS,
            {"teaching": 1, "confidence": 1},
            "Partly meets 2 of 3 needs (confidence, teaching).",
        ),
        ({"teaching": 1}, {"teaching": 1}, "Partly meets the one need (teaching)."),
        (
            {"working_with_nhs": 1, "ending_well": 1},
            {"working_with_nhs": 2, "ending_well": 2},
            "Meets both needs (working with the NHS; handing over, winding down).",
        ),
        (
            {"teaching": 1, "caring_and_work": 3},
            {"teaching": 2, "caring_and_work": 3},
            "Meets both needs (teaching, one confidential need).",
        ),
        ({"caring_and_work": 3}, {"caring_and_work": 3}, "Meets the one need, told in confidence."),
        (
            {"teaching": 2, "caring_and_work": 3},
            {"teaching": 2, "wellbeing_balance": 3},
            "Meets 1 of 2 needs (teaching), partly one confidential need.",
        ),
        (
            dict.fromkeys(FIVE, 2),
            dict.fromkeys(FIVE, 3),
            "Meets all 5 needs (teaching, confidence, promotion and progression, two more).",
        ),
    ],
)
def test_needs(needs: Any, offers: Any, sentence: str) -> None:
    assert why({"needs": needs}, {"offers": offers}) == sentence


def test_nothing_in_common_is_said() -> None:
    mine = {"needs": {"teaching": 1}, "research_areas": (("maternity",),)}
    theirs = {"offers": {}, "research_areas": (("digital_data",),)}
    sentence = "Does not meet the one need (teaching); little in common on the answers given."
    assert why(mine, theirs) == sentence
    mine["needs"] = {"teaching": 1, "confidence": 1}
    sentence = "Meets none of 2 needs; little in common on the answers given."
    assert why(mine, theirs) == sentence


def test_unknown_offers_are_said() -> None:
    assert why({"needs": {"teaching": 1}}, {}).startswith("Offers not known")


def test_no_answers_at_all() -> None:
    assert why({}, {"offers": {}}) == "This mentee's answers give nothing to score."


@pytest.mark.parametrize(
    ("stage", "words"),
    [(1, "at an earlier step"), (2, "a peer"), (3, "one step ahead"), (4, "two steps ahead")],
)
def test_steps(stage: int, words: str) -> None:
    mine = {"career_stage": 2, "needs": {"teaching": 1}}
    theirs = {"career_stage": stage, "offers": {"teaching": 3}}
    assert why(mine, theirs) == f"Meets the one need (teaching); {words}."


def test_themes_methods_and_the_mentees_own_list() -> None:
    mine = {
        "research_areas": (("quality_safety",), ("maternity",)),
        "methods": {"qualitative": "want_to_learn", "modelling": "use"},
        "preferred_mentors": (("id:r99",), ("id:r01",)),
    }
    theirs = {
        "research_areas": (("maternity",), ("quality_safety",)),
        "methods": {"qualitative": "can_teach", "modelling": "use"},
    }
    assert why(mine, theirs) == (
        "Second on the mentee's own list; shares 2 themes (quality and safety, maternity and "
        "newborn); can teach qualitative research."
    )
    theirs["research_areas"] = (("maternity",),)
    theirs["methods"] = {"modelling": "use"}
    assert why(mine, theirs) == (
        "Second on the mentee's own list; shares maternity and newborn; also uses modelling."
    )


def test_a_shared_experience_is_never_named() -> None:
    mine = {"experience_wanted": ("minority_ethnic", "part_time")}
    theirs = {"lived_experience_offered": ("minority_ethnic",)}
    assert why(mine, theirs) == "A shared experience."
    theirs = {"lived_experience_offered": ("minority_ethnic", "part_time")}
    assert why(mine, theirs) == "Two shared experiences."


def test_pinned_pairs_say_so_first() -> None:
    mine, theirs = {"needs": {"teaching": 1}}, {"offers": {"teaching": 3}}
    sentence = why(mine, theirs, pins=[("E01", "R01")])
    assert sentence == "Asked for by the coordinator; meets the one need (teaching)."


@pytest.mark.parametrize(
    ("rank", "possible", "sentence"),
    [
        (1, 7, "Score 12.5, the best of 7 possible mentors."),
        (2, 7, "Score 12.5, the 2nd of 7 possible mentors."),
        (1, 1, "Score 12.5, the only possible mentor."),
    ],
)
def test_given_scores(rank: int, possible: int, sentence: str) -> None:
    assert why_from_scores(1250, rank, possible, Scale(100, given=True)) == sentence
    pinned = why_from_scores(1250, rank, possible, Scale(100, given=True), pinned=True)
    assert pinned == "Asked for by the coordinator; s" + sentence[1:]
