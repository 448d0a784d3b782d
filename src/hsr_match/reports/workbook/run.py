"""Sheet Run: the result in words, what each sheet is for, weights, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from hsr_match.insight.headline import state_sentence
from hsr_match.reports.figures import counted
from hsr_match.reports.workbook.sheet import Cell, Heading, Sheet
from hsr_match.version import VERSION

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing, CriterionBriefing

HOW_TO_USE = (
    "On sheet Pairs set status to approved or declined, and locked to yes for a pair that must "
    "stay."
)

PURPOSES = {
    "Pairs": "Who is with whom, and why. Decide here: status and locked.",
    "By mentor": "Each mentor with their mentees, who else would like them, what a place is worth.",
    "Unmatched": "Who is in no pair, the reason, and what would help.",
    "Alternatives": "The next best mentors of each mentee, and what each would cost the cohort.",
    "Why": "The points of each pair line by line, with both sides' answers.",
    "Needs": "Supply against demand, then which mentor meets whose need in this run.",
    "Rules": "What kept people apart, and what each rule costs.",
    "Objectives": "What each choice of fairness would give.",
}

MANIFEST_ONLY = ("Started", "Seconds", "Version", "File")
"""Facts that differ between two runs of the same input, or stand here in other words."""

Row = tuple[str, str]


def run_sheet(briefing: Briefing, sheets: Sequence[Sheet]) -> Sheet:
    """Return the sheet; times stand in the manifest only.

    Parameters
    ----------
    briefing
        The run.
    sheets
        The other sheets, whose purpose and notes are told.
    """
    rows: list[Row] = [("Result", sentence) for sentence in briefing.headline]
    rows += [
        ("How to use", f"{state_sentence(briefing.outcome)} {HOW_TO_USE}"),
        ("Prices", briefing.pricing_words),
    ]
    rows += [(f"Sheet {sheet.name}", _purpose(sheet)) for sheet in sheets]
    rows += [("Note", briefing.note)]
    rows += [("Whom to recruit", advice.sentence) for advice in briefing.advice]
    rows += [(part.title, part.verdict) for part in briefing.quality]
    rows += [("Weight", weight_words(criterion)) for criterion in briefing.criteria]
    rows += [
        ("Set aside for want of consent", f"{kind.replace('_', ' ')}: {counted(number, 'answer')}")
        for kind, number in briefing.set_aside.items()
    ]
    rows += _made(briefing)
    told: tuple[tuple[Cell, ...], ...] = tuple(row for row in rows if row[1])
    return Sheet("Run", (Heading("what"), Heading("value", "long", widest=100)), told)


def _purpose(sheet: Sheet) -> str:
    return f"{PURPOSES[sheet.name]} {sheet.note}".strip()


def weight_words(criterion: CriterionBriefing) -> str:
    """Return a criterion with its share, and why it has it."""
    share = f"{criterion.label}: {100 * criterion.share:.0f} % of all weights"
    return f"{share}. {criterion.grounds}".strip() if criterion.grounds else f"{share}."


def _made(briefing: Briefing) -> list[Row]:
    files = [("File read", PurePath(source.name).name) for source in briefing.outcome.sources]
    facts = [(f.name, f.value) for f in briefing.facts if not f.name.startswith(MANIFEST_ONLY)]
    return [*files, *facts, ("Program", f"hsr-match {VERSION}")]
