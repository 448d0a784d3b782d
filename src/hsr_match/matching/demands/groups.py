"""People sorted by organisation and department, for limits on who is together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.cohort.model import Cohort, Person
from hsr_match.matching.problem import Ints, Spread
from hsr_match.text import fold

if TYPE_CHECKING:
    from hsr_match.config import Settings

Key = tuple[str, ...]
NO_GROUP = -1


def spreads(cohort: Cohort, settings: Settings) -> tuple[Spread, ...]:
    """Return the limits of ``rules.spread`` that are on, organisation first."""
    limits = settings.rules.spread
    found = []
    if limits.organisation != "off":
        groups = organisation_groups(cohort.mentees, settings)
        found.append(Spread("organisation", groups, int(limits.organisation)))
    if limits.department != "off":
        groups = department_groups(cohort.mentees, settings)
        found.append(Spread("department", groups, int(limits.department)))
    return tuple(found)


def organisation_groups(people: Sequence[Person], settings: Settings) -> Ints:
    """Return the group of each person's main employer; −1 for nobody's.

    Organisations that lists of ``families`` join, directly or by others, are
    one group here: a limit needs people sorted into groups.
    """
    keys = _joined(settings)
    return _numbered([_organisation(person, keys) for person in people])


def department_groups(people: Sequence[Person], settings: Settings) -> Ints:
    """Return the group of each person's department within the employer; −1 for a blank."""
    keys = _joined(settings)
    found: list[Key] = []
    for person in people:
        unit = fold(person.get("department") or "")
        found.append((unit, *(_organisation(person, keys) or ("",))) if unit else ())
    return _numbered(found)


def _organisation(person: Person, keys: Mapping[str, str]) -> Key:
    main = person.get("organisation")
    return (keys.get(main, main),) if main else ()


def _joined(settings: Settings) -> dict[str, str]:
    """Return organisation id → first id of all that families join with it."""
    families = settings.rules.other_organisation.families
    if not families:
        return {}
    from hsr_match.cohort.organisations import Organisations

    organisations = Organisations.from_settings(settings)
    joined: list[set[str]] = []
    for family in families:
        members = {found for name in family if (found := organisations.resolve(name))}
        apart = [group for group in joined if not group & members]
        joined = [*apart, members.union(*(group for group in joined if group & members))]
    return {name: min(group) for group in joined for name in group}


def _numbered(keys: Sequence[Key]) -> Ints:
    """Return the place of each key among all, from 0; an empty key is no group."""
    number = {key: place for place, key in enumerate(sorted({key for key in keys if key}))}
    return np.array([number.get(key, NO_GROUP) for key in keys], dtype=np.int64)
