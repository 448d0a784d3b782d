"""Briefings made by hand, for reports alone: every kind of row."""

from __future__ import annotations

from typing import Any

from hsr_match.insight.briefing.model import (
    Advice,
    Briefing,
    Chart,
    CriterionBriefing,
    Fact,
    MentorBriefing,
    QualityPart,
    RuleBriefing,
    UnmatchedBriefing,
)
from hsr_match.insight.detail import Alternative, PairDetail, WaterfallRow
from hsr_match.insight.model import PairInsight
from hsr_match.insight.outcome import Outcome
from tests.reports.outcomes import outcome as cohort_outcome

OTHER = Alternative(
    mentor=1, score=310_000, rank=2, barred_by=(), taken_by=(1,), free=0, lost=(1, 0),
    price="one mentee fewer",
)  # fmt: skip
BARRED = Alternative(
    mentor=0, score=500_000, rank=None, barred_by=("line manager", "not available"),
    taken_by=(0,), free=0,
)  # fmt: skip
NEED = WaterfallRow(
    "needs", "needs", "Winning research funding", 500_000, 512_345.25, "strong", "experienced"
)
POOLED = WaterfallRow("needs", "needs", "one confidential need", 0, 100_000, "", "")
THEME = WaterfallRow("research_area", "themes", "", 223_456, 250_000, "Theme A", "not known")


def detail(made: Outcome, pair: PairInsight, *others: Alternative) -> PairDetail:
    """Explain a pair that was made."""
    scored = made.kind == "cohort"
    return PairDetail(
        mentee=pair.mentee,
        mentor=pair.mentor,
        score=pair.score,
        rank=pair.rank,
        made=True,
        barred_by=(),
        rows=(NEED, POOLED, THEME) if scored else (),
        criteria=pair.points,
        evidence=pair.evidence,
        why=pair.why,
        verdict="",
        cautions=pair.cautions,
        current=pair.mentor,
        alternatives=others,
    )


def briefing(made: Outcome | None = None, **changes: Any) -> Briefing:
    """Return the hand-made run, explained."""
    made = made or cohort_outcome()
    first, second = made.insight.pairs
    mentees = {pair.mentor: (pair.mentee,) for pair in made.insight.pairs}
    parts: dict[str, Any] = {
        "outcome": made,
        "named": True,
        "headline": ("2 of 3 mentees matched.", "Proven best possible: by hand."),
        "pairs": (detail(made, first, OTHER), detail(made, second, BARRED)),
        "unmatched": tuple(
            UnmatchedBriefing(told, (0, 1), (BARRED, OTHER), (), ("One more place with R01.",))
            for told in made.insight.unmatched
        ),
        "mentors": (
            MentorBriefing(
                0, 0, 1, 1, False, mentees[0], (1, 2), 3, (0, -5), "One more: +1.", (1, 0), "Dear."
            ),
            MentorBriefing(1, 0, 1, 1, False, mentees[1]),
        ),
        "pricing": "exact",
        "pricing_words": "Prices are exact.",
        "what_if": None,
        "advice": (Advice("need", "Funding", 2, 1, 1, 1, "Recruit somebody who won funding."),),
        "charts": (
            Chart("load", "Load", "", ("Mentor", "Mentees"), (("R01", 1),)),
            Chart(
                "supply",
                "Needs",
                "",
                ("Need", "Mentees who ask", "Mentors who offer it", "Their places", "Short"),
                (
                    ("Winning research funding", 2, 1, 1, 1),
                    ("Confidential needs", 1, 1, 1, 0),
                ),
            ),
        ),
        "quality": (QualityPart("coverage", "Coverage", "Everybody who can.", ()),),
        "criteria": (CriterionBriefing("needs", "needs", 30.0, 0.304, "It is what they ask for."),),
        "rules": (
            RuleBriefing("other_organisation", "the same organisation", "required", 3, 1, "One."),
            RuleBriefing("not_available", "not available", "required", 1),
        ),
        "facts": (Fact("Started (UTC)", "2026-09-01 09:00:00"), Fact("Engine", "flow")),
        "note": "A note.",
        "set_aside": {"lived experience": 2},
    }
    return Briefing(**(parts | changes))
