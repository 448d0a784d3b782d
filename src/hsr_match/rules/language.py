"""A language in common; who names none speaks English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort, Person
from hsr_match.rules.answer_table import AnswerTable
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.text import fold

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "language"
ENGLISH = "en"
SAME = {"eng": ENGLISH, "english": ENGLISH}


def language(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    mentees = [_languages(person) for person in cohort.mentees]
    mentors = [_languages(person) for person in cohort.mentors]
    return [AnswerTable.of(NAME, level, mentees, mentors, frozenset.isdisjoint)]


def _languages(person: Person) -> frozenset[str]:
    named = (fold(word) for word in person.get("languages") or ())
    return frozenset(SAME.get(word, word) for word in named) or frozenset((ENGLISH,))
