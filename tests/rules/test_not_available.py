"""Confidential reasons bar, always, and are one rule that cannot be taken apart."""

from __future__ import annotations

import pytest

from hsr_match.cohort.model import Cohort
from hsr_match.rules import compile_rules
from tests.rules.people import barred, pair, settings

REASONS = [
    pair({"not_these": ("id:r1",)}),
    pair({}, {"not_these": ("id:e1",)}),
    pair({"conflicts": (("id:r1", "family_personal"),)}),
    pair({}, {"conflicts": (("id:e1", "family_personal"),)}),
    pair({"conflicts": (("id:r1", "private"),)}),
    pair({}, {"conflicts": (("id:e1", "private"),)}),
    pair({"conflicts": (("id:r1", "some new kind"),)}),
]


@pytest.mark.parametrize("cohort", REASONS)
def test_each_confidential_reason_bars_even_with_all_rules_off(cohort: Cohort) -> None:
    assert barred(cohort, settings()) == ["not_available"]


def test_none_can_be_told_from_another() -> None:
    compiled = [compile_rules(cohort, settings(conflicts="required")) for cohort in REASONS]
    assert {repr(eligibility) for eligibility in compiled} == {repr(compiled[0])}
    assert {str(eligibility.counts()) for eligibility in compiled} == {"{'not_available': 1}"}


def test_two_reasons_for_one_pair_count_once() -> None:
    cohort = pair({"not_these": ("id:r1",)}, {"conflicts": (("id:e1", "private"),)})
    assert compile_rules(cohort, settings()).counts() == {"not_available": 1}


def test_a_mixture_shows_the_open_reason_and_not_available() -> None:
    cohort = pair({"conflicts": (("id:r1", "manager"), ("id:r1", "private"))})
    assert barred(cohort, settings(conflicts="required")) == ["manager", "not_available"]
