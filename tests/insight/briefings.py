"""Outcomes to be explained in full: of cohorts, and of bare tables of scores."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hsr_match.config import Settings
from hsr_match.insight import explain_matching
from hsr_match.insight.briefing.made import brief
from hsr_match.insight.briefing.model import Briefing, QualityPart
from hsr_match.insight.outcome import Outcome
from hsr_match.matching import Matching, MatchingProblem, solve
from tests.insight.runs import Run

STARTED = datetime(2026, 9, 1, 9, 0, 0, tzinfo=UTC)


def outcome_of(made: Run) -> Outcome:
    """The outcome of a scored cohort."""
    return Outcome(
        settings=made.settings,
        problem=made.problem,
        matching=made.matching,
        insight=made.insight,
        sources=(),
        started=STARTED,
        cohort=made.cohort,
        scores=made.scores,
    )


def bare(
    problem: MatchingProblem, matching: Matching | None = None, settings: Settings | None = None
) -> Outcome:
    """The outcome of a table of scores without people."""
    chosen = settings or Settings()
    found = matching or solve(problem)
    return Outcome(
        settings=chosen,
        problem=problem,
        matching=found,
        insight=explain_matching(problem, found, chosen),
        sources=(),
        started=STARTED,
    )


def told(made: Run | Outcome, *, named: bool = False) -> Briefing:
    return brief(outcome_of(made) if isinstance(made, Run) else made, named=named)


def part(briefing: Briefing, code: str) -> QualityPart:
    return next(part for part in briefing.quality if part.code == code)


def figure(briefing: Briefing, code: str, name: str) -> Any:
    return next(entry.value for entry in part(briefing, code).figures if entry.name == name)
