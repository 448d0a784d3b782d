"""Ids that look the same: told, never merged."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.cohort.look_alikes import skeleton

ALIKE = {
    "Cyrillic Е": ("E1", "\u04151"),
    "Greek Α": ("A1", "\u03911"),
    "Cyrillic а": ("a-1", "\u0430-1"),
    "letter O for zero": ("E10", "E1O"),
    "l for 1": ("R1", "Rl"),
    "I for 1": ("R1", "RI"),
    "rn for m": ("farnham", "famham"),
    "two foreign letters for one of ours": ("\u0415", "\u0395"),
    "full-width": ("E", "\uff25"),
}


@pytest.mark.parametrize("case", ALIKE)
def test_what_looks_the_same_has_one_skeleton(case: str) -> None:
    one, other = ALIKE[case]
    assert one != other
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("E1", "E2"), ("E01", "E10"), ("Łi", "Li"), ("E", "F")])
def test_what_differs_keeps_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(max_size=8))
def test_skeletons_are_fixed_points_and_know_no_composition(text: str) -> None:
    """A skeleton looks like its text, whichever way its accents are stored."""
    once = skeleton(text)
    assert skeleton(once) == once
    assert skeleton(unicodedata.normalize("NFC", text)) == skeleton(
        unicodedata.normalize("NFD", text)
    )
