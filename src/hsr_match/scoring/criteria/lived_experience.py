"""Lived experience: only for mentees who ask, only from mentors who offer.

Likeness of identity as such never scores; both sides opt in
item by item (Carapinha16, BlakeBeard11; UK returner schemes).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.scoring.criteria.simple import listed
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import COVER_UNITS

if TYPE_CHECKING:
    from hsr_match.config import Settings


class LivedExperience:
    """The criterion ``lived_experience``; an item is ``(experience,)``."""

    name = "lived_experience"
    wish = True

    def __init__(self, settings: Settings) -> None:
        del settings
        self.parts: Mapping[str, int] = {self.name: 1}

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the experiences wished for, of equal weight."""
        wanted = listed(mentee, "experience_wanted")
        if not wanted:
            return ()
        return (Ask(self.name, 1, [((x,), 1) for x in wanted]),)

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor answered the question."""
        return mentor.get("lived_experience_offered") is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return 1000 if the mentor offers the experience."""
        return COVER_UNITS * (item[0] in mentor.get("lived_experience_offered"))
