"""Relaxations: every figure is that of a second solve, and nothing private is ever tried."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.config import Settings
from hsr_match.insight.relaxing.changes import with_place
from hsr_match.insight.relaxing.search import Budget, Relaxation, relaxations
from hsr_match.insight.relaxing.words import how_to, relaxation_json, relaxation_sentence
from hsr_match.insight.words import Scale
from hsr_match.matching import MatchingProblem, solve
from hsr_match.matching.problem import Objective
from tests.insight.rounds import OFFERS, REFUSALS, TEACHING, again, ruled
from tests.insight.runs import Run, chosen, mentee, mentor, run
from tests.matching.problems import problem, small_problems


def ways(made: Run, **more: Any) -> tuple[Relaxation, ...]:
    return relaxations(
        made.problem, made.matching, made.settings, cohort=made.cohort, scores=made.scores, **more
    )


def only(found: tuple[Relaxation, ...], code: str) -> Relaxation:
    (match,) = [way for way in found if way.code == code]
    return match


@limits(max_examples=120, deadline=None)
@drawn(small_problems(), st.sampled_from(["total", "balanced", "worst_first"]))
def test_one_more_place_gains_what_solving_again_gains(p: MatchingProblem, kind: Any) -> None:
    """The best three mentors are those of trying every mentor."""
    p = replace(p, order="pairs_first", objective=Objective(kind, 2.0, 1.0))
    if kind != "total":
        p = replace(p, score_bound=1_000_000)
    result = solve(p)
    found = relaxations(p, result, Settings())
    tried = {}
    for j in range(p.shape[1]):
        other = solve(with_place(p, j))
        if other.coverage > result.coverage:
            tried[j] = (
                other.coverage - result.coverage,
                other.gain - result.gain,
                other.total - result.total,
            )
    places = [way for way in found if way.code == "more_places"]
    assert len({way.mentors for way in places}) == len(places)
    for way in places:
        assert way.exact
        assert (way.mentees, way.objective, way.points) == tried[way.mentors[0]]
    asked = [j for j in tried if p.places_max[j] > 0] or list(tried)
    if p.is_flow and kind != "worst_first":
        best = sorted((tried[j] for j in asked), reverse=True)[:3]
        assert [(way.mentees, way.objective, way.points) for way in places] == best


def test_the_reserve_is_opened_and_never_asked_for_more() -> None:
    mentors = [mentor(1, **OFFERS), mentor(2, reserve=True, **OFFERS)]
    made = run([mentee(i, **TEACHING) for i in (1, 2)], mentors)
    found = ways(made)
    opened = only(found, "open_reserve")
    assert (opened.mentees, opened.mentors, opened.exact) == (1, (1,), True)
    assert opened.change == "Opening the reserve mentor R02"
    assert again(made, chosen(reserve="open")) == made.matching.coverage + 1
    assert only(found, "more_places").mentors == (0,)


def test_a_rule_switched_off_gains_what_the_settings_gain() -> None:
    people = [mentee(i, organisation="a", **TEACHING) for i in (1, 2, 3)]
    mentors = [mentor(1, organisation="a", places=2, **OFFERS), mentor(2, **OFFERS)]
    made = run(people, mentors)
    way = only(ways(made), "rule_off")
    off = chosen(other_organisation=replace(Settings().rules.other_organisation, level="off"))
    assert way.mentees == again(made, off) - made.matching.coverage == 2
    assert way.rule == "other_organisation"
    assert how_to(made.problem, way, Scale(10**6, given=False)) == (
        "rules: {other_organisation: off}"
    )


def test_the_highest_minimum_that_helps_is_proposed() -> None:
    """One tenth of a point more, and it would not."""
    made = run(
        [mentee(1, **TEACHING)], [mentor(1, offers={"teaching": 1})], chosen(quality_floor=40)
    )
    way = only(ways(made), "lower_floor")
    assert way.floor == 250_000
    assert way.change == "A minimum score of 25.0 instead of 40.0"
    assert again(made, chosen(quality_floor=25)) == 1
    assert again(made, chosen(quality_floor=25.1)) == 0


def test_one_bar_lifted_for_one_pair_is_a_pin_with_a_reason() -> None:
    made = run(
        [mentee(1, organisation="a", **TEACHING)],
        [mentor(1, organisation="a", **OFFERS), mentor(2, organisation="a", offers={})],
    )
    pairs = [way for way in ways(made) if way.code == "lift_for_pair"]
    assert [way.mentors for way in pairs] == [(0,), (1,)], "the better score first"
    assert how_to(made.problem, pairs[0], Scale(10**6, given=False)) == (
        "--pin E01=R01 --reason 'name: why'"
    )
    assert again(made, chosen(pins=[("E01", "R01")])) == 1


def test_a_ban_is_dropped_not_overruled() -> None:
    made = run([mentee(1, **TEACHING)], [mentor(1, **OFFERS)], chosen(bans=[("E01", "R01")]))
    (way,) = ways(made)
    assert (way.code, way.change) == ("drop_ban", "Dropping the ban on E01 with R01")
    assert again(made, Settings()) == 1


def test_only_what_helps_this_mentee_is_told_of_this_mentee() -> None:
    mentors = [mentor(1, **OFFERS), mentor(2, organisation="b", **OFFERS)]
    made = run(
        [
            mentee(1, **TEACHING, conflicts=(("id:r02", "manager"),)),
            mentee(2, **TEACHING, conflicts=(("id:r02", "manager"),)),
            mentee(3, organisation="b", **TEACHING),
        ],
        mentors,
    )
    for left in made.insight.unmatched:
        for way in ways(made, mentee=left.mentee):
            assert left.mentee in {i for i, _, _ in way.gets}


def test_a_pair_with_two_bars_is_not_proposed() -> None:
    made = run(
        [mentee(1, organisation="a", conflicts=(("id:r01", "manager"),), **TEACHING)],
        [mentor(1, organisation="a", **OFFERS)],
    )
    assert ways(made) == ()


@pytest.mark.parametrize(("mine", "theirs"), REFUSALS)
def test_a_refusal_is_never_proposed_for_lifting(
    mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    """Alone or beside another bar: nothing that is tried would make the pair."""
    for more in ({}, {"organisation": "a"}):
        made = run(
            [mentee(1, **TEACHING, **mine, **more), mentee(2, **TEACHING)],
            [mentor(1, places=3, **OFFERS, **theirs, **more), mentor(2, places=0, **OFFERS)],
        )
        for found in (ways(made), ways(made, mentee=0)):
            assert all((0, 0) not in {(i, j) for i, j, _ in way.gets} for way in found)
            assert "not_available" not in {way.rule for way in found}
            text = repr(
                [relaxation_json(made.problem, w, Scale(10**6, given=False)) for w in found]
            )
            assert "not_available" not in text
            assert "not available" not in text


@limits(max_examples=80, deadline=None)
@drawn(ruled())
def test_no_relaxation_claims_more_than_it_gives(made: Run) -> None:
    """Each is done by hand from the settings or the places, and solved from scratch."""
    before = made.matching.coverage
    for way in ways(made):
        assert way.mentees >= 1
        assert way.exact
        assert len({i for i, _, _ in way.gets}) - len(way.loses) == way.mentees
        if way.code == "rule_off":
            off = replace(made.settings.rules.other_organisation, level="off")
            rules = replace(made.settings.rules, other_organisation=off)
            assert again(made, replace(made.settings, rules=rules)) == before + way.mentees
        elif way.code == "lower_floor":
            assert way.floor is not None
            rules = replace(made.settings.rules, quality_floor=way.floor / 10_000)
            assert again(made, replace(made.settings, rules=rules)) == before + way.mentees
        elif way.code == "more_places":
            larger = with_place(made.problem, way.mentors[0])
            assert solve(larger).coverage == before + way.mentees
        elif way.code == "lift_for_pair":
            assert way.mentee is not None
            pin = (f"E{way.mentee + 1:02}", f"R{way.mentors[0] + 1:02}")
            settings = replace(made.settings, pins=chosen(pins=[pin]).pins)
            assert again(made, settings) == before + way.mentees


def test_a_large_round_says_that_not_everything_was_tried() -> None:
    made = run([mentee(i, **TEACHING) for i in (1, 2, 3)], [mentor(1, **OFFERS)])
    budget = Budget(0)
    assert ways(made, budget=budget) == ()
    assert budget.cut
    assert Budget.for_size(problem(np.zeros((2, 2)))).left == 40


def test_the_sentence_says_who_gets_whom_and_what_it_does_to_the_total() -> None:
    mentors = [mentor(1, **OFFERS), mentor(2, reserve=True, **OFFERS)]
    made = run([mentee(i, **TEACHING) for i in (1, 2)], mentors)
    way = only(ways(made), "open_reserve")
    (left,) = made.insight.unmatched
    who = made.problem.mentee_label(left.mentee)
    scale = Scale(10**6, given=False)
    assert relaxation_sentence(made.problem, way, scale) == (
        f"Opening the reserve mentor R02: {who} would have R02 (100.0 points); "
        "the total rises by 100.0 points."
    )
    stopped = replace(way, exact=False)
    assert "the best found so far" in relaxation_sentence(made.problem, stopped, scale)


def test_nobody_left_out_nothing_to_relax() -> None:
    made = run([mentee(1, **TEACHING)], [mentor(1, **OFFERS)])
    assert ways(made) == ()
