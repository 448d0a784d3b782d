"""The charts of the page: each a drawing, a line on how to read it, and its table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hsr_match.reports.page.chart_bars import histogram, load, supply
from hsr_match.reports.page.chart_heat import heat

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Cell, Chart

MOST_ROWS = 2_000
"""Rows of the table behind a chart."""

MOST_CELLS = 12_000
"""Cells of the table behind a chart; a wide table has fewer rows."""

DRAW = {"histogram": histogram, "load": load, "supply": supply}

MADE = "A frame marks a pair that was made."


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it stands on the page.

    Attributes
    ----------
    name
        Unique; part of ids.
    drawing
        Inline SVG, or empty where there is nothing to draw.
    heading, rows
        The table behind it; numbers as people read them.
    left_out
        Rows of the table that are not shown.
    """

    name: str
    title: str
    reading: str
    note: str
    drawing: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    left_out: int


def drawn(chart: Chart, number: int, made: frozenset[tuple[str, str]] = frozenset()) -> Drawn:
    """Draw a chart.

    Parameters
    ----------
    chart
        What to draw.
    number
        Makes its name unique.
    made
        Ids of the pairs that were made, which a map of all pairs marks.
    """
    name = f"chart-{number}-{chart.kind}"
    if not chart.rows:
        return _with_table(chart, name, "")
    if chart.kind != "heat":
        return _with_table(chart, name, DRAW[chart.kind](chart, name))
    picture = heat(chart, name, made)
    noted = f"{chart.note} {MADE}".strip() if 'class="made"' in picture else chart.note
    return _with_table(replace(chart, note=noted), name, picture)


def table_of(chart: Chart | None) -> Drawn | None:
    """Return the table alone."""
    return None if chart is None else _with_table(chart, chart.kind, "")


def _with_table(chart: Chart, name: str, drawing: str) -> Drawn:
    width = max(1, len(chart.heading))
    rows = chart.rows[: min(MOST_ROWS, MOST_CELLS // width)]
    return Drawn(
        name=name,
        title=chart.title,
        reading=chart.reading,
        note=chart.note,
        drawing=drawing,
        heading=chart.heading,
        rows=tuple(tuple(map(cell_text, row)) for row in rows),
        numeric=tuple(
            all(isinstance(row[k], int | float | None) for row in chart.rows)
            for k in range(len(chart.heading))
        ),
        left_out=len(chart.rows) - len(rows),
    )


def cell_text(cell: Cell) -> str:
    """Return a cell as people read it."""
    if cell is None:
        return "–"
    if isinstance(cell, int):
        return f"{cell:,}"
    return f"{cell:g}" if isinstance(cell, float) else cell
