"""Both sides' answers beside the points, criterion by criterion."""

from __future__ import annotations

from typing import Any

import pytest

from hsr_match.insight.need_met import NOT_OFFERED, how_met
from hsr_match.scoring.criteria.needs import Needs
from tests.insight.runs import chosen, mentee, mentor, run


def lines(mine: dict[str, Any], theirs: dict[str, Any], **rules: Any) -> list[tuple[str, str, str]]:
    """Item, mentee's and mentor's answer of every line."""
    other = mentor(
        2,
        offers={},
        career_stage=1,
        meeting_format=("phone",),
        frequency="monthly",
        research_areas=(("maternity",),),
        places=0,
    )
    made = run([mentee(**mine)], [mentor(**theirs), other], chosen(**rules))
    return [(r.item, r.mentee_answer, r.mentor_answer) for r in made.detail(0, 0).rows]


def test_needs_name_priority_and_way() -> None:
    mine = {
        "needs": {"leadership_pathway": 3, "teaching": 1, "confidence": 2},
        "essential_need": "teaching",
    }
    theirs = {"offers": {"teaching": 3, "managing_people": 2, "confidence": 0}}
    assert lines(mine, theirs) == [
        ("Getting into leadership", "most important", "in part, leading a team: comfortable"),
        ("Confidence", "important", "no"),
        ("Teaching", "useful, essential", "strong"),
    ]


def test_blank_offers_are_not_known_for_the_whole_part() -> None:
    mine = {"needs": {"teaching": 1, "caring_and_work": 3}}
    assert lines(mine, {}) == [("Needs", "teaching; told in confidence", "not known")]


def test_the_rest_of_a_form() -> None:
    mine = {
        "career_stage": 2,
        "research_areas": (("quality_safety", "maternity"), ("digital_data",)),
        "methods": {"qualitative": "want_to_learn", "modelling": "use"},
        "track": "research",
        "meeting_format": ("online", "in_person"),
        "frequency": "monthly",
        "preferred_mentors": (("id:r01",),),
    }
    theirs = {
        "career_stage": 4,
        "research_areas": (("maternity",),),
        "methods": {"qualitative": "can_teach", "simulation": "use"},
        "track": "teaching",
        "meeting_format": ("hybrid",),
    }
    found = {item: (a, b) for item, a, b in lines(mine, theirs)}
    assert found == {
        "Independence": ("own parts", "sets direction (+2)"),
        "Maternity and newborn": ("1st choice", "the same"),
        "Quality and safety": ("1st choice", "maternity and newborn"),
        "Digital care and data": ("2nd choice", "maternity and newborn"),
        "Qualitative research": ("want to learn", "can teach"),
        "Modelling": ("use", "related: simulation"),
        "Research": ("yes", "teaching"),
        "Ways of meeting": ("online; in person", "hybrid"),
        "How often": ("monthly", "not known"),
        "The mentee's own list": ("1st choice", ""),
    }


def test_the_line_of_growth_is_named_where_it_is_compared() -> None:
    mine = {"growth_line": "people", "contribution_people": 1, "career_stage": 2}
    assert lines(mine, {"contribution_people": 3, "career_stage": 1}) == [
        ("Developing others", "helps colleagues", "builds teams (+2)")
    ]
    assert lines(mine, {"career_stage": 3}) == [
        ("Developing others", "own parts", "own projects (+1)")
    ]
    assert lines(mine, {}) == [("Developing others", "own parts", "not known")]


def test_a_schemes_own_columns() -> None:
    from hsr_match.config import Criterion

    settings = chosen()
    own = (
        Criterion(name="wards", kind="terms", mentee="ward_interest", mentor="wards", weight=5),
        Criterion(name="house_style", kind="same", column="house", weight=5),
    )
    from dataclasses import replace

    made = run(
        [mentee(ward_interest=("acute", "stroke"), house="red")],
        [mentor(wards=("stroke",), house=None)],
        replace(settings, criteria=own),
    )
    detail = made.detail()
    told = {(r.criterion, r.item): (r.mentee_answer, r.mentor_answer) for r in detail.rows}
    assert told["wards", "stroke"] == ("acute; stroke", "stroke")
    assert made.pair().why == "Agrees on wards."


@pytest.mark.parametrize(
    "need", ["caring_and_work", "methods_skill", "co_authoring", "bias_exclusion"]
)
@pytest.mark.parametrize("lived_weight", [0, 8])
def test_words_of_a_way_are_found_exactly_where_points_are(need: str, lived_weight: int) -> None:
    settings = chosen(weights={"lived_experience": lived_weight})
    criterion = Needs(settings)
    mentees = [
        mentee(needs={need: 1}),
        mentee(needs={need: 1}, experience_wanted=("parent_or_carer", "minority_ethnic")),
        mentee(needs={need: 1}, methods={"qualitative": "want_to_learn"}),
        mentee(needs={need: 1}, co_authoring_level="joint_project"),
    ]
    mentors = [
        mentor(offers={}),
        mentor(offers={need: 0}),
        mentor(offers={need: 1}),
        mentor(offers={need: None}),
        mentor(offers={"wellbeing_balance": 2, "writing_publishing": 1, "managing_upwards": 3}),
        mentor(offers={}, lived_experience_offered=("parent_or_carer",)),
        mentor(offers={}, lived_experience_offered=("minority_ethnic",)),
        mentor(offers={}, methods={"qualitative": "use"}),
        mentor(offers={}, methods={"qualitative": "can_teach"}),
    ]
    for mine in mentees:
        ((item, _),) = criterion.ask(mine)[0].items
        for theirs in mentors:
            words = how_met(need, mine, theirs, settings, confidential=True)
            assert (words in (NOT_OFFERED, "no")) == (criterion.cover(item, theirs) == 0)


def test_a_gated_way_is_not_named() -> None:
    settings = chosen()
    mine = mentee(needs={"part_time_flexible": 1, "caring_and_work": 1})
    offer = mentor(offers={"caring_and_work": 3})
    assert how_met("part_time_flexible", mine, offer, settings, confidential=False) == (
        "in part, a related offer: strong"
    )
    assert how_met("part_time_flexible", mine, offer, settings, confidential=True) == (
        "in part, caring and work: strong"
    )
    lived = mentor(offers={}, lived_experience_offered=("parent_or_carer",))
    hidden = how_met("caring_and_work", mine, lived, settings, confidential=False)
    assert hidden == "a shared experience"
    named = how_met("caring_and_work", mine, lived, settings, confidential=True)
    assert named == "experience: parent or carer"
