"""Sheet Alternatives: the next best mentors of each mentee, and what they would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.reports.figures import counted
from hsr_match.reports.workbook.figures import cell_figure, score_heading
from hsr_match.reports.workbook.sheet import Cell, Heading, Sheet

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.insight.detail import Alternative

Listed = dict[int, tuple["Alternative", ...]]

MOST_ROWS = 10_000
"""Beyond so many rows each mentee has fewer alternatives listed, but at least one."""


def alternatives_sheet(briefing: Briefing) -> Sheet:
    """Return the sheet; mentees in the order of the cohort, their best alternatives first."""
    outcome = briefing.outcome
    has: dict[int, list[int]] = {}
    for pair in outcome.insight.pairs:
        has.setdefault(pair.mentee, []).append(pair.mentor)
    listed = _listed(briefing, has)
    each = shown_each([len(found) for found in listed.values()])
    rows: list[tuple[Cell, ...]] = []
    for mentee, found in sorted(listed.items()):
        now = ", ".join(outcome.problem.mentor_label(j) for j in has.get(mentee, ()))
        who = (outcome.problem.mentee_label(mentee), outcome.mentee_name(mentee), now)
        rows += [(*who, *_cells(briefing, other)) for other in found[:each]]
    heading = (
        Heading("mentee_id"),
        Heading("mentee_name"),
        Heading("has_now", meaning="The mentor whom the mentee has in this run."),
        Heading("mentor_id"),
        Heading("mentor_name"),
        score_heading(outcome),
        Heading("rank", "number", "The mentor's place by score among those possible; 1 is best."),
        Heading("barred_by", "long", "The rule that keeps this pair apart; empty if possible."),
        Heading("free_places", "number"),
        Heading("mentees_now", "long", "Mentees whom this mentor has in this run."),
        Heading("price", "long", f"What choosing this mentor costs. {briefing.pricing_words}"),
    )
    return Sheet("Alternatives", heading, tuple(rows), 2, _note(briefing, each, listed))


def _listed(briefing: Briefing, has: dict[int, list[int]]) -> Listed:
    """Return each mentee's alternatives, once, without mentors whom they have already."""
    listed: Listed = {}
    for detail in briefing.pairs:
        mine = has[detail.mentee]
        if detail.mentee not in listed:
            listed[detail.mentee] = tuple(a for a in detail.alternatives if a.mentor not in mine)
    for entry in briefing.unmatched:
        listed[entry.told.mentee] = entry.alternatives
    return listed


def shown_each(counts: list[int]) -> int:
    """Return how many alternatives of each mentee are listed, so that the sheet is bounded."""
    each = max(counts, default=0)
    while each > 1 and sum(min(count, each) for count in counts) > MOST_ROWS:
        each -= 1
    return each


def _cells(briefing: Briefing, other: Alternative) -> tuple[Cell, ...]:
    outcome = briefing.outcome
    return (
        outcome.problem.mentor_label(other.mentor),
        outcome.mentor_name(other.mentor),
        cell_figure(other.score, outcome),
        other.rank,
        "; ".join(other.barred_by),
        other.free,
        ", ".join(outcome.problem.mentee_label(i) for i in other.taken_by),
        other.price,
    )


def _note(briefing: Briefing, each: int, listed: Listed) -> str:
    if briefing.outcome.insight.pairs and not briefing.pairs:
        return briefing.note
    if not any(listed.values()):
        return "No mentee has another mentor to choose from."
    if each >= max(map(len, listed.values())):
        return ""
    return (
        f"Shortened, since all alternatives would be more than {MOST_ROWS:,} rows: at most "
        f"{counted(each, 'alternative')} of each mentee. hsr-match explain shows more."
    )
