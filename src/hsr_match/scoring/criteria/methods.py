"""Methods: a wish to learn meets who can teach; users share what they use."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.config.vocabulary import vocabulary
from hsr_match.scoring.criteria.simple import listed, methods_of, only_never_scored
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import COVER_UNITS, in_proportion, thousandths

if TYPE_CHECKING:
    from hsr_match.config import Settings

FIELDS = {"methods": "methods", "setting": "setting"}
HANDS_ON = ("use", "can_teach")


class Methods:
    """The criterion ``methods``; an item is ``(value, part, learn?)``."""

    name = "methods"
    wish = False

    def __init__(self, settings: Settings, rarity: Mapping[str, Mapping[str, int]]) -> None:
        table = settings.scoring.methods
        weights = in_proportion(getattr(table, part) for part in FIELDS)
        self.parts: Mapping[str, int] = dict(zip(FIELDS, weights, strict=True))
        self._rarity = rarity
        self._learn = {
            "can_teach": thousandths(table.learn_teach),
            "use": thousandths(table.learn_use),
        }
        self._use = thousandths(table.use_use)
        self._group = thousandths(table.same_group)
        self._terms = vocabulary("methods").terms

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return the parts the mentee answered, items weighted by rarity."""
        asks = []
        if mentee.get("methods") is not None and not only_never_scored(mentee, "methods"):
            items: list[tuple[Item, int]] = [
                ((m, "methods", how == "want_to_learn"), self._rarity["methods"][m])
                for m, how in methods_of(mentee).items()
            ]
            asks.append(Ask("methods", self.parts["methods"], items))
        setting = listed(mentee, "setting")
        if setting is not None and not only_never_scored(mentee, "setting"):
            items = [((v, "setting", False), self._rarity["setting"][v]) for v in setting]
            asks.append(Ask("setting", self.parts["setting"], items))
        return asks

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor answered the part."""
        return mentor.get(FIELDS[part]) is not None

    def cover(self, item: Item, mentor: Person) -> int:
        """Return how far the mentor can teach or share the method."""
        value, part, learn = str(item[0]), item[1], item[2]
        if part == "setting":
            return COVER_UNITS * (value in mentor.get("setting"))
        methods = methods_of(mentor)
        how = methods.get(value, "")
        if learn:
            return self._learn.get(how, 0)
        if how in HANDS_ON:
            return self._use
        group = self._terms[value].group if value in self._terms else None
        alike = any(
            level in HANDS_ON and m in self._terms and self._terms[m].group == group
            for m, level in methods.items()
        )
        return self._group * alike
