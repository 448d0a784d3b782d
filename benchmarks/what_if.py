"""What all single changes cost, against one plain assignment of the same scores.

The reference is SciPy's `linear_sum_assignment` on the same scores, arrays
ready, a column for every place: it solves the problem once, proves nothing and
prices nothing. Calls are measured in turn, within one run, so that ratios hold
on a busy machine too.

    python benchmarks/what_if.py                  print the table
    python benchmarks/what_if.py --record PAGE    and write it into PAGE
    python benchmarks/what_if.py --repeats 31     more patience, less noise
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hsr_match.insight import what_if
from hsr_match.matching import MatchingProblem, solve
from hsr_match.matching.eligible import GivenGains, GivenMask
from timing import record, setting

BEGIN, END = "<!-- measured: benchmarks/what_if.py -->", "<!-- end of what-if -->"
CALLS = 5
"""Calls of the reference per round, of which the median counts."""

Table = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Case:
    """A cohort: its size, most places per mentor, decimals of the scores, and the goal."""

    mentees: int
    mentors: int
    most_places: int
    decimals: int
    at_most: float | None

    @property
    def name(self) -> str:
        """What stands in the table."""
        places = f"1–{self.most_places} places" if self.most_places > 1 else "1 place each"
        return f"{self.mentees:,} × {self.mentors:,}, {places}, {self.decimals} decimals"


CASES = (
    Case(200, 150, 3, 4, 4.0),
    Case(1000, 750, 3, 4, 12.0),
    Case(200, 150, 3, 2, None),
    Case(1000, 750, 3, 2, None),
    Case(200, 150, 1, 4, None),
    Case(1000, 750, 1, 4, None),
    Case(1000, 1000, 1, 4, None),
    Case(1000, 500, 3, 4, None),
)


@dataclass(frozen=True, slots=True)
class Medians:
    """Median seconds of the reference, of all prices, and of the mentors' withdrawals."""

    reference: float
    prices: float
    withdrawals: float


def clustered_scores(mentees: int, mentors: int, decimals: int, seed: int = 3) -> Table:
    """Return scores in 0 … 10^6: likeness in clusters, three shared answers, popularity.

    Many near ties, and many people after the same few mentors; uniform scores
    are much easier.
    """
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(12, 16))

    def people(count: int) -> NDArray[np.float64]:
        place = centres[rng.integers(0, 12, count)] + 0.6 * rng.normal(size=(count, 16))
        return np.asarray(place / np.linalg.norm(place, axis=1, keepdims=True))

    likeness = 0.3 * (people(mentees) @ people(mentors).T + 1)
    for choices in (3, 4, 6):
        answers = rng.integers(0, choices, mentees)[:, None]
        likeness += 0.08 * (answers == rng.integers(0, choices, mentors)[None, :])
    likeness += 0.16 * rng.random(mentors)
    whole = np.rint(np.clip(likeness, 0, 1) * 10**decimals).astype(np.int64)
    result: Table = whole * 10 ** (6 - decimals)
    return result


def problem_of(case: Case) -> MatchingProblem:
    """Return the cohort as a problem; everybody is eligible for everybody."""
    n, m = case.mentees, case.mentors
    places = np.random.default_rng(5).integers(1, case.most_places + 1, m)
    return MatchingProblem(
        scores=GivenGains(clustered_scores(n, m, case.decimals)),
        eligible=GivenMask(np.ones((n, m), dtype=np.bool_)),
        mentee_keys=[f"id:e{i}" for i in range(n)],
        mentor_keys=[f"id:r{j}" for j in range(m)],
        wanted=np.ones(n, dtype=np.int64),
        places_min=np.zeros(m, dtype=np.int64),
        places=places,
        places_max=places,
    )


def measure(case: Case, repeats: int) -> Medians:
    """Return medians over rounds in which everything runs in turn.

    Raises
    ------
    RuntimeError
        If the reference finds another total.
    """
    from scipy.optimize import linear_sum_assignment

    problem = problem_of(case)
    matching = solve(problem)
    table = problem.scores.block(slice(None), slice(None))
    columns = np.repeat(table, problem.places, axis=1).astype(np.float64)
    if matching.total != int(columns[linear_sum_assignment(columns, maximize=True)].sum()):
        raise RuntimeError("the reference finds another total")
    rounds = []
    for _ in range(repeats + 1):
        reference = [
            _seconds(lambda: linear_sum_assignment(columns, maximize=True)) for _ in range(CALLS)
        ]
        answers = what_if(problem, matching)
        rounds.append(
            (
                statistics.median(reference),
                _seconds(lambda: what_if(problem, matching)),
                _seconds(lambda answers=answers: answers.mentor_leaves),  # type: ignore[misc]
            )
        )
    # The first round warms the caches.
    return Medians(*(statistics.median(times) for times in zip(*rounds[1:], strict=True)))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def table_of(results: dict[Case, Medians]) -> str:
    """Return the ratios as a Markdown table."""
    heads = ["Cohort", "One assignment", "All prices", "Ratio", "At most"]
    heads += ["Mentors' withdrawals", "Solving again for every pair would take"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for case, seen in results.items():
        goal = "" if case.at_most is None else f"{case.at_most:g}"
        every = case.mentees * case.mentors * seen.reference / seen.prices
        lines.append(
            f"| {case.name} | {1000 * seen.reference:.2f} ms | {1000 * seen.prices:.2f} ms "
            f"| **{seen.prices / seen.reference:.2f}** | {goal} "
            f"| + {seen.withdrawals / seen.reference:.2f} | {every:,.0f} times as long |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, print, write; 1 if a ratio is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=9, help="rounds counted (default: 9)")
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    arguments = parser.parse_args()
    repeats = max(1, arguments.repeats)
    results = {case: measure(case, repeats) for case in CASES}
    text = (
        f"{table_of(results)}\n\n{setting()} Medians of {repeats} rounds, the calls made in turn."
    )
    print(text)
    if arguments.record:
        record(arguments.record, text, BEGIN, END)
    missed = [
        case.name
        for case, seen in results.items()
        if case.at_most is not None and seen.prices > case.at_most * seen.reference
    ]
    for name in missed:
        print(f"Missed: {name}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
