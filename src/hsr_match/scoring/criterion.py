"""What every criterion provides: what a mentee asks, what a mentor covers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from hsr_match.cohort.model import Person

Item = tuple[Hashable, ...]
"""One thing a mentee's points hang on; the first member is what people see."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What one mentee asks in one part of a criterion.

    Attributes
    ----------
    part
        Name of the part; a criterion with one part has one of its own name.
    weight
        Weight of the part inside its criterion, as in ``Criterion.parts``.
    items
        Items with their inner weights (whole numbers from 0; only proportions
        count). Empty: the part is answered, and nothing can cover it.
    variant
        Tells apart mentees for whom different mentors have answered the part.
    """

    part: str
    weight: int
    items: Sequence[tuple[Item, int]]
    variant: Hashable = None


class Criterion(Protocol):
    """A compiled criterion.

    Attributes
    ----------
    name
        Key in the settings.
    parts
        Part name → weight inside the criterion, whole numbers in proportion.
    wish
        True if only mentees who ask for it are concerned: a blank then says
        nothing about how complete their form is.
    """

    name: str
    parts: Mapping[str, int]
    wish: bool

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the parts this mentee answers."""
        ...

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:
        """Tell whether the mentor answers the part."""
        ...

    def cover(self, item: Item, mentor: Person) -> int:
        """Return how far the mentor covers an item, 0–1000 thousandths."""
        ...


@runtime_checkable
class PersonalCriterion(Protocol):
    """A criterion whose items belong to one mentee and concern few mentors."""

    def covers(self, item: Item) -> Mapping[str, int]:
        """Return mentor key → thousandths, for the mentors above 0."""
        ...
