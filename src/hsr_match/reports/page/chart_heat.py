"""All pairs at once: a map of scores, or, where there are too many, own against best score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.reports.page.svg import drawing, element, text, title

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Cell, Chart

STEPS = 6
"""Shades; the style sheet knows each as ``shade-0`` … ``shade-5``."""

WRITTEN = 24
"""Columns up to which each cell also holds its score in figures."""


def heat(chart: Chart, name: str, made: frozenset[tuple[str, str]] = frozenset()) -> str:
    """Draw a map of cells, or dots if the table holds only own and best scores.

    ``made`` holds the ids of the pairs that were made: their cells bear a mark.
    """
    if any(isinstance(cell, str) for row in chart.rows for cell in row[1:]):
        return _own_against_best(chart, name)
    return _map(chart, name, made)


def _map(chart: Chart, name: str, made: frozenset[tuple[str, str]]) -> str:
    columns = len(chart.heading) - 1
    figures = [cell for row in chart.rows for cell in row[1:] if isinstance(cell, int | float)]
    low, high = (min(figures), max(figures)) if figures else (0, 0)
    wide, tall = (38, 24) if columns <= WRITTEN else (14, 14)
    left, top = 70, 66
    parts = []
    for j, label in enumerate(chart.heading[1:]):
        x = left + j * wide + wide / 2 + 4
        parts.append(
            text(label, x, top - 6, "label small", transform=f"rotate(-90 {x:g} {top - 6})")
        )
    for i, row in enumerate(chart.rows):
        y = top + i * tall
        parts.append(text(str(row[0]), left - 8, y + tall * 0.75, "label small", text_anchor="end"))
        for j, cell in enumerate(row[1:]):
            place = (left + j * wide, y, wide, tall)
            parts += _cell(cell, chart, row, j, place, (low, high))
            if (str(row[0]), chart.heading[j + 1]) in made:
                parts += [_frame(place, "made-ground"), _frame(place, "made")]
    said = (
        f"{len(chart.rows)} mentees in rows, {columns} mentors in columns; scores from {low:g} to "
        f"{high:g}; {len(made)} pairs are made; "
        f"{len(chart.rows) * columns - len(figures)} pairs may not be made."
    )
    width, height = left + columns * wide + 40, top + len(chart.rows) * tall + 4
    return drawing(name, width, height, chart.title, said, parts)


def _cell(
    cell: Cell,
    chart: Chart,
    row: tuple[Cell, ...],
    j: int,
    place: tuple[float, float, float, float],
    ends: tuple[float, float],
) -> list[str]:
    x, y, wide, tall = place
    if not isinstance(cell, int | float):
        return [element("path", class_="barred", d=f"M{x + 4:g} {y + tall - 4:g}l4 -4")]
    low, high = ends
    shade = min(STEPS - 1, int((cell - low) / (high - low) * STEPS)) if high > low else 0
    box = element(
        "rect",
        title(f"{row[0]} with {chart.heading[j + 1]}: {cell:g}"),
        class_=f"shade-{shade}",
        x=x,
        y=y,
        width=wide - 1,
        height=tall - 1,
    )
    if wide <= 14:
        return [box]
    return [
        box,
        text(
            f"{cell:.0f}" if abs(cell) >= 10 else f"{cell:g}"[:5],
            x + (wide - 1) / 2,
            y + tall * 0.68,
            f"in-shade-{shade}",
            text_anchor="middle",
        ),
    ]


def _frame(place: tuple[float, float, float, float], class_: str) -> str:
    x, y, wide, tall = place
    return element("rect", class_=class_, x=x + 1, y=y + 1, width=wide - 3, height=tall - 3)


def _own_against_best(chart: Chart, name: str) -> str:
    dots = [
        (float(row[2]), float(row[4]), str(row[0]))
        for row in chart.rows
        if isinstance(row[2], int | float) and isinstance(row[4], int | float)
    ]
    ends = [value for own, best, _ in dots for value in (own, best)]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    span = (high - low) or 1.0
    left, size = 84, 360

    def at(value: float) -> float:
        return size * (value - low) / span

    parts = [
        element("rect", class_="frame", x=left, y=10, width=size, height=size),
        element("line", class_="axis", x1=left, y1=10 + size, x2=left + size, y2=10),
        text(f"{low:g}", left, size + 28, "label"),
        text(f"{high:g}", left + size, size + 28, "label", text_anchor="end"),
        text(
            "Score with their own mentor", left + size / 2, size + 46, "label", text_anchor="middle"
        ),
        text("Score with", 0, 24, "label"),
        text("their best", 0, 40, "label"),
    ]
    parts += [
        element("circle", class_="dot", cx=left + at(own), cy=10 + size - at(best), r=3)
        for own, best, _ in dots
    ]
    equal = sum(own == best for own, best, _ in dots)
    said = f"{len(dots)} mentees; {equal} have their best mentor, on the diagonal."
    return drawing(name, left + size + 20, size + 56, chart.title, said, parts)
