"""Scores without rules, and small changes to the default settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config.settings import Settings
from hsr_match.rules.eligibility import Eligibility
from hsr_match.scoring.compile import compile_factors
from hsr_match.scoring.pair_scores import PairScores, ShareRow

DEFAULT = Settings()


def with_weights(settings: Settings = DEFAULT, **weights: float) -> Settings:
    return replace(settings, weights=replace(settings.weights, **weights))


def only(criterion: str, **scoring: Any) -> Settings:
    """Settings in which one built-in criterion has all the weight."""
    none = dict.fromkeys(DEFAULT.weights.__dataclass_fields__, 0)
    return with_scoring(with_weights(**{**none, criterion: 1}), **scoring)


def with_scoring(settings: Settings = DEFAULT, **scoring: Any) -> Settings:
    return replace(settings, scoring=replace(settings.scoring, **scoring))


def scored(
    cohort: Cohort,
    settings: Settings = DEFAULT,
    rules: tuple[Any, ...] = (),
    preferred_cost: int = 10,
) -> PairScores:
    shape = (len(cohort.mentees), len(cohort.mentors))
    factors = compile_factors(cohort, settings)
    return PairScores(factors, Eligibility(rules, shape), preferred_cost * 10**4)


def person(role: str, number: int, answers: dict[str, Any]) -> Person:
    prefix = "e" if role == "mentee" else "r"
    key, shown = f"id:{prefix}{number}", f"{prefix.upper()}{number}"
    return Person(key, shown, "mentee" if role == "mentee" else "mentor", "", answers)


def cohort_of(mentees: list[dict[str, Any]], mentors: list[dict[str, Any]]) -> Cohort:
    return Cohort(
        tuple(person("mentee", i, answers) for i, answers in enumerate(mentees)),
        tuple(person("mentor", j, answers) for j, answers in enumerate(mentors)),
    )


def scores_of(settings: Settings, mentee: dict[str, Any], *mentors: dict[str, Any]) -> list[int]:
    """Scores of one mentee with some mentors, in millionths."""
    block = scored(cohort_of([mentee], list(mentors)), settings).block(slice(None), slice(None))
    row: list[int] = block[0].tolist()
    return row


def rows_of(settings: Settings, mentee: dict[str, Any], *mentors: dict[str, Any]) -> list[ShareRow]:
    """The reckoning of one mentee with the first of some mentors."""
    return list(scored(cohort_of([mentee], list(mentors)), settings).shares(0, 0))
