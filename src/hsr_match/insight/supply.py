"""Supply against demand: places against mentees overall, by need, theme and career stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.config.vocabulary import vocabulary
from hsr_match.rules.steps import Mine, Theirs, difference, mentee_levels, mentor_levels

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort, Person
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
class GroupSupply:
    """One theme or career stage: mentees in it, mentors who suit, and their places."""

    name: str
    mentees: int
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
    areas
        Research themes, most asked for first; a mentor suits who names the same one.
    stages
        Career stages in order; a mentor suits a stage who is a step ahead of at
        least one of its mentees, on the line that mentee wants to grow on.
    """

    mentees: int
    mentors: int
    places: int
    places_max: int
    left_out: dict[str, int]
    needs: tuple[NeedSupply, ...]
    areas: tuple[GroupSupply, ...] = ()
    stages: tuple[GroupSupply, ...] = ()


def supply_of(cohort: Cohort, settings: Settings) -> Supply:
    """Count supply and demand.

    A mentor meets a need when they offer it, or something that meets it
    wholly, at level 2 (comfortable) or more; an offer without a level counts
    as the settings say.
    """
    from hsr_match.matching.places import places

    _, wanted, most = places(cohort.mentors, settings, ())
    given = wanted.tolist()
    return Supply(
        mentees=len(cohort.mentees),
        mentors=len(cohort.mentors),
        places=int(wanted.sum()),
        places_max=int(most.sum()),
        left_out=dict(sorted(Counter(e.reason for e in cohort.excluded).items())),
        needs=_needs(cohort, settings.scoring.unrated_offer, given),
        areas=_areas(cohort, given),
        stages=_stages(cohort, given),
    )


def _needs(cohort: Cohort, unrated: int, places: list[int]) -> tuple[NeedSupply, ...]:
    terms = vocabulary("needs").terms
    groups: dict[str, list[Term]] = {}
    for term in terms.values():
        groups.setdefault(term.label if term.sensitivity == "plain" else CONFIDENTIAL, []).append(
            term
        )
    able = [_offered(mentor, unrated) for mentor in cohort.mentors]
    rows = [_need(label, group, cohort, able, places) for label, group in groups.items()]
    asked = [row for row in rows if row.asked]
    return tuple(sorted(asked, key=lambda row: (-row.asked, row.need)))


def _offered(mentor: Person, unrated: int) -> set[str]:
    """Return what a mentor offers at a level at which a need counts as met."""
    return {
        offer
        for offer, level in (mentor.get("offers") or {}).items()
        if (unrated if level is None else level) >= COMFORTABLE
    }


def _need(
    label: str, terms: list[Term], cohort: Cohort, able: list[set[str]], places: list[int]
) -> NeedSupply:
    ids = {term.id for term in terms}
    ways = ids | {way.removeprefix("offers.") for term in terms for way in term.full}
    asked = sum(1 for mentee in cohort.mentees if not ids.isdisjoint(mentee.get("needs") or ()))
    suiting = [n for offers, n in zip(able, places, strict=True) if not ways.isdisjoint(offers)]
    return NeedSupply(label, asked, len(suiting), sum(suiting))


def _areas(cohort: Cohort, places: list[int]) -> tuple[GroupSupply, ...]:
    terms = vocabulary("research_areas").terms
    asked = Counter(theme for mentee in cohort.mentees for theme in _themes(mentee))
    mentors: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for mentor, number in zip(cohort.mentors, places, strict=True):
        for theme in _themes(mentor):
            mentors[theme] += 1
            given[theme] += number
    rows = [
        GroupSupply(
            terms[theme].label if theme in terms else theme, count, mentors[theme], given[theme]
        )
        for theme, count in asked.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.mentees, row.name)))


def _themes(person: Person) -> set[str]:
    tiers: Iterable[Sequence[str]] = person.get("research_areas") or ()
    return {theme for tier in tiers for theme in tier}


def _stages(cohort: Cohort, places: list[int]) -> tuple[GroupSupply, ...]:
    theirs = Counter[Theirs]()
    given = Counter[Theirs]()
    for mentor, number in zip(cohort.mentors, places, strict=True):
        theirs[mentor_levels(mentor)] += 1
        given[mentor_levels(mentor)] += number
    rows = []
    for term in vocabulary("career_stage").terms.values():
        mine = Counter(mentee_levels(p) for p in cohort.mentees if _is_at(p, term.id))
        ahead = [levels for levels in theirs if any(_ahead(own, levels) for own in mine)]
        if mine:
            mentors = sum(theirs[levels] for levels in ahead)
            some = sum(given[levels] for levels in ahead)
            rows.append(GroupSupply(term.label, mine.total(), mentors, some))
    return tuple(rows)


def _is_at(person: Person, stage: str) -> bool:
    return str(person.get("career_stage")) == stage


def _ahead(mine: Mine, theirs: Theirs) -> bool:
    steps = difference(mine, theirs)
    return steps is not None and steps >= 1
