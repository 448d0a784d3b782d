"""Decimals as written, halves upwards, proportions without fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.scoring.exact import exact, in_proportion, round_half_up, thousandths


def test_a_settings_value_is_the_decimal_that_was_written() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact(0.1) != Fraction(0.1)
    assert exact(1) == exact(1.0) == exact("1") == 1
    assert exact(Fraction(1, 3)) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-0.5", 0), ("-0.51", -1), ("0", 0)],
)
def test_halves_go_upwards(value: str, rounded: int) -> None:
    assert round_half_up(Fraction(value)) == rounded


def test_covers_are_thousandths() -> None:
    assert [thousandths(v) for v in (0, 0.25, 0.3335, 0.33349, 0.85, 1)] == [
        0,
        250,
        334,
        333,
        850,
        1000,
    ]


def test_proportions_by_hand() -> None:
    assert in_proportion([0.5, 0.83, 1.17, 1]) == [50, 83, 117, 100]
    assert in_proportion([28, 8, 0]) == [28, 8, 0]
    assert in_proportion([]) == []


@given(st.lists(st.decimals(0, 1000, places=3, allow_nan=False), min_size=1))
def test_proportions_are_kept_exactly(values: list[object]) -> None:
    whole, written = in_proportion(values), [exact(v) for v in values]
    assert all(isinstance(w, int) for w in whole)
    assert all(
        a * y == b * x
        for a, x in zip(whole, written, strict=True)
        for b, y in zip(whole, written, strict=True)
    )
