"""A step ahead on the line the mentee wants to grow on; never age, grade or years.

The line and the levels are those of the criterion ``career_stage``
(``docs/reference/scores.md``). Where no comparison is possible nothing is barred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.rules.answer_table import AnswerTable
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.steps import Mine, Theirs, difference, mentee_levels, mentor_levels

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "step_ahead"


def step_ahead(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    mentees = [mentee_levels(person) for person in cohort.mentees]
    mentors = [mentor_levels(person) for person in cohort.mentors]
    return [AnswerTable.of(NAME, level, mentees, mentors, _clash)]


def _clash(mine: Mine, theirs: Theirs) -> bool:
    steps = difference(mine, theirs)
    return steps is not None and steps < 1
