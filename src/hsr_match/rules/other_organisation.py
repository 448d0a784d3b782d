"""A place outside the employer: no employer in common, no two of one family.

Talk is safe where no line of management can hear it (the scheme's first
evaluation; NIHR, the Academy of Medical Sciences and others do the same).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort, Person
from hsr_match.cohort.organisations import Organisations
from hsr_match.rules.eligibility import PairRule, RuleLevel
from hsr_match.rules.in_common import InCommon

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "other_organisation"


def other_organisation(cohort: Cohort, settings: Settings, level: RuleLevel) -> list[PairRule]:
    """Compile the rule."""
    families = _families(settings)
    mentees = [_with_families(employers(person), families) for person in cohort.mentees]
    mentors = [_with_families(employers(person), families) for person in cohort.mentors]
    return [InCommon.of(NAME, level, mentees, mentors)]


def employers(person: Person) -> tuple[str, ...]:
    """Return the ids of a person's employers, without repeats."""
    main = person.get("organisation")
    return tuple(
        dict.fromkeys((*((main,) if main else ()), *(person.get("other_organisations") or ())))
    )


def _families(settings: Settings) -> dict[str, list[int]]:
    """Return organisation id → numbers of the families that name it."""
    organisations = Organisations.from_settings(settings)
    members: dict[str, list[int]] = {}
    for number, family in enumerate(settings.rules.other_organisation.families):
        for name in family:
            resolved = organisations.resolve(name)
            if resolved:
                members.setdefault(resolved, []).append(number)
    return members


def _with_families(
    own: tuple[str, ...], families: Mapping[str, Sequence[int]]
) -> tuple[Hashable, ...]:
    return (*own, *(number for name in own for number in families.get(name, ())))
