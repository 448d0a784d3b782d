"""Invented people and settings for tests of rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config import Settings
from hsr_match.rules import compile_rules

LEVELS = (
    "conflicts",
    "past_pairs",
    "essential_need",
    "department",
    "language",
    "meeting_format",
    "group",
    "step_ahead",
)


def mentee(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:e{number}", f"E{number:02}", "mentee", f"Mentee {number}", answers)


def mentor(number: int = 1, **answers: Any) -> Person:
    return Person(f"id:r{number}", f"R{number:02}", "mentor", f"Mentor {number}", answers)


def pair(mine: Any = None, theirs: Any = None, **more: Any) -> Cohort:
    """A cohort of one mentee and one mentor with these answers."""
    return Cohort((mentee(**(mine or {})),), (mentor(**(theirs or {})),), **more)


def settings(organisations: str = "off", **levels: Any) -> Settings:
    """Settings in which every rule is off that is not named.

    ``families`` and ``aliases`` go to the rule about organisations, ``bans`` to
    the settings.
    """
    base = Settings()
    other = replace(
        base.rules.other_organisation,
        level=organisations,
        families=levels.pop("families", ()),
        aliases=levels.pop("aliases", {}),
    )
    bans = levels.pop("bans", ())
    rules = replace(
        base.rules, other_organisation=other, **{**dict.fromkeys(LEVELS, "off"), **levels}
    )
    return replace(base, rules=rules, bans=bans)


def barred(cohort: Cohort, chosen: Settings) -> list[str]:
    """The rules that bar the first mentee and the first mentor."""
    return list(compile_rules(cohort, chosen).objections(0, 0))
