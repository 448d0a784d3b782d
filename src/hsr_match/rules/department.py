"""Another department of the same employer, for schemes inside one organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort, Person
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.in_common import InCommon
from hsr_match.rules.other_organisation import employers
from hsr_match.text import fold

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "department"


def department(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    mentees = [_units(person) for person in cohort.mentees]
    mentors = [_units(person) for person in cohort.mentors]
    return [InCommon.of(NAME, level, mentees, mentors)]


def _units(person: Person) -> tuple[tuple[str, str], ...]:
    # A "School of Health" at two universities is two departments.
    unit = fold(person.get("department") or "")
    return tuple((unit, employer) for employer in employers(person) or ("",)) if unit else ()
