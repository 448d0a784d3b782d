"""Research area: themes, health area and kind of research, rare ones counting more."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.config.vocabulary import vocabulary
from hsr_match.scoring.criteria.simple import listed, methods_of, only_never_scored, tiers
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import COVER_UNITS, in_proportion, thousandths

if TYPE_CHECKING:
    from hsr_match.config import Settings

FIELDS = {"themes": "research_areas", "health": "hrcs_health", "activity": "hrcs_activity"}
HANDS_ON = ("use", "can_teach")


class ResearchArea:
    """The criterion ``research_area``; an item is ``(value, part)``."""

    name = "research_area"
    wish = False

    def __init__(self, settings: Settings, rarity: Mapping[str, Mapping[str, int]]) -> None:
        scoring = settings.scoring
        weights = scoring.research_area
        parts = in_proportion(getattr(weights, part) for part in FIELDS)
        self.parts: Mapping[str, int] = dict(zip(FIELDS, parts, strict=True))
        self._rarity = rarity
        self._ranks = in_proportion(scoring.rank_weights)
        self._group = thousandths(scoring.same_group)
        self._near = thousandths(scoring.near)
        self._code_group = thousandths(scoring.hrcs_same_group)
        self._themes = vocabulary("research_areas").terms
        self._codes = vocabulary("hrcs_activity").terms

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the parts the mentee answered, items weighted by rank and rarity."""
        return [
            Ask(part, self.parts[part], items)
            for part, field in FIELDS.items()
            if (items := self._items(part, field, mentee)) is not None
        ]

    def _items(self, part: str, field: str, mentee: Person) -> list[tuple[Item, int]] | None:
        if mentee.get(field) is None or only_never_scored(mentee, field):
            return None
        rarity = self._rarity[field]
        if part == "themes":
            ranked = enumerate(tiers(mentee, field) or ())
            return [
                ((value, part), rarity[value] * self._ranks[min(rank, len(self._ranks) - 1)])
                for rank, tier in ranked
                for value in tier
            ]
        return [((v, part), rarity[v]) for v in listed(mentee, field) or ()]

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor answered the part."""
        return mentor.get(FIELDS[part]) is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return the likeness to the nearest of the mentor's values."""
        value, part = str(item[0]), str(item[1])
        theirs = listed(mentor, FIELDS[part]) or ()
        if value in theirs:
            return COVER_UNITS
        if part == "themes":
            return self._theme(value, theirs, mentor)
        if part == "activity" and value in self._codes:
            group = self._codes[value].group
            same = any(b in self._codes and self._codes[b].group == group for b in theirs)
            return self._code_group * same
        return 0

    def _theme(self, value: str, theirs: Sequence[str], mentor: Person) -> int:
        mine = self._themes.get(value)
        if mine is None:
            return 0
        best = 0
        for b in theirs:
            term = self._themes.get(b)
            if term is None:
                continue
            if term.group == mine.group:
                best = max(best, self._group)
            if b in mine.near or value in term.near:
                best = max(best, self._near)
        methods = methods_of(mentor)
        hrcs = {*(mentor.get("hrcs_health") or ()), *(mentor.get("hrcs_activity") or ())}
        for link in mine.near:
            source, _, target = link.partition(".")
            if (source == "methods" and methods.get(target) in HANDS_ON) or (
                source == "hrcs" and target in hrcs
            ):
                best = max(best, self._near)
        return best
