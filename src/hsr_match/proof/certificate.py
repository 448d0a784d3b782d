"""The certificate, arc by arc: no flow beats this one, shown in integers.

The network and the condition stand in ``docs/reference/certificate.md``.
Reduced profits are compared rung by rung; an arc whose first non-zero one is
positive must carry all it may, one whose first is negative as little as it may.
A network knows some limits and not others (mentees who must not share a mentor,
say). It then allows more than the problem does: what is best in it, and keeps
the other limits too, is best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.matching.matching import Certificate, LevelPhase, Side
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.objective import Ints
from hsr_match.proof.other_arcs import MenteeArcs, check_hubs, check_mentors
from hsr_match.proof.pair_arcs import LARGEST, PairArcs, largest
from hsr_match.proof.profits import Profits, expected_rungs
from hsr_match.proof.report import Failure

if TYPE_CHECKING:
    from hsr_match.proof.hubs import Hubs
    from hsr_match.proof.levels import OpenLevels


def check_certificate(
    problem: MatchingProblem,
    pairs: Sequence[tuple[int, int]],
    certificate: Certificate,
    alpha: float,
    *,
    tie_break: bool,
    worst_first: bool = False,
) -> tuple[list[Failure], int]:
    """Check that no other pairing beats these pairs.

    Parameters
    ----------
    problem
        The problem.
    pairs
        Feasible pairs, as (mentee, mentor) positions.
    certificate
        Their certificate.
    alpha
        Strength of the objective that it certifies.
    tie_break
        Whether the last rung must be the tie-break.
    worst_first
        Whether the levels of the score must be settled before the objective.

    Returns
    -------
    tuple of (list of Failure, int)
        What does not hold, and the number of eligible pairs looked at.
    """
    phases = certificate.phases
    rungs = expected_rungs(problem, phases=len(phases), tie_break=tie_break)
    if tuple(certificate.rungs) != rungs:
        told = ", ".join(certificate.rungs) or "none"
        return [Failure(15, f"the proof has the rungs {told}, not {', '.join(rungs)}")], 0
    if phases and not worst_first:
        return [Failure(15, "the proof settles levels of the score, which nobody asked for")], 0
    odd = _odd_phases(problem, phases)
    if odd:
        return odd, 0
    misshapen = _misshapen(problem, certificate)
    if misshapen:
        return [misshapen], 0
    try:
        hubs = _hubs(problem, certificate)
    except ValueError as error:
        return [Failure(14, str(error))], 0
    too_large = [
        Failure(12, f"{name} too large to be checked exactly")
        for name, size in _sizes(problem, certificate, list(hubs.values()))
        if size > LARGEST
    ]
    if too_large:
        return too_large, 0
    made: Ints = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    worth = Profits(problem, certificate, alpha)
    mentee_arcs = MenteeArcs(problem, certificate, worth, made)
    levels = _levels(problem, phases, worth.first_phase) if worst_first else {}
    stays = {rung: mentee_arcs.free(rung) for rung in levels}
    pair_arcs = PairArcs(problem, certificate, hubs, worth, levels, stays)
    failures, looked_at = pair_arcs.check(made)
    failures += mentee_arcs.check()
    failures += check_mentors(problem, certificate, worth, made)
    failures += check_hubs(problem, certificate, hubs, made)
    for counted in levels.values():
        failures += counted.failures()
    return failures, looked_at


def _odd_phases(problem: MatchingProblem, phases: Sequence[LevelPhase]) -> list[Failure]:
    if not phases:
        return []
    # Loaded where it is needed, as hubs are: most runs have neither.
    from hsr_match.proof.levels import check_phases

    return list(check_phases(phases, problem.objective.resolution))


def _levels(
    problem: MatchingProblem, phases: Sequence[LevelPhase], first: int
) -> dict[int, OpenLevels]:
    from hsr_match.proof.levels import open_levels

    return open_levels(problem, phases, first)


def _hubs(problem: MatchingProblem, certificate: Certificate) -> dict[Side, Hubs]:
    if not certificate.hubs:
        return {}
    from hsr_match.proof.hubs import listed_hubs

    return listed_hubs(problem, certificate)


def _misshapen(problem: MatchingProblem, certificate: Certificate) -> Failure | None:
    sides = certificate.mentees, certificate.mentors
    for side, count in zip(sides, problem.shape, strict=True):
        if side.shape != (count, len(certificate.rungs)) or side.dtype != np.int64:
            return Failure(14, "the proof does not give every person one integer per rung")
    return None


def _sizes(
    problem: MatchingProblem, certificate: Certificate, hubs: Sequence[Hubs]
) -> Iterator[tuple[str, int]]:
    """Yield the size of the largest number of each kind."""
    for numbers in (certificate.mentees, certificate.mentors, *(hub.values for hub in hubs)):
        yield "the proof holds a number", largest(numbers)
    yield "the cost of extra places is", problem.extra_place_cost * max(problem.shape[0], 1)
    if problem.credit is not None:
        yield "a credit is", largest(problem.credit)
