"""The engine on stored scores, against programs that solve the same table without a proof.

Each cohort is solved whole: coverage, best total, tie-break, each with its
certificate over all pairs. Beside it, on the same scores, arrays ready:

- SciPy's `linear_sum_assignment`, a column for every place;
- OR-Tools' `SimpleMinCostFlow` on all pairs at once, arcs ready.

Calls are made in turn, within one run, and medians are compared: a ratio holds
on a busy machine too, seconds do not.

    python benchmarks/engine.py                    up to 5,000 × 5,000
    python benchmarks/engine.py --large            10,000 × 10,000 as well (some minutes, 4 GB)
    python benchmarks/engine.py --record PAGE      and write the table into PAGE
"""

from __future__ import annotations

import argparse
import gc
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hsr_match.matching import MatchingProblem, solve
from instances import Cohort, dense_problem
from timing import Timed, interleaved, record, setting

BEGIN, END = "<!-- measured: benchmarks/engine.py -->", "<!-- end of engine -->"
FLOW_AT_MOST = 0.15


@dataclass(frozen=True, slots=True)
class Case:
    """A cohort, rounds to measure, and the goals as multiples of the references.

    ``flow_at_most`` is None where the flow is run for comparison only: the goal
    is about cohorts large enough for all pairs to be a burden.
    """

    cohort: Cohort
    repeats: int
    at_most: float
    against_flow: bool = True
    flow_at_most: float | None = None


CASES = (
    Case(Cohort(200, 150, 3), 25, 2.0),
    Case(Cohort(200, 200), 25, 2.0),
    Case(Cohort(500, 400, 3), 15, 2.0),
    Case(Cohort(500, 500), 15, 2.0),
    Case(Cohort(1000, 750, 3), 11, 2.0),
    Case(Cohort(1000, 1000), 11, 2.0),
    Case(Cohort(2000, 2000), 5, 2.0),
    Case(Cohort(5000, 3000, 3), 3, 0.25, flow_at_most=FLOW_AT_MOST),
    Case(Cohort(5000, 5000), 3, 0.4, flow_at_most=FLOW_AT_MOST),
)
LARGE = Case(Cohort(10_000, 10_000), 1, 0.17, against_flow=False)


@dataclass(frozen=True, slots=True)
class Result:
    """Median seconds; those of a flow over all pairs where it was run."""

    solve: float
    assignment: float
    flow: float | None


def measure(case: Case) -> Result:
    """Return medians over rounds in which everything runs in turn.

    Raises
    ------
    RuntimeError
        If the programs find different totals.
    """
    from scipy.optimize import linear_sum_assignment

    problem = dense_problem(case.cohort)
    table = problem.scores.block(slice(None), slice(None))
    columns = np.repeat(table.astype(np.float64), problem.places, axis=1)
    totals: dict[str, int] = {}

    def ours() -> None:
        totals["solve"] = solve(problem).total

    def assignment() -> None:
        totals["assignment"] = int(columns[linear_sum_assignment(columns, maximize=True)].sum())

    calls: dict[str, Timed] = {"solve": ours, "assignment": assignment}
    if case.against_flow:
        dense = DenseFlow(problem)
        calls["flow"] = lambda: totals.__setitem__("flow", dense.total())
    medians = interleaved(calls, case.repeats)
    if len(set(totals.values())) > 1:
        raise RuntimeError(f"different totals on {case.cohort.name}: {totals}")
    gc.collect()
    return Result(medians["solve"], medians["assignment"], medians.get("flow"))


class DenseFlow:
    """A min-cost flow over all pairs of a problem, its arrays made beforehand."""

    def __init__(self, problem: MatchingProblem) -> None:
        n, m = problem.shape
        i, j = np.divmod(np.arange(n * m, dtype=np.int32), m)
        mentors = np.arange(m, dtype=np.int32) + n
        scores = problem.scores.block(slice(None), slice(None)).ravel()
        self._tails = np.concatenate([i, mentors])
        self._heads = np.concatenate([j + n, np.full(m, n + m, dtype=np.int32)])
        self._capacity = np.concatenate([np.ones(n * m, dtype=np.int64), problem.places])
        self._cost = np.concatenate([-scores, np.zeros(m, dtype=np.int64)])
        self._people, self._sink = n, n + m

    def total(self) -> int:
        """Solve it and return the total of the scores."""
        from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

        solver = SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(
            self._tails, self._heads, self._capacity, self._cost
        )
        nodes = np.arange(self._sink + 1, dtype=np.int32)
        supply = np.zeros(self._sink + 1, dtype=np.int64)
        supply[: self._people] = 1
        supply[self._sink] = -self._people
        solver.set_nodes_supplies(nodes, supply)
        if solver.solve() != solver.OPTIMAL:
            raise RuntimeError("the flow over all pairs was not solved")
        return -int(solver.optimal_cost())


def table_of(results: dict[Case, Result]) -> str:
    """Return the ratios as a Markdown table."""
    heads = ["Cohort", "Solve, proven", "SciPy assignment", "Ratio", "At most"]
    heads += ["Flow over all pairs", "Ratio", "At most"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for case, seen in results.items():
        flow = "| | | |"
        if seen.flow is not None:
            goal = "" if case.flow_at_most is None else f"{case.flow_at_most:g}"
            flow = f"| {_time(seen.flow)} | {seen.solve / seen.flow:.2f} | {goal} |"
        lines.append(
            f"| {case.cohort.name} | {_time(seen.solve)} | {_time(seen.assignment)} "
            f"| **{seen.solve / seen.assignment:.2f}** | {case.at_most:g} {flow}"
        )
    return "\n".join(lines)


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.1f} ms"


def missed(case: Case, seen: Result) -> list[str]:
    """Return the goals that were not reached, in words."""
    ratio = seen.solve / seen.assignment
    words = []
    if ratio > case.at_most:
        words.append(f"{case.cohort.name}: {ratio:.2f} x the assignment, not {case.at_most:g}")
    goal = case.flow_at_most
    if goal is not None and seen.flow is not None and seen.solve > goal * seen.flow:
        words.append(f"{case.cohort.name}: {seen.solve / seen.flow:.2f} x the flow on all pairs")
    return words


def main() -> int:
    """Measure, print, record; 1 if a ratio is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--large", action="store_true", help="10,000 x 10,000 too")
    parser.add_argument("--only", type=int, metavar="N", help="cohorts of at most N mentees")
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    arguments = parser.parse_args()
    cases = [*CASES, LARGE] if arguments.large else list(CASES)
    if arguments.only:
        cases = [case for case in cases if case.cohort.mentees <= arguments.only]
    results = {}
    for case in cases:
        results[case] = measure(case)
        print(f"{case.cohort.name}: done", file=sys.stderr)
    text = f"{table_of(results)}\n\n{setting()}"
    print(text)
    if arguments.record:
        record(arguments.record, text, BEGIN, END)
    words = [word for case, seen in results.items() for word in missed(case, seen)]
    for word in words:
        print(f"Missed: {word}", file=sys.stderr)
    return 1 if words else 0


if __name__ == "__main__":
    sys.exit(main())
