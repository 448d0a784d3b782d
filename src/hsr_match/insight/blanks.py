"""How many people left each scored question blank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.config.fields import fields

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort, Role


@dataclass(frozen=True, slots=True)
class Blank:
    """A question that scores or rules read, and how many left it blank.

    ``column`` is the field; ``role`` the side that was asked; nobody answered
    if ``blank`` equals ``people``: the sheet probably has no such column.
    """

    column: str
    role: Role
    blank: int
    people: int


def blanks(cohort: Cohort) -> tuple[Blank, ...]:
    """Return the questions that somebody left blank, those left most often first.

    Questions whose answers are told in confidence are not counted, nor wishes,
    which only concern who has one.
    """
    found = []
    for field in fields().values():
        if field.sensitivity not in ("plain", "personal") or "score" not in field.uses:
            continue
        if field.type == "ranked_people" or field.name.startswith("weight_"):
            continue
        for role in ("mentee", "mentor"):
            people = cohort.people(role)
            if people and field.side in ("both", role):
                number = sum(person.get(field.name) is None for person in people)
                if number:
                    found.append(Blank(field.name, role, number, len(people)))
    return tuple(sorted(found, key=lambda row: (-row.blank / row.people, row.column, row.role)))
