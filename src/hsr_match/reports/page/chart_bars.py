"""Bars: how good the pairs are, how full mentors are, what is asked and offered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hsr_match.insight.words import counted
from hsr_match.reports.page.svg import drawing, element, shortened, text, title

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Cell, Chart

WIDTH = 640
MOST_MENTORS = 40
"""Mentors drawn one by one; beyond, they are counted by how full they are."""


def histogram(chart: Chart, name: str) -> str:
    """Draw upright bars, the count above each."""
    counts = [_number(row[1]) for row in chart.rows]
    top, high, bottom = 28, 200, 240
    step = WIDTH / len(counts)
    most = max(counts) or 1
    parts = [element("line", class_="axis", x1=0, y1=bottom - 12, x2=WIDTH, y2=bottom - 12)]
    for k, (row, count) in enumerate(zip(chart.rows, counts, strict=True)):
        tall = (high - 0.0) * count / most
        middle = step * (k + 0.5)
        if count:
            parts.append(
                element(
                    "rect",
                    title(f"{row[0]}: {counted(int(count), 'pair')}"),
                    class_="bar",
                    x=step * k + step * 0.12,
                    y=bottom - 12 - tall,
                    width=step * 0.76,
                    height=tall,
                    rx=2,
                )
            )
        parts.append(
            text(f"{count:,.0f}", middle, bottom - 18 - tall, "value", text_anchor="middle")
        )
        parts.append(text(_short(str(row[0])), middle, bottom + 8, "label", text_anchor="middle"))
    parts = [element("g", *parts, transform=f"translate(0 {top - 20})")]
    fullest = max(range(len(counts)), key=counts.__getitem__)
    said = (
        f"{counted(int(sum(counts)), 'pair')}; the range with the most is "
        f"{chart.rows[fullest][0]} with {counts[fullest]:,.0f}."
    )
    return drawing(name, WIDTH, bottom + 24, chart.title, said, parts)


def load(chart: Chart, name: str) -> str:
    """Draw one line of places per mentor, filled where a mentee has them."""
    if len(chart.rows) > MOST_MENTORS:
        return _load_counted(chart, name)
    row_height, box = 24, 18
    labels = [shortened(str(row[0]), 22) for row in chart.rows]
    left = 24 + 8 * max(map(len, labels))
    most = max(max(map(_number, row[1:4])) for row in chart.rows) or 1
    gap = min(box + 4.0, (WIDTH - left - 110) / most)
    size = min(box, gap * 0.85)
    parts = []
    for k, row in enumerate(chart.rows):
        mentees, places, highest = (int(_number(cell)) for cell in row[1:4])
        y = k * row_height
        parts.append(text(labels[k], left - 10, y + 16, "label", text_anchor="end"))
        for place in range(max(mentees, places, highest)):
            kind = "taken" if place < mentees else "free" if place < places else "spare"
            over = " over" if kind == "taken" and place >= places else ""
            parts.append(
                element(
                    "rect",
                    class_=f"place {kind}{over}",
                    x=left + place * gap,
                    y=y + 3,
                    width=size,
                    height=box,
                    rx=3,
                )
            )
        end = left + max(mentees, places, highest) * gap + 8
        parts.append(text(f"{mentees} of {places}", end, y + 16, "value"))
    full = sum(_number(row[1]) >= _number(row[2]) > 0 for row in chart.rows)
    said = f"{counted(len(chart.rows), 'mentor')}; {full} without a free place."
    return drawing(name, WIDTH, len(chart.rows) * row_height + 4, chart.title, said, parts)


def _load_counted(chart: Chart, name: str) -> str:
    count = Counter((int(_number(row[1])), int(_number(row[2]))) for row in chart.rows)
    lines = [
        (f"{used} of {counted(places, 'place')}", number)
        for (used, places), number in sorted(count.items(), key=lambda entry: entry[0][::-1])
    ][:MOST_MENTORS]
    said = "Mentors counted by how many of their places are taken."
    return _lying(chart, name, lines, "mentor", said)


def supply(chart: Chart, name: str) -> str:
    """Draw what is asked above what is offered, one couple of bars per need."""
    left, row_height = 268, 44
    most = max(max(_number(row[1]), _number(row[3])) for row in chart.rows) or 1
    reach = WIDTH - left - 120
    parts = []
    for k, row in enumerate(chart.rows):
        asked, places, short = _number(row[1]), _number(row[3]), _number(row[4])
        y = k * row_height
        parts.append(
            text(shortened(str(row[0]), 38), left - 10, y + 22, "label", text_anchor="end")
        )
        parts.append(
            element("rect", class_="bar", x=left, y=y + 4, width=reach * asked / most, height=13)
        )
        parts.append(
            element(
                "rect", class_="bar other", x=left, y=y + 19, width=reach * places / most, height=13
            )
        )
        parts.append(text(f"{asked:,.0f} asked", left + reach * asked / most + 6, y + 15, "value"))
        offered = f"{counted(int(places), 'place')}" + (f", {short:,.0f} short" if short else "")
        parts.append(text(offered, left + reach * places / most + 6, y + 30, "value"))
    scarce = [str(row[0]) for row in chart.rows if _number(row[4])]
    said = (
        f"Short of mentors: {'; '.join(scarce[:5])}."
        if scarce
        else "Every need has places enough in all."
    )
    return drawing(name, WIDTH, len(chart.rows) * row_height, chart.title, said, parts)


def _lying(chart: Chart, name: str, lines: list[tuple[str, int]], noun: str, said: str) -> str:
    left, row_height = 120, 28
    most = max(number for _, number in lines) or 1
    reach = WIDTH - left - 110
    parts = []
    for k, (label, number) in enumerate(lines):
        y = k * row_height
        wide = reach * number / most
        parts.append(text(label, left - 10, y + 18, "label", text_anchor="end"))
        parts.append(element("rect", class_="bar", x=left, y=y + 5, width=wide, height=17, rx=2))
        parts.append(text(counted(number, noun), left + wide + 6, y + 18, "value"))
    return drawing(name, WIDTH, len(lines) * row_height + 4, chart.title, said, parts)


def _number(cell: Cell) -> float:
    return cell if isinstance(cell, int | float) else 0


def _short(label: str) -> str:
    """Return a range as it fits under a bar."""
    return label.replace(" to ", "–")
