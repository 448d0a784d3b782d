"""What a stopped result says about how good it is: never more than its bounds show."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.insight.gap import gap_sentences, progress_words, share, shown_sentence
from hsr_match.matching import Matching, MatchingProblem, Objective
from hsr_match.matching.coupled_certificate import CoupledCertificate, RungBound
from hsr_match.matching.eligible import GivenGains, GivenMask


def problem(kind: Any = "balanced") -> MatchingProblem:
    ones = np.ones(2, dtype=np.int64)
    return MatchingProblem(
        scores=GivenGains(np.full((2, 2), 700_000)),
        eligible=GivenMask(np.ones((2, 2), dtype=np.bool_)),
        mentee_keys=["a", "b"],
        mentor_keys=["x", "y"],
        wanted=ones,
        places_min=0 * ones,
        places=ones,
        places_max=ones,
        objective=Objective(kind),
        score_bound=1_000_000,
    )


def bound(rung: Any, value: int, most: int) -> RungBound:
    none = np.zeros(0, dtype=np.int64)
    rows = np.zeros((0, 4), dtype=np.int64)
    return RungBound(rung, value, most, 1, none, none, rows, rows[:, :3], rows, none, ())


def stopped(*bounds: RungBound, **changes: Any) -> Matching:
    found = Matching(((0, 0), (1, 1)), "feasible", 2.0, 2, 99, 1_400_000, None)
    return replace(found, coupled=CoupledCertificate(bounds) if bounds else None, **changes)


LAST = "Another run may choose differently."

CASES = {
    "close": (
        [bound("coverage", 2, 2), bound("objective", 9_960, 10_000)],
        ["It is at most 0.40 % below the best possible.", LAST],
    ),
    "coverage open": (
        [bound("coverage", 2, 3), bound("objective", 10, 10)],
        ["At most 1 further mentee could be matched.", "It is not below the best possible.", LAST],
    ),
    "coverage only": (
        [bound("coverage", 2, 4)],
        [
            "At most 2 further mentees could be matched.",
            "How far it is from the best possible is not known.",
            LAST,
        ],
    ),
    "ties only": (
        [bound("coverage", 2, 2), bound("objective", 10, 10)],
        ["Nothing better exists, only other pairings that are as good.", LAST],
    ),
    "losses": (
        [bound("objective", -30, -10)],
        ["It is at most 20 units below the best possible.", LAST],
    ),
    "nothing known": ([], ["How far it is from the best possible is not known.", LAST]),
}


@pytest.mark.parametrize(("bounds", "said"), CASES.values(), ids=CASES)
def test_what_is_said(bounds: list[RungBound], said: list[str]) -> None:
    assert gap_sentences(problem(), stopped(*bounds)) == said


def test_worst_first_is_no_matter_of_a_share() -> None:
    """Only its total has a bound; how the worst matches stand has none."""
    said = gap_sentences(problem("worst_first"), stopped(bound("objective", 10, 10)))
    assert said == [
        "Its total is not below the highest there is.",
        "How much further the worst matches could be raised is not known.",
        LAST,
    ]


def test_stopped_before_anything_fairer_was_known() -> None:
    """The best total is no answer to who asked for a balance."""
    said = gap_sentences(problem(), stopped(bound("objective", 10, 10), alpha=0.0))
    assert said == [
        "Its total is not below the highest there is.",
        "Whether a fairer pairing keeps within its price is not known.",
        LAST,
    ]


@given(st.integers(1, 10**15), st.integers(1, 10**15))
def test_a_share_is_never_too_small(part: int, whole: int) -> None:
    """Rounded up, by less than a tenth of itself."""
    exact = Fraction(100 * part, whole)
    shown = Fraction(share(part, whole))
    assert exact <= shown < exact * Fraction(11, 10) + Fraction(1, 10**30)


def test_what_somebody_who_waits_sees() -> None:
    """People, points and the bound; without a bound, people and points."""
    close = stopped(bound("coverage", 2, 2), bound("objective", 9_999, 10_000))
    words = "so far 2 matched, mean score 70.0"
    assert progress_words(problem(), close) == f"{words}, at most 0.010 % below the best possible"
    assert progress_words(problem(), stopped()) == words


def test_a_complete_search_is_told_from_what_can_be_checked() -> None:
    """Prices that leave something open are said to, and by how much."""
    checked = "What can be checked without trusting the search"
    near = CoupledCertificate((bound("coverage", 2, 2), bound("objective", 9_907, 10_000)))
    assert near.proven_by == "search"
    assert (
        shown_sentence(stopped(*near.rungs))
        == f"{checked}: it is at most 0.93 % below the best possible."
    )
    short = CoupledCertificate((bound("coverage", 2, 3), bound("objective", 5, 5)))
    told = shown_sentence(stopped(*short.rungs))
    assert told == f"{checked}: no other pairing has more than 1 further mentee."
    assert CoupledCertificate((bound("coverage", 2, 2),)).proven_by == "certificate"
