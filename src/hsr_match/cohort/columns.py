"""What each column of a table stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hsr_match.cohort.model import Role
from hsr_match.cohort.table import Table
from hsr_match.config.fields import Field, Side

Shape = Literal["ratings", "words", "number", "word", "people"]
"""Form of the answers in a scheme's own column, fixed by the kind of the criterion."""


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column that a criterion of the settings names.

    Attributes
    ----------
    name
        Name in the settings; the answers stand under it.
    shape
        Form of the answers.
    sides
        Who answers it.
    whole
        Whole numbers only (kind ``ladder``).
    """

    name: str
    shape: Shape
    sides: frozenset[Role]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One use of a column; a column may feed a field and a criterion.

    Attributes
    ----------
    index
        Place among the cells of a row, from 0.
    heading
        As written.
    field
        The field it feeds, if any.
    part
        What it stands for inside the field (``Field.parts``).
    item
        Id of the item, for a grid with one column per item; a person as
        written, for a grid with one column per person.
    own
        The own column it feeds, if any.
    service
        True if the form service filled it in, not the person.
    commas
        True if commas separate answers (own lists without any semicolon).
    shared
        True if both sides answer the question, each for a field of its own.
    """

    index: int
    heading: str
    field: Field | None = None
    part: str = ""
    item: str = ""
    own: OwnColumn | None = None
    service: bool = False
    commas: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class MappedTable:
    """A table whose columns are known.

    Attributes
    ----------
    table
        The table.
    side
        Who its rows are: one side, or ``both`` where a role column says.
    columns
        Uses of its columns.
    by_field
        Field name → columns that feed it.
    unknown
        Places of the columns that nothing uses although something might.
    """

    table: Table
    side: Side
    columns: tuple[Column, ...]
    by_field: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()

    def has(self, name: str) -> bool:
        """Tell whether a column feeds the field."""
        return name in self.by_field
