"""Contradictory pins, bans, places and loads: all of them, minimal, each with a way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort
from hsr_match.config import Settings
from hsr_match.config.settings import Decision
from hsr_match.errors import InfeasibleError
from hsr_match.matching import MatchingProblem, build_problem, solve
from hsr_match.matching.consistency import contradictions
from hsr_match.matching.consistency_sets import Demand, demands, with_demands
from hsr_match.matching.problem import Spread
from hsr_match.scoring import score_pairs
from tests.insight.runs import chosen, mentee, mentor
from tests.matching.problems import best, problem, small_problems


def conflict(p: MatchingProblem) -> tuple[str, ...]:
    with pytest.raises(InfeasibleError) as error:
        solve(p)
    return error.value.conflict


def test_two_pins_for_one_mentee_name_both_and_the_limit() -> None:
    p = problem(np.ones((2, 3)), pins=((0, 0), (0, 2), (1, 1)))
    assert conflict(p) == (
        "pin mentee 1 = mentor 1",
        "pin mentee 1 = mentor 3",
        "mentee 1 can have one mentor only",
    )


def test_pins_over_places_name_only_that_mentor() -> None:
    p = problem(np.ones((4, 2)), places=[2, 1], pins=((0, 0), (1, 1), (2, 1)))
    assert conflict(p) == (
        "pin mentee 2 = mentor 2",
        "pin mentee 3 = mentor 2",
        "mentor 2 has 1 place(s) at most",
    )


def test_a_pin_of_a_barred_pair_is_named() -> None:
    p = problem(np.ones((2, 2)), [1, 1, 1, 0], pins=((1, 1), (0, 0)))
    assert conflict(p) == ("pin mentee 2 = mentor 2: the pair is not eligible",)


def test_minimum_loads_that_only_just_fit_are_met() -> None:
    p = problem(np.ones((3, 2)), places=[2, 2], places_min=[1, 2], minimum_always=True)
    loads = [j for _, j in solve(p).pairs]
    assert sorted(loads) == [0, 1, 1]


def test_impossible_minimum_loads_are_a_minimal_set() -> None:
    p = problem(
        np.ones((3, 3)),
        [1, 0, 1, 1, 0, 1, 1, 0, 1],
        places=[2, 2, 2],
        places_min=[1, 1, 1],
        minimum_always=True,
        mentor_ids=["R01", "R02", "R03"],
    )
    found = conflict(p)
    assert found[0].startswith("R02 must have at least 1")
    assert found[1] == "these minimum loads ask for 1 mentee(s), 0 may be placed with them"
    assert len(found) == 2


def test_the_only_mentee_for_a_minimum_is_pinned_elsewhere() -> None:
    p = problem(
        np.ones((2, 2)),
        [1, 0, 1, 1],
        places=[2, 1],
        places_min=[0, 1],
        minimum_always=True,
        pins=((1, 0),),
    )
    found = conflict(p)
    assert found[0] == "pin mentee 2 = mentor 1"
    assert found[1].startswith("mentor 2 must have at least 1")


def test_several_contradictions_come_in_one_go() -> None:
    """A pin of a barred pair, two pins for one mentee and pins over places, each by itself."""
    p = problem(
        np.arange(20).reshape(5, 4),
        [True] * 19 + [False],
        pins=((4, 3), (0, 0), (0, 1), (1, 2), (2, 2)),
    )
    with pytest.raises(InfeasibleError) as error:
        solve(p)
    assert error.value.message.startswith("3 contradictions")
    assert error.value.conflict == (
        "pin mentee 5 = mentor 4: the pair is not eligible. Drop the pin mentee 5=mentor 4.",
        (
            "pin mentee 1 = mentor 1 and pin mentee 1 = mentor 2: mentee 1 can have one mentor "
            "only. Drop the pin mentee 1 = mentor 1."
        ),
        (
            "pin mentee 2 = mentor 3 and pin mentee 3 = mentor 3: mentor 3 has 1 place(s) at most. "
            "Drop the pin mentee 2 = mentor 3, or set places_max of mentor 3 to 2."
        ),
    )


def test_three_pins_for_one_mentee_are_two_sets_that_leave_one_pin() -> None:
    p = problem([[1, 5, 9]], pins=((0, 0), (0, 1), (0, 2)))
    found = contradictions(p)
    assert [len(each.members) for each in found] == [2, 2]
    assert {each.dropped.mentor for each in found} == {0, 1}, "the weakest pins go"


def test_a_way_out_that_resolves_two_sets_is_told_once() -> None:
    """Mentee 3 pinned to two mentors, one of them over places with another's pin."""
    p = problem(np.ones((3, 2)), pins=((0, 0), (1, 0), (2, 1), (2, 0)))
    found = contradictions(p)
    assert len(found) == 3
    assert [each.way_out for each in found].count(
        "Another of these ways out resolves this too."
    ) == 1
    kept = set(p.pins) - {(each.dropped.mentee, each.dropped.mentor) for each in found}
    assert len(kept) == 2, "no more pins go than must"


def test_the_cheapest_way_out_is_found_by_solving() -> None:
    """The stronger pin goes: its mentee is as well off elsewhere."""
    p = problem([[8, 8], [7, 0]], pins=((0, 0), (1, 0)))
    (only,) = contradictions(p)
    assert only.dropped == Demand(mentor=0, mentee=0)
    assert best(replace(p, pins=((1, 0),))) > best(replace(p, pins=((0, 0),)))


def test_minimum_loads_say_their_sums_and_what_would_fit() -> None:
    p = problem(
        np.ones((3, 2)),
        places=[3, 3],
        places_min=[2, 3],
        minimum_always=True,
        mentor_ids=["R01", "R02"],
    )
    with pytest.raises(InfeasibleError) as error:
        solve(p)
    assert "ask for 5 mentee(s), 3 may be placed with them" in error.value.conflict[-1]
    assert error.value.advice == "Set places_min of R01 to 0 or lower another of them."
    lower = replace(p, places_min=np.array([0, 3]))
    assert sorted(j for _, j in solve(lower).pairs) == [1, 1, 1]


def test_the_highest_minimum_that_fits_is_proposed() -> None:
    p = problem(np.ones((4, 2)), places=[4, 4], places_min=[3, 2], minimum_always=True)
    (only,) = contradictions(p)
    assert only.way_out.startswith("Set places_min of mentor 2 to 1")
    assert solve(replace(p, places_min=np.array([3, 1])))


def test_a_ban_that_empties_a_minimum_load_is_a_member() -> None:
    """Another ban that changes nothing is not named."""
    mentors = (mentor(1, places=1, places_min=1, offers={}), mentor(2, offers={}))
    people = Cohort((mentee(1), mentee(2, organisation="a")), mentors)
    settings = chosen(bans=[("E01", "R01"), ("E02", "R01"), ("E02", "R02")], places_min="always")
    p = build_problem(people, score_pairs(people, settings), settings)
    (only,) = contradictions(p)
    words = [d.describe(p) for d in only.members]
    assert words[0].startswith("R01 must have at least 1")
    assert len([word for word in words if word.startswith("ban")]) == 2
    assert "ban E02 = R02" not in words


def test_a_pin_against_a_ban_names_both() -> None:
    people = Cohort((mentee(1),), (mentor(1, offers={}),))
    settings = chosen(pins=[("E01", "R01")], bans=[("E01", "R01")])
    with pytest.raises(InfeasibleError) as error:
        build_problem(people, score_pairs(people, settings), settings)
    assert error.value.conflict == ("pin E01 = R01", "ban E01 = R01")


def test_pins_that_break_rules_and_pins_over_places_are_told_together() -> None:
    """A refusal reads "not available", whoever refused, and cannot be lifted."""
    people = Cohort(
        (mentee(1, organisation="a"), mentee(2, not_these=("id:r02",)), mentee(3), mentee(4)),
        (mentor(1, organisation="a", offers={}), mentor(2, offers={}), mentor(3, offers={})),
    )
    decided = [("E01", "R01"), ("E02", "R02"), ("E03", "R03"), ("E04", "R03")]
    pins = tuple(Decision(mentee=a, mentor=b) for a, b in decided)
    settings = replace(Settings(), pins=pins)
    with pytest.raises(InfeasibleError) as error:
        build_problem(people, score_pairs(people, settings), settings)
    assert [line.split(".")[0] for line in error.value.conflict] == [
        "pin E01 = R01: the same organisation",
        "pin E02 = R02: not available (cannot be lifted)",
        "pin E03 = R03 and pin E04 = R03: R03 has 1 place(s) at most",
    ]


def test_mentees_who_must_not_share_a_mentor_pinned_to_one() -> None:
    p = problem(np.ones((2, 2)), places=[2, 2], pins=((0, 0), (1, 0)), apart=((0, 1),))
    (only,) = contradictions(p)
    assert only.limits == ("mentee 1 and mentee 2 must not share a mentor",)


def test_pins_over_a_limit_of_spread() -> None:
    limit = Spread("organisation", np.array([0, 0, 1]), 1)
    p = problem(np.ones((3, 2)), places=[3, 3], pins=((0, 0), (1, 0), (2, 0)), spread=(limit,))
    (only,) = contradictions(p)
    assert [d.mentee for d in only.members] == [0, 1]
    assert only.limits == ("mentor 1 takes at most 1 of one organisation",)


def test_a_pin_uses_a_mentor_who_takes_two_or_nobody() -> None:
    p = problem(np.ones((2, 2)), [1, 1, 0, 1], places=[2, 1], places_min=[2, 0], pins=((0, 0),))
    (only,) = contradictions(p)
    assert only.members == (Demand(mentor=0, mentee=0),)
    assert only.limits == ("mentor 1 takes at least 2 or nobody",)


@st.composite
def demanding(draw: st.DrawFn) -> MatchingProblem:
    """Small problems with pins drawn anywhere, so that most of them contradict something."""
    p = draw(small_problems(minimum=True))
    n, m = p.shape
    pair = st.tuples(st.integers(0, n - 1), st.integers(0, m - 1))
    return replace(
        p, pins=tuple(draw(st.lists(pair, max_size=5, unique=True))), order="pairs_first"
    )


@limits(max_examples=150, deadline=None)
@drawn(demanding())
def test_every_set_is_minimal_and_all_ways_out_lead_to_a_solution(p: MatchingProblem) -> None:
    """By enumeration: a set cannot hold, any part of it can, and the ways out suffice."""

    def can(wanted: Sequence[Demand]) -> bool:
        return best(with_demands(p, wanted)) is not None

    found = contradictions(p)
    assert bool(found) == (best(p) is None)
    for each in found:
        assert not can(each.members)
        for member in each.members:
            assert can([d for d in each.members if d != member])
    gone = {each.dropped for each in found}
    assert can([d for d in demands(p) if d not in gone])
