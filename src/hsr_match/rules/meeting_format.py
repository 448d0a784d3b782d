"""A way of meeting in common; who meets in a mix can meet online or in person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.rules.answer_table import AnswerTable
from hsr_match.rules.eligibility import PairRule, RuleLevel

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "meeting_format"
MIX = "hybrid"
MIXED = frozenset({"online", "in_person"})


def meeting_format(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    mentees = [frozenset(person.get("meeting_format") or ()) for person in cohort.mentees]
    mentors = [frozenset(person.get("meeting_format") or ()) for person in cohort.mentors]
    return [AnswerTable.of(NAME, level, mentees, mentors, _clash)]


def _clash(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if not mine or not theirs or mine & theirs:
        return False
    return not ((MIX in mine and theirs & MIXED) or (MIX in theirs and mine & MIXED))
