"""What the columns of a table ask, and the answers that were read there before.

Answers repeat: most of a large table is read by looking its text up. Only what
was read without a word is kept, so that every problem is told with its place.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from hsr_match.cohort.columns import Column, MappedTable
from hsr_match.cohort.model import Role
from hsr_match.config.fields import Field

IDENTITY = frozenset(["person_id", "role", "name", "email", "organisation", "submitted_at"])
PEOPLE = frozenset(["people", "ranked_people", "conflicts"])
_NEVER = PEOPLE | {"organisations"}
"""Types whose answers hang on more than the text: who is mentioned where, how names are spelt."""


@dataclasses.dataclass(slots=True)
class Question:
    """A field or own column as one table asks it.

    Attributes
    ----------
    name
        Name of the field or own column.
    field
        The field; None for an own column.
    columns
        Columns that feed it.
    cells
        Takes the text of those columns out of a row: a tuple if there are several.
    repeats
        Whether the same text means the same answer for everybody of a role.
    known
        Text → what it added to a person's answers, if it gave no problem.
    """

    name: str
    field: Field | None
    columns: tuple[Column, ...]
    cells: Callable[[tuple[str, ...]], Any]
    repeats: bool
    known: dict[Any, dict[str, Any]] = dataclasses.field(default_factory=dict)


def questions_of(mapped: MappedTable, role: Role) -> list[Question]:
    """Return what a table asks people of a role, beside who they are."""
    own: dict[str, list[Column]] = {}
    for column in mapped.columns:
        if column.own is not None and role in column.own.sides:
            own.setdefault(column.own.name, []).append(column)
    dated = {column for _, column in mapped.table.dates}
    return [
        _question(name, columns[0].field, columns, dated)
        for name, columns in mapped.by_field.items()
        if name not in IDENTITY
    ] + [_question(name, None, tuple(columns), dated) for name, columns in own.items()]


def _question(
    name: str, entry: Field | None, columns: tuple[Column, ...], dated: set[int]
) -> Question:
    places = [column.index for column in columns]
    own = columns[0].own
    about_people = (
        own is not None and own.shape == "people" if entry is None else (entry.type in _NEVER)
    )
    return Question(
        name, entry, columns, itemgetter(*places), not about_people and dated.isdisjoint(places)
    )
