"""Finished runs made by hand, for reports alone: every kind of row, hostile names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from hsr_match.cohort.model import Cohort, Excluded, Person, SourceFile
from hsr_match.config.settings import Settings
from hsr_match.insight.model import (
    Caution,
    MatchingInsight,
    PairInsight,
    Summary,
    UnmatchedInsight,
)
from hsr_match.insight.outcome import Outcome
from hsr_match.matching import solve
from tests.matching.problems import problem

STARTED = datetime(2026, 9, 1, 9, 0, 0, tzinfo=UTC)
SCORES = [[723_456, 310_000], [500_000, 410_001], [200_000, 100_000]]
MENTEES = ("Amina Rahman", "Bo Ek", "Cerys Pugh")
MENTORS = ("Dr Jane Smith", "Prof Raj Patel")


SCORED = SimpleNamespace(criteria=("needs", "lived_experience", "research_area"))
"""Stands for scores worked out from answers; reports ask for no more than this."""


def people(role: str, names: Sequence[str], letter: str) -> tuple[Person, ...]:
    return tuple(
        Person(f"id:{letter.lower()}{k:02}", f"{letter}{k:02}", role, name, {})
        for k, name in enumerate(names, start=1)
    )


def outcome(
    mentees: Sequence[str] = MENTEES, mentors: Sequence[str] = MENTORS, **changes: Any
) -> Outcome:
    """Three mentees, two mentors with a place each: the third mentee stays without."""
    cohort = Cohort(
        people("mentee", mentees, "E"),
        people("mentor", mentors, "R"),
        excluded=(Excluded(people("mentee", ["Left Out"], "X")[0], "no_consent"),),
    )
    matching_problem = problem(
        SCORES,
        mentee_keys=[p.key for p in cohort.mentees],
        mentor_keys=[p.key for p in cohort.mentors],
        mentee_ids=[p.id for p in cohort.mentees],
        mentor_ids=[p.id for p in cohort.mentors],
    )
    matching = solve(matching_problem)
    assert matching.pairs == ((0, 0), (1, 1))
    insight = MatchingInsight(
        pairs=(
            PairInsight(
                0, 0, 723_456, 1, {"needs": 500_000, "research_area": 223_456}, 0.9, "Meets both."
            ),
            PairInsight(
                1,
                1,
                410_001,
                2,
                {"needs": 400_001, "research_area": 10_000},
                0.4,
                "Same theme.",
                (Caution("thin_evidence", "Few answers."),),
                pinned=True,
            ),
        ),
        unmatched=(
            UnmatchedInsight(2, "all_places_taken", "Both mentors are full.", "One more place."),
        ),
        summary=Summary(3, 2, 2, 2, 2, 566_728.5, 410_001, 410_001, 1, 1),
        barred={"other_organisation": 3},
    )
    made = Outcome(
        settings=Settings(),
        problem=matching_problem,
        matching=matching,
        insight=insight,
        sources=(SourceFile("cohort.csv", "ab" * 32, 6),),
        started=STARTED,
        cohort=cohort,
        scores=SCORED,
        seconds={"solve": 0.0123456},
    )
    return replace(made, **changes)


def given_outcome() -> Outcome:
    """The same matching on given scores with one decimal and no names."""
    made = outcome()
    given_problem = problem(
        [[-15, 31], [50, 41], [20, 10]],
        scale=10,
        mentee_ids=["E01", "E02", "E03"],
        mentor_ids=["R01", "R02"],
    )
    matching = solve(given_problem)
    pairs = tuple(
        PairInsight(i, j, int(given_problem.scores.table[i, j]), 1, {}, 1.0, "Highest score.")
        for i, j in matching.pairs
    )
    insight = replace(made.insight, pairs=pairs)
    return replace(
        made,
        problem=given_problem,
        matching=matching,
        insight=insight,
        cohort=None,
        scores=None,
        given=SimpleNamespace(),
    )
