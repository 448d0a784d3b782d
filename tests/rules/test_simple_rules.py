"""Department, language, ways of meeting, a step ahead: hits, misses, blanks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.people import barred, pair, settings


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ({"department": "School of Health"}, {"department": "school of  health"}, True),
        (
            {"department": "Health", "organisation": "a"},
            {"department": "Health", "organisation": "b", "other_organisations": ("a",)},
            True,
        ),
        (
            {"department": "Health", "organisation": "a"},
            {"department": "Health", "organisation": "b"},
            False,
        ),
        ({"department": "Health", "organisation": "a"}, {"department": "Health"}, False),
        ({"department": "Health"}, {"department": "Law"}, False),
        ({"department": ""}, {}, False),
    ],
)
def test_department(mine: Any, theirs: Any, same: bool) -> None:
    assert (barred(pair(mine, theirs), settings(department="required")) == ["department"]) is same


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        (("cy",), ("cy", "en"), False),
        (("cy",), ("en",), True),
        (("cy",), None, True),
        (None, ("English",), False),
        (("eng",), ("EN",), False),
        (None, None, False),
        ((), ("cy",), True),
    ],
)
def test_language(mine: Any, theirs: Any, apart: bool) -> None:
    answers = [{} if value is None else {"languages": value} for value in (mine, theirs)]
    found = barred(pair(*answers), settings(language="required"))
    assert (found == ["language"]) is apart


@pytest.mark.parametrize(
    ("wish", "takes", "apart"),
    [
        (False, True, True),
        (False, False, False),
        (False, None, False),
        (None, True, False),
        (True, True, False),
    ],
)
def test_group(wish: bool | None, takes: bool | None, apart: bool) -> None:
    mine = {} if wish is None else {"group_or_peer_ok": wish}
    theirs = {"places": 6} if takes is None else {"places": 6, "group": takes}
    assert (barred(pair(mine, theirs), settings(group="required")) == ["group"]) is apart
    assert barred(pair(mine, theirs), settings(group="off")) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        (("online",), ("in_person",), True),
        (("phone",), ("hybrid",), True),
        (("online",), ("phone", "online"), False),
        (("hybrid",), ("in_person",), False),
        (("online",), ("hybrid",), False),
        (None, ("phone",), False),
        (("phone",), (), False),
    ],
)
def test_meeting_format(mine: Any, theirs: Any, apart: bool) -> None:
    for one, other in ((mine, theirs), (theirs, mine)):
        answers = [{} if v is None else {"meeting_format": v} for v in (one, other)]
        found = barred(pair(*answers), settings(meeting_format="required"))
        assert (found == ["meeting_format"]) is apart


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [
        ({"career_stage": 2}, {"career_stage": 3}, False),
        ({"career_stage": 2}, {"career_stage": 2}, True),
        ({"career_stage": 3}, {"career_stage": 1}, True),
        ({"career_stage": 4}, {}, False),
        ({}, {"career_stage": 1}, False),
        # On the line the mentee chose, whatever the stage.
        (
            {"growth_line": "people", "contribution_people": 1, "career_stage": 4},
            {"contribution_people": 2, "career_stage": 1},
            False,
        ),
        (
            {"growth_line": "people", "contribution_people": 2, "career_stage": 1},
            {"contribution_people": 2, "career_stage": 4},
            True,
        ),
        # The mentor did not give that line: their stages are compared.
        (
            {"growth_line": "people", "contribution_people": 0, "career_stage": 2},
            {"career_stage": 2},
            True,
        ),
        ({"growth_line": "people", "contribution_people": 3}, {"career_stage": 1}, False),
        ({"growth_line": "none", "career_stage": 2}, {"career_stage": 2}, True),
    ],
)
def test_step_ahead(mine: Any, theirs: Any, apart: bool) -> None:
    found = barred(pair(mine, theirs), settings(step_ahead="required"))
    assert (found == ["step_ahead"]) is apart


def test_a_step_ahead_is_measured_as_the_score_measures_it() -> None:
    from hsr_match.rules.steps import steps_between
    from hsr_match.scoring.criteria.career_stage import CareerStage

    criterion = CareerStage(settings())
    for line in (None, "none", "independence", "people", "ideas"):
        for own in (None, 0, 2):
            for stage in (None, 1, 3):
                for reached in (None, 1, 3):
                    for their_stage in (None, 2, 4):
                        mine = {"growth_line": line, "contribution_people": own}
                        mine |= {"contribution_ideas": own, "career_stage": stage}
                        theirs = {"contribution_people": reached, "career_stage": their_stage}
                        mentee, mentor = _known(mine), _known(theirs)
                        cohort = pair(mentee, mentor)
                        steps = steps_between(cohort.mentees[0], cohort.mentors[0])
                        asks = criterion.ask(cohort.mentees[0])
                        answered = any(
                            criterion.answers(a.part, a.variant, cohort.mentors[0]) for a in asks
                        )
                        assert (steps is not None) == answered


def _known(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value is not None}
