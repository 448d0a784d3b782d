"""Supply against demand on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from hsr_match.insight.supply import GroupSupply, Supply
from hsr_match.insight.words import counted, listed, mid_sentence
from hsr_match.reports.columns import wrap

NAMED = 8
"""Themes named in one sentence."""

WIDTH = 80
"""Columns of a pipe's page."""


def supply_text(supply: Supply) -> str:
    """Return the counts as a short text for the screen."""
    extra = supply.places_max - supply.places
    people = f"{counted(supply.mentees, 'mentee')}, {counted(supply.mentors, 'mentor')}"
    lines = [
        f"{people} with {counted(supply.places, 'place')} between them"
        + (f", and {extra:,} more if need be." if extra else ".")
    ]
    short = supply.mentees - supply.places_max
    if short > 0:
        lines.append(f"At least {counted(short, 'mentee')} will stay without a mentor.")
    lines += [
        f"{number:,} left out: {reason.replace('_', ' ')}."
        for reason, number in supply.left_out.items()
    ]
    if supply.needs:
        width = max(len(row.need) for row in supply.needs)
        lines += ["", f"{'need':<{width}}  asked by  mentors  places"]
        lines += [
            f"{row.need:<{width}}  {row.asked:>8}  {row.mentors:>7}  {row.places:>6}"
            + ("  short" if row.places < row.asked else "")
            for row in supply.needs
        ]
    return "\n".join([*lines, *_groups(supply)])


def _groups(supply: Supply) -> list[str]:
    """Return themes and stages with fewer places than mentees."""
    lines = []
    areas = [row for row in supply.areas if row.places < row.mentees]
    if areas:
        more = len(areas) - NAMED
        words = [_asked(row) for row in areas[:NAMED]]
        named = listed([*words, f"{more} more"] if more > 0 else words)
        lines.append(f"More mentees than places by research theme: {named}.")
    stages = [row for row in supply.stages if row.places < row.mentees]
    if stages:
        named = listed([_asked(row) for row in stages])
        lines.append(f"More mentees than places a step ahead, by career stage: {named}.")
    return ["", *(part for line in lines for part in wrap(line, WIDTH))] if lines else []


def _asked(row: GroupSupply) -> str:
    return f"{mid_sentence(row.name)} ({row.mentees} for {counted(row.places, 'place')})"


def table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a small table: words to the left, figures to the right."""
    widths = [max(len(row[k]) for row in (heading, *rows)) for k in range(len(heading))]
    return [
        "  ".join(
            f"{cell:<{width}}" if k == 0 else f"{cell:>{width}}"
            for k, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (heading, *rows)
    ]
