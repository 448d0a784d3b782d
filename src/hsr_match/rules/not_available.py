"""Not available: what is told in confidence bars, and is never told apart.

Refusals (``not_these``), family, private conflicts, and kinds of conflict that
the vocabulary does not know are one rule with one name: nobody can see from a
barred pair, a count or a letter which of them it was. No setting switches it
off, since asking why would stop people from using it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.cohort.named_pairs import pairs_not_available
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.listed import ListedPairs

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "not_available"


def not_available(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    shape = len(cohort.mentees), len(cohort.mentors)
    return [ListedPairs.of(NAME, level, shape, pairs_not_available(cohort))]
