"""Not available: what is told in confidence bars, and is never told apart.

Refusals (``not_these``), family, private conflicts, and kinds of conflict that
the vocabulary does not know are one rule with one name: nobody can see from a
barred pair, a count or a letter which of them it was. No setting switches it
off, since asking why would stop people from using it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.rules.conflicts import KINDS, pairs_in_conflict
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.listed import ListedPairs, named_pairs

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "not_available"


def not_available(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    del settings
    refused = named_pairs(
        cohort,
        [(p.key, key) for p in cohort.mentees for key in p.get("not_these") or ()],
        [(p.key, key) for p in cohort.mentors for key in p.get("not_these") or ()],
    )
    private = pairs_in_conflict(cohort, lambda kind: kind not in KINDS)
    shape = len(cohort.mentees), len(cohort.mentors)
    return [ListedPairs.of(NAME, level, shape, refused | private)]
