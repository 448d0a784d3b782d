"""How fast coupled problems are solved to the end, against the textbook program in HiGHS.

    python benchmarks/couplings.py            # 500 × 400, and 1,000 × 800 alone
    python benchmarks/couplings.py --quick    # 200 × 150

Every figure is a ratio of medians measured in one run, the repeats of the two
sides taking turns. What is measured on our side is everything: bounds over all
pairs, proof, ties broken, certificate.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from dense_program import Answer, solve_dense
from hsr_match.matching import Matching, solve
from hsr_match.matching.eligible import GivenGains, GivenMask
from hsr_match.matching.problem import Floor, MatchingProblem, Spread
from instances import Cohort, clustered
from timing import record, setting

BEGIN, END = "<!-- measured: benchmarks/couplings.py -->", "<!-- end of couplings -->"
COUPLINGS = ("spread", "apart", "floor", "if_used", "quota", "two")
T = TypeVar("T")

HIGHS_LIMIT = 300.0
"""Seconds after which HiGHS is given up; a ratio is then a least value."""


def coupled(n: int, m: int, names: tuple[str, ...] = COUPLINGS, seed: int = 3) -> MatchingProblem:
    """Return a made-up cohort of clustered people with some couplings.

    Parameters
    ----------
    n, m
        Mentees and mentors, 1–3 places each.
    names
        ``spread``: no two mentees of one organisation (of n/10) with a mentor;
        ``apart``: n/3 couples of alike mentees; ``floor``: half of a third of
        the mentees with one third of the mentors; ``if_used``: mentors with 2
        or 3 places have 2 mentees or nobody; ``quota``: half of those with a
        need get a mentor who offers help; ``two``: a fifth want two mentors, of
        different organisations.
    seed
        Of everything.
    """
    r = np.random.default_rng([seed, n])
    scores = clustered(Cohort(n, m, 3), seed)
    places = r.integers(1, 4, m)
    organisations = r.integers(0, n // 10, n)
    organisations_of_mentors = r.integers(0, n // 10, m)
    likeness = np.asarray(np.corrcoef(scores))
    np.fill_diagonal(likeness, -1)
    couples = set()
    for i in r.choice(n, n // 3, replace=False).tolist():
        j = int(np.argsort(-likeness[i])[r.integers(0, 5)])
        couples.add((min(i, j), max(i, j)))
    group, top = r.random(n) < 0.35, r.random(m) < 0.35
    needs, offers = r.random(n) < 0.3, r.random(m) < 0.3
    floors = []
    if "floor" in names:
        floors.append(Floor("group", group, top, int(group.sum() // 2)))
    if "quota" in names:
        floors.append(Floor("need", needs, offers, int(needs.sum() // 2)))
    wanted = np.ones(n, dtype=np.int64)
    if "two" in names:
        wanted[r.random(n) < 0.2] = 2
    least = np.where(places > 1, 2, 0) if "if_used" in names else np.zeros(m, dtype=np.int64)
    return MatchingProblem(
        scores=GivenGains(scores),
        eligible=GivenMask(organisations[:, None] != organisations_of_mentors[None, :]),
        mentee_keys=[f"id:e{i}" for i in range(n)],
        mentor_keys=[f"id:r{j}" for j in range(m)],
        wanted=wanted,
        places_min=least,
        places=places,
        places_max=places,
        mentor_groups=organisations_of_mentors if "two" in names else None,
        spread=(Spread("organisation", organisations, 1),) if "spread" in names else (),
        apart=tuple(sorted(couples)) if "apart" in names else (),
        floors=tuple(floors),
        score_bound=1_000_000,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """Medians in seconds; ``reference`` is None where it was not run."""

    name: str
    ours: float
    reference: float | None
    reached: bool
    agree: bool | None

    def text(self) -> str:
        """Return the row of a table."""
        if self.reference is None:
            return f"| {self.name} | {self.ours:.2f} s | – | – |"
        sign = "" if self.reached else "≥ "
        note = {True: "", False: " **DISAGREE**", None: " (stopped)"}[self.agree]
        ratio = self.reference / self.ours
        return (
            f"| {self.name} | {self.ours:.2f} s | {sign}{self.reference:.1f} s | "
            f"{sign}{ratio:.0f} ×{note} |"
        )


def timed(run: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = run()
    return time.perf_counter() - start, result


def total(p: MatchingProblem, answer: Answer) -> int:
    scores = p.scores.block(slice(None), slice(None))
    return sum(int(scores[pair]) for pair in answer.pairs or ())


def compared(name: str, p: MatchingProblem, repeats: int) -> Row:
    """Solve a problem in turns: ours three times for each time of HiGHS."""
    ours: list[float] = []
    theirs: list[float] = []
    found: Matching | None = None
    for _ in range(repeats):
        for _ in range(3):
            seconds, found = timed(lambda: solve(p))
            ours.append(seconds)
        seconds, answer = timed(lambda: solve_dense(p, everybody=True, time_limit=HIGHS_LIMIT))
        theirs.append(seconds)
    assert found is not None
    assert found.status == "optimal"
    agree = total(p, answer) == found.total if answer.proven else None
    return Row(name, statistics.median(ours), statistics.median(theirs), answer.proven, agree)


def alone(name: str, p: MatchingProblem, repeats: int) -> Row:
    seconds = []
    for _ in range(repeats):
        taken, found = timed(lambda: solve(p))
        assert found.status == "optimal"
        assert found.canonical
        seconds.append(taken)
    return Row(name, statistics.median(seconds), None, True, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="200 × 150 only")
    parser.add_argument("--repeats", type=int, default=1, help="times that HiGHS runs")
    parser.add_argument("--record", type=Path, metavar="PAGE", help="Markdown page to update")
    options = parser.parse_args()
    n, m = (200, 150) if options.quick else (500, 400)
    solve(coupled(30, 20))  # loads all libraries
    size = f"{n:,} × {m:,}"
    rows = [
        compared(f"{size}, spread", coupled(n, m, ("spread",)), options.repeats),
        compared(f"{size}, all six", coupled(n, m), options.repeats),
    ]
    if not options.quick:
        rows.append(alone("1,000 × 800, all six", coupled(1000, 800), 3))
    lines = ["| Problem | Proven, ties broken | HiGHS, all pairs | Ratio |", "|---|---|---|---|"]
    text = "\n".join([*lines, *(row.text() for row in rows), "", setting()])
    print(text)
    if options.record:
        record(options.record, text, BEGIN, END)


if __name__ == "__main__":
    main()
