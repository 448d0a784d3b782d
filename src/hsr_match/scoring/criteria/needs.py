"""Needs: how much of what the mentee wants help with the mentor can give.

Each need carries weight by its priority and counts once, at the best way it is
met: the offer of the same id or another full way, or a way in part. The
measure is the closest study's (Baker25): the share of the mentee's needs that
the mentor is comfortable with.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.model import Person
from hsr_match.config.vocabulary import vocabulary
from hsr_match.scoring.criteria.simple import NEVER_SCORED, methods_of
from hsr_match.scoring.criterion import Ask, Item
from hsr_match.scoring.exact import COVER_UNITS, exact, thousandths

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
        self.parts: Mapping[str, int] = {self.name: 1}
        part = exact(scoring.part)
        levels = {int(k): exact(v) for k, v in scoring.offer_levels.items()}
        self._part = thousandths(part)
        self._taught = {"can_teach": COVER_UNITS, "use": self._part}
        # Rounding keeps order, so the best of rounded ways is the rounded best way.
        self._full_at = {level: thousandths(value) for level, value in levels.items()}
        self._part_at = {level: thousandths(part * value) for level, value in levels.items()}
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
            (self._item(need, mentee), int(priority or self._unrated_need))
            for need, priority in needs.items()
            if need in self._terms and need not in NEVER_SCORED
        ]
        return (Ask(self.name, 1, items),) if items else ()

    def answers(self, part: str, variant: Hashable, mentor: Person) -> bool:  # noqa: ARG002
        """Tell whether the mentor filled in offers."""
        return mentor.get("offers") is not None

    def _item(self, need: str, mentee: Person) -> Item:
        wished = mentee.get("experience_wanted") or ()
        left_out: tuple[str, ...] = ()
        if wished and self._lived_counts:
            term = self._terms[need]
            ways = {way for way in (*term.full, *term.part) if way.startswith("lived.")}
            left_out = tuple(sorted(x for x in wished if f"lived.{x}" in ways))
        learn: tuple[str, ...] = ()
        named: tuple[str, ...] = ()
        level = ""
        if need == "methods_skill":
            methods = methods_of(mentee)
            learn = tuple(sorted(m for m, how in methods.items() if how == "want_to_learn"))
        elif need == "bias_exclusion" and not self._lived_counts:
            named = tuple(sorted(x for x in wished if x not in NEVER_SCORED))
        elif need == "co_authoring":
            level = mentee.get("co_authoring_level") or ""
        return (need, left_out, learn, named, level)

    def cover(self, item: Item, mentor: Person) -> int:
        """Return the best way the mentor meets the need."""
        need, left_out, learn, named, level = item
        offered = mentor.get("co_authoring_offered")
        if level and offered:
            behind = CO_AUTHORING_LEVELS.index(str(level)) - CO_AUTHORING_LEVELS.index(offered)
            return COVER_UNITS if behind <= 0 else self._part if behind == 1 else 0
        term = self._terms[str(need)]
        lived = set(mentor.get("lived_experience_offered") or ())
        lived.difference_update(left_out)  # type: ignore[arg-type]
        offers = mentor.get("offers") or {}
        best = max(
            self._way(way, offers, lived, full=True) for way in (f"offers.{need}", *term.full)
        )
        for way in term.part:
            best = max(best, self._way(way, offers, lived, full=False))
        if learn:
            methods = methods_of(mentor)
            for method in learn:  # type: ignore[attr-defined]
                best = max(best, self._taught.get(methods.get(method, ""), 0))
        if named and lived.intersection(named):  # type: ignore[arg-type]
            best = max(best, self._part)
        return best

    def _way(
        self, way: str, offers: Mapping[str, Any], lived: Collection[str], *, full: bool
    ) -> int:
        source, _, value = way.partition(".")
        if source == "lived":
            return (COVER_UNITS if full else self._part) * (value in lived)
        if value not in offers:
            return 0
        level = offers[value]
        at = self._full_at if full else self._part_at
        return at[self._unrated_offer if level is None else int(level)]
