"""Sheet Why: the points of each pair line by line, with both sides' answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.insight.labels import criterion_label, part_label
from hsr_match.reports.figures import counted
from hsr_match.reports.workbook.figures import cell_figure, figure_heading
from hsr_match.reports.workbook.sheet import Cell, Heading, Sheet

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.insight.detail import PairDetail, WaterfallRow

MOST_ROWS = 20_000
"""Beyond so many rows the pairs of the lowest scores alone are shown: they need a look most."""


def why_sheet(briefing: Briefing) -> Sheet:
    """Return the sheet, in the order of sheet Pairs; the lines of a pair add up to its score."""
    outcome = briefing.outcome
    chosen = shown_pairs(briefing)
    rows: list[tuple[Cell, ...]] = []
    for detail in chosen:
        who = (
            outcome.problem.mentee_label(detail.mentee),
            outcome.mentee_name(detail.mentee),
            outcome.problem.mentor_label(detail.mentor),
            outcome.mentor_name(detail.mentor),
        )
        rows += [(*who, *_cells(briefing, row)) for row in detail.rows]
    heading = (
        Heading("mentee_id"),
        Heading("mentee_name"),
        Heading("mentor_id"),
        Heading("mentor_name"),
        Heading("criterion"),
        Heading("item", "long"),
        figure_heading(outcome, "points", "Points that this line adds to the score of the pair."),
        figure_heading(outcome, "of", "Points that this line could add at most."),
        Heading("mentee_answer", "long"),
        Heading("mentor_answer", "long"),
    )
    return Sheet("Why", heading, tuple(rows), 2, _note(briefing, len(chosen), bool(rows)))


def shown_pairs(briefing: Briefing) -> list[PairDetail]:
    """Return as many pairs as the sheet holds, those of the lowest scores if not all."""
    pairs = briefing.pairs
    if sum(len(detail.rows) for detail in pairs) <= MOST_ROWS:
        return list(pairs)
    chosen, room = set(), MOST_ROWS
    for number in sorted(range(len(pairs)), key=lambda k: (pairs[k].score, k)):
        room -= len(pairs[number].rows)
        if room < 0:
            break
        chosen.add(number)
    return [detail for number, detail in enumerate(pairs) if number in chosen]


def _cells(briefing: Briefing, row: WaterfallRow) -> tuple[Cell, ...]:
    return (
        criterion_label(row.criterion),
        item_label(row),
        cell_figure(row.units, briefing.outcome),
        cell_figure(row.possible, briefing.outcome),
        row.mentee_answer,
        row.mentor_answer,
    )


def item_label(row: WaterfallRow) -> str:
    """Return what a line is about; its part where the item says nothing."""
    return row.item or part_label(row.criterion, row.part)


def _note(briefing: Briefing, shown: int, any_rows: bool) -> str:
    total = len(briefing.outcome.insight.pairs)
    if not total:
        return "There are no pairs."
    if not briefing.pairs:
        return briefing.note
    if not any_rows:
        return "The scores were given: what they are made of is not known."
    if shown == total:
        return ""
    return (
        f"Shortened, since all pairs would be more than {MOST_ROWS:,} rows: {shown:,} of "
        f"{counted(total, 'pair')}, those of the lowest scores. hsr-match explain shows any pair."
    )
