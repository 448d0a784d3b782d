"""From the potentials of a flow to prices of people and limits, one rung at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from hsr_match.matching.engines.hubs import Prices
from hsr_match.matching.engines.priced_flow import Round
from hsr_match.matching.engines.values import PairValue
from hsr_match.matching.gains import FULL_SCORE, transform
from hsr_match.matching.objectives.candidate import Field
from hsr_match.matching.problem import Ints

LARGEST = 1 << 61
"""Sums of prices stay below this, so that 64 bits hold them."""

STEEPEST = 64
"""Units of the denominator that a unit of the score may take up."""


@dataclass(frozen=True, slots=True)
class LimitPrices:
    """Prices of one rung in units of ``1 / denominator``; those of places stand per mentor."""

    denominator: int
    mentees: Ints
    mentors: Ints
    spread: Ints
    different: Ints
    earlier: tuple[int, ...]


def are_small(prices: Prices, factors: Sequence[int]) -> bool:
    """Tell whether sums over all potentials and the units of the rungs fit into 64 bits."""
    nodes = prices.nodes
    largest = max(
        (int(np.abs(p).max(initial=0)) for p in (nodes, prices.mentor_hubs, prices.mentee_hubs)),
        default=0,
    )
    return 4 * (largest + factors[0]) * len(nodes) < LARGEST


def at_rung(found: Round, factor: int) -> Prices | None:
    """Return packed potentials in units of one rung; None if what is after it is in the way."""
    prices = found.rung.prices
    parts = []
    for values in (prices.nodes, prices.mentor_hubs, prices.mentee_hubs):
        whole = (values + factor // 2) // factor
        if int(np.abs(values - whole * factor).max(initial=0)) > factor // 4:
            return None
        parts.append(whole)
    nodes, mentors, mentees = parts
    return Prices(nodes, prices.mentor_keys, mentors, prices.mentee_keys, mentees)


def raised(
    field: Field, found: Round, prices: Prices, worth: Iterable[tuple[int, PairValue]]
) -> Prices:
    """Return prices at which no pair outside the core is worth more than it costs."""
    if not len(found.keys):
        return prices
    rows, columns = found.keys // found.core.mentors, found.keys % found.core.mentors
    more = prices.differences(field.rules, rows, columns)
    for factor, value in worth:
        more = more + factor * value.of(found.scores, rows, columns)
    rise = np.zeros(field.frame.mentees, dtype=np.int64)
    np.maximum.at(rise, rows, more)
    nodes = prices.nodes.copy()
    nodes[: field.frame.mentees] += rise
    owners = prices.mentee_keys // max(field.rules.groups, 1)
    return replace(prices, nodes=nodes, mentee_hubs=prices.mentee_hubs + rise[owners])


def limit_prices(field: Field, prices: Prices, earlier: tuple[int, ...]) -> LimitPrices:
    """Return potentials as prices of people and of limits."""
    n, m = field.problem.shape
    groups = max(field.rules.groups, 1)
    nodes = prices.nodes
    owner, group = prices.mentor_keys // groups, prices.mentor_keys % groups
    spread = np.maximum(0, nodes[owner + n] - prices.mentor_hubs)
    chooser, kind = prices.mentee_keys // groups, prices.mentee_keys % groups
    different = np.maximum(0, prices.mentee_hubs - nodes[chooser])
    limit = np.zeros_like(owner)
    return LimitPrices(
        denominator=1,
        mentees=nodes[:n],
        mentors=-nodes[n : n + m],
        spread=np.stack([limit, owner, group, spread], axis=1)[spread > 0],
        different=np.stack([chooser, kind, different], axis=1)[different > 0],
        earlier=earlier,
    )


@lru_cache(maxsize=8)
def tangent(alpha: float, score: int) -> tuple[int, int, int]:
    """Return integers D, b and a with ``D · transform(s, alpha) <= a + b · s`` for all scores s.

    Parameters
    ----------
    alpha
        Strength of the transform, above 0.
    score
        Where the line should be near the transform.
    """
    every = np.arange(FULL_SCORE + 1, dtype=np.int64)
    gains = transform(every, alpha)
    low, high = max(0, score - 500), min(FULL_SCORE, score + 500)
    rise = max(float(gains[high] - gains[low]) / (high - low), 1e-6)
    unit = max(1, int(STEEPEST / rise)) if rise < STEEPEST else 1
    slope = max(1, round(rise * unit))
    return unit, slope, int((unit * gains - slope * every).max())
