"""Conflicts that either side names, one rule a kind."""

from __future__ import annotations

import pytest

from hsr_match.cohort.named_pairs import CONFLICT_KINDS
from tests.rules.people import barred, pair, settings


@pytest.mark.parametrize("kind", CONFLICT_KINDS)
def test_either_side_is_enough(kind: str) -> None:
    named_by_mentee = pair({"conflicts": (("id:r1", kind),)})
    named_by_mentor = pair({}, {"conflicts": (("id:e1", kind),)})
    assert barred(named_by_mentee, settings(conflicts="required")) == [kind]
    assert barred(named_by_mentor, settings(conflicts="required")) == [kind]


def test_people_outside_the_cohort_and_blanks_bar_nobody() -> None:
    cohort = pair({"conflicts": (("email:boss@example.ac.uk", "manager"),)}, {"conflicts": ()})
    assert barred(cohort, settings(conflicts="required")) == []


def test_two_kinds_are_two_objections() -> None:
    cohort = pair({"conflicts": (("id:r1", "manager"),)}, {"conflicts": (("id:e1", "co_author"),)})
    assert barred(cohort, settings(conflicts="required")) == ["manager", "co_author"]


def test_switched_off_they_bar_nobody() -> None:
    assert barred(pair({"conflicts": (("id:r1", "manager"),)}), settings()) == []
