"""The ladder: coverage, then the objective, then the tie-break, each certified."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from hsr_match.matching.consistency import check
from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame, build_frame
from hsr_match.matching.engines.hubs import HubRules, hub_rules
from hsr_match.matching.engines.priced_flow import Solution
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.rungs import RungGoal, settle_all
from hsr_match.matching.engines.values import Count, Gain, Nothing, Priority
from hsr_match.matching.gains import RESOLUTION
from hsr_match.matching.matching import Certificate, Matching, PriceReference, Rung, Side
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
    field = _Field(problem, build_frame(problem), hub_rules(problem))
    best_total = _optimum(field, core, 0.0)
    chosen = _choose(field, best_total)
    tie = _tie_break(field, chosen)
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
        gain=int(worth + field.earned - field.frame.cost @ tie.frame_flow),
        total=int(core.scores @ tie.pair_flow),
        certificate=_certificate(problem, (*chosen.rungs, tie.rung)),
        reference=reference,
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """What stays the same through the ladder."""

    problem: MatchingProblem
    frame: Frame
    rules: HubRules

    @property
    def earned(self) -> int:
        """Credit if every mentee who may get some gets it; the frame takes off the rest."""
        problem = self.problem
        if problem.credit is None:
            return 0
        return int(problem.credit[problem.wanted > 0].sum())


def _tie_break(field: _Field, chosen: _Candidate) -> Solution:
    problem = field.problem
    priority = Priority(
        person_tickets(problem.mentee_keys, "mentee", problem.seed),
        person_tickets(problem.mentor_keys, "mentor", problem.seed),
    )
    goal = RungGoal(priority, np.zeros(len(field.frame.tails), dtype=np.int64))
    return settle_all(
        problem, field.frame, field.rules, chosen.solution.core, [goal], chosen.rungs
    ).solution


def _choose(field: _Field, best_total: _Candidate) -> _Candidate:
    """Return the strongest alpha whose optimum keeps within the price."""
    wish = field.problem.objective
    if wish.kind == "total" or wish.alpha == 0:
        return best_total
    allowed = Fraction(str(wish.max_price))
    core = best_total.solution.core
    for alpha in (wish.alpha, *(a for a in MILDER_ALPHAS if a < wish.alpha)):
        candidate = _optimum(field, core, alpha)
        if best_total.total - candidate.total <= allowed * best_total.total:
            return candidate
        core = candidate.solution.core
    return best_total


def _optimum(field: _Field, core: Core, alpha: float) -> _Candidate:
    """Settle coverage and number of pairs (under ``pairs_first``), then the objective."""
    problem, frame = field.problem, field.frame
    gain = Gain(alpha, RESOLUTION if alpha else problem.largest_score)
    goals = [RungGoal(gain, -frame.cost)]
    if problem.order == "pairs_first":
        if problem.several:
            nothing = np.zeros(len(frame.tails), dtype=np.int64)
            goals.insert(0, RungGoal(Count(), nothing))
        goals.insert(0, RungGoal(Nothing(), frame.uncovered()))
    settled = settle_all(problem, frame, field.rules, core, goals)
    return _Candidate(alpha, settled.rungs, settled.solution, gain)


def _pairs(solution: Solution) -> tuple[tuple[int, int], ...]:
    used = solution.core.keys[solution.pair_flow > 0]
    mentors = solution.core.mentors
    return tuple((int(k) // mentors, int(k) % mentors) for k in used)


def rung_names(problem: MatchingProblem) -> tuple[Rung, ...]:
    """Return the rungs of a problem, most important first."""
    if problem.order != "pairs_first":
        return ("objective", "tie_break")
    if problem.several:
        return ("coverage", "pairs", "objective", "tie_break")
    return ("coverage", "objective", "tie_break")


def _certificate(problem: MatchingProblem, rungs: tuple[SettledRung, ...]) -> Certificate:
    """Return potentials per rung, those of hubs too."""
    n, m = problem.shape
    rules = hub_rules(problem)
    table: Ints = np.stack([rung.prices.nodes for rung in rungs], axis=1)
    if problem.order == "pairs_first" and not problem.several:
        # Solved as "−1 for staying without"; with one mentor each, "1 per pair" is the same.
        table[:n, 0] += 1
    hubs: dict[Side, tuple[Ints, Ints]] = {}
    if rules.any:
        at_mentors = np.unique(np.concatenate([r.prices.mentor_keys for r in rungs]))
        at_mentees = np.unique(np.concatenate([r.prices.mentee_keys for r in rungs]))
        sides: list[tuple[Side, Ints, int | None]] = [
            ("mentor", at_mentors, n),
            ("mentee", at_mentees, None),
        ]
        for side, keys, mentees in sides:
            prices = [r.prices.at_hubs(keys, groups=rules.groups, mentees=mentees) for r in rungs]
            owners = np.stack([keys // rules.groups, keys % rules.groups], axis=1)
            hubs[side] = (owners, np.stack(prices, axis=1))
    return Certificate(rung_names(problem)[: len(rungs)], table[:n], table[n : n + m], hubs)
