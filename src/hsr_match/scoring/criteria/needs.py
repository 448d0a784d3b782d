"""Needs: how much of what the mentee wants help with the mentor can give.

Each need carries weight by its priority and counts once, at the best way it is
met: the offer of the same id or another full way, or a way in part. The
measure is the closest study's (Baker25): the share of the mentee's needs that
the mentor is comfortable with.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.config.vocabulary import vocabulary
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import exact, thousandths

if TYPE_CHECKING:
    from hsr_match.config import Settings

CO_AUTHORING_LEVELS = ("none", "feedback_only", "joint_writing", "joint_project")


class Needs:
    """The criterion ``needs``.

    An item is ``(need, lived experiences left out, methods to learn, wished
    experiences, co-authoring level)``: what about this mentee changes how the
    need can be met.
    """

    name = "needs"
    wish = False

    def __init__(self, settings: Settings) -> None:
        scoring = settings.scoring
        self.parts: Mapping[str, Fraction] = {self.name: Fraction(1)}
        self._part = exact(scoring.part)
        self._levels = {int(k): exact(v) for k, v in scoring.offer_levels.items()}
        self._unrated_need = int(scoring.unrated_need)
        self._unrated_offer = int(scoring.unrated_offer)
        self._lived_counts = exact(settings.weights.lived_experience) > 0
        self._terms = vocabulary("needs").terms

    def ask(self, mentee: Person) -> Sequence[Ask]:
        """Return one item per need, weighted by its priority."""
        needs = mentee.get("needs")
        if not needs:
            return ()
        items = [
            (self._item(need, mentee), Fraction(priority or self._unrated_need))
            for need, priority in needs.items()
            if need in self._terms
        ]
        return (Ask(self.name, Fraction(1), items),) if items else ()

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor filled in offers."""
        return mentor.get("offers") is not None

    def _item(self, need: str, mentee: Person) -> Item:
        wished = frozenset(mentee.get("experience_wanted") or ())
        ways = {w.partition(".")[2] for w in self._ways(need) if w.startswith("lived.")}
        left_out = tuple(sorted(ways & wished)) if self._lived_counts else ()
        learn: tuple[str, ...] = ()
        named: tuple[str, ...] = ()
        level = ""
        if need == "methods_skill":
            methods = mentee.get("methods") or {}
            learn = tuple(sorted(m for m, how in methods.items() if how == "want_to_learn"))
        if need == "bias_exclusion" and not self._lived_counts:
            named = tuple(sorted(wished))
        if need == "co_authoring":
            level = mentee.get("co_authoring_level") or ""
        return (need, left_out, learn, named, level)

    def _ways(self, need: str) -> tuple[str, ...]:
        term = self._terms[need]
        return (*term.full, *term.part)

    def cover(self, item: Item, mentor: Person) -> int:
        """Return the best way the mentor meets the need."""
        need, left_out, learn, named, level = item
        offered = mentor.get("co_authoring_offered")
        if level and offered:
            behind = CO_AUTHORING_LEVELS.index(str(level)) - CO_AUTHORING_LEVELS.index(offered)
            return thousandths(1 if behind <= 0 else self._part if behind == 1 else 0)
        term = self._terms[str(need)]
        full = {f"offers.{need}", *term.full}
        best = max(self._way(way, mentor, left_out) for way in full)
        for way in term.part:
            best = max(best, self._part * self._way(way, mentor, left_out))
        methods = mentor.get("methods") or {}
        for method in learn:  # type: ignore[attr-defined]
            how = methods.get(method)
            best = max(best, Fraction(how == "can_teach"), self._part * (how == "use"))
        for experience in named:  # type: ignore[attr-defined]
            best = max(best, self._part * self._way(f"lived.{experience}", mentor, ()))
        return thousandths(best)

    def _way(self, way: str, mentor: Person, left_out: Hashable) -> Fraction:
        source, _, value = way.partition(".")
        if source == "offers":
            offers = mentor.get("offers") or {}
            if value not in offers:
                return Fraction(0)
            level = offers[value]
            return self._levels[self._unrated_offer if level is None else int(level)]
        lived = mentor.get("lived_experience_offered") or ()
        return Fraction(value in lived and value not in left_out)  # type: ignore[operator]
