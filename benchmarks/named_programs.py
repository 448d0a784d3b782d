"""Other programs that match, by name, on the same table: time and total side by side.

Each is installed from the package registry into a throw-away environment of its
own (two of them claim the same package name), and runs one table per process.
All get integer scores with one place per mentor, since that is what all of them
can take. Ours runs beside them in a process of its own too, with its proof.

    python benchmarks/named_programs.py                 installs, runs, prints
    python benchmarks/named_programs.py --record PAGE   and writes the table into PAGE
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hsr_match.matching import solve
from instances import Cohort, clustered, dense_problem
from timing import record, setting

BEGIN, END = "<!-- measured: benchmarks/named_programs.py -->", "<!-- end of named programs -->"
CHILD = Path(__file__).with_name("other_programs.py")
ENVIRONMENTS = {
    "munkres": ("munkres",),
    "mentor-match": ("mentor-match",),
    "matching": ("matching",),
    "networkx": ("networkx",),
    "PuLP with CBC": ("pulp",),
    "SciPy": ("scipy",),
}
COHORTS = (Cohort(100, 100), Cohort(300, 300), Cohort(1000, 1000))
PATIENCE = 120
"""Seconds after which a program is stopped."""

REPEATS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Median seconds and the total; None where it did not finish."""

    seconds: float | None
    total: int | None = None


def environment(folder: Path, packages: tuple[str, ...]) -> Path:
    """Return the Python of a new environment that holds packages and NumPy."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*map(str, install), "numpy", *packages], check=True, capture_output=True)
    return python


def versions(python: Path, packages: tuple[str, ...]) -> str:
    """Return what was installed, with versions."""
    code = "import sys; from importlib.metadata import version as v; print(*map(v, sys.argv[1:]))"
    ended = subprocess.run(
        [python, "-c", code, *packages], check=True, capture_output=True, text=True
    )
    return ", ".join(
        f"{name} {number}" for name, number in zip(packages, ended.stdout.split(), strict=True)
    )


def run(python: Path, program: str, table: Path) -> Run:
    """Run a program on a table, a few times if it is quick."""
    seen = []
    total = None
    for _ in range(REPEATS):
        try:
            ended = subprocess.run(
                [python, CHILD, program, table],
                check=True,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return Run(None)
        told = json.loads(ended.stdout)
        seen.append(told["seconds"])
        total = told["total"]
        if told["seconds"] > PATIENCE / 10:
            break
    return Run(statistics.median(seen), total)


def ours(cohort: Cohort) -> None:
    """Print what our solve takes, as the other programs do."""
    import time

    problem = dense_problem(cohort)
    solve(problem)
    start = time.perf_counter()
    total = solve(problem).total
    print(json.dumps({"seconds": time.perf_counter() - start, "total": int(total)}))


def run_ours(cohort: Cohort) -> Run:
    """Run ours in a process of its own; the first solve, which loads the solver, is not counted."""
    seen = []
    total = 0
    for _ in range(REPEATS):
        ended = subprocess.run(
            [sys.executable, __file__, "--child", str(cohort.mentees)],
            check=True,
            capture_output=True,
            text=True,
        )
        told = json.loads(ended.stdout)
        seen.append(told["seconds"])
        total = told["total"]
    return Run(statistics.median(seen), total)


def table_of(results: dict[Cohort, dict[str, Run]]) -> str:
    """Return the results as a Markdown table; totals as shares of the best."""
    lines = [
        "| Cohort | Program | Time | Against ours | Total | Of the best total |",
        "|---|---|---|---|---|---|",
    ]
    for cohort, runs in results.items():
        first = runs["hsr-match, proven"]
        assert first.seconds is not None
        assert first.total is not None
        for program, seen in runs.items():
            if seen.seconds is None or seen.total is None:
                lines.append(f"| {cohort.name} | {program} | not finished in {PATIENCE} s | | | |")
                continue
            lines.append(
                f"| {cohort.name} | {program} | {1000 * seen.seconds:,.1f} ms "
                f"| {seen.seconds / first.seconds:.2f} | {seen.total:,} "
                f"| {seen.total / first.total:.2%} |"
            )
    return "\n".join(lines)


def main() -> int:
    """Install, run, print, record; 1 if another program found a better total."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        ours(Cohort(arguments.child, arguments.child))
        return 0
    results: dict[Cohort, dict[str, Run]] = {cohort: {} for cohort in COHORTS}
    names = []
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for cohort in COHORTS:
            np.save(home / f"{cohort.mentees}.npy", clustered(cohort))
            results[cohort]["hsr-match, proven"] = run_ours(cohort)
        for number, (program, packages) in enumerate(ENVIRONMENTS.items()):
            python = environment(home / f"environment-{number}", packages)
            names.append(versions(python, packages))
            print(f"{program}: installed", file=sys.stderr)
            for cohort in COHORTS:
                results[cohort][program] = run(python, program, home / f"{cohort.mentees}.npy")
    text = f"{table_of(results)}\n\n{setting()} {', '.join(names)}."
    print(text)
    if arguments.record:
        record(arguments.record, text, BEGIN, END)
    best = all(
        seen.total is None or seen.total <= (runs["hsr-match, proven"].total or 0)
        for runs in results.values()
        for seen in runs.values()
    )
    return 0 if best else 1


if __name__ == "__main__":
    sys.exit(main())
