"""The head of the page: what came out, in words, and what a person must look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from hsr_match.insight.headline import is_settled, pairs_caption, state_sentence
from hsr_match.insight.words import counted

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.reports.page.speaking import Speaking

CAUTIONS = {
    "rule_set_aside": ("Rule set aside", "for which somebody set a rule aside"),
    "each_other": ("Each other’s mentor", "of two people who would mentor each other"),
    "over_wanted_places": ("Over wanted places", "with a mentor over the places they want"),
    "weak_pair": ("Weak pair", "with a low score"),
    "blank_offers": ("Offers not known", "whose mentor left open what they can help with"),
    "thin_evidence": ("Thin evidence", "resting on few answers"),
    "only_mentor_possible": ("Only mentor possible", "with the only mentor possible"),
    "pinned": ("Asked for", "that a person asked for"),
}
"""Code → its badge, and what a pair with it is; gravest first."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the strip under the headline."""

    name: str
    value: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of caution, and how many pairs bear it."""

    code: str
    badge: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Head:
    """The first screen.

    Attributes
    ----------
    source
        File that the people came from; empty if it came by standard input.
    started
        When the run was started, UTC; the only time on the page.
    first, rest
        Headline sentences.
    figures
        The figures people ask for first.
    looks
        What needs a human look, the gravest kind first.
    unmatched, excluded
        Mentees left without a mentor, and people who may not take part.
    decided
        Whether people have decided on pairs.
    state, caption
        What the pairs are, proposals or decided, as a sentence and over the list.
    """

    source: str
    started: str
    first: str
    rest: tuple[str, ...]
    figures: tuple[KeyFigure, ...]
    looks: tuple[Look, ...]
    unmatched: int
    excluded: int
    decided: bool
    state: str
    caption: str


def head_of(briefing: Briefing, speaking: Speaking) -> Head:
    """Return what the head says."""
    outcome = briefing.outcome
    names = [PurePath(source.name).name for source in outcome.sources]
    first, *rest = briefing.headline or ("Nobody to match.",)
    return Head(
        source=", ".join(name for name in dict.fromkeys(names) if name != "-"),
        started=f"{outcome.started.day} {outcome.started:%B %Y, %H:%M} UTC",
        first=first,
        rest=tuple(rest),
        figures=_figures(briefing, speaking),
        looks=looks_of(briefing),
        unmatched=len(outcome.insight.unmatched),
        excluded=len(outcome.cohort.excluded) if outcome.cohort else 0,
        decided=outcome.decided is not None,
        state=state_sentence(outcome),
        caption=pairs_caption(outcome),
    )


def looks_of(briefing: Briefing) -> tuple[Look, ...]:
    """Return every kind of caution that some pair bears that no person has approved."""
    outcome = briefing.outcome
    count = Counter(
        code
        for pair in outcome.insight.pairs
        if not is_settled(outcome, pair)
        for code in {caution.code for caution in pair.cautions}
    )
    known = [code for code in CAUTIONS if count[code]]
    return tuple(
        Look(code, *badge_of(code), count[code])
        for code in (*known, *sorted(set(count) - set(known)))
    )


def badge_of(code: str) -> tuple[str, str]:
    """Return the badge of a caution, and what a pair with it is."""
    words = code.replace("_", " ").capitalize()
    return CAUTIONS.get(code, (words, f"marked “{words}”"))


def _figures(briefing: Briefing, speaking: Speaking) -> tuple[KeyFigure, ...]:
    summary = briefing.outcome.insight.summary
    unit = "of 100" if speaking.points else ""
    figures = [KeyFigure("Mentees matched", f"{summary.matched:,}", f"of {summary.mentees:,}")]
    if summary.mean is not None and summary.worst is not None:
        figures += [
            KeyFigure("Mean score", speaking.scale.text(summary.mean), unit)
            if speaking.points
            else KeyFigure("Mean score", _mean(summary.mean, speaking)),
            KeyFigure("Lowest score", speaking.scale.text(summary.worst), unit),
            KeyFigure(
                "With their best mentor",
                f"{summary.first_choice:,}",
                f"of {counted(summary.places_used, 'pair')}",
            ),
        ]
    figures.append(
        KeyFigure("Places used", f"{summary.places_used:,}", f"of {summary.places:,} wanted")
    )
    return tuple(figures)


def _mean(units: float, speaking: Speaking) -> str:
    from hsr_match.reports.figures import screen_figure

    return screen_figure(units, speaking.scale.units, "scores")
