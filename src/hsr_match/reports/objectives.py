"""The table of what each objective gives and costs: as text, as JSON, as a sheet."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from hsr_match.reports.columns import GAP, fitted, indented, table_row, width_of
from hsr_match.reports.figures import file_figure, screen_figure
from hsr_match.reports.match_json import plain_decimal
from hsr_match.reports.sheets import Heading, Kind, Sheet

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
    figure: Kind = "points" if outcome.kind == "cohort" else "number"
    heading = (
        Heading("objective"),
        Heading("used"),
        Heading("matched", "number"),
        Heading("total", figure),
        Heading("mean", figure),
        Heading("worst", figure),
        Heading("tenth_percentile", figure),
        Heading("costs_percent", "number"),
    )
    return Sheet("Objectives", heading, tuple(_row(outcome, r) for r in outcome.objectives), 1)


def _row(outcome: Outcome, row: ObjectiveRow) -> tuple[str, ...]:
    found, used = row.figures, "yes" if row.used else "no"
    if found is None:
        return (f"{row.name}: {RULED_OUT}", used, *[""] * 6)
    scale, kind = outcome.problem.scale, outcome.kind
    whole = (found.total, found.worst, found.tenth_percentile)
    total, worst, tenth = ("" if v is None else file_figure(v, scale, kind) for v in whole)
    mean = "" if found.mean is None else screen_figure(found.mean, scale, kind).replace(",", "")
    percent = "" if row.price is None else f"{100 * row.price:.2f}"
    return (row.name, used, str(found.matched), total, mean, worst, tenth, percent)
