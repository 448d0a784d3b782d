"""Sheet Needs: supply against demand, and which mentor meets whose need in this run."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hsr_match.insight.gate import CONFIDENTIAL_NEED, SHARED_EXPERIENCE
from hsr_match.reports.workbook.figures import cell_figure, figure_heading
from hsr_match.reports.workbook.sheet import Cell, Heading, Sheet
from hsr_match.reports.workbook.why import shown_pairs

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing, Chart
    from hsr_match.insight.detail import PairDetail, WaterfallRow

Met = list[tuple["PairDetail", "WaterfallRow"]]

POOLED = (CONFIDENTIAL_NEED, SHARED_EXPERIENCE)
"""Items that stand for more than may be named: in the counts alone, beside nobody."""


def needs_sheet(briefing: Briefing) -> Sheet:
    """Return the sheet: a row of counts for each need, then a row for each pair it matters to."""
    outcome = briefing.outcome
    met = _met(briefing)
    charts = [chart for chart in briefing.charts if chart.kind == "supply"]
    counts = charts[0].heading[1:] if charts else ()
    nobody: tuple[Cell, ...] = ("",) * 4 + (None, None, "")
    rows: list[tuple[Cell, ...]] = []
    for chart in charts:
        for row in _padded(chart, len(counts)):
            rows.append((*row, *nobody))
            rows += _pairs(briefing, str(row[0]), met.pop(str(row[0]), []), len(counts))
    for need, some in sorted(met.items()):
        rows += _pairs(briefing, need, some, len(counts))
    heading = (
        Heading("need", "long"),
        *(Heading(title, "number") for title in counts),
        Heading("mentee_id"),
        Heading("mentee_name"),
        Heading("mentor_id"),
        Heading("mentor_name"),
        figure_heading(outcome, "points", "Points that the mentor earns with this need."),
        figure_heading(outcome, "of", "Points that meeting it wholly would earn."),
        Heading("mentor_answer", "long"),
    )
    note = "" if rows else "Nobody's needs are known."
    if len(shown_pairs(briefing)) < len(outcome.insight.pairs):
        note = "Shortened: counts are of everybody, pairs those that sheet Why shows."
    return Sheet("Needs", heading, tuple(rows), 1, note)


def _padded(chart: Chart, counts: int) -> list[tuple[Cell, ...]]:
    return [(*row[: counts + 1], *[None] * (counts + 1 - len(row))) for row in chart.rows]


def _met(briefing: Briefing) -> dict[str, Met]:
    """Return need → pairs in which the mentee asked for it; what is confidential is left out."""
    found: defaultdict[str, Met] = defaultdict(list)
    for detail in shown_pairs(briefing):
        for row in detail.rows:
            if row.criterion == "needs" and row.item not in POOLED:
                found[row.item].append((detail, row))
    return found


def _pairs(briefing: Briefing, need: str, met: Met, counts: int) -> list[tuple[Cell, ...]]:
    outcome = briefing.outcome
    return [
        (
            need,
            *[None] * counts,
            outcome.problem.mentee_label(detail.mentee),
            outcome.mentee_name(detail.mentee),
            outcome.problem.mentor_label(detail.mentor),
            outcome.mentor_name(detail.mentor),
            cell_figure(row.units, outcome),
            cell_figure(row.possible, outcome),
            row.mentor_answer,
        )
        for detail, row in met
    ]
