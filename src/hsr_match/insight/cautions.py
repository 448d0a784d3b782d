"""What a person should look at before they approve a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort, Person
from hsr_match.insight.model import Caution
from hsr_match.insight.words import Scale, counted, listed, share_of_weight
from hsr_match.rules import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hsr_match.config import Settings


def rules_set_aside(rules: Sequence[str]) -> list[Caution]:
    """Flag a pair for which a named person set a rule aside."""
    if not rules:
        return []
    words = listed([plain(rule) for rule in rules])
    text = f"A rule was set aside for this pair ({words}); the settings say by whom and why."
    return [Caution("rule_set_aside", text)]


def answers(
    score: int,
    evidence: float,
    mentee: Person,
    mentor: Person,
    settings: Settings,
    scale: Scale,
) -> list[Caution]:
    """Flag what the scores of answers show: weak pairs, unknown offers, thin evidence."""
    found = []
    weak = settings.scoring.weak_pair
    if score * 100 < float(weak) * scale.units:
        found.append(Caution("weak_pair", f"Weak pair: {scale.text(score)} of 100 points."))
    if mentor.get("offers") is None and mentee.get("needs"):
        essential = " One need is essential." if mentee.get("essential_need") else ""
        text = f"What this mentor can help with is not known: ask first.{essential}"
        found.append(Caution("blank_offers", text))
    if evidence < float(settings.scoring.thin_evidence):
        share = share_of_weight(evidence)
        text = f"Thin evidence: {share} of the weight rests on answers of both."
        found.append(Caution("thin_evidence", text))
    return found


def places(load: int, wanted: int, possible: int) -> list[Caution]:
    """Flag a mentor over the places they want, and a mentee without another choice."""
    found = []
    if load > wanted:
        text = f"This mentor has {counted(load, 'mentee')}, {load - wanted} more than they want."
        found.append(Caution("over_wanted_places", text))
    if possible == 1:
        found.append(Caution("only_mentor_possible", "The only mentor possible for this mentee."))
    return found


def crossed(pairs: Sequence[tuple[int, int]], cohort: Cohort) -> frozenset[tuple[int, int]]:
    """Return the pairs whose two people are also a pair the other way round."""
    keys = [(cohort.mentees[i].key, cohort.mentors[j].key) for i, j in pairs]
    there = set(keys)
    return frozenset(
        pair
        for pair, (mentee, mentor) in zip(pairs, keys, strict=True)
        if (mentor, mentee) in there
    )


def each_other() -> Caution:
    """Flag two people who would mentor each other."""
    return Caution("each_other", "These two would mentor each other.")


def pinned() -> Caution:
    """Flag a pair that a person asked for."""
    return Caution("pinned", "Asked for by the coordinator, whatever the score.")
