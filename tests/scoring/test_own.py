"""The nine generic kinds for a scheme's own columns, by hand. Scores in millionths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hsr_match.config.settings import Settings
from hsr_match.config.weights import Criterion
from tests.scoring.scored import DEFAULT, cohort_of, scored, scores_of, with_weights

NONE = with_weights(**dict.fromkeys(DEFAULT.weights.__dataclass_fields__, 0))


def own(kind: Any, **fields: Any) -> Settings:
    fields = {"mentee": "mine", "mentor": "theirs", "weight": 1, **fields}
    return replace(NONE, criteria=(Criterion(name="wards", kind=kind, **fields),))


def test_needs_by_priority_and_level() -> None:
    mentee = {"mine": {"ultrasound": 3, "coding": 1, "tea": None}}
    mentor = {"theirs": {"ultrasound": 2, "tea": None}}
    # (3 × .85 + 2 × .85) of 6; an unrated priority is 2, an unrated level 2.
    assert scores_of(own("needs"), mentee, mentor, {"theirs": {}}) == [708_333, 0]


def test_terms_by_rarity() -> None:
    """Two people: "a" both (floor .05), "b" one (ln 1.5/ln 3 = .369070): .05/.41907."""
    assert scores_of(own("terms"), {"mine": ("a", "b")}, {"theirs": ("a",)}) == [119_312]
    assert scores_of(own("terms"), {"mine": ()}, {"theirs": ("a",)}) == [0]


def test_a_ladder_uses_its_own_table_or_the_career_stages() -> None:
    mentors = tuple({"theirs": level} for level in (1, 2, 3, 9))
    assert scores_of(own("ladder"), {"mine": 2}, *mentors) == [200_000, 500_000, 1_000_000, 800_000]
    table = own("ladder", levels={0: 1, 2: 0.25})
    # A step missing from a table has the value of the next lower one.
    assert scores_of(table, {"mine": 2}, *mentors) == [1_000_000, 1_000_000, 1_000_000, 250_000]


@pytest.mark.parametrize(
    ("kind", "scores"), [("same", [1_000_000, 0]), ("different", [0, 1_000_000])]
)
def test_same_and_different(kind: str, scores: list[int]) -> None:
    assert scores_of(own(kind), {"mine": "ward 9"}, {"theirs": "ward 9"}, {"theirs": "b"}) == scores


def test_overlap_is_all_or_nothing() -> None:
    mentors = ({"theirs": ("b", "c")}, {"theirs": ("c",)}, {"theirs": ()})
    assert scores_of(own("overlap"), {"mine": ("a", "b")}, *mentors) == [1_000_000, 0, 0]


def test_number_is_closeness_within_the_range() -> None:
    mentors = tuple({"theirs": n} for n in (10, 12.5, 7.5, 25))
    assert scores_of(own("number", range=10), {"mine": 10}, *mentors) == [
        1_000_000,
        750_000,
        750_000,
        0,
    ]


def test_preference_is_a_list_of_mentors() -> None:
    settings = own("preference", mentee="mine", mentor="")
    mentee = {"mine": (("id:r1",), ("id:r0", "id:r2"))}
    assert scores_of(settings, mentee, {}, {}, {}, {}) == [850_000, 1_000_000, 850_000, 0]


def test_given_scores_are_thousandths_and_unlisted_pairs_0() -> None:
    cohort = cohort_of([{}, {"mine": 1}], [{}, {}])
    given = {("id:e0", "id:r0"): 730, ("id:e0", "id:elsewhere"): 1000}
    cohort = replace(cohort, given={"wards": given})
    scores = scored(cohort, own("given", file="scores.csv"))
    assert scores.block(slice(None), slice(None)).tolist() == [[730_000, 0], [0, 0]]
    assert scores.evidence(slice(None), slice(None)).tolist() == [[1, 1], [0, 0]]


@pytest.mark.parametrize("kind", ["needs", "terms", "ladder", "same", "different", "overlap"])
def test_a_blank_is_neither_for_nor_against(kind: str) -> None:
    answer: Any = {"needs": {"a": 1}, "ladder": 2}.get(kind, ("a",))
    settings = replace(own(kind), weights=replace(NONE.weights, career_stage=1))
    stage = {"career_stage": 2}
    ahead = {"career_stage": 3}
    # The mentee left it blank: the other criterion alone.
    assert scores_of(settings, stage, {**ahead, "theirs": answer}) == [1_000_000]
    # The mentor left it blank: the mean of those who answered.
    full, blank = scores_of(settings, {**stage, "mine": answer}, {**ahead, "theirs": answer}, ahead)
    assert full == blank


@pytest.mark.parametrize("kind", ["needs", "overlap"])
def test_none_of_these_asks_for_nothing(kind: str) -> None:
    nothing: Any = {} if kind == "needs" else ()
    something: Any = {"a": 3} if kind == "needs" else ("a",)
    settings = replace(own(kind), weights=replace(NONE.weights, career_stage=1))
    mentee = {"career_stage": 2, "mine": nothing}
    assert scores_of(settings, mentee, {"career_stage": 3, "theirs": something}) == [1_000_000]


def test_one_column_for_both_or_the_name_itself() -> None:
    for fields in ({"column": "ward"}, {}):
        settings = own("same", **{"mentee": "", "mentor": "", **fields})
        column = fields.get("column", "wards")
        assert scores_of(settings, {column: "a"}, {column: "a"}, {column: "b"}) == [1_000_000, 0]


def test_own_criteria_stand_beside_the_built_in_ones_by_weight() -> None:
    settings = replace(own("same", weight=30), weights=replace(NONE.weights, career_stage=10))
    mentee, mentor = {"mine": "a", "career_stage": 2}, {"theirs": "b", "career_stage": 3}
    assert scores_of(settings, mentee, mentor) == [250_000]
    assert scored(cohort_of([mentee], [mentor]), settings).criteria == ("career_stage", "wards")
