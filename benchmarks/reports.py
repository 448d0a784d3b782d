"""How long explaining and reporting a run takes, beside all before it and `import pandas`.

    python benchmarks/reports.py                  the example, and 1,700 people
    python benchmarks/reports.py --people 500
    python benchmarks/reports.py --record PAGE    and write the table into PAGE

Each report is one line in ``JOBS``, each promise one in ``GOALS``. Times differ
between machines and hours; the ratios, measured in turn, hardly do. Where there
is a Chromium, the larger page is opened in it as well.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from opening import opening_seconds
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


def _page(outcome: Outcome) -> bytes:
    from hsr_match import brief
    from hsr_match.reports.page import report_html

    return report_html(brief(outcome, named=True))


def _workbook(outcome: Outcome) -> object:
    from hsr_match import brief
    from hsr_match.reports.workbook.book import pairings_xlsx

    return pairings_xlsx(brief(outcome, named=True))


def _run_documents(outcome: Outcome) -> object:
    from hsr_match.reports.documents import run_documents

    return run_documents(outcome)


BRIEF, PAGE = "explained in full (`brief`)", "page, explaining included"
WORKBOOK, FOLDER = "workbook, explaining included", "whole run folder"
JOBS: dict[str, Job] = {BRIEF: _brief, PAGE: _page, WORKBOOK: _workbook, FOLDER: _run_documents}

STAGES, PANDAS_IMPORT = "stages", "pandas"
ALL_BEFORE = (
    "All before it: reading the file, scoring, solving with proof, and the reason of each pair."
)

OPENING_AT_MOST, SIZE_AT_MOST = 3.0, 25_000_000
Times = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a job may cost in one of the two cohorts, given all that was measured there."""

    job: str
    cohort: Literal["example", "large"]
    most: Callable[[Times], float]


GOALS = (
    Goal(BRIEF, "example", lambda _: 0.06),
    Goal(BRIEF, "large", lambda _: 2.0),
    Goal(FOLDER, "example", lambda times: times[PANDAS_IMPORT]),
    Goal(PAGE, "large", lambda times: max(times[STAGES], 3.0)),
)


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


def measured(table: Path, outcome: Outcome, repeats: int) -> dict[str, float]:
    """Return the median seconds of all that comes before reports, and of each job."""
    calls: dict[str, Callable[[], object]] = {STAGES: lambda: outcome_of(table)}
    for name, job in JOBS.items():
        calls[name] = lambda job=job: job(outcome)  # type: ignore[misc]
    return interleaved(calls, repeats)


def missed(cohort: str, times: Times) -> list[str]:
    """Return the goals that were missed, in words."""
    found = []
    for goal in GOALS:
        if goal.cohort == cohort and times[goal.job] > goal.most(times):
            took, most = times[goal.job], goal.most(times)
            found.append(f"{goal.job}, {cohort}: {took:.2f} s, at most {most:.2f} s")
    return found


def rows(size: str, times: Times, pandas: float) -> list[str]:
    """Return the lines of the table for one cohort; the first is what comes before reports."""
    shown = {"all before reports": times[STAGES], **{name: times[name] for name in JOBS}}
    return [
        f"| {size} | {name} | {took * 1000:,.0f} ms | {took / times[STAGES]:.2f} | "
        f"{took / pandas:.2f} |"
        for name, took in shown.items()
    ]


def opened(outcome: Outcome, folder: Path, size: str) -> tuple[str, list[str]]:
    """Open the page of a run; return a sentence on it, and the goals that were missed."""
    page = folder / "report.html"
    page.write_bytes(_page(outcome))
    large = page.stat().st_size
    took = opening_seconds(page)
    said = f"The page of {size} is {large / 1e6:.1f} MB"
    said += "." if took is None else f"; Chromium has it open and drawn in {took:.2f} s."
    found = []
    if large > SIZE_AT_MOST:
        found.append(f"size of the page: {large / 1e6:.1f} MB, at most {SIZE_AT_MOST / 1e6:.0f} MB")
    if took is not None and took > OPENING_AT_MOST:
        found.append(f"opening the page: {took:.2f} s, at most {OPENING_AT_MOST:.2f} s")
    return said, found


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
        "| Cohort | Report | Time | of all before it | of `import pandas` |",
        "|---|---|---:|---:|---:|",
    ]
    late: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.csv"
        write_csv(people(choice.people), large)
        for cohort, table in {"example": EXAMPLE, "large": large}.items():
            outcome = outcome_of(table)
            n, m = outcome.problem.shape
            times = measured(table, outcome, choice.repeats)
            late += missed(cohort, {**times, PANDAS_IMPORT: pandas})
            lines += rows(f"{n:,} × {m:,}", times, pandas)
        said, found = opened(outcome, Path(folder), f"{n:,} × {m:,}")
    text = "\n".join([*lines, "", f"{ALL_BEFORE} {said}"])
    print(text)
    print(f"\n`import pandas` {pandas * 1000:,.0f} ms; {time.perf_counter() - start:.0f} s in all.")
    for words in (*late, *found):
        print(f"Missed: {words}")
    if choice.record:
        record(choice.record, text, BEGIN, END)
    return int(bool(late or found))


if __name__ == "__main__":
    sys.exit(main())
