"""The page as a whole: what each section needs, put into the templates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hsr_match.insight.headline import left_to_look_at
from hsr_match.reports.page.assets import script, security_policy, style
from hsr_match.reports.page.charts import drawn, table_of
from hsr_match.reports.page.prices import price_document
from hsr_match.reports.page.run_data import json_text, run_data
from hsr_match.reports.page.section_ground import (
    criterion_lines,
    rule_lines,
    set_aside_lines,
    settings_rows,
)
from hsr_match.reports.page.section_head import head_of
from hsr_match.reports.page.section_pairs import pair_lines, shown_pairs
from hsr_match.reports.page.section_people import left_out, mentor_lines, without_mentor
from hsr_match.reports.page.speaking import Speaking
from hsr_match.reports.page.templates import environment

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Advice, Briefing, QualityPart
    from hsr_match.insight.outcome import Outcome

SECTIONS = (
    ("summary", "Summary"),
    ("pairs", "Pairs"),
    ("what-if", "What if"),
    ("mentors", "Mentors"),
    ("unmatched", "Without a mentor"),
    ("recruit", "Whom to recruit"),
    ("charts", "Charts"),
    ("quality", "How good it is"),
    ("settings", "Weights and settings"),
    ("rules", "Rules"),
    ("run", "How it was made"),
)

ROWS_AT_ONCE = 200
"""Rows of a table that are on the screen until a reader asks for all."""

ADVICE = {
    "need": "By need",
    "research_area": "By research area",
    "career_stage": "By career stage",
    "places": "In all",
}


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table without a drawing."""

    title: str
    reading: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A sentence of advice, and the counts behind it as a row."""

    sentence: str
    cells: tuple[str, ...]


def page_text(briefing: Briefing) -> str:
    """Return the page as text; equal briefings give equal texts."""
    outcome = briefing.outcome
    speaking = Speaking(briefing)
    shown = shown_pairs(briefing)
    pairs = pair_lines(briefing, speaking, shown)
    data = run_data(briefing, speaking, shown)
    prices = price_document(briefing)
    made = frozenset(
        (speaking.mentees[i].id, speaking.mentors[j].id) for i, j in outcome.matching.pairs
    )
    mentors = mentor_lines(briefing, speaking)
    unmatched = without_mentor(briefing, speaking)
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            policy=security_policy(),
            style=style(),
            script=script(),
            data=json_text(data),
            prices="" if prices is None else json_text(prices),
            sections=SECTIONS,
            row_limit=ROWS_AT_ONCE,
            briefing=briefing,
            points=speaking.points,
            head=head_of(briefing, speaking),
            pairs=pairs,
            priced=any(other.price for pair in briefing.pairs for other in pair.alternatives),
            whatif_priced=prices is not None and prices["prices"] is not None,
            whatif_solved=prices is not None and prices["again"] is not None,
            pairs_left_out=len(outcome.insight.pairs) - len(pairs),
            to_look_at=left_to_look_at(outcome),
            statuses=sorted({line.status for line in pairs}),
            mentors=mentors,
            mentors_priced=any(line.one_more or line.leaves for line in mentors),
            mentors_left_out=len(briefing.mentors) - len(mentors),
            unmatched=unmatched,
            unmatched_left_out=len(briefing.unmatched) - len(unmatched),
            excluded=left_out(briefing),
            advice=_advice(briefing),
            charts=[drawn(chart, k, made) for k, chart in enumerate(briefing.charts, start=1)],
            quality=[(_plain(part), table_of(part.table)) for part in briefing.quality],
            objectives=_objectives(outcome),
            criteria=criterion_lines(briefing),
            rules=rule_lines(briefing),
            settings=settings_rows(outcome),
            set_aside=set_aside_lines(briefing),
            facts=briefing.facts,
        )
    )


def _plain(part: QualityPart) -> QualityPart:
    """Return a part without figures that only say how the run was made: its section has them."""
    return replace(part, figures=()) if part.code == "proof" else part


def _advice(briefing: Briefing) -> list[tuple[str, list[AdviceLine]]]:
    grouped: dict[str, list[AdviceLine]] = {}
    for one in briefing.advice:
        title = ADVICE.get(one.by, "By " + one.by.replace("_", " "))
        grouped.setdefault(title, []).append(_advice_line(one))
    return list(grouped.items())


def _advice_line(one: Advice) -> AdviceLine:
    counts = (one.mentees, one.mentors, one.places, one.short)
    return AdviceLine(one.sentence, (one.what, *(f"{count:,}" for count in counts)))


def _objectives(outcome: Outcome) -> PlainTable | None:
    if not outcome.objectives:
        return None
    from hsr_match.reports.objectives import LEGEND, TITLE, objectives_cells

    heading, rows = objectives_cells(outcome)
    return PlainTable(TITLE, LEGEND, heading, rows, (False, *[True] * (len(heading) - 1)))
