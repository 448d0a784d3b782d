"""Whom to recruit: where places are short by need, research area and career stage."""

from __future__ import annotations

from collections import Counter

from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import Advice
from hsr_match.insight.pricing.words import cost_in_words
from hsr_match.insight.supply import CONFIDENTIAL, GroupSupply, Supply, supply_of
from hsr_match.insight.words import beside, counted, listed, mid_sentence, number

SHOWN = 12
"""Sentences of one kind at most, the shortest first."""

NAMED = 3


def supply_here(ground: Ground) -> Supply | None:
    """Return the counts of a cohort; None for given scores."""
    outcome = ground.outcome
    if outcome.cohort is None or outcome.scores is None:
        return None
    return supply_of(outcome.cohort, outcome.settings)


def advice_of(ground: Ground, supply: Supply | None) -> tuple[Advice, ...]:
    """Return what would help most, the places first, then where they are short.

    Counts are of people, not of what the matching made of them: somebody may
    suit several needs at once.
    """
    found = [_places(ground)]
    if supply is not None:
        short = sorted(
            (row for row in supply.needs if row.places < row.asked),
            key=lambda row: (row.places - row.asked, row.need),
        )
        found += [
            Advice(
                by="need",
                what=row.need,
                mentees=row.asked,
                mentors=row.mentors,
                places=row.places,
                short=row.asked - row.places,
                sentence=_need(row.need, row.asked, row.mentors, row.places),
            )
            for row in short[:SHOWN]
        ]
        found += _groups("research_area", supply.areas, ("works on", "work on"), ("does", "do"))
        ahead = ("is a step ahead", "are a step ahead")
        found += _groups("career_stage", supply.stages, ("is at", "are at"), ahead)
    return tuple(found)


def _need(need: str, asked: int, mentors: int, places: int) -> str:
    what = "confidential needs" if need == CONFIDENTIAL else f"“{mid_sentence(need)}”"
    who = counted(asked, "mentee asks", "mentees ask")
    if not mentors:
        return f"{who} for help with {what} and no mentor offers it: recruit one who does."
    offer = counted(mentors, "mentor offers it", "mentors offer it")
    return (
        f"{who} for help with {what}; {offer}, with {counted(places, 'place')}: "
        f"{number(asked - places)} short. Recruit mentors who offer it."
    )


Verb = tuple[str, str]
"""For one and for several."""


def _groups(by: str, rows: tuple[GroupSupply, ...], mentees: Verb, mentors: Verb) -> list[Advice]:
    short = [row for row in rows if row.places < row.mentees]
    return [
        Advice(
            by=by,
            what=row.name,
            mentees=row.mentees,
            mentors=row.mentors,
            places=row.places,
            short=row.mentees - row.places,
            sentence=_group(row, mentees, mentors),
        )
        for row in sorted(short, key=lambda row: row.places - row.mentees)[:SHOWN]
    ]


def _group(row: GroupSupply, mentees: Verb, mentors: Verb) -> str:
    verb, theirs = mentees[row.mentees != 1], mentors[row.mentors > 1]
    who = f"{counted(row.mentees, 'mentee')} {verb} “{mid_sentence(row.name)}”"
    if not row.mentors:
        return f"{who} and no mentor {theirs}: recruit one who {theirs}."
    return (
        f"{who}; {counted(row.mentors, 'mentor')} {theirs}, with {counted(row.places, 'place')}: "
        f"{number(row.mentees - row.places)} short."
    )


def _places(ground: Ground) -> Advice:
    problem = ground.problem
    wanting, places = int((problem.wanted > 0).sum()), int(problem.places.sum())
    mentors = int((problem.places > 0).sum())
    short, most = max(0, wanting - places), int(problem.places_max.sum())
    enough = f"{number(short)} short" if short else "enough in all"
    if short and most > places:
        enough += f", or {number(max(0, wanting - most))} with all extra places"
    people = f"{counted(wanting, 'mentee')}, {counted(mentors, 'mentor')} with a place"
    said = [f"{people}, {counted(places, 'place')}: {enough}."]
    said += _worth(ground)
    said += _left_ask(ground)
    return Advice("places", "Places in all", wanting, mentors, places, short, " ".join(said))


def _worth(ground: Ground) -> list[str]:
    """Say with which mentors one more place would be worth most."""
    if ground.prices is None:
        return []
    more = ground.prices.place_more
    worth = [(cost, j) for j in range(len(more.gain)) if any(cost := more.at(j) or (0, 0, 0))]
    if not worth:
        return ["One more place with any mentor would change nothing."]
    best = [j for _, j in sorted(worth)[:NAMED]]
    weighted = bool(ground.outcome.matching.alpha)
    words = cost_in_words(*min(worth)[0], ground.scale, weighted=weighted)
    who = listed([ground.problem.mentor_label(j) for j in best], "or")
    first_of = "with the first: " if len(best) > 1 else ""
    said = [f"One more place is worth most with {beside(who, first_of + words)}."]
    shared = _offered_by(ground, best)
    if shared:
        like, offer = ("them", "they offer") if len(best) > 1 else ("this one", "offering")
        said.append(f"Mentors like {like} would help most: {offer} {listed(shared)}.")
    return said


def _offered_by(ground: Ground, mentors: list[int]) -> list[str]:
    """Return plain offers that all of some mentors make."""
    cohort = ground.outcome.cohort
    if cohort is None or ground.outcome.scores is None:
        return []
    offers = [
        {need for need, level in (cohort.mentors[j].get("offers") or {}).items() if level != 0}
        for j in mentors
    ]
    common = set.intersection(*offers) if offers else set()
    return _plain_labels(sorted(common))[:NAMED]


def _left_ask(ground: Ground) -> list[str]:
    """Say what those without a mentor ask for most."""
    cohort, left = ground.outcome.cohort, ground.outcome.insight.unmatched
    if cohort is None or ground.outcome.scores is None or not left:
        return []
    asked = Counter(
        need for entry in left for need in (cohort.mentees[entry.mentee].get("needs") or {})
    )
    needs = [need for need, _ in sorted(asked.items(), key=lambda row: (-row[1], row[0]))]
    words = _plain_labels(needs)[:NAMED]
    if not words:
        return []
    return [f"Those without a mentor ask most for help with {listed(words)}."]


def _plain_labels(needs: list[str]) -> list[str]:
    terms = vocabulary("needs").terms
    return [
        mid_sentence(terms[need].label)
        for need in needs
        if need in terms and terms[need].sensitivity == "plain"
    ]
