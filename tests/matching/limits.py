"""Invented cohorts, settings and problems with limits on pairs taken together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config import Settings
from hsr_match.config.limits import FloorLimit, LastYearCredit, SpreadLimits, Tie
from hsr_match.matching import MatchingProblem, build_problem
from hsr_match.scoring import score_pairs


def mentee(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:e{number:02}", f"E{number:02}", "mentee", f"Mentee {number}", answers)


def mentor(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:r{number:02}", f"R{number:02}", "mentor", f"Mentor {number}", answers)


def settings(**rules: Any) -> Settings:
    """Default settings with these rules; ``spread``, ``credit`` and lists as plain values."""
    base = Settings()
    lists = {
        name: tuple(model(**entry) for entry in rules.pop(name, ()))
        for name, model in (("apart", Tie), ("together", Tie), ("floors", FloorLimit))
    }
    if "spread" in rules:
        rules["spread"] = SpreadLimits(**rules["spread"])
    if "credit" in rules:
        rules["last_year_credit"] = LastYearCredit(**rules.pop("credit"))
    if "families" in rules:
        families = tuple(tuple(names) for names in rules.pop("families"))
        rules["other_organisation"] = replace(base.rules.other_organisation, families=families)
    if "fairness" in rules:
        base = replace(base, fairness=replace(base.fairness, **rules.pop("fairness")))
    return replace(base, rules=replace(base.rules, **rules), **lists)


def built(
    mentees: list[Person], mentors: list[Person], chosen: Settings, **more: Any
) -> MatchingProblem:
    """The problem of these people."""
    cohort = Cohort(tuple(mentees), tuple(mentors), **more)
    return build_problem(cohort, score_pairs(cohort, chosen), chosen)
