"""Both sides' answers to one line of a score, in words; gated ones only where asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.model import Person
from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.gate import (
    NEVER_NAMED,
    TOLD_IN_CONFIDENCE,
    is_gated,
    label_of,
    nameable,
)
from hsr_match.insight.labels import PARTS, Part, part_label
from hsr_match.insight.need_met import how_met
from hsr_match.insight.why import place_on_list
from hsr_match.insight.words import capital, mid_sentence, number, ordinal
from hsr_match.rules.steps import LINES, steps_between
from hsr_match.scoring import ShareRow
from hsr_match.scoring.criteria.simple import methods_of
from hsr_match.scoring.exact import COVER_UNITS

if TYPE_CHECKING:
    from hsr_match.config import Settings

NOT_KNOWN = "not known"
NONE = "none of these"
THE_SAME = "the same"
SHOWN = 4
"""Values of a list shown in full."""

Sides = tuple[str, str, str]
"""Item, mentee's answer, mentor's answer."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Says the answers of one pair.

    Attributes
    ----------
    confidential
        True names gated answers: for the coordinator's eyes only.
    """

    mentee: Person
    mentor: Person
    settings: Settings
    confidential: bool

    def of(self, row: ShareRow) -> Sides:
        """Return item and both answers of a line."""
        if row.item and row.criterion == "preferences":
            return self._own_list()
        part = PARTS.get((row.criterion, row.part))
        if part is None:
            return self._own(row)
        if row.cover is None:
            return self._unknown(row, part)
        if is_gated(part.vocabulary, row.item) and not self.confidential:
            item = NEVER_NAMED.get((row.criterion, row.part), part.label)
            return item, TOLD_IN_CONFIDENCE, TOLD_IN_CONFIDENCE
        match row.criterion, row.part:
            case "needs", _:
                return self._need(row)
            case "lived_experience", _:
                offers = "offers it" if row.cover else "does not offer it"
                return label_of(part.vocabulary, row.item), "wished for", offers
            case "career_stage", _:
                return self._stage()
            case "methods", "methods":
                return self._method(row)
            case "practicalities", "format":
                mine, theirs = self._values(part)
                return capital(part.label), mine, theirs
            case _:
                return self._value(row, part)

    def _values(self, part: Part) -> tuple[str, str]:
        return (
            self._said(part.vocabulary, self.mentee.get(part.mentee)),
            self._said(part.vocabulary, self.mentor.get(part.mentor)),
        )

    def _said(self, list_name: str, answer: Any) -> str:
        if answer is None:
            return NOT_KNOWN
        values = list(_flat(answer))
        if not values:
            return NONE
        labels = nameable(list_name, values, confidential=self.confidential)
        more = len(labels) - SHOWN
        shown = [*labels[:SHOWN], f"{number(more)} more"] if more > 0 else labels
        return "; ".join(mid_sentence(label) for label in shown)

    def _unknown(self, row: ShareRow, part: Part) -> Sides:
        if row.criterion == "career_stage":
            return self._stage()
        item = capital(part.label)
        return item, self._said(part.vocabulary, self.mentee.get(part.mentee)), NOT_KNOWN

    def _value(self, row: ShareRow, part: Part) -> Sides:
        theirs = self._said(part.vocabulary, self.mentor.get(part.mentor))
        mine = "yes"
        if row.criterion == "research_area" and row.part == "themes":
            mine = f"{ordinal(self._tier(row.item))} choice"
        if row.cover == COVER_UNITS and row.item in set(_flat(self.mentor.get(part.mentor))):
            theirs = THE_SAME
        return label_of(part.vocabulary, row.item), mine, theirs

    def _tier(self, theme: str) -> int:
        tiers = self.mentee.get("research_areas") or ()
        return next(k for k, tier in enumerate(tiers, start=1) if theme in _flat([tier]))

    def _need(self, row: ShareRow) -> Sides:
        priority = (self.mentee.get("needs") or {}).get(row.item)
        level = priority or self.settings.scoring.unrated_need
        mine = mid_sentence(label_of("need_priority", str(level)))
        if self.mentee.get("essential_need") == row.item:
            mine += ", essential"
        theirs = how_met(
            row.item, self.mentee, self.mentor, self.settings, confidential=self.confidential
        )
        return label_of("needs", row.item), mine, theirs

    def _stage(self) -> Sides:
        line = self.mentee.get("growth_line")
        field, item = "career_stage", "Independence"
        if line in LINES and self.mentee.get(f"contribution_{line}") is not None:
            item = label_of("growth_line", line)
            if self.mentor.get(f"contribution_{line}") is not None:
                field = f"contribution_{line}"
        steps = steps_between(self.mentee, self.mentor)
        said = NOT_KNOWN if steps is None else f"{self._level(field, self.mentor)} ({steps:+d})"
        return item, self._level(field, self.mentee), said

    def _level(self, field: str, person: Person) -> str:
        level = person.get(field)
        return NOT_KNOWN if level is None else mid_sentence(label_of(field, str(level)))

    def _method(self, row: ShareRow) -> Sides:
        mine, theirs = methods_of(self.mentee).get(row.item), methods_of(self.mentor)
        how = theirs.get(row.item)
        said = "does not use it" if how is None else _method_level(how)
        if how is None and row.cover:
            group = vocabulary("methods").terms[row.item].group
            alike = [m for m in theirs if group and vocabulary("methods").terms[m].group == group]
            said = f"related: {self._said('methods', alike)}"
        return label_of("methods", row.item), _method_level(mine), said

    def _own_list(self) -> Sides:
        place = place_on_list(self.mentee, self.mentor)
        mine = f"{ordinal(place)} choice" if place else "not on the list"
        return "The mentee's own list", mine, ""

    def _own(self, row: ShareRow) -> Sides:
        spec = next((c for c in self.settings.criteria if c.name == row.criterion), None)
        label = capital(part_label(row.criterion, row.part))
        if spec is None or spec.kind == "given":
            return label, "", ""
        mine = self.mentee.get(str(spec.mentee or spec.column or spec.name))
        theirs = self.mentor.get(str(spec.mentor or spec.column or spec.name))
        if spec.kind == "preference":
            return label, "listed" if row.cover else "not listed", ""
        item = row.item if row.item and row.item not in ("None", "listed") else label
        return item, _plain_text(mine), _plain_text(theirs)


def _method_level(level: str | None) -> str:
    return mid_sentence(label_of("method_level", level)) if level else NOT_KNOWN


def _flat(answer: Any) -> Iterable[str]:
    if isinstance(answer, str):
        return (answer,)
    if answer is None:
        return ()
    return (v for tier in answer for v in ((tier,) if isinstance(tier, str) else tier))


def _plain_text(answer: Any) -> str:
    if answer is None:
        return NOT_KNOWN
    if isinstance(answer, Mapping):
        return "; ".join(f"{word}: {level}" for word, level in answer.items())
    if isinstance(answer, (tuple, list)):
        return "; ".join(str(word) for word in _flat(answer)) or NONE
    return str(answer)
