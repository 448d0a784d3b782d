"""Sheet Rules: what kept people apart, and what each rule costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.reports.workbook.sheet import Heading, Sheet

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing


def rules_sheet(briefing: Briefing) -> Sheet:
    """Return the rules as used."""
    heading = (
        Heading("rule"),
        Heading("meaning", "long", "Private refusals and conflicts all read not available."),
        Heading("level", meaning="required: no such pair. preferred: points off. off: not used."),
        Heading("pairs_barred", "number", "Pairs that the rule objects to, made or not."),
        Heading(
            "mentees_gained",
            "number",
            "How many more mentees would have a mentor without the rule, where worked out.",
        ),
        Heading("without_it", "long"),
    )
    rows = tuple(
        (rule.rule, rule.label, rule.level, rule.barred, rule.gained, rule.gained_words)
        for rule in briefing.rules
    )
    return Sheet("Rules", heading, rows, 1, "" if rows else "No rule was used.")
