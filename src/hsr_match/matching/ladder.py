"""The ladder: coverage, then the objective, then the tie-break, each certified."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from hsr_match.matching.consistency import check
from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame, build_frame
from hsr_match.matching.engines.min_cost_flow import is_safe
from hsr_match.matching.engines.priced_flow import Solution, settle
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.values import Coverage, Gain, Packed, Priority
from hsr_match.matching.gains import RESOLUTION
from hsr_match.matching.matching import Certificate, Matching, PriceReference, Rung
from hsr_match.matching.problem import Ints, MatchingProblem
from hsr_match.matching.tie_break import person_tickets

MILDER_ALPHAS = (1.0, 0.5)
"""Tried in turn when the asked alpha costs more than ``max_price``."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The optimum of one objective: what settled it, and its worth."""

    alpha: float
    rungs: tuple[SettledRung, ...]
    solution: Solution
    gain: Gain

    @property
    def total(self) -> int:
        """Sum of the integer scores."""
        return int(self.solution.core.scores @ self.solution.pair_flow)


def solve(problem: MatchingProblem, *, time_limit: float | None = None) -> Matching:
    """Find the best pairing and its proof.

    Parameters
    ----------
    problem
        What to solve.
    time_limit
        Seconds. The flow engine settles what it can solve exactly and needs no
        limit; coupled problems will use it.

    Returns
    -------
    Matching
        Canonical: the same whatever the order of people.

    Raises
    ------
    InfeasibleError
        If pins and minimum loads contradict each other, places or bans.
    """
    del time_limit
    core = check(problem)
    frame = build_frame(problem)
    best_total = _optimum(problem, frame, core, 0.0)
    chosen = _choose(problem, frame, best_total)
    tie = settle(
        problem,
        frame,
        chosen.solution.core,
        Priority(
            person_tickets(problem.mentee_keys, "mentee", problem.seed),
            person_tickets(problem.mentor_keys, "mentor", problem.seed),
        ),
        np.zeros(len(frame.tails), dtype=np.int64),
        chosen.rungs,
    )
    reference = None
    if chosen.alpha:
        reference = PriceReference(
            pairs=_pairs(best_total.solution),
            total=best_total.total,
            certificate=_certificate(problem, best_total.rungs),
        )
    pairs = _pairs(tie)
    core = tie.core
    worth = chosen.gain.of(core.scores, core.rows, core.columns) @ tie.pair_flow
    return Matching(
        pairs=pairs,
        status="optimal",
        alpha=chosen.alpha,
        coverage=len({i for i, _ in pairs}),
        gain=int(worth - frame.extra_cost @ tie.frame_flow),
        total=int(core.scores @ tie.pair_flow),
        certificate=_certificate(problem, (*chosen.rungs, tie.rung)),
        reference=reference,
    )


def _choose(problem: MatchingProblem, frame: Frame, best_total: _Candidate) -> _Candidate:
    """Return the strongest alpha whose optimum keeps within the price."""
    wish = problem.objective
    if wish.kind == "total" or wish.alpha == 0:
        return best_total
    allowed = Fraction(str(wish.max_price))
    core = best_total.solution.core
    for alpha in (wish.alpha, *(a for a in MILDER_ALPHAS if a < wish.alpha)):
        candidate = _optimum(problem, frame, core, alpha)
        if best_total.total - candidate.total <= allowed * best_total.total:
            return candidate
        core = candidate.solution.core
    return best_total


def _optimum(problem: MatchingProblem, frame: Frame, core: Core, alpha: float) -> _Candidate:
    """Settle coverage (under ``pairs_first``) and the objective."""
    gain = Gain(alpha, RESOLUTION if alpha else problem.largest_score)
    cost = -frame.extra_cost
    if problem.order != "pairs_first":
        solution = settle(problem, frame, core, gain, cost)
        return _Candidate(alpha, (solution.rung,), solution, gain)
    largest = max(gain.largest, int(frame.extra_cost.max(initial=0)))
    packed = Packed(gain, _packing_step(largest, frame.nodes))
    if is_safe(packed.largest, frame.nodes):
        solution = settle(problem, frame, core, packed, cost)
        return _Candidate(alpha, _unpacked(solution.rung, packed, frame), solution, gain)
    nothing = np.zeros(len(frame.tails), dtype=np.int64)
    first = settle(problem, frame, core, Coverage(), nothing)
    second = settle(problem, frame, first.core, gain, cost, [first.rung])
    return _Candidate(alpha, (first.rung, second.rung), second, gain)


def _packing_step(largest: int, nodes: int) -> int:
    """Return a unit of coverage that no path of gains can outweigh.

    A simple path or cycle visits each node once, so gains change by at most
    ``nodes * largest`` along it; reduced profits take two such paths.
    """
    return 4 * nodes * largest + 2 * largest + 2


def _unpacked(rung: SettledRung, packed: Packed, frame: Frame) -> tuple[SettledRung, SettledRung]:
    """Take packed potentials apart again: those of coverage, those of the gain."""
    step = packed.step
    second = (rung.potentials + step // 2) % step - step // 2
    first = (rung.potentials - second) // step
    nothing = np.zeros(len(frame.tails), dtype=np.int64)
    return (
        SettledRung(Coverage(), nothing, first),
        SettledRung(packed.gain, rung.frame_profit, second),
    )


def _pairs(solution: Solution) -> tuple[tuple[int, int], ...]:
    used = solution.core.keys[solution.pair_flow > 0]
    mentors = solution.core.mentors
    return tuple((int(k) // mentors, int(k) % mentors) for k in used)


def _certificate(problem: MatchingProblem, rungs: tuple[SettledRung, ...]) -> Certificate:
    n, m = problem.shape
    names: tuple[Rung, ...] = ("coverage", "objective", "tie_break")
    if problem.order != "pairs_first":
        names = names[1:]
    table: Ints = np.stack([rung.potentials for rung in rungs], axis=1)
    return Certificate(names[: len(rungs)], table[:n], table[n : n + m])
