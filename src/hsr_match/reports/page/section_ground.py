"""What the run rests on: criteria, rules and every setting as used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hsr_match.insight.words import capital, counted

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.insight.outcome import Outcome


UNUSED_BY_GIVEN = frozenset(
    [
        "weights",
        "criteria",
        "scoring",
        "fairness",
        "rules.other_organisation",
        "rules.conflicts",
        "rules.past_pairs",
        "rules.essential_need",
        "rules.department",
        "rules.language",
        "rules.meeting_format",
        "rules.group",
        "rules.step_ahead",
        "rules.preferred_cost",
        "rules.last_year_credit",
    ]
)
"""Settings that weigh and read answers, or share out scores of answers: given scores do not."""

UNUSED_WITHOUT_PEOPLE = frozenset(
    [
        "consent",
        "monitoring",
        "columns",
        "sheets",
        "floors",
        "rules.different_organisations",
        "rules.spread",
        "rules.places_min",
        "rules.reserve",
        "rules.extra_place_cost",
    ]
)
"""Settings about the people behind given scores, where none are known."""


def settings_rows(outcome: Outcome) -> list[tuple[str, str]]:
    """Return every setting as used, as a path and its value; people by id.

    Headings of a sheet are counted only: they are nobody's business here. What
    given scores do not use is left out.
    """
    from hsr_match.reports.match_json import settings_json

    plain = settings_json(outcome)
    for name in ("columns", "monitoring"):
        plain[name] = counted(len(plain.get(name, ())), "column")
    unused = _unused(outcome)
    return [
        (path, value)
        for path, value in _flat("", plain)
        if not any(path == one or path.startswith((f"{one}.", f"{one}[")) for one in unused)
    ]


def _unused(outcome: Outcome) -> frozenset[str]:
    if outcome.kind != "scores":
        return frozenset()
    known = outcome.cohort is not None
    return UNUSED_BY_GIVEN if known else UNUSED_BY_GIVEN | UNUSED_WITHOUT_PEOPLE


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        for number, inner in enumerate(value, start=1):
            yield from _flat(f"{path}[{number}]", inner)
    else:
        yield path, _said(value)


def _said(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_said(entry) for entry in value) or "none"
    if isinstance(value, dict):
        return "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion: weight, share of all weights as text and as a length of 100, grounds."""

    label: str
    weight: str
    percent: str
    share: float
    grounds: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule: level, pairs it kept apart, and what would be without it."""

    label: str
    level: str
    barred: int
    without: str


def criterion_lines(briefing: Briefing) -> list[CriterionLine]:
    """Return the criteria as used."""
    return [
        CriterionLine(
            capital(one.label),
            f"{one.weight:g}",
            f"{one.share * 100:.0f} %",
            round(one.share * 100, 2),
            one.grounds,
        )
        for one in briefing.criteria
    ]


def rule_lines(briefing: Briefing) -> list[RuleLine]:
    """Return the rules as used."""
    return [
        RuleLine(capital(one.label), one.level, one.barred, _without(one.gained, one.gained_words))
        for one in briefing.rules
    ]


def set_aside_lines(briefing: Briefing) -> list[tuple[str, str]]:
    """Return how many answers of each kind were set aside for want of consent."""
    counts = sorted(briefing.set_aside.items())
    return [(capital(kind.replace("_", " ")), counted(count, "answer")) for kind, count in counts]


def _without(gained: int | None, words: str) -> str:
    if words:
        return capital(words)
    if gained is None:
        return "not worked out"
    return f"{counted(gained, 'mentee')} more" if gained else "nobody more"
