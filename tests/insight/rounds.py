"""Rounds that are short of places, and what the settings would give instead."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from hsr_match.config import Settings
from hsr_match.matching import build_problem, solve
from hsr_match.scoring import score_pairs
from tests.insight.runs import Run, chosen, mentee, mentor, run

TEACHING = {"needs": {"teaching": 1}}
OFFERS = {"offers": {"teaching": 3}}

REFUSALS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"not_these": ("id:r01",)}, {}),
    ({}, {"not_these": ("id:e01",)}),
    ({"conflicts": (("id:r01", "family_personal"),)}, {}),
    ({}, {"conflicts": (("id:e01", "private"),)}),
]


def again(made: Run, settings: Settings) -> int:
    """Mentees with a mentor when people are scored, built and solved from scratch."""
    scores = score_pairs(made.cohort, settings)
    return solve(build_problem(made.cohort, scores, settings)).coverage


@st.composite
def ruled(draw: st.DrawFn) -> Run:
    """Small cohorts in which several rules bar pairs."""
    count = st.integers(1, 4)
    some = st.sampled_from(["a", "b", "c"])
    n, m = draw(count), draw(count)
    kinds = st.sampled_from(["manager", "co_author", "private"])
    people = [
        mentee(
            i,
            organisation=draw(some),
            conflicts=tuple(
                (f"id:r{draw(st.integers(1, m)):02}", draw(kinds))
                for _ in range(draw(st.integers(0, 2)))
            ),
            **TEACHING,
        )
        for i in range(1, n + 1)
    ]
    mentors = [
        mentor(
            j,
            organisation=draw(some),
            places=draw(st.integers(0, 2)) if j > 1 else 1,
            offers={"teaching": draw(st.integers(0, 3))},
        )
        for j in range(1, m + 1)
    ]
    floor = draw(st.sampled_from(["off", 20, 50, 90]))
    return run(people, mentors, chosen(quality_floor=floor))
