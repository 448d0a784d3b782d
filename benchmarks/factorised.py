"""Scores that are never stored: optimal over all pairs of 30,000 mentees and 20,000 mentors.

The reference is one pass that works out every score once, in blocks of the same
size, and throws it away: whatever looks at all pairs takes that long. A solve
looks at them a few times, chooses the best pairs of everybody on the way, and
ends with a certificate over all of them. Each size runs in a process of its
own, whose peak memory is what the system counted.

    python benchmarks/factorised.py                  3,000 and 10,000 mentees
    python benchmarks/factorised.py --large          30,000 as well (some minutes)
    python benchmarks/factorised.py --record PAGE    and write the table into PAGE
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from instances import Cohort, factor_problem
from timing import record, setting

BEGIN, END = "<!-- measured: benchmarks/factorised.py -->", "<!-- end of factorised -->"
PASSES_AT_MOST = 20.0
MEMORY_AT_MOST = 2.0
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Threads that wait for each other measure how busy the machine is."""

COHORTS = (Cohort(3_000, 2_000, 3), Cohort(10_000, 6_667, 3))
LARGE = Cohort(30_000, 20_000, 3)


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds of one pass over all scores and of the solve; peak memory in GB; total."""

    scoring: float
    solve: float
    memory: float
    total: int


def measure_here(cohort: Cohort) -> Result:
    """Measure one size in this process: the pass, the solve, the pass again."""
    from hsr_match.matching import solve
    from hsr_match.matching.engines.core import row_blocks

    problem = factor_problem(cohort)

    def scoring() -> float:
        start = time.perf_counter()
        for _ in row_blocks(problem):
            pass
        return time.perf_counter() - start

    before = scoring()
    start = time.perf_counter()
    total = solve(problem).total
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    in_bytes = peak if sys.platform == "darwin" else 1024 * peak
    return Result((before + scoring()) / 2, seconds, in_bytes / 1e9, total)


def measure(cohort: Cohort) -> Result:
    """Measure one size in a process of its own."""
    sizes = (cohort.mentees, cohort.mentors, cohort.most_places)
    ended = subprocess.run(
        [sys.executable, __file__, "--child", *map(str, sizes)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **ONE_THREAD},
    )
    return Result(**json.loads(ended.stdout))


def table_of(results: dict[Cohort, Result]) -> str:
    """Return the ratios as a Markdown table, and the growth between the ends."""
    heads = ["Cohort", "Pairs", "One pass over all scores", "Solve, proven", "Passes", "At most"]
    lines = [f"| {' | '.join([*heads, 'Peak memory'])} |", "|---" * (len(heads) + 1) + "|"]
    for cohort, seen in results.items():
        lines.append(
            f"| {cohort.name} | {cohort.mentees * cohort.mentors:,} | {seen.scoring:.2f} s "
            f"| {seen.solve:.2f} s | **{seen.solve / seen.scoring:.1f}** | {PASSES_AT_MOST:g} "
            f"| {seen.memory:.2f} GB |"
        )
    (small, first), *_, (large, last) = results.items()
    exponent = math.log(last.solve / first.solve) / math.log(large.mentees / small.mentees)
    growth = (
        f"From {small.mentees:,} to {large.mentees:,} mentees the time grows with their number "
        f"to the power {exponent:.2f} (2 is the growth of the number of pairs)."
    )
    return "\n".join([*lines, "", growth])


def main() -> int:
    """Measure, print, record; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--large", action="store_true", help="30,000 x 20,000 too")
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    parser.add_argument("--child", nargs=3, type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        seen = measure_here(Cohort(*arguments.child))
        print(json.dumps({name: getattr(seen, name) for name in Result.__slots__}))
        return 0
    cohorts = [*COHORTS, LARGE] if arguments.large else list(COHORTS)
    results = {cohort: measure(cohort) for cohort in cohorts}
    text = f"{table_of(results)}\n\n{setting()} Each size ran once, in a process of its own."
    print(text)
    if arguments.record:
        record(arguments.record, text, BEGIN, END)
    failed = False
    for cohort, seen in results.items():
        if seen.solve > PASSES_AT_MOST * seen.scoring or seen.memory > MEMORY_AT_MOST:
            print(f"Missed: {cohort.name}", file=sys.stderr)
            failed = True
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
