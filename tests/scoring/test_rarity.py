"""A rare interest in common says more than one that everybody has."""

from __future__ import annotations

from fractions import Fraction
from math import log

from hypothesis import given
from hypothesis import strategies as st

from hsr_match.scoring.rarity import rarity
from tests.scoring.scored import DEFAULT, cohort_of, scored

FLOOR = Fraction(1, 20)


def test_by_hand_for_four_people() -> None:
    """ln(5/2)/ln 5 = 0.569323, ln(5/3)/ln 5 = 0.317394; everyone ticks "all": the floor."""
    answers = [("all", "two", "one"), ("all", "two"), ("all",), ("all",)]
    assert rarity(answers, 4, FLOOR) == {"all": 50_000, "one": 569_323, "two": 317_394}


def test_one_person_in_sixty_is_worth_about_83_hundredths() -> None:
    """ln(61/2)/ln 61 = 3.417727/4.110874."""
    assert rarity([("rare",)], 60, FLOOR) == {"rare": 831_387}


def test_a_value_ticked_twice_by_one_person_counts_once() -> None:
    assert rarity([("a", "a"), ()], 2, FLOOR) == rarity([("a",), ()], 2, FLOOR)


@given(st.integers(2, 500), st.data())
def test_rarer_is_never_worth_less_and_never_under_the_floor(
    people: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(1, people - 1))
    fewer, more = [("x",)] * n, [("x",)] * (n + 1)
    rare, common = rarity(fewer, people, FLOOR)["x"], rarity(more, people, FLOOR)["x"]
    assert 1_000_000 >= rare >= common >= 50_000
    assert rare == 50_000 or abs(rare / 1e6 - log((people + 1) / (n + 1)) / log(people + 1)) < 1e-6


def test_both_sides_are_counted_and_ties_and_levels_do_not_matter() -> None:
    cohort = cohort_of(
        [{"research_areas": (("maternity", "social_care"), ("end_of_life",))}],
        [{"research_areas": (("maternity",),)}, {"methods": {"qualitative": "use"}}, {}],
    )
    found = scored(cohort).rarity
    assert found["research_areas"] == {
        "end_of_life": 569_323,
        "maternity": 317_394,
        "social_care": 569_323,
    }
    assert found["methods"] == {"qualitative": 569_323}
    assert found["setting"] == {}


def test_people_in_both_roles_count_twice_and_unscored_values_not_at_all() -> None:
    both = {"setting": ("policy", "other")}
    found = scored(cohort_of([both], [both]), DEFAULT).rarity["setting"]
    assert found == {"policy": 50_000}
