"""Why somebody has no mentor, and what would help; every claim is checked by doing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given as drawn
from hypothesis import settings as limits

from hsr_match.config import Settings
from hsr_match.insight import explain_matching
from hsr_match.insight.unmatched_barred import ALONE
from hsr_match.matching import Matching, given_problem, solve
from hsr_match.matching.problem import Spread
from tests.insight.runs import chosen, mentee, mentor, run
from tests.insight.tables import table
from tests.matching.problems import assignments, best, problem, small_problems

TEACHING = {"needs": {"teaching": 1}}
OFFERS = {"offers": {"teaching": 3}}


def test_all_mentors_full() -> None:
    mentors = [mentor(j, **OFFERS) for j in (1, 2)]
    made = run([mentee(i, **TEACHING) for i in (1, 2, 3)], mentors)
    (left,) = made.insight.unmatched
    assert left.reason == "all_places_taken"
    assert left.sentence == (
        "Both mentors possible are full: R01 and R02. "
        "E01, E02 and E03 can go only to R01 and R02, who have 2 places between them."
    )
    remedy = "One more place with R01 or R02 would make room and cost nobody their mentor."
    assert left.remedy == remedy


def test_the_only_mentor_is_full() -> None:
    made = run([mentee(i, **TEACHING) for i in (1, 2)], [mentor(1, **OFFERS)])
    (left,) = made.insight.unmatched
    assert left.sentence == (
        "The only mentor possible with places, R01, is full. "
        "E01 and E02 can go only to R01, who has 1 place."
    )


def test_the_best_three_of_many_are_named() -> None:
    mentors = [mentor(j, offers={"teaching": min(j, 3)}) for j in (1, 2, 3, 4, 5)]
    made = run([mentee(i, **TEACHING) for i in range(1, 7)], mentors)
    (left,) = made.insight.unmatched
    assert left.sentence.startswith("All 5 mentors possible are full: R03, R04, R05 and 2 more. ")
    assert "R03, R04 or R05 would make room" in left.remedy


def test_a_reserve_mentor_comes_first() -> None:
    mentors = [mentor(1, **OFFERS), mentor(2, reserve=True, **OFFERS), mentor(3, places=0)]
    made = run([mentee(i, **TEACHING) for i in (1, 2)], mentors)
    (left,) = made.insight.unmatched
    assert left.remedy.startswith("Opening the reserve mentor R02 would make room.")
    assert "R03" not in left.remedy
    opened = run([mentee(i, **TEACHING) for i in (1, 2)], mentors, chosen(reserve="open"))
    assert opened.insight.unmatched == ()


def test_nobody_has_a_place() -> None:
    cannot = [mentor(1, places=0, **OFFERS)]
    made = run([mentee(1, **TEACHING)], [*cannot, mentor(2, reserve=True, **OFFERS)])
    left = made.left()
    assert left.sentence == (
        "Nobody of 2 possible mentors has a place this round. "
        "E01 can go only to R01 and R02, who have no place this round."
    )
    assert left.remedy == "Opening the reserve mentor R02 would make room."


def test_nobody_eligible_counts_the_rules_and_the_smallest_step() -> None:
    mentors = [
        mentor(1, organisation="a", **OFFERS),
        mentor(2, organisation="a", **OFFERS),
        mentor(3, conflicts=(("id:e01", "manager"),), **OFFERS),
        mentor(4, organisation="a", not_these=("id:e01",), **OFFERS),
    ]
    made = run([mentee(1, organisation="a", **TEACHING)], mentors)
    left = made.left()
    assert left.reason == "no_eligible_mentor"
    assert left.sentence == (
        "None of 4 mentors is possible: the same organisation (3), not available (1) "
        "and line manager (1)."
    )
    remedy = "Without the bar “the same organisation” 2 mentors would be possible: R01 and R02."
    assert left.remedy == remedy
    off = replace(Settings().rules.other_organisation, level="off")
    relaxed = run(
        [mentee(1, organisation="a", **TEACHING)], mentors, chosen(other_organisation=off)
    )
    assert relaxed.problem.eligible.block(slice(None), slice(None)).sum() == 2


def test_confidential_reasons_are_never_offered_for_relaxation() -> None:
    made = run([mentee(1, not_these=("id:r01",), **TEACHING)], [mentor(1, **OFFERS)])
    left = made.left()
    assert left.sentence == "None of 1 mentor is possible: not available (1)."
    assert left.remedy == ALONE


def test_below_the_minimum_score() -> None:
    made = run(
        [mentee(1, **TEACHING)], [mentor(1, offers={"teaching": 1})], chosen(quality_floor=40)
    )
    left = made.left()
    assert left.reason == "below_minimum_score"
    assert left.sentence == "The best possible score, 25.0 with R01, is below the minimum of 40.0."
    assert left.remedy == "A minimum score of 25.0 or less would make R01 possible."
    lower = run(
        [mentee(1, **TEACHING)], [mentor(1, offers={"teaching": 1})], chosen(quality_floor=25)
    )
    assert lower.insight.unmatched == ()


def test_barred_mentors_do_not_count_for_the_minimum_score() -> None:
    mentors = [mentor(1, offers={"teaching": 1}), mentor(2, not_these=("id:e01",), **OFFERS)]
    left = run([mentee(1, **TEACHING)], mentors, chosen(quality_floor=40)).left()
    assert "25.0 with R01" in left.sentence


def explained(given: Any, settings: Settings | None = None) -> Any:
    settings = settings or Settings()
    asked = given_problem(given, settings)
    return explain_matching(asked, solve(asked), settings, given=given)


def test_given_scores_unlisted_banned_and_below() -> None:
    (left,) = explained(table(2, 2, {(0, 0): 5})).unmatched
    assert (left.mentee, left.reason) == (1, "no_eligible_mentor")
    assert "lists no mentor" in left.sentence
    (left,) = explained(table(1, 1, {(0, 0): 5}), chosen(quality_floor=6)).unmatched
    assert left.reason == "below_minimum_score"
    assert left.sentence == "The best possible score, 5 with R1, is below the minimum of 6."
    (left,) = explained(table(1, 1, {(0, 0): 5}), chosen(bans=[("E1", "R1")])).unmatched
    assert left.reason == "no_eligible_mentor"


def test_points_first_leaves_out_what_lowers_the_total() -> None:
    (left,) = explained(table(1, 1, {(0, 0): -5}), chosen(order="points_first")).unmatched
    assert left.reason == "below_minimum_score"
    assert left.sentence == "R1 has room, but the pair (-5) would not raise the total."


@limits(max_examples=120, deadline=None)
@drawn(small_problems())
def test_one_more_place_makes_room_for_everyone_who_is_told_so(asked: Any) -> None:
    asked = replace(asked, order="pairs_first")
    result = solve(asked)
    insight = explain_matching(asked, result, Settings())
    mask = asked.eligible.block(slice(None), slice(None))
    matched = {i for i, _ in result.pairs}
    assert {u.mentee for u in insight.unmatched} == set(range(asked.shape[0])) - matched
    for left in insight.unmatched:
        assert (left.reason == "no_eligible_mentor") == (not mask[left.mentee].any())
        if left.reason == "no_eligible_mentor":
            continue
        assert left.reason == "all_places_taken"
        for j in np.flatnonzero(mask[left.mentee]):
            more = asked.places_max.copy()
            more[j] += 1
            larger = replace(asked, places_max=more)
            assert best(larger)[0] == len(matched) + 1
            assert any(
                {i for i, _ in pairs} == matched | {left.mentee} for pairs in assignments(larger)
            )


def test_names_stand_where_the_coordinator_alone_reads() -> None:
    """The sentence for files has ids; the one for the screen has names beside them."""
    made = run([mentee(i, **TEACHING) for i in (1, 2)], [mentor(1, **OFFERS)])
    (left,) = made.insight.unmatched
    assert left.named == (
        "The only mentor possible with places, Mentor 1 (R01), is full. "
        "Mentee 1 (E01) and Mentee 2 (E02) can go only to Mentor 1 (R01), who has 1 place."
    )
    assert "Mentor 1" not in left.sentence + left.remedy
    assert left.shortage is not None
    assert (left.shortage.places, left.shortage.wanted) == (1, 2)


def test_a_limit_on_one_organisation_keeps_a_free_place_empty() -> None:
    limit = Spread("organisation", np.array([0, 0]), 1)
    asked = problem([[1], [1]], places=[2], spread=(limit,))
    (left,) = explain_matching(asked, solve(asked), Settings()).unmatched
    assert left.sentence.startswith("mentor 1 has a place free, but ")
    assert left.sentence.endswith(
        "mentee 1 and mentee 2 can go only to mentor 1, who can take 1 of them: no mentor takes "
        "more than 1 of one organisation."
    )


def test_ties_between_pairs_are_told_as_a_bound() -> None:
    """Places alone would be enough; the pair that must not share a mentor is in the way."""
    asked = problem([[1], [1]], places=[2], apart=((0, 1),))
    made = Matching(((0, 0),), "optimal", 0.0, 1, 1, 1, None, engine="coupled")
    (left,) = explain_matching(asked, made, Settings()).unmatched
    assert left.shortage is None
    assert left.sentence.endswith(
        "Places alone would be enough: without the limits that tie pairs together, "
        "up to 1 more mentee could have a mentor."
    )


def test_a_mentee_who_wants_nobody_is_not_unmatched() -> None:
    asked = problem([[1], [2]], wanted=[0, 1])
    assert explain_matching(asked, solve(asked), Settings()).unmatched == ()
