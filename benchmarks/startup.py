"""How long a run takes from pressing Enter, as ratios to known start-up times.

Start-up decides what a coordinator waits for, not the solve, so a regression is
nearly always an import. Times differ between machines and hours; ratios measured
in turn within one run do not, or little.

    python benchmarks/startup.py                    print the table
    python benchmarks/startup.py --record PAGE      and write it into PAGE
    python benchmarks/startup.py --repeats 31       more patience, less noise
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from timing import record, setting

ROOT = Path(__file__).resolve().parents[1]
COHORT = ROOT / "examples" / "cohort.csv"
PACKAGES = ("hsr-match", "numpy", "ortools", "pandas", "click")
PROGRAM = Path(sysconfig.get_path("scripts")) / "hsr-match"
BEGIN, END = "<!-- measured: benchmarks/startup.py -->", "<!-- end of startup -->"

Command = Callable[[Path], list[str]]
"""Arguments of one call, given an empty folder for what it writes."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One ratio: a command against a known one, and the most it may cost."""

    name: str
    command: str
    against: str
    at_most: float


COMMANDS: dict[str, Command] = {
    "python -c pass": lambda _: [sys.executable, "-c", "pass"],
    'python -c "import pandas"': lambda _: [sys.executable, "-c", "import pandas"],
    "hsr-match --help": lambda _: [str(PROGRAM), "--help"],
    "hsr-match solve cohort.csv -o pairings.csv": lambda folder: [
        *(str(PROGRAM), "solve", str(COHORT)),
        *("-o", str(folder / "pairings.csv")),
    ],
    "hsr-match solve cohort.csv": lambda folder: [
        *(str(PROGRAM), "solve", str(COHORT)),
        *("-o", str(folder / "run")),
    ],
}

GOALS = (
    Goal(
        "pairs only",
        "hsr-match solve cohort.csv -o pairings.csv",
        'python -c "import pandas"',
        1.2,
    ),
    Goal("whole run folder", "hsr-match solve cohort.csv", 'python -c "import pandas"', 2.2),
    Goal("help", "hsr-match --help", "python -c pass", 5.0),
)


def seconds(command: Command) -> float:
    """Return the wall-clock seconds of one call, in an empty folder.

    Raises
    ------
    subprocess.CalledProcessError
        If the call fails: the time of a failure says nothing.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        arguments = command(Path(folder))
        start = time.perf_counter()
        subprocess.run(arguments, check=True, capture_output=True, cwd=folder, env=environment)
        return time.perf_counter() - start


def measure(repeats: int) -> dict[str, float]:
    """Return the median seconds of each command, all of them run in turn.

    Parameters
    ----------
    repeats
        Rounds counted, 1 or more; one round before them warms the caches.
    """
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for round_number in range(repeats + 1):
        for name, command in COMMANDS.items():
            duration = seconds(command)
            if round_number:
                times[name].append(duration)
    return {name: statistics.median(values) for name, values in times.items()}


def table(medians: dict[str, float]) -> str:
    """Return the ratios as a Markdown table."""
    lines = [
        "| What | Command | Median | Against | Median | Ratio | At most |",
        "|---|---|---|---|---|---|---|",
    ]
    for goal in GOALS:
        mine, theirs = medians[goal.command], medians[goal.against]
        lines.append(
            f"| {goal.name} | `{goal.command}` | {1000 * mine:.0f} ms | `{goal.against}` "
            f"| {1000 * theirs:.0f} ms | **{mine / theirs:.2f}** | {goal.at_most} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, print, record; 1 if a ratio is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=15, help="rounds counted (default: 15)")
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    arguments = parser.parse_args()
    medians = measure(max(1, arguments.repeats))
    rounds = f"Medians of {arguments.repeats} rounds, the commands run in turn."
    text = f"{table(medians)}\n\n{setting(PACKAGES)} {rounds}"
    print(text)
    if arguments.record:
        record(arguments.record, text, BEGIN, END)
    missed = [g for g in GOALS if medians[g.command] > g.at_most * medians[g.against]]
    for goal in missed:
        print(f"Missed: {goal.name}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
