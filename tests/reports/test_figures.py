"""Numbers as text: exact in files, short on the screen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.reports.figures import counted, file_figure, ordinal, screen_figure


@given(st.integers(-(10**15), 10**15), st.integers(0, 12))
def test_files_carry_given_scores_exactly(units: int, decimals: int) -> None:
    """As many decimals as were given, never an exponent."""
    text = file_figure(units, 10**decimals, "scores")
    assert Decimal(text) * 10**decimals == units
    assert "E" not in text


@given(st.integers(0, 10**6))
def test_files_carry_points_exactly(units: int) -> None:
    """Four decimals hold an integer of 10^-6 of the full score."""
    text = file_figure(units, 10**6, "cohort")
    assert Decimal(text) * 10**4 == units
    assert len(text.partition(".")[2]) == 4


@pytest.mark.parametrize(
    ("value", "scale", "kind", "text"),
    [
        (723_456, 10**6, "cohort", "72.3"),
        (723_500, 10**6, "cohort", "72.4"),
        (10**6, 10**6, "cohort", "100.0"),
        (0, 10**6, "cohort", "0.0"),
        (475, 100, "scores", "4.75"),
        (-150, 100, "scores", "-1.50"),
        (1_234_567, 1, "scores", "1,234,567"),
        (455.5, 100, "scores", "4.56"),
    ],
)
def test_the_screen_is_short(value: float, scale: int, kind: str, text: str) -> None:
    """One decimal in points; given scores with their own; halves up."""
    assert screen_figure(value, scale, kind) == text


def test_ranks_in_words() -> None:
    words = [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)]
    assert words == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"),
    ]


def test_counts_in_words() -> None:
    assert counted(1, "pair") == "1 pair"
    assert counted(1200, "person", "people") == "1,200 people"
