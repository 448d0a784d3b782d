"""The flow engine: settle one rung of the ladder after the other, exactly.

A settled rung leaves a *face*: arcs whose reduced profit is not zero are fixed
at their bound, every flow on the rest is an optimum (complementary slackness).
The next rung chooses among them. Coverage and objective are packed into one
cost when 64 bits hold it provably, and unpacked again for the certificate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.matching.engines.min_cost_flow import is_safe, min_cost_flow
from hsr_match.matching.engines.network import Network
from hsr_match.matching.engines.potentials import potentials
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True)
class Face:
    """Bounds that leave exactly the optima of the rungs settled so far."""

    lower: Ints
    upper: Ints


@dataclass(frozen=True, slots=True)
class Settled:
    """An optimum of some rungs.

    Attributes
    ----------
    flow
        Units per arc.
    potentials
        Shape (nodes, rungs).
    face
        All optima of these rungs.
    """

    flow: Ints
    potentials: Ints
    face: Face


def whole(network: Network) -> Face:
    """Return the face of all feasible flows."""
    return Face(network.lower, network.upper)


def settle(network: Network, face: Face, profits: Sequence[Ints]) -> Settled:
    """Maximise the profits lexicographically over a face.

    Parameters
    ----------
    network
        The network.
    face
        Where to look.
    profits
        One integer profit per arc for each rung, most important first.

    Raises
    ------
    Infeasible
        If no flow keeps the bounds.
    OverflowError
        If a single rung is too large for exact 64-bit arithmetic.
    """
    if len(profits) == 2:
        step = _packing_step(profits[1], network.nodes)
        largest = step * int(np.abs(profits[0]).max(initial=0)) + int(
            np.abs(profits[1]).max(initial=0)
        )
        if is_safe(largest, network.nodes):
            settled = _settle_one(network, face, step * profits[0] + profits[1])
            second = (settled.potentials[:, 0] + step // 2) % step - step // 2
            first = (settled.potentials[:, 0] - second) // step
            return Settled(settled.flow, np.stack([first, second], axis=1), settled.face)
    found = _settle_one(network, face, profits[0])
    if len(profits) == 1:
        return found
    rest = settle(network, found.face, profits[1:])
    return Settled(rest.flow, np.hstack([found.potentials, rest.potentials]), rest.face)


def _packing_step(second: Ints, nodes: int) -> int:
    """Return a unit of the first rung that no path of the second can outweigh.

    A simple path or cycle visits each node once, so the second rung changes by
    at most ``nodes * largest`` along it; reduced profits take two such paths.
    """
    largest = int(np.abs(second).max(initial=0))
    return 4 * nodes * largest + 2 * largest + 2


def _settle_one(network: Network, face: Face, profit: Ints) -> Settled:
    tails, heads = network.tails, network.heads
    flow = min_cost_flow(tails, heads, face.lower, face.upper, -profit, network.supply)
    can_rise, can_fall = flow < face.upper, flow > face.lower
    price = potentials(tails, heads, can_rise, can_fall, profit, network.nodes)
    reduced = profit + price[heads] - price[tails]
    lower = np.where(reduced > 0, face.upper, face.lower)
    upper = np.where(reduced < 0, face.lower, face.upper)
    return Settled(flow, price[:, None], Face(lower, upper))
