"""The table of what each objective gives and costs: as text, as JSON, as a sheet."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from hsr_match.reports.columns import GAP, fitted, indented, table_row, width_of
from hsr_match.reports.figures import screen_figure
from hsr_match.reports.match_json import plain_decimal
from hsr_match.reports.workbook.figures import cell_figure, figure_heading
from hsr_match.reports.workbook.sheet import Cell, Heading, Sheet

if TYPE_CHECKING:
    from hsr_match.insight.objectives import ObjectiveRow
    from hsr_match.insight.outcome import Outcome

TITLE = "What each choice of fairness would give"
HEADINGS = ("", "Total", "Mean", "Worst", "10 %", "Matched", "Costs")
LEGEND = (
    "10 %: a tenth of the pairs score no more than this. Costs: what the total falls short of "
    "the highest one. * used for the pairs above."
)
RULED_OUT = "not possible with these limits"


def objectives_lines(outcome: Outcome, width: int) -> list[str]:
    """Return the table for a reader, title and legend included.

    Parameters
    ----------
    outcome
        A run for which the table was made.
    width
        Columns of the terminal.
    """
    rows = [_cells(outcome, row) for row in outcome.objectives]
    contents = [max(map(width_of, column)) for column in zip(HEADINGS, *rows, strict=True)]
    figures = sum(contents[1:]) + GAP * (len(contents) - 1)
    widths = [*fitted(contents[:1], width - figures), *contents[1:]]
    right = [False, *[True] * (len(HEADINGS) - 1)]
    lines = [TITLE, *table_row(HEADINGS, widths, right)]
    for row in rows:
        lines += table_row(row, widths, right)
    return [*lines, *indented(LEGEND, width, "", "")]


def objectives_cells(outcome: Outcome) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return heading and rows for the eye; what is used bears a star."""
    return ("Choice", *HEADINGS[1:]), tuple(tuple(_cells(outcome, r)) for r in outcome.objectives)


def _cells(outcome: Outcome, row: ObjectiveRow) -> list[str]:
    name = f"{row.name} *" if row.used else row.name
    found = row.figures
    if found is None:
        return [f"{name}: {RULED_OUT}", *[""] * (len(HEADINGS) - 1)]
    scale, kind = outcome.problem.scale, outcome.kind
    return [
        name,
        screen_figure(found.total, scale, kind),
        *(
            "" if value is None else screen_figure(value, scale, kind)
            for value in (found.mean, found.worst, found.tenth_percentile)
        ),
        f"{found.matched:,}",
        _price(row, outcome),
    ]


def _price(row: ObjectiveRow, outcome: Outcome) -> str:
    """Return the price in per cent, or in units where the highest total is not positive."""
    if row.price is None:
        return screen_figure(row.lost or 0, outcome.problem.scale, outcome.kind)
    percent = (Decimal(str(row.price)) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{percent} %"


def objectives_json(outcome: Outcome) -> list[dict[str, Any]]:
    """Return the table for ``match.json``: integers in units of the scores, no decimals."""
    table = []
    for row in outcome.objectives:
        found = row.figures
        plain: dict[str, Any] = {
            "kind": row.kind,
            "alpha": plain_decimal(row.alpha),
            "name": row.name,
            "used": row.used,
        }
        if found is not None:
            plain |= {
                "proven": found.proven,
                "matched": found.matched,
                "pairs": found.pairs,
                "total": found.total,
                "worst": found.worst,
                "tenth_percentile": found.tenth_percentile,
                "lost": row.lost,
            }
        table.append(plain)
    return table


def objectives_sheet(outcome: Outcome) -> Sheet:
    """Return the sheet Objectives of the workbook."""
    heading = (
        Heading("objective"),
        Heading("used", meaning="yes: the pairs of this run were chosen by it."),
        Heading("matched", "number"),
        figure_heading(outcome, "total"),
        figure_heading(outcome, "mean"),
        figure_heading(outcome, "worst"),
        figure_heading(outcome, "tenth_percentile", "A tenth of the pairs score no more."),
        Heading("costs_percent", "number", "What the total falls short of the highest one."),
    )
    return Sheet("Objectives", heading, tuple(_row(outcome, r) for r in outcome.objectives), 1)


def _row(outcome: Outcome, row: ObjectiveRow) -> tuple[Cell, ...]:
    found, used = row.figures, "yes" if row.used else "no"
    if found is None:
        return (f"{row.name}: {RULED_OUT}", used, *[None] * 6)
    figures = (found.total, found.mean, found.worst, found.tenth_percentile)
    percent = None if row.price is None else round(100 * row.price, 2)
    return (row.name, used, found.matched, *(cell_figure(f, outcome) for f in figures), percent)
