"""Outside any hierarchy and any joint work: conflicts that either side names.

Line managers, supervisors and assessors have power over a mentee (Exeter, UCL,
SRUK); collaborators compete (54 interviews, Straus13). One rule for each kind,
so that people see which one bars.
"""

from __future__ import annotations

from functools import partial
from operator import eq
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort
from hsr_match.cohort.named_pairs import CONFLICT_KINDS, pairs_in_conflict
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.listed import ListedPairs

if TYPE_CHECKING:
    from hsr_match.config import Settings


def conflicts(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile one rule for each kind."""
    del settings
    shape = len(cohort.mentees), len(cohort.mentors)
    return [
        ListedPairs.of(kind, level, shape, pairs_in_conflict(cohort, partial(eq, kind)))
        for kind in CONFLICT_KINDS
    ]
