"""The criteria of the form, part by part: the table of ``scores.md`` a second time."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from hsr_match.config.vocabulary import vocabulary
from hsr_match.proof.answers import (
    OTHER,
    Form,
    Items,
    Maker,
    Part,
    Words,
    exact,
    flat,
    thousandths,
    whole_numbers,
)
from hsr_match.proof.fit import career_stage, frequency, meeting_format, preferences

STYLES: Words = frozenset({"other", "unsure"})


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


PARTS: Mapping[str, Mapping[str, Maker]] = {
    "lived_experience": {"": same("experience_wanted", "lived_experience_offered", wish=True)},
    "career_stage": {"": career_stage},
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
        "format": meeting_format,
        "availability": same("availability", wish=True),
        "frequency": frequency,
    },
    "region": {"": same("nation_region")},
}
"""Criterion → part (empty for a criterion of one part) → how it is made."""
