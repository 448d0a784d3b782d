"""Frames say what the files say."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hsr_match import (
    build_problem,
    load_settings,
    pairs_frame,
    read_cohort,
    score_pairs,
    scores_frame,
    solve,
)
from hsr_match.insight import explain_matching
from hsr_match.insight.outcome import Outcome
from hsr_match.reports import pairings_csv, score_table

EXAMPLE = Path(__file__).parents[2] / "examples" / "cohort.csv"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    settings = load_settings()
    cohort = read_cohort([EXAMPLE], settings)
    scores = score_pairs(cohort, settings)
    problem = build_problem(cohort, scores, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, cohort=cohort, scores=scores)
    return Outcome(
        settings,
        problem,
        matching,
        insight,
        cohort.sources,
        datetime(2026, 1, 1, tzinfo=UTC),
        cohort=cohort,
        scores=scores,
    )


def test_pairs_are_those_of_the_csv(outcome: Outcome) -> None:
    frame = pairs_frame(outcome)
    text = pairings_csv(outcome).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(frame.columns) == list(rows[0])
    assert len(frame) == len(rows)
    for (_, mine), theirs in zip(frame.iterrows(), rows, strict=True):
        assert mine["mentee_id"] == theirs["mentee_id"]
        assert (mine["mentor_id"] or "") == theirs["mentor_id"] or theirs["mentor_id"] == ""
        if theirs["score"]:
            assert mine["score"] == pytest.approx(float(theirs["score"]), abs=1e-9)
            assert mine["needs"] == pytest.approx(float(theirs["needs"] or 0), abs=1e-9)
        assert mine["status"] == theirs["status"]


def test_scores_are_those_of_the_table(outcome: Outcome) -> None:
    assert outcome.scores is not None
    frame = scores_frame(outcome.problem, outcome.scores)
    text = score_table(outcome.problem, outcome.scores).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(frame.columns) == list(rows[0])
    assert len(frame) == len(rows)
    assert frame["score"].tolist() == pytest.approx([float(row["score"]) for row in rows])
    assert frame["eligible"].tolist() == [row["eligible"] == "true" for row in rows]
