"""The figures of a matching, added up again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import gains
from hsr_match.proof.report import Failure

Pairs = Sequence[tuple[int, int]]


def check_totals(matching: Matching, problem: MatchingProblem) -> list[Failure]:
    """Check that the figures of a matching are the sums of its pairs (12, 13)."""
    scores = [score_of(problem, i, j) for i, j in matching.pairs]
    if matching.alpha and not all(0 <= score <= 1_000_000 for score in scores):
        return [Failure(12, "a score lies outside 0 to 100 points")]
    gain = objective_value(matching.pairs, problem, matching.alpha)
    return [
        Failure(13, f"the {name} is {found}, not {told}")
        for name, told, found in (
            ("number of mentees with a mentor", matching.coverage, len(dict(matching.pairs))),
            ("total score", matching.total, sum(scores)),
            ("value of the objective", matching.gain, gain),
        )
        if type(told) is not int or told != found
    ]


def objective_value(pairs: Pairs, problem: MatchingProblem, alpha: float) -> int:
    """Return gains and credit, less what extra places cost."""
    gain = sum(_gain(problem, i, j, alpha) for i, j in pairs)
    return gain + credit(pairs, problem) - extra_cost(pairs, problem)


def score_of(problem: MatchingProblem, i: int, j: int) -> int:
    """Return the score of one pair."""
    return int(problem.scores.block(slice(i, i + 1), slice(j, j + 1))[0, 0])


def _gain(problem: MatchingProblem, i: int, j: int, alpha: float) -> int:
    return int(gains(problem.scores.block(slice(i, i + 1), slice(j, j + 1)), alpha)[0, 0])


def extra_cost(pairs: Pairs, problem: MatchingProblem) -> int:
    """Return what the places beyond those wanted cost: 1, 2, 3, … times the unit."""
    cost = 0
    for j, load in Counter(j for _, j in pairs).items():
        extra = max(0, load - int(problem.places[j]))
        cost += problem.extra_place_cost * extra * (extra + 1) // 2
    return cost


def credit(pairs: Pairs, problem: MatchingProblem) -> int:
    """Return what is added for mentees with a mentor, once each."""
    given = problem.credit
    return 0 if given is None else sum(int(given[i]) for i in {i for i, _ in pairs})
