"""Check a matching against its problem: places, rules, totals, proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from fractions import Fraction

from hsr_match.errors import VerificationError
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.certificate import check_certificate
from hsr_match.proof.couplings import check_couplings
from hsr_match.proof.objective import gains
from hsr_match.proof.report import Failure, VerificationReport

Pairs = Sequence[tuple[int, int]]

KNOWN = frozenset({
    "scores", "eligible", "mentee_keys", "mentor_keys", "wanted", "places_min", "places",
    "places_max", "minimum_always", "pins", "order", "objective", "extra_place_cost", "scale",
    "seed", "mentee_ids", "mentor_ids", "score_bound", "credit", "mentor_groups", "spread",
    "apart", "together", "floors",
})  # fmt: skip
"""Parts of a problem that are checked, or change nothing (``score_bound`` helps engines)."""


def verify(matching: Matching, problem: MatchingProblem) -> VerificationReport:
    """Check a matching in memory, with neither solver nor scorer.

    Parameters
    ----------
    matching
        What was found.
    problem
        What was asked. Its scores and rules are taken as they are;
        :func:`verify_documents` works them out again from the answers.

    Returns
    -------
    VerificationReport
        Without failures.

    Raises
    ------
    VerificationError
        If anything does not hold.
    """
    report = check_matching(matching, problem)
    if report.failures:
        raise rejection(report)
    return report


def rejection(report: VerificationReport) -> VerificationError:
    """Return the error that says what does not hold."""
    count = len(report.failures)
    return VerificationError(
        f"The independent check rejects this result ({count} "
        f"{'thing does' if count == 1 else 'things do'} not hold).",
        report.failures,
        "Do not use these pairs. docs/reference/verifier.md says what each check means.",
    )


def check_matching(matching: Matching, problem: MatchingProblem) -> VerificationReport:
    """Return everything about a matching that does not hold."""
    failures = [*_unknown(problem), *_people(matching.pairs, problem)]
    if failures:
        # Nothing can be counted for couplings or people that are not known.
        return VerificationReport(tuple(failures), 0, 0, False)
    failures += _feasible(matching.pairs, problem)
    failures += _totals(matching, problem)
    failures += _wording(matching, problem)
    priced = 0
    if matching.certificate is not None and not any(f.check == 12 for f in failures):
        proof, priced = check_certificate(
            problem, matching.pairs, matching.certificate, matching.alpha, tie_break=True
        )
        failures += proof
    proven = matching.status == "optimal" and matching.certificate is not None and not failures
    return VerificationReport(tuple(failures), 0, priced, proven)


def _unknown(problem: MatchingProblem) -> list[Failure]:
    """Refuse what these checks do not know: a proof that leaves it out proves nothing."""
    strange = [
        field.name
        for field in fields(problem)
        if field.name not in KNOWN and _says_something(getattr(problem, field.name))
    ]
    return [Failure(10, f"this version cannot check the coupling: {name}") for name in strange]


def _says_something(value: object) -> bool:
    return value is not None and not (isinstance(value, tuple) and not value)


def _people(pairs: Pairs, problem: MatchingProblem) -> list[Failure]:
    n, m = problem.shape
    return [
        Failure(4, f"pair {i + 1} with {j + 1} names somebody who does not take part")
        for i, j in pairs
        if not (0 <= i < n and 0 <= j < m)
    ]


def _feasible(pairs: Pairs, problem: MatchingProblem) -> list[Failure]:
    failures = []
    for i, mentors in Counter(i for i, _ in pairs).items():
        if mentors > problem.wanted[i]:
            most = int(problem.wanted[i])
            failures.append(
                Failure(5, f"{problem.mentee_label(i)} has {mentors} mentors; at most {most}")
            )
    failures += [
        Failure(5, f"{_pair(problem, *pair)} is listed {count} times")
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
            failures.append(Failure(7, f"{_pair(problem, i, j)} may not be made"))
    made = set(pairs)
    failures += [
        Failure(8, f"{_pair(problem, *pin)} is pinned but not made")
        for pin in problem.pins
        if pin not in made
    ]
    return failures + check_couplings(pairs, problem)


def _totals(matching: Matching, problem: MatchingProblem) -> list[Failure]:
    scores = [_score(problem, i, j) for i, j in matching.pairs]
    if matching.alpha and not all(0 <= score <= 1_000_000 for score in scores):
        return [Failure(12, "a score lies outside 0 to 100 points")]
    gain = sum(_gain(problem, i, j, matching.alpha) for i, j in matching.pairs)
    gain += credit(matching.pairs, problem) - extra_cost(matching.pairs, problem)
    return [
        Failure(13, f"the {name} is {found}, not {told}")
        for name, told, found in (
            ("number of mentees with a mentor", matching.coverage, len(dict(matching.pairs))),
            ("total score", matching.total, sum(scores)),
            ("value of the objective", matching.gain, gain),
        )
        if type(told) is not int or told != found
    ]


def _score(problem: MatchingProblem, i: int, j: int) -> int:
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


def _wording(matching: Matching, problem: MatchingProblem) -> list[Failure]:
    if matching.status not in ("optimal", "feasible"):
        return [Failure(16, f"{matching.status!r} is not a status")]
    if matching.status == "feasible":
        return []
    if matching.certificate is None:
        return [Failure(17, "it is called optimal, and no proof comes with it")]
    return _price(matching, problem)


def _price(matching: Matching, problem: MatchingProblem) -> list[Failure]:
    """Check that fairness cost no more than allowed, against a proven best total."""
    wish = problem.objective
    strengths = {0.0}
    if wish.kind == "balanced":
        strengths |= {wish.alpha, *(a for a in (1.0, 0.5) if a < wish.alpha)}
    if matching.alpha not in strengths:
        return [Failure(15, f"the strength {matching.alpha} was not asked for")]
    best = matching.reference
    if not matching.alpha:
        return []
    if best is None:
        return [Failure(15, "the best total, which says what fairness cost, is not proven")]
    failures = [Failure(15, f"best total: {f.message}") for f in _people(best.pairs, problem)]
    if failures:
        return failures
    found = [*_feasible(best.pairs, problem)]
    total = sum(_score(problem, i, j) for i, j in best.pairs)
    if total != best.total:
        found.append(Failure(13, f"its total is {total}, not {best.total}"))
    found += check_certificate(problem, best.pairs, best.certificate, 0.0, tie_break=False)[0]
    allowed = Fraction(str(wish.max_price)) * total
    if total - matching.total > allowed:
        found.append(Failure(15, "fairness cost more of it than the settings allow"))
    return [Failure(15, f"best total: {f.message}") for f in found]


def _pair(problem: MatchingProblem, i: int, j: int) -> str:
    return f"{problem.mentee_label(i)} with {problem.mentor_label(j)}"
