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
    plain
        The field, if one column asks the whole of it; None otherwise.
    known
        Text → what it added to a person's answers, if it gave no problem.
    """

    name: str
    field: Field | None
    columns: tuple[Column, ...]
    cells: Callable[[tuple[str, ...]], Any]
    repeats: bool
    plain: Field | None
    known: dict[Any, dict[str, Any]] = dataclasses.field(default_factory=dict)


def questions_of(mapped: MappedTable, role: Role) -> list[Question]:
    """Return what a table asks people of a role, beside who they are."""
    own: dict[str, list[Column]] = {}
    for column in mapped.columns:
        if column.own is not None and role in column.own.sides:
            own.setdefault(column.own.name, []).append(column)
    dated = {column for _, column in mapped.table.dates}
    asked = [(n, columns) for n, columns in mapped.by_field.items() if n not in IDENTITY]
    return [
        *(_of_field(columns[0].field, columns, role, dated) for _, columns in asked),
        *(_own(name, tuple(columns), dated) for name, columns in own.items()),
    ]


def _of_field(
    entry: Field | None, columns: tuple[Column, ...], role: Role, dated: set[int]
) -> Question:
    assert entry is not None
    places = [column.index for column in columns]
    repeats = entry.type not in _NEVER and dated.isdisjoint(places)
    single = len(columns) == 1 and not (columns[0].item or columns[0].part)
    plain = entry if single and repeats and entry.side in ("both", role) else None
    return Question(entry.name, entry, columns, itemgetter(*places), repeats, plain)


def _own(name: str, columns: tuple[Column, ...], dated: set[int]) -> Question:
    places = [column.index for column in columns]
    about_people = columns[0].own is not None and columns[0].own.shape == "people"
    repeats = not about_people and dated.isdisjoint(places)
    return Question(name, None, columns, itemgetter(*places), repeats, None)
