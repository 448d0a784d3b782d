"""Preferences: the mentee's own list of mentors (Kendall15, Allen06, Iversen14)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import thousandths

if TYPE_CHECKING:
    from hsr_match.config import Settings


class Preferences:
    """A ranked list of mentors; an item is ``(mentee key,)``.

    Parameters
    ----------
    name
        ``preferences``, or the name of an own criterion of kind ``preference``.
    field
        Where the mentee's list stands.
    values
        Score of each tier, best first; the last stands for "and beyond".
    mentors
        Keys of the mentors who take part.
    """

    wish = True

    def __init__(
        self, name: str, field: str, values: Sequence[object], mentors: Collection[str]
    ) -> None:
        self.name = name
        self.parts: Mapping[str, int] = {name: 1}
        self._field = field
        self._values = [thousandths(v) for v in values]
        self._mentors = frozenset(mentors)
        self._lists: dict[str, Mapping[str, int]] = {}

    @classmethod
    def from_settings(cls, settings: Settings, mentors: Collection[str]) -> Preferences:
        """Return the built-in criterion."""
        return cls("preferences", "preferred_mentors", settings.scoring.preferences, mentors)

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the list as one item, if a mentor of this cohort is on it."""
        listed: dict[str, int] = {}
        for rank, tier in enumerate(mentee.get(self._field) or ()):
            for key in (tier,) if isinstance(tier, str) else tier:
                if key in self._mentors:
                    listed.setdefault(key, self._values[min(rank, len(self._values) - 1)])
        if not listed:
            return ()
        self._lists[mentee.key] = listed
        return (Ask(self.name, 1, [((mentee.key,), 1)]),)

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Return true: being on a list needs no answer."""
        return True

    def cover(self, item: Item, mentor: Person) -> int:
        """Return the value of the tier the mentor stands in."""
        return self.covers(item).get(mentor.key, 0)

    def covers(self, item: Item) -> Mapping[str, int]:
        """Return mentor key → thousandths for the mentors on the list."""
        return self._lists[str(item[0])]
