"""What each report tells of a pair, and what the explanation model says it must tell.

A report read back gives a mapping of what it tells; it is compared with the
model piece by piece, in the report's own figures. What a report leaves out is
not compared, what it tells must be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hsr_match.insight.briefing.model import Briefing, UnmatchedBriefing
from hsr_match.insight.detail import Alternative, PairDetail
from hsr_match.insight.labels import criterion_label, part_label
from hsr_match.insight.words import listed
from hsr_match.reports.headline import reason_label

Told = Mapping[Any, Any]
Figure = Callable[[float], Any]

IDS = re.compile(r"\b[A-Z]\d+\b")
"""Ids of the example cohort, wherever they stand."""

ENDING = re.compile(r"(st|nd|rd|th)$")
"""Endings of 1st, 2nd, 3rd, 4th."""


def differences(told: Any, right: Any, where: str = "") -> Iterator[str]:
    """Yield what is told and not right; of a mapping, what it tells alone."""
    if isinstance(told, Mapping):
        for key, value in told.items():
            if key not in right:
                yield f"{where}/{key}: nothing is known of it"
            else:
                yield from differences(value, right[key], f"{where}/{key}")
    elif isinstance(told, list) and isinstance(right, list) and len(told) == len(right):
        for number, (mine, its) in enumerate(zip(told, right, strict=True)):
            yield from differences(mine, its, f"{where}/{number}")
    elif told != right:
        yield f"{where}: {told!r} for {right!r}"


def decimals(scale: int, places: int) -> Figure:
    """Return points with some decimals, as people round."""
    step = Decimal(1).scaleb(-places)
    return lambda units: str((Decimal(units) * 100 / scale).quantize(step, ROUND_HALF_UP))


def as_given(scale: int) -> Figure:
    """Return scores of a table that somebody brought, with its own decimals."""
    return lambda units: f"{Decimal(units) / scale:.{len(str(scale)) - 1}f}"


def small(text: str) -> str:
    """Return a text as it stands inside a sentence."""
    return text[:1].lower() + text[1:]


def pairs_of(briefing: Briefing, figure: Figure) -> dict[Any, dict[str, Any]]:
    """Return what the model says of each pair."""
    problem = briefing.outcome.problem
    return {
        (problem.mentee_label(pair.mentee), problem.mentor_label(pair.mentor)): {
            "score": figure(pair.score),
            "rank": str(pair.rank),
            "points": {name: figure(units) for name, units in pair.criteria.items()},
            "points in words": {
                criterion_label(name): figure(units)
                for name, units in pair.criteria.items()
                if units
            },
            "why": pair.why,
            "cautions": [caution.text for caution in pair.cautions],
            "cautions in one": " ".join(caution.text for caution in pair.cautions),
            "verdict": pair.verdict,
            "rows": rows_of(pair, figure),
            "rows with points, and needs": [
                row for row in rows_of(pair, figure) if row["units"] or row["criterion"] == "needs"
            ],
            "others": [other_of(briefing, other, figure) for other in pair.alternatives],
        }
        for pair in briefing.pairs
    }


def rows_of(pair: PairDetail, figure: Figure) -> list[dict[str, Any]]:
    """Return the reckoning of a pair as the model has it."""
    return [
        {
            "criterion": criterion_label(row.criterion),
            "item": small(row.item or part_label(row.criterion, row.part)),
            "units": row.units,
            "points": figure(row.units),
            "possible": figure(row.possible),
            "mentee": row.mentee_answer,
            "mentor": row.mentor_answer,
        }
        for row in pair.rows
    ]


def other_of(briefing: Briefing, other: Alternative, figure: Figure) -> dict[str, Any]:
    """Return another mentor as the model has them."""
    problem = briefing.outcome.problem
    return {
        "mentor": problem.mentor_label(other.mentor),
        "score": figure(other.score),
        "rank": "" if other.rank is None else str(other.rank),
        "barred": list(other.barred_by),
        "barred in words": listed(other.barred_by),
        "taken": [problem.mentee_label(i) for i in other.taken_by],
        "free": other.free,
        "price": small(other.price),
    }


def left_of(briefing: Briefing, figure: Figure) -> dict[str, dict[str, Any]]:
    """Return what the model says of each mentee without a mentor."""
    problem = briefing.outcome.problem

    def one(entry: UnmatchedBriefing) -> dict[str, Any]:
        told = entry.told
        ways = list(entry.remedies_words) or [told.remedy]
        return {
            "reason": told.reason,
            "reason in words": reason_label(told.reason),
            "sentence": told.sentence,
            "sentence and remedy": f"{told.sentence} {told.remedy}".strip(),
            "help": [small(words) for words in ways if words],
            "rivals": [problem.mentee_label(i) for i in entry.rivals],
            "others": [other_of(briefing, other, figure) for other in entry.alternatives],
        }

    return {problem.mentee_label(e.told.mentee): one(e) for e in briefing.unmatched}
