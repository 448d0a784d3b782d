"""Nobody mentors themselves: the same key, or the same e-mail under two ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort, Person
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.in_common import InCommon
from hsr_match.text import fold

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "same_person"


def same_person(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    mentees = [_marks(person) for person in cohort.mentees]
    mentors = [_marks(person) for person in cohort.mentors]
    return [InCommon.of(NAME, level, mentees, mentors)]


def _marks(person: Person) -> tuple[str, ...]:
    email = fold(person.get("email") or "")
    return (person.key, f"email:{email}") if email else (person.key,)
