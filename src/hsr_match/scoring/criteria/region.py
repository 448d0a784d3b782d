"""Region: the same nation or region; weight 0 by default (Falcone: distance did no harm)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import COVER_UNITS

if TYPE_CHECKING:
    from hsr_match.config import Settings


class Region:
    """The criterion ``region``; an item is ``(region,)``."""

    name = "region"
    wish = False

    def __init__(self, settings: Settings) -> None:
        del settings
        self.parts: Mapping[str, int] = {self.name: 1}

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the mentee's region."""
        region = mentee.get("nation_region")
        if region is None:
            return ()
        return (Ask(self.name, 1, [((region,), 1)]),)

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor gave a region."""
        return mentor.get("nation_region") is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return 1000 if the regions are the same."""
        return COVER_UNITS * bool(item[0] == mentor.get("nation_region"))
