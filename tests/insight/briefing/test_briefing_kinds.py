"""Briefings of every kind of run: given scores, stopped, coupled, nobody matched, one person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.config import Settings
from hsr_match.insight import explain_matching
from hsr_match.insight.outcome import Outcome
from hsr_match.matching import given_problem, solve
from hsr_match.matching.problem import Objective, Spread
from tests.insight.briefings import STARTED, bare, figure, part, told
from tests.insight.runs import chosen, mentee, mentor, run
from tests.insight.tables import table
from tests.matching.problems import problem

PARTS = ["coverage", "score", "preference", "needs", "stability", "rules", "proof"]


def teaching(count: int, mentors: int, **more: Any) -> Any:
    return run(
        [mentee(i, needs={"teaching": 2}) for i in range(1, count + 1)],
        [mentor(j, offers={"teaching": 3}, **more) for j in range(1, mentors + 1)],
    )


def test_a_cohort_has_every_part_in_order() -> None:
    briefing = told(teaching(2, 2))
    assert [entry.code for entry in briefing.quality] == PARTS
    assert all(entry.verdict for entry in briefing.quality)
    assert [chart.kind for chart in briefing.charts] == ["histogram", "load", "supply", "heat"]
    assert all(chart.reading for chart in briefing.charts)
    assert all(len(row) == len(c.heading) for c in briefing.charts for row in c.rows)
    assert briefing.headline[0] == "All 2 mentees matched."
    assert sum(row.share for row in briefing.criteria) == pytest.approx(1)
    assert all(row.grounds for row in briefing.criteria)


def test_one_person_on_each_side() -> None:
    briefing = told(teaching(1, 1))
    assert part(briefing, "coverage").verdict == "Every mentee has a mentor."
    assert briefing.pairs[0].verdict == "R01 is the only mentor possible for E01."
    assert briefing.mentors[0].leaves is not None
    assert briefing.mentors[0].leaves[0] == 1
    assert briefing.mentors[0].leaves_words.startswith("Withdrawing: one mentee fewer")
    assert briefing.mentors[0].one_more_words == "One more place would change nothing."


def test_nobody_matched() -> None:
    briefing = told(
        run(
            [mentee(1, needs={"teaching": 1}, organisation="a")],
            [mentor(1, offers={"teaching": 3}, organisation="a")],
        )
    )
    assert part(briefing, "coverage").verdict == "No mentee has a mentor."
    assert "score" not in [entry.code for entry in briefing.quality]
    (left,) = briefing.unmatched
    assert left.told.reason == "no_eligible_mentor"
    assert [way.code for way in left.remedies] == ["lift_for_pair", "rule_off"]
    assert len(left.remedies_words) == 2
    rule = next(row for row in briefing.rules if row.rule == "other_organisation")
    assert (rule.barred, rule.gained) == (1, 1)
    assert rule.gained_words == "Without it 1 more mentee could have a mentor."
    assert "The same organisation" in part(briefing, "rules").verdict


def test_a_rule_that_nobody_may_lift_has_no_price() -> None:
    made = run([mentee(1, needs={"teaching": 1}, not_these=("id:r01",))], [mentor(1)])
    rule = next(row for row in told(made).rules if row.rule == "not_available")
    assert (rule.barred, rule.gained, rule.gained_words) == (1, None, "")


def given_outcome(cells: Any, **more: Any) -> Outcome:
    listed = table(2, 2, cells, **more)
    asked = given_problem(listed, Settings())
    matching = solve(asked)
    return Outcome(
        settings=Settings(),
        problem=asked,
        matching=matching,
        insight=explain_matching(asked, matching, Settings(), given=listed),
        sources=(),
        started=STARTED,
        given=listed,
    )


def test_given_scores_are_said_in_their_own_units() -> None:
    briefing = told(given_outcome({(0, 0): 95, (0, 1): 80, (1, 0): 70}, decimals=1), named=True)
    assert [entry.code for entry in briefing.quality] == [
        "coverage",
        "score",
        "stability",
        "rules",
        "proof",
    ]
    assert figure(briefing, "score", "Worst") == "7"
    assert briefing.criteria == ()
    assert [chart.kind for chart in briefing.charts] == ["histogram", "load", "heat"]
    assert sum(row[1] for row in briefing.charts[0].rows) == 2
    assert briefing.charts[2].rows == (("E1", 9.5, 8.0), ("E2", 7.0, None))
    assert briefing.pairs[0].alternatives[0].price == "one mentee fewer, 5.5 less in all"
    assert [entry.by for entry in briefing.advice] == ["places"]


def test_negative_given_scores() -> None:
    briefing = told(given_outcome({(0, 0): -5, (0, 1): -9, (1, 0): -1, (1, 1): -2}))
    assert sum(row[1] for row in briefing.charts[0].rows) == 2
    assert figure(briefing, "score", "Worst") == "-5"


def stopped(p: Any) -> Any:
    return replace(solve(p), status="feasible", certificate=None)


def test_a_run_that_was_stopped_has_no_prices() -> None:
    p = problem([[9, 8], [7, 1]])
    briefing = told(bare(p, stopped(p)))
    assert (briefing.pricing, briefing.what_if) == ("on_request", None)
    assert "stopped" in briefing.pricing_words
    assert briefing.mentors[0].one_more is None
    assert briefing.mentors[0].leaves_words == ""
    assert briefing.pairs[0].alternatives[0].price == ""
    assert briefing.pairs[0].verdict.endswith("Ahead: mentor 1 (0.000009, with mentee 2).")
    assert "not proven" in part(briefing, "proof").verdict


def test_limits_that_tie_pairs_together_are_priced_on_request() -> None:
    apart = problem([[9, 8], [7, 1], [3, 3]], places=[2, 2], apart=((0, 1),))
    briefing = told(bare(apart))
    assert briefing.pricing == "on_request"
    assert briefing.pricing_words.startswith("A limit ties pairs together")
    worst = problem([[9, 8], [7, 1]], objective=Objective("worst_first", resolution=1))
    assert told(bare(worst)).pricing == "on_request"


def test_one_limit_of_spread_and_several_mentors_are_priced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    groups = Spread("organisation", np.array([0, 0, 1]), 1)
    spread = problem([[9, 8], [7, 1], [3, 3]], places=[2, 2], spread=(groups,))
    briefing = told(bare(spread))
    assert briefing.pricing == "exact"
    said = [other.price for pair in briefing.pairs for other in pair.alternatives]
    assert said
    assert not any("at least" in words for words in said)
    several = told(bare(problem([[9, 8], [7, 1]], places=[1, 1], wanted=[2, 1])))
    assert several.pricing == "exact"
    assert [pair.mentee for pair in several.pairs] == [0, 1]
    assert (
        several.mentors[0].one_more_words == "One more place: one pair more, 0.000009 more in all."
    )
    monkeypatch.setattr("hsr_match.insight.briefing.prices.MOST_TIED", 2)
    many = told(bare(spread))
    assert many.pricing == "on_request"
    assert "too many pairs" in many.pricing_words
    listed = [other.price for pair in many.pairs for other in pair.alternatives]
    assert any("at least" in words or "may cost" in words for words in listed)


def test_mentees_apart_together_and_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    briefing = told(bare(problem([[9, 8], [7, 1]], places=[2, 2], apart=((0, 1),))))
    assert briefing.pricing == "on_request"
    assert briefing.facts


def test_a_round_too_large_says_how_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hsr_match.insight.briefing.prices.MOST_PAIRS", 3)
    monkeypatch.setattr("hsr_match.insight.briefing.made.MOST_EXPLAINED", 1)
    monkeypatch.setattr("hsr_match.insight.briefing.charts.WHOLE_HEAT", 3)
    briefing = told(bare(problem([[9, 8], [7, 1]])))
    assert briefing.pricing == "too_large"
    assert "2 × 2" in briefing.pricing_words
    assert briefing.pairs == ()
    assert "2 pairs are more than 1" in briefing.note
    heat = briefing.charts[-1]
    assert heat.rows[0][:2] == ("mentee 1", "mentor 2")
    assert heat.rows[0][3] == "mentor 1"
    assert heat.note


def test_pins_and_extra_places_are_in_it() -> None:
    made = run(
        [mentee(i, needs={"teaching": 2}) for i in (1, 2)],
        [mentor(1, offers={"teaching": 1}, places=1, places_max=2)],
        chosen(pins=[("E01", "R01")]),
    )
    briefing = told(made)
    assert [c.code for c in briefing.pairs[0].cautions][-1] == "pinned"
    assert briefing.mentors[0].mentees == (0, 1)
    assert briefing.advice[0].short == 1


def test_names_may_be_anything() -> None:
    evil = replace(mentee(1, needs={"teaching": 1}), name='Zoë "<script>" 🙂')
    briefing = told(run([evil], [mentor(1, offers={"teaching": 3})]), named=True)
    assert briefing.pairs[0].verdict.endswith('possible for Zoë "<script>" 🙂 (E01).')


def test_needs_met_are_counted_by_hand() -> None:
    made = run(
        [
            mentee(1, needs={"teaching": 3, "career_planning": 1}),
            mentee(2, needs={"teaching": 3}, preferred_mentors=(("id:r02",),)),
        ],
        [mentor(1, offers={"teaching": 3, "career_planning": 0}), mentor(2)],
    )
    assert made.matching.pairs == ((0, 0), (1, 1))
    briefing = told(made)
    assert figure(briefing, "needs", "Needs met") == "1 of 3 (33 %)"
    assert figure(briefing, "needs", "Most important needs met") == "1 of 2 (50 %)"
    assert figure(briefing, "needs", "Not known") == "1"
    assert figure(briefing, "preference", "First choice") == "1 of 1 (100 %)"
    scarce = part(briefing, "needs").table
    assert scarce is not None
    assert ("Teaching", 2, 1, 1, 1, "E01 with R01") in scarce.rows


def test_what_mentors_are_also_wanted_by() -> None:
    briefing = told(bare(problem([[9, 8], [7, 1], [6, 0]])))
    assert briefing.mentors[0].mentees == (1,)
    assert briefing.mentors[0].also_wanted_by == (0, 2)
    assert briefing.mentors[0].more_wanted == 0


def test_remedies_are_bounded_for_many_without_a_mentor() -> None:
    briefing = told(teaching(8, 1))
    with_remedies = [entry for entry in briefing.unmatched if entry.remedies]
    assert len(briefing.unmatched) == 7
    assert 1 <= len(with_remedies) <= 3
    assert all(entry.told.remedy for entry in briefing.unmatched)
    assert all(entry.rivals for entry in briefing.unmatched)


def test_the_heat_map_rounds_as_the_screen_does() -> None:
    made = teaching(1, 1)
    scores = made.problem.scores.block(slice(None), slice(None))
    half = replace(made.problem, scores=type(problem([[1]]).scores)(scores * 0 + 712_500))
    briefing = told(replace(bare(half), scores=made.scores, cohort=made.cohort))
    assert briefing.charts[-1].rows == (("E01", 71.3),)
    assert briefing.pairs[0].score == 712_500


def test_every_weight_has_its_grounds_and_an_own_criterion_says_so() -> None:
    from dataclasses import fields

    from hsr_match.config.weights import Criterion, Weights
    from hsr_match.insight.briefing.grounds import GROUNDS, OWN, criteria_of

    assert set(GROUNDS) == {field.name for field in fields(Weights)}
    own = Criterion(name="likes_tea", kind="same", weight=20, column="likes_tea")
    rows = criteria_of(replace(Settings(), criteria=(own,)), given=False)
    assert [row.criterion for row in rows[:3]] == ["needs", "likes_tea", "research_area"]
    assert (rows[1].label, rows[1].grounds) == ("Likes tea", OWN)
    assert rows[0].share == pytest.approx(28 / 120)
    assert rows[-1].criterion == "region"


def test_whom_to_recruit_by_hand() -> None:
    made = run(
        [
            mentee(1, needs={"teaching": 2}, career_stage=2),
            mentee(2, needs={"teaching": 2, "confidence": 1}, career_stage=2),
            mentee(3, needs={"confidence": 3}, career_stage=4),
        ],
        [mentor(1, offers={"teaching": 3}, career_stage=3)],
    )
    briefing = told(made)
    assert [(entry.by, entry.what, entry.short) for entry in briefing.advice] == [
        ("places", "Places in all", 2),
        ("need", "Confidence", 2),
        ("need", "Teaching", 1),
        ("career_stage", "Own parts", 1),
        ("career_stage", "Sets direction", 1),
    ]
    sentences = [entry.sentence for entry in briefing.advice]
    assert sentences[0].startswith(
        "3 mentees, 1 mentor with a place, 1 place: two short. One more place is worth most with "
        "R01 (one mentee more"
    )
    assert "Mentors like this one would help most: offering teaching." in sentences[0]
    assert sentences[1] == (
        "2 mentees ask for help with “confidence” and no mentor offers it: recruit one who does."
    )
    assert sentences[2] == (
        "2 mentees ask for help with “teaching”; 1 mentor offers it, with 1 place: one short. "
        "Recruit mentors who offer it."
    )
    assert sentences[3] == (
        "2 mentees are at “own parts”; 1 mentor is a step ahead, with 1 place: one short."
    )
