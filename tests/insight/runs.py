"""Small cohorts, scored, solved and explained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config import Settings
from hsr_match.config.settings import Decision
from hsr_match.insight import explain_matching, explain_pair
from hsr_match.insight.model import MatchingInsight, PairDetail, PairInsight, UnmatchedInsight
from hsr_match.matching import Matching, MatchingProblem, build_problem, solve
from hsr_match.scoring import PairScores, score_pairs


def mentee(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:e{number:02}", f"E{number:02}", "mentee", f"Mentee {number}", answers)


def mentor(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:r{number:02}", f"R{number:02}", "mentor", f"Mentor {number}", answers)


def chosen(**rules: Any) -> Settings:
    """Default settings with other rules; ``pins``, ``weights``, ``scoring`` as well."""
    base = Settings()
    parts = {
        name: replace(getattr(base, name), **rules.pop(name))
        for name in ("weights", "scoring", "fairness")
        if name in rules
    }
    pins = tuple(
        Decision(mentee=a, mentor=b, by="A Person", reason="known to each other")
        for a, b in rules.pop("pins", ())
    )
    bans = tuple(Decision(mentee=a, mentor=b) for a, b in rules.pop("bans", ()))
    return replace(base, rules=replace(base.rules, **rules), pins=pins, bans=bans, **parts)


@dataclass
class Run:
    """Everything from people to insight."""

    cohort: Cohort
    settings: Settings
    scores: PairScores
    problem: MatchingProblem
    matching: Matching
    insight: MatchingInsight

    def pair(self, mentee: int = 0) -> PairInsight:
        return next(p for p in self.insight.pairs if p.mentee == mentee)

    def left(self, mentee: int = 0) -> UnmatchedInsight:
        return next(u for u in self.insight.unmatched if u.mentee == mentee)

    def detail(self, mentee: int = 0, mentor: int = 0, *, confidential: bool = False) -> PairDetail:
        return explain_pair(
            self.problem,
            self.matching,
            self.settings,
            mentee,
            mentor,
            cohort=self.cohort,
            scores=self.scores,
            confidential=confidential,
        )


def run(mentees: Any, mentors: Any, settings: Settings | None = None, **more: Any) -> Run:
    """Score, solve and explain a cohort."""
    cohort = Cohort(tuple(mentees), tuple(mentors), **more)
    return run_cohort(cohort, settings or Settings())


def run_cohort(cohort: Cohort, settings: Settings) -> Run:
    scores = score_pairs(cohort, settings)
    problem = build_problem(cohort, scores, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, cohort=cohort, scores=scores)
    return Run(cohort, settings, scores, problem, matching, insight)


def codes(pair: PairInsight | PairDetail) -> list[str]:
    return [caution.code for caution in pair.cautions]
