"""What worst first costs, as ratios to one plain solve for the highest total.

    python benchmarks/leximin.py                    print the table
    python benchmarks/leximin.py --record PAGE      and write it into PAGE
    python benchmarks/leximin.py --repeats 15       more patience, less noise

Each cohort is timed by itself, the solves in turn; each proof is checked once.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.proof import verify
from instances import Cohort, dense_problem
from timing import record, setting

BEGIN, END = "<!-- measured: benchmarks/leximin.py -->", "<!-- end of leximin -->"
COHORTS = (Cohort(500, 375, 3), Cohort(1000, 750, 3))


def wished(wish: Objective) -> Callable[[MatchingProblem], Matching]:
    """Return a solve under an objective, the best total to count the price against included."""
    return lambda problem: solve(replace(problem, objective=wish))


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be timed against a plain solve, and the most it may cost."""

    name: str
    run: Callable[[MatchingProblem], Matching]
    at_most: float | None = None


FLOOR = Objective("highest_floor")
COARSE = Objective("worst_first", resolution=10_000)
FINE = Objective("worst_first", resolution=100)
TASKS = (
    Task("highest total", wished(Objective("total"))),
    Task("balanced, alpha 2", wished(Objective("balanced"))),
    Task("highest floor: worst match as good as can be, then the total", wished(FLOOR), 3),
    Task("worst first, levels of 1 point", wished(COARSE), 8),
    Task("worst first, levels of 0.01 point", wished(FINE), 40),
)
WISHES = (Objective("total"), Objective("balanced"), FLOOR, COARSE, FINE)


@dataclass(frozen=True, slots=True)
class Result:
    """One solve: seconds, ratio to the plain one, phases, share of the total given up."""

    seconds: float
    ratio: float
    phases: int
    given_up: float


def measure(problem: MatchingProblem, repeats: int) -> list[Result]:
    """Return medians of interleaved repeats, one result per task."""
    best = solve(problem).total
    found = [task.run(problem) for task in TASKS]
    for wish, matching in zip(WISHES, found, strict=True):
        verify(matching, replace(problem, objective=wish))
    taken: list[list[float]] = [[] for _ in TASKS]
    for _ in range(repeats):
        for task, seconds in zip(TASKS, taken, strict=True):
            start = time.perf_counter()
            task.run(problem)
            seconds.append(time.perf_counter() - start)
    medians = [statistics.median(seconds) for seconds in taken]
    return [
        Result(
            seconds=seconds,
            ratio=seconds / medians[0],
            phases=len(matching.certificate.phases) if matching.certificate else 0,
            given_up=1 - matching.total / best,
        )
        for seconds, matching in zip(medians, found, strict=True)
    ]


def rows(cohort: Cohort, seeds: int, repeats: int) -> list[str]:
    """Return the rows of one size, medians over several cohorts."""
    results = [measure(dense_problem(cohort, seed), repeats) for seed in range(seeds)]
    lines = []
    for task, column in zip(TASKS, zip(*results, strict=True), strict=True):
        seconds, ratio, phases, given_up = (
            statistics.median(getattr(result, name) for result in column)
            for name in ("seconds", "ratio", "phases", "given_up")
        )
        lines.append(
            f"| {cohort.name} | {task.name} | {1000 * seconds:.0f} ms | **{ratio:.1f}** "
            f"| {task.at_most or ''} | {phases:g} | {100 * given_up:.2f} % |"
        )
    return lines


def table(seeds: int, repeats: int) -> str:
    """Return all ratios as a Markdown table."""
    lines = [
        "| Cohort | What | Median | Ratio | At most | Phases | Total given up |",
        "|---|---|---|---|---|---|---|",
    ]
    for cohort in COHORTS:
        lines += rows(cohort, seeds, repeats)
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and record if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=3, help="cohorts of each size")
    parser.add_argument("--record", type=Path, metavar="PAGE")
    asked = parser.parse_args()
    text = f"{table(asked.seeds, asked.repeats)}\n\n{setting()} Medians of {asked.repeats} rounds."
    print(text)
    if asked.record:
        record(asked.record, text, BEGIN, END)


if __name__ == "__main__":
    main()
