"""How long explaining and reporting a run takes, beside its solve and `import pandas`.

    python benchmarks/reports.py                  the example, and 1,700 people
    python benchmarks/reports.py --people 500
    python benchmarks/reports.py --record PAGE    and write the table into PAGE

Each report is one line in ``JOBS``. Times differ between machines and hours; the
ratios, measured in turn, hardly do.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reading import people, write_csv
from timing import interleaved, record, setting

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "cohort.csv"
BEGIN, END = "<!-- measured: benchmarks/reports.py -->", "<!-- end of reports -->"
PEOPLE = 1_700
REPEATS = 7
PANDAS = (
    "import time; start = time.perf_counter(); import pandas; print(time.perf_counter() - start)"
)

Job = Callable[["Outcome"], object]


def _brief(outcome: Outcome) -> object:
    from hsr_match import brief

    return brief(outcome, named=True)


JOBS: dict[str, Job] = {"explained in full (`brief`)": _brief}


@dataclass(frozen=True, slots=True)
class Goal:
    """What a job may cost: seconds at most, for the two cohorts."""

    job: str
    example: float
    large: float


GOALS = (Goal("explained in full (`brief`)", 0.06, 2.0),)


def outcome_of(table: Path) -> Outcome:
    """Return a finished run of a table, as `hsr-match solve` leaves it."""
    from hsr_match import build_problem, load_settings, read_cohort, score_pairs, solve
    from hsr_match.cli.pipeline import now
    from hsr_match.insight import explain_matching
    from hsr_match.insight.outcome import Outcome

    settings = load_settings()
    cohort = read_cohort([table], settings)
    scores = score_pairs(cohort, settings)
    problem = build_problem(cohort, scores, settings)
    matching = solve(problem)
    insight = explain_matching(problem, matching, settings, cohort=cohort, scores=scores)
    return Outcome(
        settings, problem, matching, insight, cohort.sources, now(), cohort=cohort, scores=scores
    )


def pandas_seconds(rounds: int = 3) -> float:
    """Return what importing pandas takes, the quickest of a few."""
    calls = [
        subprocess.run([sys.executable, "-c", PANDAS], check=True, capture_output=True, text=True)
        for _ in range(rounds)
    ]
    return min(float(call.stdout) for call in calls)


def measured(table: Path, repeats: int) -> tuple[str, dict[str, float]]:
    """Return the size of a cohort, and the median seconds of its solve and of each job."""
    from hsr_match import solve

    outcome = outcome_of(table)
    n, m = outcome.problem.shape
    calls: dict[str, Callable[[], object]] = {"solve": lambda: solve(outcome.problem)}
    for name, job in JOBS.items():
        calls[name] = lambda job=job: job(outcome)  # type: ignore[misc]
    return f"{n:,} × {m:,}", interleaved(calls, repeats)


def main() -> int:
    """Measure, print, and record if asked; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--record", type=Path)
    choice = parser.parse_args()
    start = time.perf_counter()
    pandas = pandas_seconds()
    lines = [
        setting(),
        "",
        "| Cohort | Report | Time | of its solve | of `import pandas` |",
        "|---|---|---:|---:|---:|",
    ]
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.csv"
        write_csv(people(choice.people), large)
        for table in (EXAMPLE, large):
            size, times = measured(table, choice.repeats)
            for goal in GOALS:
                most = goal.example if table == EXAMPLE else goal.large
                missed |= times[goal.job] > most
            for name in JOBS:
                took = times[name]
                lines.append(
                    f"| {size} | {name} | {took * 1000:,.0f} ms | {took / times['solve']:.1f} | "
                    f"{took / pandas:.2f} |"
                )
    text = "\n".join(lines)
    print(text)
    print(f"\n`import pandas` {pandas * 1000:,.0f} ms; {time.perf_counter() - start:.0f} s in all.")
    if choice.record:
        record(choice.record, text, BEGIN, END)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
