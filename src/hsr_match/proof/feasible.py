"""Whether pairs may be made together: people, places, rules, pins, couplings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.couplings import check_couplings
from hsr_match.proof.report import Failure

Pairs = Sequence[tuple[int, int]]


def check_known(pairs: Pairs, problem: MatchingProblem) -> list[Failure]:
    """Check that every pair joins two people who take part (4)."""
    n, m = problem.shape
    return [
        Failure(4, f"pair {i + 1} with {j + 1} names somebody who does not take part")
        for i, j in pairs
        if not (0 <= i < n and 0 <= j < m)
    ]


def check_limits(pairs: Pairs, problem: MatchingProblem) -> list[Failure]:
    """Check mentors wanted, places, rules, pins and couplings (5–8, 10)."""
    failures = []
    for i, mentors in Counter(i for i, _ in pairs).items():
        if mentors > problem.wanted[i]:
            most = int(problem.wanted[i])
            failures.append(
                Failure(5, f"{problem.mentee_label(i)} has {mentors} mentors; at most {most}")
            )
    failures += [
        Failure(5, f"{pair_label(problem, *pair)} is listed {count} times")
        for pair, count in Counter(pairs).items()
        if count > 1
    ]
    load = Counter(j for _, j in pairs)
    for j in range(problem.shape[1]):
        least, most = int(problem.places_min[j]), int(problem.places_max[j])
        if load[j] > most:
            what = f"has {load[j]} mentees; at most {most}"
        elif load[j] < least and (load[j] or problem.minimum_always):
            what = f"has {load[j]} mentees; at least {least}"
        else:
            continue
        failures.append(Failure(6, f"{problem.mentor_label(j)} {what}"))
    for i, j in pairs:
        if not problem.eligible.block(slice(i, i + 1), slice(j, j + 1))[0, 0]:
            failures.append(Failure(7, f"{pair_label(problem, i, j)} may not be made"))
    made = set(pairs)
    failures += [
        Failure(8, f"{pair_label(problem, *pin)} is pinned but not made")
        for pin in problem.pins
        if pin not in made
    ]
    return failures + check_couplings(pairs, problem)


def pair_label(problem: MatchingProblem, i: int, j: int) -> str:
    """Name a pair in a message."""
    return f"{problem.mentee_label(i)} with {problem.mentor_label(j)}"
