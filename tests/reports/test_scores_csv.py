"""The table of all scores: equal to what the matcher sees, and readable by it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort
from hsr_match.config.rule_settings import Rules
from hsr_match.config.settings import Settings
from hsr_match.matching.eligible import EligiblePairs
from hsr_match.matching.problem import MatchingProblem
from hsr_match.reports import score_table
from hsr_match.reports.scores_csv import score_columns, score_rows
from hsr_match.scoring import PairScores, score_pairs
from tests.matching.problems import problem
from tests.scoring.cohorts import cohorts

LANGUAGE = Settings(rules=Rules(meeting_format="preferred", preferred_cost=7))


def built(
    cohort: Cohort, chosen: Settings, floor: int | None
) -> tuple[MatchingProblem, PairScores]:
    scores = score_pairs(cohort, chosen)
    blank = problem(
        np.zeros(scores.shape, np.int64),
        mentee_ids=[p.id for p in cohort.mentees],
        mentor_ids=[p.id for p in cohort.mentors],
    )
    eligible = EligiblePairs(scores.eligibility, scores, floor)
    return replace(blank, scores=scores, eligible=eligible), scores


CASES = {
    "cohort": cohorts(),
    "chosen": st.sampled_from([Settings(), LANGUAGE]),
    "floor": st.sampled_from([None, 300_000]),
}


@settings(max_examples=40, deadline=None)
@given(**CASES)
def test_every_pair_stands_there_as_the_matcher_sees_it(
    cohort: Cohort, chosen: Settings, floor: int | None
) -> None:
    """Scores, eligibility, objections and points, each against its own source pair by pair."""
    made, scores = built(cohort, chosen, floor)
    rows = list(score_rows(made, scores))
    whole = (slice(None), slice(None))
    assert [(r.mentee, r.mentor) for r in rows] == list(np.ndindex(*made.shape))
    assert [r.score for r in rows] == made.scores.block(*whole).ravel().tolist()
    assert [r.eligible for r in rows] == made.eligible.block(*whole).ravel().tolist()
    for row in rows:
        assert list(row.barred_by) == made.eligible.objections(row.mentee, row.mentor)
        assert row.eligible == (not row.barred_by)
        assert sum(row.points) == row.score


@settings(max_examples=20, deadline=None)
@given(**CASES)
def test_the_figures_read_back_are_the_integers(
    cohort: Cohort, chosen: Settings, floor: int | None
) -> None:
    """Four decimals hold a score exactly, so `solve --scores` works on the same numbers."""
    made, scores = built(cohort, chosen, floor)
    table = csv.DictReader(io.StringIO(score_table(made, scores).decode("utf-8-sig"), newline=""))
    for line, row in zip(table, score_rows(made, scores), strict=True):
        assert int(Decimal(line["score"]) * 10_000) == row.score
        assert line["eligible"] == ("true" if row.eligible else "false")
        assert [b for b in line["barred_by"].split(";") if b] == list(row.barred_by)


def test_confidential_criteria_have_no_column_of_their_own() -> None:
    """What a mentee wished to share with a mentor cannot be read from the points."""
    fixed: Any = type("Scores", (), {})()
    fixed.criteria = ("lived_experience", "region")
    fixed.eligibility = type("Rules", (), {"rules": ()})()
    assert score_columns(fixed) == ("needs", "region")
