"""Nobody is put into a group who said that they do not want one.

A mentor takes a group if they said so in ``group``; that they take several
mentees, one at a time, makes no group. A blank on either side bars nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.rules.answer_table import AnswerTable
from hsr_match.rules.eligibility import PairRule, RuleLevel

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "group"


def group(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    mentees = [person.get("group_or_peer_ok") is False for person in cohort.mentees]
    mentors = [person.get("group") is True for person in cohort.mentors]
    return [AnswerTable.of(NAME, level, mentees, mentors, lambda refuses, takes: refuses and takes)]
