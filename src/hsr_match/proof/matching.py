"""Check a matching against its problem: places, rules, totals, proof."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from hsr_match.errors import VerificationError
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.certificate import check_certificate
from hsr_match.proof.feasible import check_known, check_limits
from hsr_match.proof.price import check_objective, check_price
from hsr_match.proof.report import Failure, VerificationReport
from hsr_match.proof.totals import check_totals

if TYPE_CHECKING:
    from hsr_match.proof.gap import Gap

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
    failures = [*_unknown(problem), *check_known(matching.pairs, problem)]
    if failures:
        # Nothing can be counted for couplings or people that are not known.
        return VerificationReport(tuple(failures), 0, 0, False)
    failures += check_limits(matching.pairs, problem)
    failures += check_totals(matching, problem)
    failures += _wording(matching, problem)
    priced, kept = 0, problem
    gaps: list[Gap] = []
    if matching.floor is not None and matching.status != "decided":
        # Only loaded where it is needed, as whatever few runs have: solve has no time to lose.
        from hsr_match.proof.floor import check_floor, held_to

        raised, gaps, priced = check_floor(problem, matching, matching.floor)
        failures += raised
        kept = held_to(problem, matching.floor)
    if matching.certificate is not None and not any(f.check == 12 for f in failures):
        proof, looked_at = check_certificate(
            kept,
            matching.pairs,
            matching.certificate,
            matching.alpha,
            tie_break=True,
            worst_first=matching.worst_first,
        )
        failures += proof
        priced = max(priced, looked_at)
    if matching.coupled is not None and not any(f.check == 12 for f in failures):
        from hsr_match.proof.coupled import check_bounds

        bounded, left_open, looked_at = check_bounds(
            kept,
            matching.pairs,
            matching.coupled,
            matching.alpha,
            complete=matching.status == "optimal",
        )
        failures += bounded
        gaps = [*gaps, *left_open]
        priced = max(priced, looked_at)
    best = matching.status == "optimal" and not failures
    return VerificationReport(
        tuple(failures),
        0,
        priced,
        best and not gaps,
        gaps=tuple(gaps),
        searched=best and bool(gaps),
    )


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


def _wording(matching: Matching, problem: MatchingProblem) -> list[Failure]:
    if matching.status == "decided":
        return check_objective(matching, problem)
    if matching.status not in ("optimal", "feasible"):
        return [Failure(16, f"{matching.status!r} is not a status")]
    if matching.status == "feasible":
        return []
    if matching.certificate is None and matching.coupled is None:
        return [Failure(17, "it is called optimal, and no proof comes with it")]
    return check_objective(matching, problem) or check_price(matching, problem)
