"""Nothing told in confidence is named in what travels; only the coordinator can ask for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hsr_match.config import Settings
from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.words import mid_sentence
from tests.insight.runs import Run, chosen, mentee, mentor, run

GATED_LISTS = ("needs", "lived_experience", "path")


def gated(name: str) -> list[str]:
    return [t.id for t in vocabulary(name).terms.values() if t.sensitivity != "plain"]


def canaries() -> list[str]:
    """Ids, labels and synonyms of everything gated, unless a plain term bears the word too."""
    words: dict[str, None] = {}
    for name in (*GATED_LISTS, "stuck"):
        terms = vocabulary(name).terms
        for term in gated(name):
            words[term] = words[terms[term].label] = words[mid_sentence(terms[term].label)] = None
    # "Returning" and "interrupted" are single common words that our own sentences avoid.
    return list(words)


CANARIES = canaries()


def everything_gated() -> list[Run]:
    """Cohorts in which each gated value is asked for, offered, missed, and left blank."""
    runs = []
    for need in gated("needs"):
        ways = (*vocabulary("needs").terms[need].full, *vocabulary("needs").terms[need].part)
        offers = {w.partition(".")[2]: 3 for w in ways if w.startswith("offers.")}
        lived = tuple(w.partition(".")[2] for w in ways if w.startswith("lived."))
        mine = mentee(1, needs={need: 3, "teaching": 1}, essential_need=need)
        runs.append(
            run(
                [mine, mentee(2, needs={need: 1})],
                [
                    mentor(1, offers={need: 3, "teaching": 2}),
                    mentor(2, offers=offers, lived_experience_offered=lived),
                    mentor(3),
                    mentor(4, offers={}),
                ],
                chosen(quality_floor=1),
            )
        )
    for experience in gated("lived_experience"):
        people = [
            mentee(1, experience_wanted=(experience, "part_time")),
            mentee(2, needs={"teaching": 1}),
        ]
        mentors = [
            mentor(1, lived_experience_offered=(experience,)),
            mentor(2, lived_experience_offered=("part_time",), offers={"teaching": 2}),
            mentor(3),
        ]
        runs.append(run(people, mentors))
    for path in gated("path"):
        people = [mentee(1, path=path), mentee(2, path="straight")]
        runs.append(run(people, [mentor(1, path=path), mentor(2, path="straight"), mentor(3)]))
    # Plain needs that gated offers and experiences meet.
    for term in vocabulary("needs").terms.values():
        gates = [
            w
            for w in (*term.full, *term.part)
            if w.partition(".")[2] in gated("needs") + gated("lived_experience")
        ]
        if term.sensitivity == "plain" and gates:
            offers = {w.partition(".")[2]: 3 for w in gates if w.startswith("offers.")}
            lived = tuple(w.partition(".")[2] for w in gates if w.startswith("lived."))
            theirs = mentor(1, offers=offers, lived_experience_offered=lived)
            runs.append(run([mentee(1, needs={term.id: 2})], [theirs]))
    return runs


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    return everything_gated()


def found(text: str) -> list[str]:
    return [word for word in CANARIES if word in text]


def test_the_canaries_cover_what_is_gated() -> None:
    assert {"caring_and_work", "Parent or carer", "lgbt", "LGBT+", "interrupted"} <= set(CANARIES)


def test_no_insight_names_anything_gated(runs: list[Run]) -> None:
    for made in runs:
        assert found(repr(made.insight)) == []


def test_no_pair_in_full_names_anything_gated(runs: list[Run]) -> None:
    for made in runs:
        for i in range(made.problem.shape[0]):
            for j in range(made.problem.shape[1]):
                assert found(repr(made.detail(i, j))) == []


def test_the_screen_names_nothing_gated_either(runs: list[Run]) -> None:
    from datetime import UTC, datetime

    from hsr_match.cli.explain_text import ExplainText
    from hsr_match.insight.briefing.ground import ground
    from hsr_match.insight.outcome import Outcome

    for made in runs[::5]:
        started = datetime(2026, 1, 1, tzinfo=UTC)
        outcome = Outcome(
            made.settings,
            made.problem,
            made.matching,
            made.insight,
            (),
            started,
            made.cohort,
            made.scores,
        )
        screen = ExplainText(ground(outcome, named=True), colour=False, unicode=True)
        assert found(screen.pair(made.detail(0, 0))) == []


def test_the_coordinator_may_ask_for_it() -> None:
    mine = mentee(needs={"caring_and_work": 3}, experience_wanted=("lgbt",), path="returning")
    theirs = mentor(
        offers={"caring_and_work": 2}, lived_experience_offered=("lgbt",), path="returning"
    )
    detail = run([mine], [theirs]).detail(confidential=True)
    lines = {row.item: (row.mentee_answer, row.mentor_answer) for row in detail.rows}
    assert lines["Caring and work"] == ("most important", "comfortable")
    assert lines["LGBT+"] == ("wished for", "offers it")
    assert lines["Returning"] == ("yes", "the same")
    assert "lived_experience" in detail.criteria
    hidden = run([mine], [theirs]).detail()
    assert {row.item for row in hidden.rows} == {
        "one confidential need",
        "a shared experience",
        "route",
    }
    assert {row.mentor_answer for row in hidden.rows} == {"told in confidence"}
    assert "lived_experience" not in hidden.criteria


REFUSALS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"not_these": ("id:r01",)}, {}),
    ({}, {"not_these": ("id:e01",)}),
    ({"conflicts": (("id:r01", "family_personal"),)}, {}),
    ({}, {"conflicts": (("id:e01", "private"),)}),
]


def test_refusals_read_alike_whoever_made_them_and_why() -> None:
    told = set()
    for mine, theirs in REFUSALS:
        made = run(
            [mentee(1, needs={"teaching": 1}, **mine)],
            [mentor(1, offers={"teaching": 3}, **theirs), mentor(2, offers={"teaching": 1})],
        )
        detail = made.detail(0, 0)
        assert detail.barred_by == ("not available",)
        assert detail.verdict == "R01 cannot be paired with E01: not available."
        told.add((repr(made.insight), repr(detail), repr(made.detail(0, 1))))
    assert len(told) == 1


def test_what_a_person_asked_for_in_confidence_bars_without_a_name() -> None:
    mine = mentee(1, needs={"disability_work": 3}, essential_need="disability_work")
    made = run([mine], [mentor(1, offers={"teaching": 3})])
    assert made.left().sentence == (
        "None of 1 mentor is possible: cannot help with the essential need (1)."
    )
    assert found(repr(made.insight) + repr(made.detail())) == []


def test_free_weights_of_lived_experience_do_not_matter_to_the_gate() -> None:
    settings = replace(Settings(), weights=replace(Settings().weights, lived_experience=0))
    mine = mentee(needs={"bias_exclusion": 3}, experience_wanted=("minority_ethnic",))
    theirs = mentor(offers={}, lived_experience_offered=("minority_ethnic",))
    made = run([mine], [theirs], settings)
    assert made.pair().why.startswith("Partly meets the one need, told in confidence")
    assert found(repr(made.insight) + repr(made.detail())) == []
