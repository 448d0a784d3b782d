"""The ladder: coverage, then the objective, then the tie-break, each certified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from hsr_match.matching.consistency import check
from hsr_match.matching.engines.flow import Settled, settle, whole
from hsr_match.matching.engines.network import Network, build_network, eligible_pairs
from hsr_match.matching.gains import transform
from hsr_match.matching.matching import Certificate, Matching, PriceReference, Rung
from hsr_match.matching.problem import Ints, MatchingProblem
from hsr_match.matching.tie_break import person_tickets, priorities

MILDER_ALPHAS = (1.0, 0.5)
"""Tried in turn when the asked alpha costs more than ``max_price``."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    alpha: float
    settled: Settled
    total: int


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
    rows, columns = eligible_pairs(problem)
    check(problem, rows, columns)
    network = build_network(problem, rows, columns)
    scores = _scores_of(problem, network)
    best_total = _candidate(problem, network, scores, 0.0)
    chosen = _choose(problem, network, scores, best_total)
    tie = settle(network, chosen.settled.face, [_tie_profit(problem, network, chosen)])
    reference = None
    if chosen.alpha:
        reference = PriceReference(
            pairs=_pairs(network, best_total.settled.flow),
            total=best_total.total,
            certificate=_certificate(problem, best_total.settled.potentials, _rungs(problem)),
        )
    value = _objective_profit(network, scores, chosen.alpha)
    pairs = _pairs(network, tie.flow)
    return Matching(
        pairs=pairs,
        status="optimal",
        alpha=chosen.alpha,
        coverage=len({i for i, _ in pairs}),
        gain=int(value @ tie.flow),
        total=int(scores @ tie.flow[: network.pairs]),
        certificate=_certificate(
            problem,
            np.hstack([chosen.settled.potentials, tie.potentials]),
            (*_rungs(problem), "tie_break"),
        ),
        reference=reference,
    )


def _rungs(problem: MatchingProblem) -> tuple[Rung, ...]:
    return ("coverage", "objective") if problem.order == "pairs_first" else ("objective",)


def _scores_of(problem: MatchingProblem, network: Network) -> Ints:
    block = problem.scores.block(slice(None), slice(None))
    values: Ints = block[network.pair_rows, network.pair_columns]
    return values


def _objective_profit(network: Network, scores: Ints, alpha: float) -> Ints:
    return network.pair_profit(transform(scores, alpha)) - network.extra_cost


def _candidate(
    problem: MatchingProblem, network: Network, scores: Ints, alpha: float
) -> _Candidate:
    objective = _objective_profit(network, scores, alpha)
    profits: Sequence[Ints] = [objective]
    if problem.order == "pairs_first":
        profits = [network.pair_profit(1), objective]
    settled = settle(network, whole(network), profits)
    return _Candidate(alpha, settled, int(scores @ settled.flow[: network.pairs]))


def _choose(
    problem: MatchingProblem, network: Network, scores: Ints, best_total: _Candidate
) -> _Candidate:
    """Return the strongest alpha whose optimum keeps within the price."""
    wish = problem.objective
    if wish.kind == "total" or wish.alpha == 0:
        return best_total
    allowed = Fraction(str(wish.max_price))
    for alpha in (wish.alpha, *(a for a in MILDER_ALPHAS if a < wish.alpha)):
        candidate = _candidate(problem, network, scores, alpha)
        if best_total.total - candidate.total <= allowed * best_total.total:
            return candidate
    return best_total


def _tie_profit(problem: MatchingProblem, network: Network, chosen: _Candidate) -> Ints:
    """Priorities of the pairs that are still open; 0 elsewhere."""
    face = chosen.settled.face
    open_pairs = np.flatnonzero((face.lower < face.upper)[: network.pairs])
    profit = network.pair_profit(0)
    if len(open_pairs):
        mentees = person_tickets(problem.mentee_keys, "mentee", problem.seed)
        mentors = person_tickets(problem.mentor_keys, "mentor", problem.seed)
        profit[open_pairs] = priorities(
            mentees[network.pair_rows[open_pairs]], mentors[network.pair_columns[open_pairs]]
        )
    return profit


def _pairs(network: Network, flow: Ints) -> tuple[tuple[int, int], ...]:
    used = np.flatnonzero(flow[: network.pairs])
    rows, columns = network.pair_rows[used], network.pair_columns[used]
    order = np.lexsort((columns, rows))
    return tuple(zip(rows[order].tolist(), columns[order].tolist(), strict=True))


def _certificate(
    problem: MatchingProblem, potentials: Ints, rungs: tuple[Rung, ...]
) -> Certificate:
    n, m = problem.shape
    return Certificate(rungs=rungs, mentees=potentials[:n], mentors=potentials[n : n + m])
