"""The certificate of a flow, as bounds by prices of people and limits.

Potentials of mentees and mentors are prices, and where a hub's differs from its
owner's the difference is the price of the limit that the hub stands for. The
potentials of a later rung hold only where earlier rungs are decided; so those
are added, at a price for what the earlier rungs reach that outweighs the rest.
"""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled_certificate import BoundedRung, RungBound
from hsr_match.matching.gains import RESOLUTION
from hsr_match.matching.matching import Certificate, Matching, Side
from hsr_match.matching.problem import Ints, MatchingProblem

LARGEST = 1 << 58
"""Prices stay below this, so that sums of a few fit 64 bits."""

RUNGS: tuple[BoundedRung, ...] = ("coverage", "pairs", "objective")


def bounds_of_flow(problem: MatchingProblem, matching: Matching) -> tuple[RungBound, ...]:
    """Return a bound for each rung before the tie-break.

    Raises
    ------
    ValueError
        If there is no certificate, it is not one of ``total`` or ``balanced``,
        or its numbers are too large.
    """
    certificate = matching.certificate
    if certificate is None:
        raise ValueError("Costs at least need the proof of the pairs.")
    rungs: list[BoundedRung] = [rung for rung in RUNGS if rung in certificate.rungs]
    if certificate.rungs[:-1] != tuple(rungs):
        raise ValueError("Costs at least are for the objectives `total` and `balanced`.")
    scale = RESOLUTION if matching.alpha else max(1, problem.largest_score)
    return tuple(_bound(problem, certificate, rungs[: k + 1], scale) for k in range(len(rungs)))


def _bound(
    problem: MatchingProblem, certificate: Certificate, rungs: list[BoundedRung], scale: int
) -> RungBound:
    weights = _weights(certificate, len(rungs), scale)
    mentees, mentors = (
        side[:, : len(rungs)] @ weights for side in (certificate.mentees, certificate.mentors)
    )
    if rungs[0] == "coverage" and not problem.several:
        # There each pair counts a mentee; here having one does.
        mentees = mentees - weights[0]
    spread = _hubs(certificate, "mentor", weights)
    return RungBound(
        rung=rungs[-1],
        value=0,
        bound=0,
        denominator=1,
        mentees=mentees,
        mentors=-mentors,
        spread=np.concatenate([np.zeros((len(spread), 1), dtype=np.int64), spread], axis=1),
        different=_hubs(certificate, "mentee", weights),
        apart=np.zeros((0, 4), dtype=np.int64),
        floors=np.zeros(0, dtype=np.int64),
        earlier=tuple(weights[:-1].tolist()),
    )


def _weights(certificate: Certificate, count: int, scale: int) -> Ints:
    """Return the weight of each rung: more than all that the rungs after it can differ by."""
    potentials = [certificate.mentees, certificate.mentors]
    potentials += [prices for _, prices in certificate.hubs.values()]
    size = [
        max(
            scale if certificate.rungs[k] == "objective" else 1,
            *(int(np.abs(side[:, k]).max(initial=0)) for side in potentials),
        )
        for k in range(count)
    ]
    weights, after = [1], size[-1]
    for k in range(count - 2, -1, -1):
        weights.insert(0, 1 + 8 * after)
        after += weights[0] * size[k]
    if 8 * after > LARGEST:
        raise ValueError("The scores are too large to say what changes cost at least.")
    return np.array(weights, dtype=np.int64)


def _hubs(certificate: Certificate, side: Side, weights: Ints) -> Ints:
    """Return rows of (owner, group, price) of the hubs that cost something."""
    if side not in certificate.hubs:
        return np.zeros((0, 3), dtype=np.int64)
    hubs, potentials = certificate.hubs[side]
    owners = certificate.mentors if side == "mentor" else certificate.mentees
    more = (owners[hubs[:, 0], : len(weights)] - potentials[:, : len(weights)]) @ weights
    prices = more if side == "mentor" else -more
    paid = prices > 0
    rows: Ints = np.concatenate([hubs, prices[:, None]], axis=1)[paid]
    return rows
