"""Pairs that the coordinator rules out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.cohort.named_pairs import named_pairs
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.listed import ListedPairs

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "ban"


def ban(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule.

    Raises
    ------
    UsageError
        If a ban names nobody, or more than one person.
    """
    from hsr_match.cohort import find_person

    pairs = [
        (find_person(cohort, b.mentee, "mentee").key, find_person(cohort, b.mentor, "mentor").key)
        for b in settings.bans
    ]
    shape = len(cohort.mentees), len(cohort.mentors)
    return [ListedPairs.of(NAME, level, shape, named_pairs(cohort, pairs, ()))]
