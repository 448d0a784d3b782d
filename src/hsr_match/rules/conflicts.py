"""Outside any hierarchy and any joint work: conflicts that either side names.

Line managers, supervisors and assessors have power over a mentee (Exeter, UCL,
SRUK); collaborators compete (54 interviews, Straus13). One rule for each kind,
so that people see which one bars.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import eq
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort, Person
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.listed import ListedPairs, named_pairs

if TYPE_CHECKING:
    from hsr_match.config import Settings

KINDS = ("manager", "supervisor", "co_author", "joint_grant", "assessor")


def conflicts(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile one rule for each kind."""
    del settings
    shape = len(cohort.mentees), len(cohort.mentors)
    return [
        ListedPairs.of(kind, level, shape, pairs_in_conflict(cohort, partial(eq, kind)))
        for kind in KINDS
    ]


def pairs_in_conflict(cohort: Cohort, is_meant: Callable[[str], bool]) -> set[tuple[int, int]]:
    """Return positions of pairs of which one side names the other with such a kind."""
    return named_pairs(cohort, _named(cohort.mentees, is_meant), _named(cohort.mentors, is_meant))


def _named(people: Sequence[Person], is_meant: Callable[[str], bool]) -> list[tuple[str, str]]:
    return [
        (person.key, key)
        for person in people
        for key, kind in person.get("conflicts") or ()
        if is_meant(kind)
    ]
