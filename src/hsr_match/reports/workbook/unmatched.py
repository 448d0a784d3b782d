"""Sheet Unmatched: who is in no pair, why, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.reports.headline import reason_label
from hsr_match.reports.workbook.sheet import Cell, Heading, Sheet

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing, UnmatchedBriefing


def unmatched_sheet(briefing: Briefing) -> Sheet:
    """Return mentees left without a mentor, then people who may not take part."""
    outcome = briefing.outcome
    rows = [_mentee(briefing, entry) for entry in briefing.unmatched]
    for left in outcome.cohort.excluded if outcome.cohort else ():
        person, reason = left.person, reason_label(left.reason)
        rows.append((person.id, person.name, person.role, reason, "", "", ""))
    heading = (
        Heading("id"),
        Heading("name"),
        Heading("role"),
        Heading("reason"),
        Heading("why", "long"),
        Heading(
            "what_would_help",
            "long",
            "What says what it brings was tried by matching everybody again.",
        ),
        Heading("competes_with", "long", "Mentees who have a mentor possible for this one."),
    )
    note = "" if rows else "Everybody who may take part is in a pair."
    return Sheet("Unmatched", heading, tuple(rows), fixed=2, note=note)


def _mentee(briefing: Briefing, entry: UnmatchedBriefing) -> tuple[Cell, ...]:
    outcome, told = briefing.outcome, entry.told
    return (
        outcome.problem.mentee_label(told.mentee),
        outcome.mentee_name(told.mentee),
        "mentee",
        reason_label(told.reason),
        why_words(briefing, entry),
        help_words(entry),
        ", ".join(outcome.problem.mentee_label(i) for i in entry.rivals),
    )


def why_words(briefing: Briefing, entry: UnmatchedBriefing) -> str:
    """Return the reason, with names where the briefing names people."""
    return (entry.told.named if briefing.named else "") or entry.told.sentence


def help_words(entry: UnmatchedBriefing) -> str:
    """Return what would help: changes that were tried, or general advice without any."""
    return "\n".join(entry.remedies_words) or entry.told.remedy
