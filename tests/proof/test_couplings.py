"""Limits that tie pairs together are counted from the problem, whoever made the pairs."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from hsr_match.matching import Matching, MatchingProblem
from hsr_match.matching.problem import Floor, Spread
from hsr_match.proof.couplings import check_couplings
from hsr_match.proof.matching import check_matching
from tests.matching.problems import problem

Pairs = tuple[tuple[int, int], ...]


def limited(**limits: Any) -> MatchingProblem:
    return problem([[1, 2], [3, 4], [5, 6]], places=[3, 3], wanted=[2, 2, 2], **limits)


def messages(pairs: Pairs, **limits: Any) -> list[str]:
    return [str(failure) for failure in check_couplings(pairs, limited(**limits))]


def test_no_more_than_so_many_of_a_group_with_one_mentor() -> None:
    groups = np.array([0, 0, -1])
    limit = (Spread("department", groups),)
    assert not messages(((0, 0), (1, 1), (2, 0)), spread=limit)
    assert messages(((0, 0), (1, 0)), spread=limit) == [
        "check 10: mentor 1 has 2 mentees of one department; at most 1"
    ]
    # Those in no group are not of one group.
    assert not messages(((0, 0), (1, 0)), spread=(Spread("department", groups * 0 - 1),))
    # Every limit counts, not the first alone.
    loose = Spread("organisation", groups, most=2)
    assert len(messages(((0, 0), (1, 0)), spread=(loose, *limit))) == 1


def test_mentors_of_one_mentee_are_of_different_groups() -> None:
    both = ((0, 0), (0, 1))
    assert messages(both, mentor_groups=np.array([4, 4])) == [
        "check 10: mentee 1 has 2 mentors of one organisation; they must differ"
    ]
    assert not messages(both, mentor_groups=np.array([4, 0]))
    assert not messages(both, mentor_groups=np.array([-1, -1]))
    assert not messages(both)


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        ((), True),
        (((0, 0),), True),
        (((0, 0), (1, 1)), True),
        (((0, 0), (1, 0)), False),
        (((0, 0), (0, 1), (1, 1)), False),
        (((2, 0), (0, 0)), True),
    ],
)
def test_mentees_who_must_not_share_a_mentor(pairs: Pairs, kept: bool) -> None:
    assert (not messages(pairs, apart=((0, 1),))) is kept


@pytest.mark.parametrize(
    ("pairs", "kept"),
    [
        ((), True),  # neither has a mentor
        (((0, 0),), False),
        (((0, 0), (1, 1)), False),
        (((0, 0), (1, 0)), True),
        (((0, 0), (0, 1), (1, 1)), False),
        (((0, 0), (0, 1), (1, 1), (1, 0)), True),
        (((2, 0),), True),
    ],
)
def test_mentees_who_must_share_a_mentor(pairs: Pairs, kept: bool) -> None:
    assert (not messages(pairs, together=((0, 1),))) is kept


def test_a_floor_counts_pairs_between_its_people() -> None:
    floor = Floor("caring", np.array([True, True, False]), np.array([True, False]), 2)
    assert not messages(((0, 0), (1, 0)), floors=(floor,))
    assert messages(((0, 0), (1, 1), (2, 0)), floors=(floor,)) == [
        "check 10: 1 of at least 2 pairs for caring"
    ]


def test_a_matching_that_breaks_a_limit_is_rejected_whatever_its_status() -> None:
    p = limited(apart=((0, 1),))
    told = Matching(((0, 0), (1, 0)), "feasible", 0.0, 2, 4, 4, None)
    assert [failure.check for failure in check_matching(told, p).failures] == [10]
    kept = dataclasses.replace(told, pairs=((0, 0), (1, 1)), gain=5, total=5)
    assert not check_matching(kept, p).failures
