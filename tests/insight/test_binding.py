"""What limits did is said with the pair, the mentee left without, or the round."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config import Settings
from hsr_match.insight import explain_matching, explain_pair
from hsr_match.insight.closed import closures, together_with
from hsr_match.insight.model import MatchingInsight
from hsr_match.matching import Matching, MatchingProblem, build_problem, solve
from hsr_match.matching.problem import Spread
from hsr_match.scoring import score_pairs
from tests.matching.limits import mentee, mentor, settings
from tests.matching.problems import problem
from tests.matching.test_several import rich_problems

YORK, HULL = {"organisation": "york"}, {"organisation": "hull"}


def explained(
    mentees: list[Person],
    mentors: list[Person],
    chosen: Settings,
    pairs: tuple[tuple[int, int], ...] | None = None,
    **more: Any,
) -> MatchingInsight:
    """Explain a round: solved, or with these pairs as if they were the optimum."""
    cohort = Cohort(tuple(mentees), tuple(mentors), **more)
    scores = score_pairs(cohort, chosen)
    asked = build_problem(cohort, scores, chosen)
    found = solve(asked) if pairs is None else as_optimum(pairs)
    return explain_matching(asked, found, chosen, cohort=cohort, scores=scores)


def as_optimum(pairs: tuple[tuple[int, int], ...]) -> Matching:
    matched = len({i for i, _ in pairs})
    return Matching(pairs, "optimal", 0.0, matched, 0, 0, None)


def whys(insight: MatchingInsight) -> list[str]:
    return [pair.why for pair in insight.pairs]


def test_a_round_without_limits_says_nothing_of_them() -> None:
    plain = explained([mentee(1, **YORK)], [mentor(1, places=2)], Settings())
    assert whys(plain) == ["This mentee's answers give nothing to score."]
    assert all("limit" not in note for note in plain.notes)


def test_two_mentors_of_one_mentee_name_each_other() -> None:
    mentors = [mentor(1, **YORK), mentor(2, **HULL)]
    chosen = settings(mentors_per_mentee=2, different_organisations=True)
    found = explained([mentee(1)], mentors, chosen)
    assert "One of two mentors of E01, beside R02, of different organisations." in whys(found)[0]
    assert "beside R01" in whys(found)[1]
    assert found.summary.matched == 1


def test_fewer_mentors_than_wanted_is_said() -> None:
    people = [mentee(1, mentors_wanted=3), mentee(2, mentors_wanted=0)]
    found = explained(people, [mentor(1), mentor(2)], settings())
    assert whys(found)[0].endswith("One of two mentors of E01, beside R02. E01 wanted three.")
    assert "E01 has fewer mentors than wanted." in found.notes
    assert "E02 wants no mentor this round." in found.notes
    assert found.unmatched == ()
    assert found.summary.mentees == 1
    alone = explained([mentee(1, mentors_wanted=2)], [mentor(1)], settings())
    assert whys(alone)[0].endswith("E01 wanted two mentors and has this one.")


def test_credit_is_shown_where_it_was_used() -> None:
    chosen = settings(credit={"points": 3, "cap": 5})
    people = [mentee(1, unmatched_last_year=True), mentee(2), mentee(3)]
    records = {"id:e03": 3}
    found = explained(people, [mentor(1, places=3)], chosen, rounds_without=records)
    assert whys(found)[0].endswith("3 points of credit: no mentor last year.")
    assert "credit" not in whys(found)[1]
    assert whys(found)[2].endswith("5 points of credit: no mentor in the last three rounds.")
    assert "2 mentees have credit for last year; 2 of them matched." in found.notes


def test_a_pair_explained_alone_says_the_same() -> None:
    chosen = settings(mentors_per_mentee=2)
    cohort = Cohort((mentee(1),), (mentor(1), mentor(2)))
    scores = score_pairs(cohort, chosen)
    asked = build_problem(cohort, scores, chosen)
    detail = explain_pair(asked, solve(asked), chosen, 0, 1, cohort=cohort, scores=scores)
    assert detail.why.endswith("One of two mentors of E01, beside R01.")


def test_a_group_is_named_with_its_size() -> None:
    found = explained([mentee(1), mentee(2)], [mentor(1, places=6, group=True)], settings())
    assert whys(found)[0].endswith("In the group of two of R01.")


def test_somebody_of_the_same_organisation_closes_a_place() -> None:
    people = [mentee(1, **YORK), mentee(2, **YORK)]
    found = explained(people, [mentor(1, places=2)], settings(spread={"organisation": 1}))
    (left,) = found.unmatched
    (kept,) = found.pairs
    mate = ("E01", "E02")[kept.mentee]
    assert left.reason == "all_places_taken"
    assert left.sentence.startswith(
        f"R01 has a place free, but has {mate} of the same organisation, and no more than 1 may "
        "share a mentor."
    )
    assert left.remedy == "`rules: {spread: {organisation: 2}}` would make room with R01."
    note = "But for the limit of 1 of one organisation, R01 could have taken another mentee."
    assert note in found.notes


def test_the_remedy_of_a_spread_is_true() -> None:
    people = [mentee(1, **YORK), mentee(2, **YORK)]
    found = explained(people, [mentor(1, places=2)], settings(spread={"organisation": 2}))
    assert found.unmatched == ()


def test_who_is_kept_apart_closes_a_place() -> None:
    chosen = settings(apart=[{"mentees": ("E01", "E02"), "by": "A", "reason": "CANARY"}])
    people = [mentee(1), mentee(2)]
    found = explained(people, [mentor(1, places=2)], chosen, ((0, 0),))
    assert found.unmatched[0].sentence.startswith(
        "R01 has a place free, but has E01, from whom E02 is kept apart."
    )
    assert found.unmatched[0].remedy == (
        "Without that entry of `apart` there would be room with R01."
    )
    assert "Kept apart, as the settings say: 1 pair of mentees." in found.notes
    assert "CANARY" not in repr(found)


def test_who_must_share_a_mentor_needs_room_for_all() -> None:
    chosen = settings(together=[{"mentees": ("E01", "E02")}])
    people = [mentee(1), mentee(2)]
    found = explained(people, [mentor(1)], chosen, ())
    why = "R01 has 1 place free, too few for E01 and E02, who go together."
    assert [left.sentence[: len(why)] for left in found.unmatched] == [why, why]
    assert "E01 and E02 are to share a mentor, and are without one." in found.notes
    shared = explained(people, [mentor(1, places=2)], chosen, ((0, 0), (1, 0)))
    assert whys(shared)[1].endswith("Shares R01 with E01, as the settings say.")
    assert "E01 and E02 share R01, as the settings say." in shared.notes


def test_one_of_those_together_may_be_barred() -> None:
    chosen = settings(together=[{"mentees": ("E01", "E02")}])
    people = [mentee(1), mentee(2, not_these=("id:r01",))]
    found = explained(people, [mentor(1, places=2)], chosen, ())
    assert found.unmatched[0].sentence.startswith(
        "R01 has places free, but not for E02, with whom E01 goes together."
    )


def test_a_minimum_that_is_not_reached_closes_every_place() -> None:
    people = [mentee(1), mentee(2)]
    found = explained(people, [mentor(1, places=4, places_min=3)], settings(), ())
    assert found.unmatched[0].sentence.startswith(
        "R01 takes 3 mentees or more, or none, and nobody else is placed there."
    )
    assert found.unmatched[0].remedy == "A least number of 1 with R01 (places_min) would make room."
    assert "R01 has nobody: 3 mentees or more, or none (places_min)." in found.notes
    three = [mentee(1), mentee(2), mentee(3)]
    exact = explained(
        three, [mentor(1, places=4, places_min=3)], settings(), ((0, 0), (1, 0), (2, 0))
    )
    assert "R01 has just the least number of mentees they take." in exact.notes


TEACH = {"needs": {"teaching": 2}}


@pytest.mark.parametrize(
    ("pairs", "note"),
    [
        (
            ((0, 0),),
            "Floor “teachers”: 1 pair, no more than asked for; it may have cost points elsewhere.",
        ),
        (((0, 0), (1, 0)), "Floor “teachers”: 2 pairs, 1 asked for."),
    ],
)
def test_a_floor_that_is_met_exactly_binds(pairs: tuple[tuple[int, int], ...], note: str) -> None:
    floor = {"name": "teachers", "at_least": 1, "need": "teaching"}
    mentors = [mentor(1, places=2, offers={"teaching": 3})]
    found = explained(
        [mentee(1, **TEACH), mentee(2, **TEACH)], mentors, settings(floors=[floor]), pairs
    )
    assert note in found.notes


def test_a_floor_on_something_told_in_confidence_counts_nobody() -> None:
    floor = {"name": "caring", "at_least": 1, "need": "caring_and_work"}
    people = [mentee(k, needs={"caring_and_work": 2}) for k in (1, 2, 3)]
    mentors = [mentor(1, places=3, offers={"caring_and_work": 3})]
    found = explained(people, mentors, settings(floors=[floor]), ((0, 0), (1, 0), (2, 0)))
    assert [note for note in found.notes if "Floor" in note] == [
        "Floor “caring”: kept, at least 1 pair."
    ]


@given(rich_problems())
@budget(max_examples=150, deadline=None)
def test_every_free_place_of_an_unmatched_mentee_is_closed_by_something(p: MatchingProblem) -> None:
    """Under pairs_first an open place would mean that one mentee more could be matched."""
    p = replace(p, order="pairs_first")
    found = solve(p)
    loads = np.bincount([j for _, j in found.pairs], minlength=p.shape[1])
    mask = p.eligible.block(slice(None), slice(None))
    matched = {i for i, _ in found.pairs}
    for i in np.flatnonzero(p.wanted).tolist():
        for j in np.flatnonzero(mask[i] & (loads < p.places_max)).tolist():
            assert i in matched or closures(p, found, i, j)


@st.composite
def tied_problems(draw: st.DrawFn) -> MatchingProblem:
    """Up to 5 mentees of whom two are apart and two together; least numbers if used."""
    n, m = draw(st.integers(3, 5)), draw(st.integers(1, 3))
    places = draw(st.lists(st.integers(1, 3), min_size=m, max_size=m))
    groups = draw(st.lists(st.integers(-1, 1), min_size=n, max_size=n))
    return problem(
        draw(st.lists(st.lists(st.integers(0, 9), min_size=m, max_size=m), min_size=n, max_size=n)),
        draw(st.lists(st.booleans() | st.just(True), min_size=n * m, max_size=n * m)),
        places,
        places_min=[draw(st.integers(0, most)) for most in places],
        spread=(Spread("organisation", np.array(groups)),),
        apart=((0, 1),) if draw(st.booleans()) else (),
        together=((1, 2),) if draw(st.booleans()) else (),
    )


@given(tied_problems())
@budget(max_examples=60, deadline=None)
def test_so_is_every_free_place_where_pairs_are_tied_together(p: MatchingProblem) -> None:
    found = solve(p)
    loads = np.bincount([j for _, j in found.pairs], minlength=p.shape[1])
    mask = p.eligible.block(slice(None), slice(None))
    matched = {i for i, _ in found.pairs}
    for i in set(range(p.shape[0])) - matched:
        for j in np.flatnonzero(mask[i] & (loads < p.places_max)).tolist():
            assert closures(p, found, i, j)


@given(rich_problems())
@budget(max_examples=200, deadline=None)
def test_a_higher_limit_of_spread_makes_room_as_promised(p: MatchingProblem) -> None:
    """Where it alone closes a free place, the limit that is named matches one mentee more."""
    p = replace(p, order="pairs_first")
    found = solve(p)
    loads = np.bincount([j for _, j in found.pairs], minlength=p.shape[1])
    mask = p.eligible.block(slice(None), slice(None))
    matched = {i for i, _ in found.pairs}
    for i in set(np.flatnonzero(p.wanted).tolist()) - matched:
        for j in np.flatnonzero(mask[i] & (loads < p.places_max)).tolist():
            (only,) = closures(p, found, i, j)
            most = int(only.remedy.split("organisation: ")[1].split("}")[0])
            raised = replace(p, spread=(replace(p.spread[0], most=most),))
            assert most == p.spread[0].most + 1
            assert solve(raised).coverage > found.coverage


def test_a_limit_closes_only_places_of_its_own_group() -> None:
    spread = (Spread("organisation", np.array([0, 0, 1])),)
    p = problem([[9], [8], [1]], places=[3], spread=spread)
    found = as_optimum(((0, 0),))
    assert len(closures(p, found, 1, 0)) == 1
    assert closures(p, found, 2, 0) == []


def test_together_reaches_through_others() -> None:
    p = problem([[1]] * 4, together=((0, 1), (1, 3)))
    assert together_with(p, 3) == [0, 1, 3]
    assert together_with(p, 2) == [2]
