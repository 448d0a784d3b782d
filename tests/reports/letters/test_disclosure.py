"""Figures for trustees under attack: what can be worked out of what is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from hsr_match.reports.letters.counts import BANDS, CHOICES, Breakdown, Counts, NeedCount
from hsr_match.reports.letters.disclosure import Rounded, Sum, ranges, rounded, tells_too_much
from hsr_match.reports.letters.summary import Shown, quality_in_words, shown

LIMITS = (5, 10)


@pytest.mark.parametrize("limit", LIMITS)
def test_rounding_tells_at_least_three_values_of_every_count(limit: int) -> None:
    same: dict[str, list[int]] = defaultdict(list)
    for count in range(400):
        cell = rounded(count, limit)
        assert cell.low <= count <= cell.high
        assert cell.small == (count < limit)
        same[cell.text].append(count)
    del same["400"]
    for text, values in same.items():
        assert len(values) >= 3, text
        cell = rounded(values[0], limit)
        assert (cell.low, cell.high) == (values[0], values[-1])


def test_nobody_everybody_and_nearly_so_look_alike() -> None:
    assert rounded(0) == rounded(1) == rounded(4)
    assert rounded(23) == rounded(24) == rounded(27)


def counts(bands: tuple[int, ...], ranks: tuple[int, ...], without: int, **more: Any) -> Counts:
    """A round in which each matched mentee has one mentor."""
    matched = sum(bands)
    made = "people:with a mentor"
    return Counts(
        {"mentees": matched + without, "mentors": 30, "places": 40},
        (
            Breakdown("people", "mentees", {"with a mentor": matched, "without one": without}),
            Breakdown("scores", made, dict(zip(BANDS, bands, strict=True))),
            Breakdown("choices", made, dict(zip(CHOICES, ranks, strict=True))),
        ),
        **more,
    )


def split(total: int, cuts: list[int]) -> tuple[int, ...]:
    """Cut a total at places given in thousandths."""
    edges = [0, *sorted(cut * total // 1000 for cut in cuts), total]
    return tuple(b - a for a, b in pairwise(edges))


THOUSANDTHS = st.integers(0, 1000)
ROUNDS = st.builds(
    lambda matched, bands, ranks, without: counts(
        split(matched, bands), split(matched, ranks), without
    ),
    st.integers(0, 90),
    st.lists(THOUSANDTHS | st.integers(950, 1000), min_size=3, max_size=3),
    st.lists(THOUSANDTHS | st.integers(0, 60), min_size=2, max_size=2),
    st.integers(0, 40),
)


def attack(published: Shown, sums: list[Sum]) -> Iterator[tuple[str, int, int]]:
    """Yield each small count with the least and most it can be, by whole-number programming."""
    names = list(published.cells)
    at = {name: k for k, name in enumerate(names)}
    rows = []
    for entry in sums:
        if all(name in at for name in (entry.total, *entry.parts)):
            row = np.zeros(len(names))
            row[at[entry.total]] = -1
            for part in entry.parts:
                row[at[part]] = 1
            rows.append(row)
    constraints = [LinearConstraint(np.array(rows), 0, 0)] if rows else []
    bounds = Bounds(
        [published.cells[name].low for name in names],
        [published.cells[name].high for name in names],
    )
    for name in names:
        if not published.cells[name].small:
            continue
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(names))
            aim[at[name]] = sign
            found = milp(
                aim, integrality=np.ones(len(names)), bounds=bounds, constraints=constraints
            )
            assert found.success
            ends.append(round(sign * found.fun))
        yield name, ends[0], ends[1]


@settings(max_examples=60, deadline=None)
@given(ROUNDS, st.sampled_from(LIMITS))
def test_no_small_count_can_be_worked_out(made: Counts, limit: int) -> None:
    """All sums together, solved by a program that knows nothing of ours."""
    sums = [breakdown.sum for breakdown in made.breakdowns]
    for name, low, high in attack(shown(made, limit), sums):
        assert high - low + 1 >= 3, (name, low, high)


@settings(max_examples=40, deadline=None)
@given(ROUNDS)
def test_our_own_ranges_are_those_of_the_attack(made: Counts) -> None:
    sums = [breakdown.sum for breakdown in made.breakdowns]
    published = shown(made, 5)
    given_sums = [s for s in sums if all(n in published.cells for n in (s.total, *s.parts))]
    told = {name: (cell.low, cell.high) for name, cell in published.cells.items()}
    known = ranges(told, given_sums)
    assert [
        (name, low, high, known[name])
        for name, low, high in attack(published, sums)
        if known[name] != (low, high)
    ] == []


def test_knowing_how_the_program_decides_does_not_help_either() -> None:
    """Every round that gives the same summary, absent tables included: three values a count."""
    groups: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for matched in range(16, 31):
        bands = (matched, 0, 0, 0)
        for a in range(matched + 1):
            for b in range(matched - a + 1):
                ranks = (a, b, matched - a - b)
                for without in range(9):
                    if rounded(matched + without).text == "25":
                        cells = shown(counts(bands, ranks, without), 5).cells
                        told = tuple((name, cell.text) for name, cell in cells.items())
                        groups[told].append((matched, without, *ranks))
    assert len(groups) > 20
    for told, rounds in groups.items():
        for values in map(set, zip(*rounds, strict=True)):
            assert len(values) >= 3 or min(values) >= 5, told


def test_the_attack_finds_what_hiding_small_cells_alone_gives_away() -> None:
    """Totals as they are, only small cells hidden: the classic mistake."""
    cells = {
        "all": Rounded(30, 30, "30"),
        "a": Rounded(27, 27, "27"),
        "b": Rounded(0, 4, "fewer than 5", small=True),
    }
    entry = Sum("all", ("a", "b"))
    naive = Shown(cells, {}, (), ())
    assert list(attack(naive, [entry])) == [("b", 3, 3)]
    assert tells_too_much(cells, [entry]) == ("b",)


def test_a_table_that_tells_too_much_is_left_out_whole() -> None:
    """Six parts of four in 24: the rounded total alone would tell each to two values."""
    parts = {f"part {k}": 4 for k in range(6)}
    made = shown(Counts({"mentees": 24}, (Breakdown("x", "mentees", parts),)), 5)
    assert made.left_out == ("x",)
    assert set(made.cells) == {"mentees"}


def test_small_rounds_get_totals_alone() -> None:
    made = shown(counts((9, 9, 4, 0), (22, 0, 0), 0, needs=(NeedCount("Teaching", 20, 20),)), 5)
    assert made.tables == {}
    assert made.needs == ()
    assert set(made.cells) == {"mentees", "mentors", "places"}


def test_needs_of_few_are_not_listed_and_of_under_ten_not_followed_up() -> None:
    needs = (NeedCount("A", 30, 30), NeedCount("B", 9, 0), NeedCount("C", 4, 4))
    made = shown(counts((30, 0, 0, 0), (30, 0, 0), 0, needs=needs), 5)
    told = [(need, asked.text, helped and helped.text) for need, asked, helped in made.needs]
    assert told == [("A", "30", "30"), ("B", "10", None)]


@given(
    exact=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6),
    limit=st.sampled_from(LIMITS),
)
def test_needs_tell_what_their_figures_tell_and_no_more(
    exact: list[tuple[int, int]], limit: int
) -> None:
    """Other counts with the same rounded figures are listed alike, in the same order."""
    needs = [NeedCount("ABCDEF"[k], asked, min(h, asked)) for k, (asked, h) in enumerate(exact)]
    told = shown(counts((30, 0, 0, 0), (30, 0, 0), 0, needs=(*needs,)), limit).needs
    other = [
        NeedCount(n.need, rounded(n.asked, limit).high, rounded(n.helped, limit).high)
        for n in reversed(needs)
    ]
    assert shown(counts((30, 0, 0, 0), (30, 0, 0), 0, needs=(*other,)), limit).needs == told


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ((30, 0, 0, 0), "Nearly all pairs score"),
        ((10, 30, 10, 0), "Most pairs score"),
        ((0, 15, 25, 5), "Fewer than half"),
        ((0, 20, 20, 0), "About half"),
        ((0, 0, 20, 20), "Few pairs score"),
        ((2, 1, 0, 0), "too few pairs"),
    ],
)
def test_quality_is_said_in_words_from_rounded_figures(bands: Any, words: str) -> None:
    made = shown(counts(bands, (sum(bands), 0, 0), 0), 5)
    assert words in quality_in_words(made)
