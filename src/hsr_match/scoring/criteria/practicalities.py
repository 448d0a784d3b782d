"""Practicalities: how, when and how often two people can meet (Eby13, EbyLockwood05)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.scoring.criteria.simple import listed
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import COVER_UNITS, in_proportion

if TYPE_CHECKING:
    from hsr_match.config import Settings

FIELDS = {"format": "meeting_format", "availability": "availability", "frequency": "frequency"}
FREQUENCIES = ("four_a_year", "six_a_year", "monthly")
ANY_FREQUENCY = "flexible"
MIX = "hybrid"
MIXED = frozenset({"online", "in_person"})


class Practicalities:
    """The criterion ``practicalities``; an item is ``(values, part)``."""

    name = "practicalities"
    wish = False

    def __init__(self, settings: Settings) -> None:
        table = settings.scoring.practicalities
        weights = in_proportion(getattr(table, part) for part in FIELDS)
        self.parts: Mapping[str, int] = dict(zip(FIELDS, weights, strict=True))

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the parts the mentee answered."""
        asks = []
        for part, field in FIELDS.items():
            values = listed(mentee, field)
            if not values:
                continue
            items: list[tuple[Item, int]]
            if part == "format":
                items = [((", ".join(sorted(values)), part, frozenset(values)), 1)]
            else:
                items = [((v, part, frozenset((v,))), 1) for v in values]
            asks.append(Ask(part, self.parts[part], items))
        return asks

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor answered the part."""
        return mentor.get(FIELDS[part]) is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return how well the mentor's answer fits."""
        value, part = str(item[0]), str(item[1])
        theirs = frozenset(listed(mentor, FIELDS[part]) or ())
        if part == "format":
            return _format(item[2], theirs)  # type: ignore[arg-type]
        if part == "frequency":
            return max((_frequency(value, other) for other in theirs), default=0)
        return COVER_UNITS * (value in theirs)


def _format(mine: frozenset[str], theirs: frozenset[str]) -> int:
    if mine & theirs:
        return COVER_UNITS
    mixed = (MIX in mine and theirs & MIXED) or (MIX in theirs and mine & MIXED)
    return COVER_UNITS // 2 if mixed else 0


def _frequency(mine: str, theirs: str) -> int:
    if mine == theirs or ANY_FREQUENCY in (mine, theirs):
        return COVER_UNITS
    if mine in FREQUENCIES and theirs in FREQUENCIES:
        apart = abs(FREQUENCIES.index(mine) - FREQUENCIES.index(theirs))
        return COVER_UNITS // 2 if apart == 1 else 0
    return 0
