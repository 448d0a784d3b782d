"""What all single changes cost where colleagues are spread or mentees have several mentors.

Against one whole solve of the same problem, proof and ties included; a few
prices are compared with solving again.

    python benchmarks/what_if_limits.py                  print the table
    python benchmarks/what_if_limits.py --record PAGE    and write it into PAGE
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from hsr_match.insight import WhatIf, what_if
from hsr_match.insight.pricing.solved_again import price_by_solving
from hsr_match.matching import Matching, MatchingProblem, solve
from hsr_match.matching.problem import Spread
from timing import record, setting
from what_if import Case, problem_of

BEGIN, END = (
    "<!-- measured: benchmarks/what_if_limits.py -->",
    "<!-- end of what-if with limits -->",
)
SOLVED_AGAIN = 3
"""Pairs of each problem that are solved again."""

KINDS = ("spread", "two mentors", "two mentors, different, spread")
SIZES = ((200, 150), (1000, 750))


@dataclass(frozen=True, slots=True)
class Seen:
    """Median seconds of a solve and of all prices."""

    solve: float
    prices: float
    pairs: int


def limited(kind: str, mentees: int, mentors: int) -> MatchingProblem:
    """Return a cohort of organisations of eight, 1–3 places each."""
    rng = np.random.default_rng(7)
    fields: dict[str, Any] = {}
    if "spread" in kind:
        groups = rng.integers(0, mentees // 8, mentees)
        fields["spread"] = (Spread("organisation", groups),)
    if "two" in kind:
        fields["wanted"] = np.full(mentees, 2, dtype=np.int64)
    if "different" in kind:
        fields["mentor_groups"] = rng.integers(0, mentors // 8, mentors)
    return replace(problem_of(Case(mentees, mentors, 3, 4, None)), **fields)


def measure(problem: MatchingProblem, repeats: int) -> Seen:
    """Return medians over rounds in which both run in turn.

    Raises
    ------
    RuntimeError
        If a pair solved again has another price.
    """
    times: list[tuple[float, float]] = []
    for _ in range(repeats + 1):
        solving, matching = _timed(partial(solve, problem))
        pricing, told = _timed(partial(what_if, problem, matching))
        times.append((solving, pricing))
    _compare(problem, matching, told)
    # The first round warms the caches.
    first, second = (statistics.median(each) for each in zip(*times[1:], strict=True))
    return Seen(first, second, len(matching.pairs))


def _compare(problem: MatchingProblem, matching: Matching, told: WhatIf) -> None:
    rng = np.random.default_rng(11)
    known = np.argwhere(told.force.known)
    for pair in known[rng.integers(0, len(known), SOLVED_AGAIN)].tolist():
        price = price_by_solving(problem, matching, (pair[0], pair[1]))
        pairs = -price.pairs if problem.several else 0
        if told.force.at(*pair) != (-price.coverage, pairs, -price.gain):
            raise RuntimeError("a pair solved again has another price")


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3, help="rounds counted (default: 3)")
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    arguments = parser.parse_args()
    repeats = max(1, arguments.repeats)
    heads = ("Cohort", "Pairs made", "Solve, proven", "All prices", "Ratio")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for mentees, mentors in SIZES:
        for kind in KINDS:
            seen = measure(limited(kind, mentees, mentors), repeats)
            lines.append(
                f"| {mentees:,} × {mentors:,}, {kind} | {seen.pairs:,} | {seen.solve:.2f} s "
                f"| {seen.prices:.3f} s | {seen.prices / seen.solve:.2f} |"
            )
    table = "\n".join(lines)
    text = f"{table}\n\n{setting()} Medians of {repeats} rounds, the calls made in turn."
    print(text)
    if arguments.record:
        record(arguments.record, text, BEGIN, END)
    return 0


if __name__ == "__main__":
    sys.exit(main())
