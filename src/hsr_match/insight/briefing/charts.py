"""Tables that can be drawn: scores, loads, needs, and all pairs."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import Cell, Chart
from hsr_match.insight.supply import Supply
from hsr_match.insight.words import capital

BINS = 10

WHOLE_HEAT = 10_000
"""Mentees × mentors up to which every pair is in the heat map."""


def charts_of(ground: Ground, supply: Supply | None) -> tuple[Chart, ...]:
    """Return the charts of a round; ids stand in them, never names."""
    found = [_histogram(ground), _load(ground)]
    if supply is not None and supply.needs:
        found.append(_supply(supply))
    found.append(_heat(ground))
    return tuple(found)


def _histogram(ground: Ground) -> Chart:
    scores = ground.rows.own_scores
    unit = ground.problem.scale
    if ground.scale.given:
        low, high = (int(scores.min()), int(scores.max())) if len(scores) else (0, 0)
        width = max(1, -(-(high - low + 1) // BINS))
        edges = [low + k * width for k in range(BINS + 1)]
        while len(edges) > 2 and edges[-2] > high:
            edges.pop()
        names = [
            f"{ground.scale.text(a)} to {ground.scale.text(b - 1)}" for a, b in pairwise(edges)
        ]
    else:
        edges = [unit * k // BINS for k in range(BINS)] + [unit + 1]
        names = [f"{k * 10} to {k * 10 + 10}" for k in range(BINS)]
    counts, _ = np.histogram(scores, bins=np.array(edges))
    rows: list[tuple[Cell, ...]] = [
        (name, int(count)) for name, count in zip(names, counts, strict=True)
    ]
    return Chart(
        kind="histogram",
        title="How good the pairs are",
        reading="Each bar counts the pairs whose score lies in the range; bars to the left are "
        "the pairs to look at first.",
        heading=("Score", "Pairs"),
        rows=tuple(rows),
        note="" if ground.scale.given else "A range holds its lower end; 100 is in the last one.",
    )


def _load(ground: Ground) -> Chart:
    problem = ground.outcome.problem
    loads = ground.rows.loads
    rows: list[tuple[Cell, ...]] = [
        (
            problem.mentor_label(j),
            int(loads[j]),
            int(problem.places[j]),
            int(problem.places_max[j]),
        )
        for j in range(problem.shape[1])
    ]
    return Chart(
        kind="load",
        title="Mentees of each mentor",
        reading="Mentees beside the places a mentor wants and those they would give if need be; a "
        "full bar is a mentor without a free place.",
        heading=("Mentor", "Mentees", "Places", "Places at most"),
        rows=tuple(rows),
    )


def _supply(supply: Supply) -> Chart:
    rows: list[tuple[Cell, ...]] = [
        (
            capital(row.need),
            row.asked,
            row.mentors,
            row.places,
            max(0, row.asked - row.places),
        )
        for row in supply.needs
    ]
    return Chart(
        kind="supply",
        title="What mentees ask for and what mentors offer",
        reading="Where mentees outnumber the places of mentors who offer the need, not everybody "
        "can be helped with it, however the pairs are made.",
        heading=("Need", "Mentees who ask", "Mentors who offer it", "Their places", "Short"),
        rows=tuple(rows),
        note="Needs told in confidence stand together in one row.",
    )


def _heat(ground: Ground) -> Chart:
    problem = ground.outcome.problem
    n, m = problem.shape
    if n * m > WHOLE_HEAT:
        return _best_only(ground)
    made = set(ground.outcome.matching.pairs)
    rows: list[tuple[Cell, ...]] = []
    for i in range(n):
        scores, eligible = ground.rows.of(i)
        cells: list[Cell] = [
            _figure(ground, int(scores[j])) if eligible[j] or (i, j) in made else None
            for j in range(m)
        ]
        rows.append((problem.mentee_label(i), *cells))
    return Chart(
        kind="heat",
        title="The score of every pair",
        reading="A row is a mentee, a column a mentor; the darker, the better the pair. An empty "
        "cell is a pair that may not be made.",
        heading=("Mentee", *(problem.mentor_label(j) for j in range(m))),
        rows=tuple(rows),
    )


def _best_only(ground: Ground) -> Chart:
    problem = ground.outcome.problem
    n, m = problem.shape
    own = dict(zip(ground.outcome.matching.pairs, ground.rows.own_scores.tolist(), strict=True))
    rows: list[tuple[Cell, ...]] = []
    for i in range(n):
        scores, eligible = ground.rows.of(i)
        mentor = next(iter(ground.rows.mentors_of.get(i, ())), None)
        best: tuple[Cell, Cell] = (None, None)
        if eligible.any():
            j = int(np.argmax(np.where(eligible, scores, scores.min() - 1)))
            best = problem.mentor_label(j), _figure(ground, int(scores[j]))
        mine: tuple[Cell, Cell] = (None, None)
        if mentor is not None:
            mine = problem.mentor_label(mentor), _figure(ground, own[i, mentor])
        rows.append((problem.mentee_label(i), *mine, *best))
    return Chart(
        kind="heat",
        title="Each mentee's own and best mentor",
        reading="Where the two scores differ, the mentee's best mentor was worth more to the "
        "cohort with somebody else.",
        heading=("Mentee", "Mentor", "Score", "Best possible mentor", "Their score"),
        rows=tuple(rows),
        note=f"All {n:,} × {m:,} pairs would be too many to look at: only each mentee's own and "
        "best mentor are here.",
    )


def _figure(ground: Ground, units: int) -> float:
    scale = ground.problem.scale
    if ground.scale.given:
        return units / scale
    # Half a tenth goes up, as in every other figure; floats alone would not see to it.
    return (units * 2000 + scale) // (2 * scale) / 10
