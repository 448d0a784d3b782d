"""The criteria of the form, part by part: the table of ``scores.md`` a second time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from hsr_match.config.vocabulary import vocabulary
from hsr_match.proof.answers import (
    Form,
    Items,
    Part,
    Words,
    exact,
    flat,
    thousandths,
    whole_numbers,
)

Maker = Callable[[Form, str, Fraction], Part]

OTHER: Words = frozenset({"other"})
STYLES: Words = frozenset({"other", "unsure"})
FREQUENCIES = ("four_a_year", "six_a_year", "monthly")
LINES = ("ideas", "people", "community", "users")


def same(
    field: str, theirs: str = "", *, wish: bool = False, rare: bool = False, unscored: Words = OTHER
) -> Maker:
    """Return the maker of a part in which the same value covers, and nothing else."""

    def make(form: Form, criterion: str, weight: Fraction) -> Part:
        held = form.held(theirs or field, unscored)
        weigh = rarities(form, field) if rare else None
        return Part(
            criterion,
            weight,
            form.answered(theirs or field),
            form.ticked(field, wish=wish, weigh=weigh, unscored=unscored),
            lambda value, j: 1000 * (value in held[j]),
        )

    return make


def rarities(form: Form, field: str) -> Mapping[str, int]:
    """Return the rarity of the values of a field that both sides answer."""
    everybody = (*form.mentees, *form.mentors)
    return form.weigh(field, [frozenset(flat(a.get(field) or ())) - OTHER for a in everybody])


def _activity(form: Form, criterion: str, weight: Fraction) -> Part:
    terms, held = vocabulary("hrcs_activity").terms, form.held("hrcs_activity", OTHER)
    alike = thousandths(form.scoring["hrcs_same_group"])

    def value(code: str, j: int) -> int:
        if code in held[j]:
            return 1000
        return alike * any(terms[code].group == terms[other].group for other in held[j])

    weigh = rarities(form, "hrcs_activity")
    items = form.ticked("hrcs_activity", wish=False, weigh=weigh, unscored=OTHER)
    return Part(criterion, weight, form.answered("hrcs_activity"), items, value)


def _themes(form: Form, criterion: str, weight: Fraction) -> Part:
    terms, held = vocabulary("research_areas").terms, form.held("research_areas", OTHER)
    alike, near = thousandths(form.scoring["same_group"]), thousandths(form.scoring["near"])
    # What a mentor has besides themes, in the words by which a theme lists it as near.
    beside = [{f"methods.{method}" for method in has} for has in _skills(form)]
    for field in ("hrcs_health", "hrcs_activity"):
        for more, codes in zip(beside, form.held(field, OTHER), strict=True):
            more |= {f"hrcs.{code}" for code in codes}

    @cache
    def likeness(a: str, b: str) -> int:
        if a == b:
            return 1000
        listed = a in terms[b].near or b in terms[a].near
        return max(alike * (terms[a].group == terms[b].group), near * listed)

    def value(theme: str, j: int) -> int:
        close = near * (not beside[j].isdisjoint(terms[theme].near))
        return max([close, *(likeness(theme, b) for b in held[j])])

    rarity = rarities(form, "research_areas")
    ranks = whole_numbers([exact(w) for w in form.scoring["rank_weights"]])
    plain = form.ticked("research_areas", wish=False, weigh=rarity, unscored=OTHER)

    def items(i: int) -> Items:
        given = form.mentees[i].get("research_areas") or ()
        tiers = [tier for tier in given if not OTHER.issuperset(tier)]
        rank = {t: ranks[min(r, len(ranks) - 1)] for r, tier in enumerate(tiers) for t in tier}
        found = plain(i)
        return found and [(weight * rank.get(theme, 1), theme) for weight, theme in found]

    return Part(criterion, weight, form.answered("research_areas"), items, value)


def _skills(form: Form) -> list[set[str]]:
    """Return the methods that each mentor uses or can teach."""
    levels = [mentor.get("methods") or {} for mentor in form.mentors]
    return [{m for m, how in own.items() if how != "want_to_learn"} - OTHER for own in levels]


def _methods(form: Form, criterion: str, weight: Fraction) -> Part:
    terms, table, has = vocabulary("methods").terms, form.scoring["methods"], _skills(form)
    teaches = [
        {m for m, level in (mentor.get("methods") or {}).items() if level == "can_teach"}
        for mentor in form.mentors
    ]
    level = {name: thousandths(table[name]) for name in table}

    def value(item: tuple[str, str], j: int) -> int:
        method, wish = item
        if wish == "want_to_learn":
            return (
                level["learn_teach"]
                if method in teaches[j]
                else level["learn_use"] * (method in has[j])
            )
        if method in has[j]:
            return level["use_use"]
        group = terms[method].group
        return level["same_group"] * any(terms[other].group == group for other in has[j])

    plain = form.ticked("methods", wish=False, weigh=rarities(form, "methods"), unscored=OTHER)

    def items(i: int) -> Items:
        levels = form.mentees[i].get("methods") or {}
        found = plain(i)
        return found and [
            (weight, (m, levels[m] or "want_to_learn") if m in levels else m) for weight, m in found
        ]

    return Part(criterion, weight, form.answered("methods"), items, value)


def _career_stage(form: Form, criterion: str, weight: Fraction) -> Part:
    step = ladder(form.scoring["career_stage"])

    def items(i: int) -> Items:
        mentee = form.mentees[i]
        line, stage = mentee.get("growth_line"), mentee.get("career_stage")
        level = mentee.get(f"contribution_{line}") if line in LINES else None
        return None if stage is None and level is None else [(1, (line, level, stage))]

    def value(item: tuple[str, int | None, int | None], j: int) -> int | None:
        line, level, stage = item
        mentor = form.mentors[j]
        if level is not None and mentor.get(f"contribution_{line}") is not None:
            return step(mentor[f"contribution_{line}"] - level)
        theirs = mentor.get("career_stage")
        return None if stage is None or theirs is None else step(theirs - stage)

    return Part(criterion, weight, None, items, value)


def ladder(table: Mapping[Any, Any]) -> Callable[[int], int]:
    """Return the value of a difference of levels, ends standing for "and beyond".

    A step missing inside the table has the value of the next lower one.
    """
    steps = {int(step): thousandths(value) for step, value in table.items()}
    low = min(steps)
    return lambda difference: steps[max((s for s in steps if s <= difference), default=low)]


def preferences(field: str) -> Maker:
    """Return the maker of a part from a mentee's own ranked list of mentors."""

    def make(form: Form, criterion: str, weight: Fraction) -> Part:
        values = [thousandths(v) for v in form.scoring["preferences"]]
        here = frozenset(form.mentor_keys)

        def items(i: int) -> Items:
            tiers = tuple(tuple(tier) for tier in form.mentees[i].get(field) or ())
            return [(1, tiers)] if any(key in here for tier in tiers for key in tier) else None

        def value(tiers: tuple[tuple[str, ...], ...], j: int) -> int:
            place = next((t for t, tier in enumerate(tiers) if form.mentor_keys[j] in tier), None)
            return 0 if place is None else values[min(place, len(values) - 1)]

        return Part(criterion, weight, [True] * len(form.mentors), items, value)

    return make


def _format(form: Form, criterion: str, weight: Fraction) -> Part:
    held = form.held("meeting_format", OTHER)
    plain = form.ticked("meeting_format", wish=True, unscored=OTHER)
    rooms = frozenset({"online", "in_person"})

    def items(i: int) -> Items:
        found = plain(i)
        return found and [(1, frozenset(value for _, value in found))]

    def value(formats: Words, j: int) -> int:
        if formats & held[j]:
            return 1000
        half = ("hybrid" in formats and held[j] & rooms) or (
            "hybrid" in held[j] and formats & rooms
        )
        return 500 if half else 0

    return Part(criterion, weight, form.answered("meeting_format"), items, value)


def _frequency(form: Form, criterion: str, weight: Fraction) -> Part:
    held = form.held("frequency", OTHER)

    def value(wish: str, j: int) -> int:
        if wish == "flexible" or held[j] & {wish, "flexible"}:
            return 1000
        if wish not in FREQUENCIES:
            return 0
        place = FREQUENCIES.index(wish)
        return 500 * any(f in held[j] for f in FREQUENCIES[max(0, place - 1) : place + 2])

    items = form.ticked("frequency", wish=True, unscored=OTHER)
    return Part(criterion, weight, form.answered("frequency"), items, value)


PARTS: Mapping[str, Mapping[str, Maker]] = {
    "lived_experience": {"": same("experience_wanted", "lived_experience_offered", wish=True)},
    "career_stage": {"": _career_stage},
    "research_area": {
        "themes": _themes,
        "health": same("hrcs_health", rare=True),
        "activity": _activity,
    },
    "methods": {"methods": _methods, "setting": same("setting", rare=True)},
    "career_path": {
        "track": same("track"),
        "sector": same("sector_route"),
        "route": same("path"),
        "style": same("mentor_style_wanted", "mentor_style", wish=True, unscored=STYLES),
        "background": same("professional_background"),
    },
    "preferences": {"": preferences("preferred_mentors")},
    "practicalities": {
        "format": _format,
        "availability": same("availability", wish=True),
        "frequency": _frequency,
    },
    "region": {"": same("nation_region")},
}
"""Criterion → part (empty for a criterion of one part) → how it is made."""
