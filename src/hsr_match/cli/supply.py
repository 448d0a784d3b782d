"""Supply against demand: people, places, and who asks for what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.config.vocabulary import Term

COMFORTABLE = 2
"""Offer level from which a need counts as met (Baker and others 2025)."""

CONFIDENTIAL = "confidential needs"


@dataclass(frozen=True, slots=True)
class NeedSupply:
    """One need: mentees who ask for it, mentors who offer it, and their places."""

    need: str
    asked: int
    mentors: int
    places: int


@dataclass(frozen=True, slots=True)
class Supply:
    """Counts of a cohort; people left out for want of consent are not in it.

    Attributes
    ----------
    mentees, mentors
        People who take part.
    places
        Places of all mentors together; reserve mentors who are held back have none.
    places_max
        The same with the extra places that mentors would give if need be.
    left_out
        Reason → people who may not take part.
    needs
        Most asked for first. Needs that the vocabulary marks confidential
        stand together in one row, so that no small number points at anybody.
    """

    mentees: int
    mentors: int
    places: int
    places_max: int
    left_out: dict[str, int]
    needs: tuple[NeedSupply, ...]


def supply_of(cohort: Cohort, settings: Settings) -> Supply:
    """Count supply and demand.

    A mentor meets a need when they offer it, or something that meets it
    wholly, at level 2 (comfortable) or more; an offer without a level counts
    as the settings say.
    """
    from hsr_match.matching.places import places

    _, wanted, most = places(cohort.mentors, settings, ())
    return Supply(
        mentees=len(cohort.mentees),
        mentors=len(cohort.mentors),
        places=int(wanted.sum()),
        places_max=int(most.sum()),
        left_out=dict(sorted(Counter(e.reason for e in cohort.excluded).items())),
        needs=_needs(cohort, settings.scoring.unrated_offer, wanted.tolist()),
    )


def _needs(cohort: Cohort, unrated: int, places: list[int]) -> tuple[NeedSupply, ...]:
    from hsr_match.config.vocabulary import vocabulary

    terms = vocabulary("needs").terms
    groups: dict[str, list[Term]] = {}
    for term in terms.values():
        groups.setdefault(term.label if term.sensitivity == "plain" else CONFIDENTIAL, []).append(
            term
        )
    rows = [_row(label, group, cohort, unrated, places) for label, group in groups.items()]
    asked = [row for row in rows if row.asked]
    return tuple(sorted(asked, key=lambda row: (-row.asked, row.need)))


def _row(
    label: str, terms: list[Term], cohort: Cohort, unrated: int, places: list[int]
) -> NeedSupply:
    ids = {term.id for term in terms}
    ways = ids | {way.removeprefix("offers.") for term in terms for way in term.full}
    able = [
        number
        for mentor, number in zip(cohort.mentors, places, strict=True)
        if any(
            offer in ways and (unrated if level is None else level) >= COMFORTABLE
            for offer, level in dict(mentor.get("offers") or {}).items()
        )
    ]
    return NeedSupply(
        label,
        sum(1 for mentee in cohort.mentees if ids & set(mentee.get("needs") or ())),
        len(able),
        sum(able),
    )


def supply_text(supply: Supply) -> str:
    """Return the counts as a short text for the screen."""
    from hsr_match.insight.words import counted

    extra = supply.places_max - supply.places
    people = f"{counted(supply.mentees, 'mentee')}, {counted(supply.mentors, 'mentor')}"
    lines = [
        f"{people} with {counted(supply.places, 'place')} between them"
        + (f", and {extra:,} more if need be." if extra else ".")
    ]
    short = supply.mentees - supply.places_max
    if short > 0:
        lines.append(f"At least {counted(short, 'mentee')} will stay without a mentor.")
    lines += [
        f"{number:,} left out: {reason.replace('_', ' ')}."
        for reason, number in supply.left_out.items()
    ]
    if supply.needs:
        width = max(len(row.need) for row in supply.needs)
        lines += ["", f"{'need':<{width}}  asked by  mentors  places"]
        lines += [
            f"{row.need:<{width}}  {row.asked:>8}  {row.mentors:>7}  {row.places:>6}"
            + ("  short" if row.places < row.asked else "")
            for row in supply.needs
        ]
    return "\n".join(lines)
