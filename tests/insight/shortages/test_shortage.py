"""Shortages: sets of mentees with too few places, valid by counting and complete."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.insight.shortages.search import Seats
from hsr_match.insight.shortages.sets import Shortage, coverage, holds
from hsr_match.insight.shortages.words import shortage_sentence
from hsr_match.matching import MatchingProblem, solve
from hsr_match.matching.problem import Floor, Spread
from tests.matching.problems import assignments, problem, small_problems


def zeros(mask: Any, **more: Any) -> MatchingProblem:
    table = np.array(mask, bool)
    return problem(np.zeros(table.shape, int), table, **more)


@st.composite
def restricted(draw: st.DrawFn) -> tuple[MatchingProblem, list[tuple[tuple[int, int], ...]]]:
    """Small problems with pins and a limit of spread, and everything that they allow."""
    p = replace(draw(small_problems()), order="pairs_first")
    n, _ = p.shape
    groups = draw(st.lists(st.integers(-1, 1), min_size=n, max_size=n))
    if draw(st.booleans()):
        p = replace(p, spread=(Spread("organisation", np.array(groups, np.int64), 1),))
    allowed = [pairs for pairs in assignments(p) if keeps_spread(p, pairs)]
    some = draw(st.sampled_from(allowed))
    pins = some[: draw(st.integers(0, 2))]
    return replace(p, pins=pins), [pairs for pairs in allowed if set(pins) <= set(pairs)]


def keeps_spread(p: MatchingProblem, pairs: tuple[tuple[int, int], ...]) -> bool:
    for limit in p.spread:
        seen = [(j, int(limit.groups[i])) for i, j in pairs if limit.groups[i] >= 0]
        if any(seen.count(pair) > limit.most for pair in seen):
            return False
    return True


@limits(max_examples=200, deadline=None)
@drawn(restricted())
def test_coverage_is_the_best_of_all_and_the_sets_account_for_everyone_left(
    drawn_problem: tuple[MatchingProblem, list[tuple[tuple[int, int], ...]]],
) -> None:
    """Against enumeration: a set exists exactly where somebody must stay without."""
    p, allowed = drawn_problem
    most = max(len(pairs) for pairs in allowed)
    found = coverage(p)
    assert found.exact
    assert found.most == most
    assert sum(len(s.left) for s in found.shortages) == p.shape[0] - most
    for shortage in found.shortages:
        assert shortage.short == len(shortage.left) >= 1
        within = max(sum(i in shortage.mentees for i, _ in pairs) for pairs in allowed)
        assert within <= shortage.places


@limits(max_examples=100, deadline=None)
@drawn(restricted())
def test_the_sets_speak_of_those_whom_the_matching_leaves_out(
    drawn_problem: tuple[MatchingProblem, list[tuple[tuple[int, int], ...]]],
) -> None:
    p, _ = drawn_problem
    result = solve(p)
    matched = {i for i, _ in result.pairs}
    left = [i for s in coverage(p, result).shortages for i in s.left]
    assert sorted(left) == sorted(set(range(p.shape[0])) - matched)


@limits(max_examples=120, deadline=None)
@drawn(restricted(), st.data())
def test_a_set_with_enough_places_is_rejected(
    drawn_problem: tuple[MatchingProblem, list[tuple[tuple[int, int], ...]]], data: st.DataObject
) -> None:
    """The count does not trust who made the set: any claim is judged by enumeration."""
    p, allowed = drawn_problem
    n, m = p.shape
    free = sorted(set(range(n)) - {i for i, _ in p.pins})
    chosen = data.draw(st.sets(st.sampled_from(free), min_size=1) if free else st.just(set()))
    mentors = data.draw(st.sets(st.integers(0, m - 1)))
    claim = Shortage(tuple(sorted(chosen)), tuple(sorted(mentors)), 0, len(chosen))
    for places in range(len(chosen) + 1):
        if holds(p, replace(claim, places=places)):
            within = max(sum(i in chosen for i, _ in pairs) for pairs in allowed)
            assert within <= places < len(chosen)


TWO_FOR_ONE = zeros([[1, 0], [1, 0], [1, 1]])


@pytest.mark.parametrize(
    "wrong",
    [
        Shortage((0, 1), (0,), 2, 2),
        Shortage((0, 2), (0,), 1, 2),
        Shortage((0,), (0,), 1, 1),
        Shortage((0, 0), (0,), 1, 2),
        Shortage((0, 1), (0, 1), 1, 2),
        Shortage((0, 1), (0,), 1, 3),
    ],
    ids=["more places", "a way out", "enough places", "one twice", "places hidden", "miscounted"],
)
def test_wrong_sets_are_rejected(wrong: Shortage) -> None:
    assert holds(TWO_FOR_ONE, Shortage((0, 1), (0,), 1, 2))
    assert not holds(TWO_FOR_ONE, wrong)


def test_sets_are_as_small_as_each_mentee_allows() -> None:
    """Two shortages that have nothing to do with each other stay apart."""
    p = zeros([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]])
    found = [(s.mentees, s.mentors) for s in coverage(p).shortages]
    assert found == [((0, 1), (0,)), ((2, 3), (1,))]


def test_the_same_set_is_told_once() -> None:
    (only,) = coverage(zeros([[1, 1]] * 5)).shortages
    assert (only.places, only.wanted, only.short, len(only.left)) == (2, 5, 3, 3)


def test_mentees_who_might_move_belong_to_the_set() -> None:
    """Mentee 1 can go to both mentors, and no way of moving them helps."""
    p = zeros([[1, 0], [1, 1], [0, 1]])
    (only,) = coverage(p).shortages
    assert only.mentees == (0, 1, 2)
    assert shortage_sentence(p, only) == (
        "mentee 1, mentee 2 and mentee 3 can go only to mentor 1 and mentor 2, "
        "who have 2 places between them."
    )


def test_pinned_mentees_never_move_and_their_places_do_not_count() -> None:
    p = zeros([[1, 1], [1, 0]], pins=((0, 0),))
    (only,) = coverage(p).shortages
    assert (only.mentees, only.mentors, only.places, only.pinned) == ((1,), (0,), 0, 1)
    assert shortage_sentence(p, only) == (
        "mentee 2 can go only to mentor 1, who has no place besides those of fixed pairs."
    )


def test_a_limit_of_spread_makes_places_fewer() -> None:
    limit = Spread("organisation", np.array([0, 0, 0, 1]), 1)
    p = zeros([[1, 1]] * 3 + [[0, 1]], places=[3, 3], spread=(limit,))
    (only,) = coverage(p).shortages
    assert (only.mentees, only.places, only.limited) == ((0, 1, 2), 2, True)
    assert shortage_sentence(p, only) == (
        "mentee 1, mentee 2 and mentee 3 can go only to mentor 1 and mentor 2, who can take 2 "
        "of them between them: no mentor takes more than 1 of one organisation."
    )


def test_large_sets_are_told_by_size() -> None:
    few = zeros([[1] * 6 + [0]] * 9 + [[0] * 6 + [1]])
    (only,) = coverage(few).shortages
    assert shortage_sentence(few, only) == (
        "9 mentees can go only to 6 mentors, who have 6 places between them."
    )
    everyone = zeros([[1] * 6] * 9)
    (only,) = coverage(everyone).shortages
    assert shortage_sentence(everyone, only) == "In all, 9 mentees share 6 places."


def test_people_are_named_where_names_are_given() -> None:
    p = zeros([[1], [1]])
    (only,) = coverage(p).shortages
    names = ["Ada", "Bo"]
    assert shortage_sentence(p, only, lambda i: names[i], lambda _: "Gwyn") == (
        "Ada and Bo can go only to Gwyn, who has 1 place."
    )


def test_who_has_no_mentor_at_all_needs_no_sentence() -> None:
    p = zeros([[0]])
    (only,) = coverage(p).shortages
    assert (only.mentors, only.places) == ((), 0)
    assert shortage_sentence(p, only) == ""


def test_ties_between_pairs_make_it_a_bound() -> None:
    """The floor may leave out more; what counting proves holds all the same."""
    floor = Floor("caring", np.array([True, False]), np.array([True, True]), 1)
    p = zeros([[1, 1], [1, 1]], floors=(floor,))
    found = coverage(p)
    assert (found.most, found.exact) == (2, False)


def test_several_mentors_a_mentee_leave_the_count_of_mentees_alone() -> None:
    """Who wants two takes no place from who has none."""
    p = zeros([[1, 1], [1, 1], [1, 1]], wanted=[2, 1, 1])
    found = coverage(p, solve(p))
    assert found.most == 2
    assert sum(len(s.left) for s in found.shortages) == 1


@pytest.mark.parametrize("seed", range(4))
def test_by_block_and_whole_agree(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large round is never held in memory: the count is the same, the sets are one."""
    mask = np.random.default_rng(seed).random((40, 30)) < 0.04
    p = problem(np.zeros(mask.shape, int), mask)
    whole = coverage(p)
    monkeypatch.setattr("hsr_match.insight.shortages.rows.KEPT_WHOLE", 0)
    monkeypatch.setattr("hsr_match.insight.shortages.rows.CELLS_AT_ONCE", 90)
    blocks = coverage(p)
    assert blocks.most == whole.most < 40
    assert sum(s.short for s in blocks.shortages) == sum(s.short for s in whole.shortages)
    assert Seats(p).fill().covered == whole.most
