"""No repeats: the scheme exists to widen circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.cohort.named_pairs import named_pairs
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.listed import ListedPairs

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "past_pair"


def past_pair(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    shape = len(cohort.mentees), len(cohort.mentors)
    return [ListedPairs.of(NAME, level, shape, named_pairs(cohort, cohort.past_pairs, ()))]
