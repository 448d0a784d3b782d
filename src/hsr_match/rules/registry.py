"""All rules, in the order in which they are reported. A new rule is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.rules.ban import ban
from hsr_match.rules.conflicts import conflicts
from hsr_match.rules.department import department
from hsr_match.rules.eligibility import PairRule
from hsr_match.rules.essential_need import essential_need
from hsr_match.rules.language import language
from hsr_match.rules.meeting_format import meeting_format
from hsr_match.rules.not_available import not_available
from hsr_match.rules.other_organisation import other_organisation
from hsr_match.rules.past_pair import past_pair
from hsr_match.rules.same_person import same_person
from hsr_match.rules.step_ahead import step_ahead

if TYPE_CHECKING:
    from hsr_match.config import Settings

RULES: tuple[Callable[[Cohort, Settings], list[PairRule]], ...] = (
    same_person,
    other_organisation,
    conflicts,
    not_available,
    past_pair,
    essential_need,
    department,
    language,
    meeting_format,
    step_ahead,
    ban,
)
