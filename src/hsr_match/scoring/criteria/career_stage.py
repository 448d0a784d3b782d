"""Career stage: a step or two ahead, on the line the mentee wants to grow on.

Levels are what people can do, as they see it themselves; never age, years or
degrees. A peer still scores.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from hsr_match.cohort.model import Person
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import thousandths

if TYPE_CHECKING:
    from hsr_match.config import Settings

CONTRIBUTION_LINES = frozenset({"ideas", "people", "community", "users"})


class LevelTable:
    """A score for each difference of levels; the ends stand for "and beyond"."""

    def __init__(self, table: Mapping[int, object]) -> None:
        self._table = {int(step): thousandths(value) for step, value in table.items()}
        self._low, self._high = min(self._table), max(self._table)
        known = sorted(self._table)
        # A table with gaps holds the value of the next lower difference.
        for step in range(self._low, self._high):
            nearest = max(k for k in known if k <= step)
            self._table.setdefault(step, self._table[nearest])

    def cover(self, difference: int) -> int:
        """Return thousandths for mentor level minus mentee level."""
        return self._table[min(max(difference, self._low), self._high)]


class CareerStage:
    """The criterion ``career_stage``; an item is ``(line, contribution, stage)``."""

    name = "career_stage"
    wish = False

    def __init__(self, settings: Settings) -> None:
        self.parts: Mapping[str, int] = {self.name: 1}
        self._table = LevelTable(settings.scoring.career_stage)

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the line to grow on with the mentee's levels."""
        line = mentee.get("growth_line")
        stage = mentee.get("career_stage")
        level = mentee.get(f"contribution_{line}") if line in CONTRIBUTION_LINES else None
        if stage is None and level is None:
            return ()
        item = ("career_stage" if level is None else line, level, stage)
        return (Ask(self.name, 1, [(item, 1)], variant=item),)

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the two can be compared."""
        return self._difference(variant, mentor) is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return the table's value for the difference of levels."""
        difference = self._difference(item, mentor)
        return 0 if difference is None else self._table.cover(difference)

    def _difference(self, item: Hashable, mentor: Person) -> int | None:
        line, level, stage = cast("tuple[str, int | None, int | None]", item)
        if level is not None:
            theirs = mentor.get(f"contribution_{line}")
            if theirs is not None:
                return int(theirs) - int(level)
        theirs = mentor.get("career_stage")
        return None if theirs is None or stage is None else int(theirs) - int(stage)
