"""A round without mentors, without mentees, or without either: told, not refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from hsr_match.cohort.given_scores import GivenScores
from hsr_match.cohort.model import Cohort
from hsr_match.config import Settings
from hsr_match.config.limits import SpreadLimits
from hsr_match.insight import brief, explain_matching
from hsr_match.insight.outcome import Outcome
from hsr_match.matching import build_problem, given_problem, solve
from hsr_match.proof import verify_documents
from hsr_match.scoring import score_pairs
from tests.insight.runs import chosen, mentee, mentor
from tests.insight.tables import table

STARTED = datetime(2026, 9, 1, tzinfo=UTC)
SIDES = [(0, 0), (0, 1), (0, 3), (1, 0), (3, 0)]

SETTINGS: dict[str, Any] = {
    "balanced": {},
    "total": {"fairness": {"objective": "total"}},
    "worst first": {"fairness": {"objective": "worst_first"}},
    "two mentors each": {"mentors_per_mentee": 2},
    "highest floor": {"fairness": {"objective": "highest_floor"}},
    "spread": {"spread": SpreadLimits(organisation=1)},
    "minimum": {"quality_floor": 30},
    "points first": {"order": "points_first"},
}


def from_answers(n: int, m: int, settings: Settings) -> Outcome:
    mentees = [mentee(i, needs={"teaching": 2}, organisation="a") for i in range(n)]
    mentors = [mentor(j, offers={"teaching": 3}, organisation="b") for j in range(m)]
    cohort = Cohort(tuple(mentees), tuple(mentors))
    scores = score_pairs(cohort, settings)
    problem = build_problem(cohort, scores, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, cohort=cohort, scores=scores)
    return Outcome(settings, problem, matching, insight, (), STARTED, cohort, scores)


def from_scores(given: GivenScores, settings: Settings) -> Outcome:
    problem = given_problem(given, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, given=given)
    return Outcome(settings, problem, matching, insight, (), STARTED, given=given)


def hold(outcome: Outcome, n: int) -> None:
    """Everybody without a mentor is told so, and what is written passes the check."""
    from hsr_match.reports.documents import run_documents

    told = outcome.insight.unmatched
    assert [entry.mentee for entry in told] == [*range(n)]
    assert {entry.reason for entry in told} <= {"no_eligible_mentor"}
    assert {entry.sentence for entry in told} <= {"There is no mentor in this round."}
    assert not any("decide" in note or "fits" in note for note in outcome.insight.notes)
    for named in (False, True):
        assert brief(outcome, named=named).headline[0] == f"0 of {n} mentee{'s'[n == 1 :]} matched."
    verify_documents(run_documents(outcome))


@pytest.mark.parametrize(("n", "m"), SIDES)
@pytest.mark.parametrize("kind", SETTINGS)
def test_answers(n: int, m: int, kind: str) -> None:
    hold(from_answers(n, m, chosen(**SETTINGS[kind])), n)


@pytest.mark.parametrize(("n", "m"), SIDES)
def test_given_scores(n: int, m: int) -> None:
    hold(from_scores(table(n, m, {}), chosen()), n)
