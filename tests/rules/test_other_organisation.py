"""Employers in common, and families, keep two people apart."""

from __future__ import annotations

import pytest

from tests.rules.people import barred, pair, settings

TRUST, UNIVERSITY, OTHER = "exampleton nhs trust", "university of exampleton", "samplebury college"
FAMILY = (("University of Exampleton", "Exampleton NHS Trust"),)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"organisation": OTHER}, {"organisation": OTHER}),
        ({"organisation": TRUST, "other_organisations": (OTHER,)}, {"organisation": OTHER}),
        ({"organisation": OTHER}, {"organisation": TRUST, "other_organisations": (OTHER,)}),
        ({"other_organisations": (OTHER,)}, {"other_organisations": (TRUST, OTHER)}),
    ],
)
def test_any_employer_in_common_bars(mine: object, theirs: object) -> None:
    assert barred(pair(mine, theirs), settings("required")) == ["other_organisation"]


def test_different_or_blank_employers_do_not() -> None:
    assert (
        barred(pair({"organisation": TRUST}, {"organisation": OTHER}), settings("required")) == []
    )
    assert barred(pair({}, {}), settings("required")) == []
    assert barred(pair({"organisation": TRUST}, {}), settings("required")) == []


def test_two_of_one_family_are_kept_apart() -> None:
    cohort = pair({"organisation": TRUST}, {"organisation": UNIVERSITY})
    assert barred(cohort, settings("required")) == []
    assert barred(cohort, settings("required", families=FAMILY)) == ["other_organisation"]


def test_a_second_employer_brings_its_family() -> None:
    cohort = pair(
        {"organisation": OTHER, "other_organisations": (TRUST,)}, {"organisation": UNIVERSITY}
    )
    assert barred(cohort, settings("required", families=FAMILY)) == ["other_organisation"]


def test_a_family_may_use_any_known_spelling() -> None:
    chosen = settings(
        "required",
        families=(("UoE", "Exampleton NHS  TRUST"),),
        aliases={"University of Exampleton": ("UoE", "Exampleton Uni")},
    )
    cohort = pair({"organisation": TRUST}, {"organisation": UNIVERSITY})
    assert barred(cohort, chosen) == ["other_organisation"]


def test_families_do_not_chain() -> None:
    families = (("University of Exampleton", TRUST), ("University of Exampleton", "second trust"))
    cohort = pair({"organisation": TRUST}, {"organisation": "second trust"})
    assert barred(cohort, settings("required", families=families)) == []


def test_it_can_be_switched_off() -> None:
    cohort = pair({"organisation": OTHER}, {"organisation": OTHER})
    assert barred(cohort, settings("off", families=FAMILY)) == []
