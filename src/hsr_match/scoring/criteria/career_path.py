"""Career path: likeness of track, sector, route and style.

Likeness of values is the strongest known forerunner of felt support (Eby13);
these answers stand in for values, weakly.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.scoring.criteria.simple import listed
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import COVER_UNITS, in_proportion

if TYPE_CHECKING:
    from hsr_match.config import Settings

MENTEE_FIELDS = {
    "track": "track",
    "sector": "sector_route",
    "route": "path",
    "style": "mentor_style_wanted",
    "background": "professional_background",
}
MENTOR_FIELDS = {**MENTEE_FIELDS, "style": "mentor_style"}
WISHES = frozenset({"style"})


class CareerPath:
    """The criterion ``career_path``; an item is ``(value, part)``."""

    name = "career_path"
    wish = False

    def __init__(self, settings: Settings) -> None:
        table = settings.scoring.career_path
        weights = in_proportion(getattr(table, part) for part in MENTEE_FIELDS)
        self.parts: Mapping[str, int] = dict(zip(MENTEE_FIELDS, weights, strict=True))

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the parts the mentee answered."""
        asks = []
        for part, field in MENTEE_FIELDS.items():
            values = listed(mentee, field)
            none_of_these = values == () and mentee.get(field) == ()
            if values or (none_of_these and part not in WISHES):
                items: list[tuple[Item, int]] = [((v, part), 1) for v in values or ()]
                asks.append(Ask(part, self.parts[part], items))
        return asks

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor answered the part."""
        return mentor.get(MENTOR_FIELDS[part]) is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return 1000 if the mentor gave the same value."""
        theirs = listed(mentor, MENTOR_FIELDS[str(item[1])]) or ()
        return COVER_UNITS * (item[0] in theirs)
