"""The certificate: prices of each rung from which its bound follows over all pairs.

A rung is solved on what earlier rungs leave open. Whoever checks it knows only
the values that earlier rungs reach; so the prices that prove those are added
with a weight that makes it too dear to fall short of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from hsr_match.matching.coupled.face import whole_face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.ground import Reached
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.coupled.outcome import Settled
from hsr_match.matching.coupled.prices import LARGEST, Earlier, Prices
from hsr_match.matching.coupled.pricing import Priced, Pricer
from hsr_match.matching.coupled.rows import Rows
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.coupled_certificate import (
    BoundedRung,
    CoupledCertificate,
    RungBound,
)
from hsr_match.matching.problem import Ints


def certificate(
    field: PairField, reached: Sequence[Reached], rungs: Sequence[Settled]
) -> CoupledCertificate:
    """Return bounds that need nothing but the problem and the values of earlier rungs.

    Parameters
    ----------
    field
        All pairs.
    reached
        Rungs whose plain bound was reached, in order.
    rungs
        Rungs settled after them; the last may not be proven.
    """
    face = whole_face(field.model)
    before: list[Earlier] = []
    tight: list[Prices | None] = []
    bounds: list[RungBound] = []
    steps = [(r.earlier, r.prices, True) for r in reached]
    steps += [(Earlier(r.task.goal, r.value), r.priced.prices, r.gap == 0) for r in rungs]
    for earlier, own, is_tight in steps:
        skipped = len(before) - len(own.earlier)
        prices = replace(own, earlier=(0,) * skipped + own.earlier)
        pricer = Pricer(Task(field, face, earlier.goal, tuple(before)))
        best = pricer.price(prices)
        weighted = _weighted(field.model, prices, tight)
        if weighted is not None:
            other = pricer.price(weighted)
            best = min(best, other, key=lambda priced: priced.bound)
        bounds.append(_published(field.model, earlier, best))
        before.append(earlier)
        tight.append(prices if is_tight else None)
    return CoupledCertificate(tuple(bounds))


def _weighted(model: Model, prices: Prices, tight: Sequence[Prices | None]) -> Prices | None:
    """Return prices with those of earlier rungs added; None if there are none or it overflows."""
    if not any(tight):
        return None
    most = int(max(model.units.wanted.max(initial=1), model.places_max.max(initial=1), 1))
    for earlier in reversed(tight):
        if earlier is not None:
            weight = 2 * (1 + most * _largest(prices))
            if weight * _largest(earlier) * max(1, earlier.denominator) > LARGEST:
                return None
            prices = _sum(prices, earlier, weight)
    return prices


def _largest(prices: Prices) -> int:
    return int(
        max(
            prices.denominator,
            np.abs(prices.units).max(initial=0),
            np.abs(prices.mentors).max(initial=0),
            prices.floors.max(initial=0),
            *(family.max(initial=0) for family in _families(prices)),
        )
    )


def _families(prices: Prices) -> tuple[Ints, ...]:
    return (*prices.spread, prices.apart, prices.different)


def _sum(prices: Prices, other: Prices, weight: int) -> Prices:
    """Return ``prices + weight · other``; the value that ``other`` proves is paid for too."""
    rows = prices.rows.with_rows(other.rows)
    families = [
        _aligned(mine, price, every) + weight * _aligned(theirs, theirs_price, every)
        for every, mine, price, theirs, theirs_price in zip(
            rows.families,
            prices.rows.families,
            _families(prices),
            other.rows.families,
            _families(other),
            strict=False,
        )
    ]
    earlier = list(prices.earlier)
    for k, price in enumerate((*other.earlier, other.denominator)):
        earlier[k] += weight * price
    return Prices(
        denominator=prices.denominator,
        units=prices.units + weight * other.units,
        mentors=prices.mentors + weight * other.mentors,
        rows=Rows(rows.spread, rows.apart, rows.different, rows.if_used),
        spread=tuple(families[:-2]),
        apart=families[-2],
        different=families[-1],
        floors=prices.floors + weight * other.floors,
        earlier=tuple(earlier),
    )


def _aligned(keys: Ints, prices: Ints, every: Ints) -> Ints:
    result = np.zeros(len(every), dtype=np.int64)
    result[np.searchsorted(every, keys)] = prices
    return result


def _published(model: Model, earlier: Earlier, priced: Priced) -> RungBound:
    prices = priced.prices
    first = model.units.first
    mentees = np.zeros(model.problem.shape[0], dtype=np.int64)
    mentees[first] = prices.units
    spread = [
        np.stack(
            [
                np.full(int((price > 0).sum()), limit.index),
                keys[price > 0] // limit.groups,
                limit.names[keys[price > 0] % limit.groups],
                price[price > 0],
            ],
            axis=1,
        )
        for limit, keys, price in zip(model.limits, prices.rows.spread, prices.spread, strict=True)
    ]
    used = prices.different > 0
    keys, price = prices.rows.different[used], prices.different[used]
    groups = model.groups_of_mentors
    different = np.stack([first[keys // groups], model.group_names[keys % groups], price], axis=1)
    used = prices.apart > 0
    keys, price = prices.rows.apart[used], prices.apart[used]
    couple = model.apart[keys // model.mentors]
    apart = np.stack(
        [first[couple[:, 0]], first[couple[:, 1]], keys % model.mentors, price], axis=1
    )
    return RungBound(
        rung=cast(BoundedRung, earlier.goal.name),
        value=earlier.value,
        bound=priced.bound // prices.denominator,
        denominator=prices.denominator,
        mentees=mentees,
        mentors=prices.mentors,
        spread=np.concatenate(spread) if spread else np.zeros((0, 4), dtype=np.int64),
        different=different,
        apart=apart,
        floors=prices.floors,
        earlier=prices.earlier,
    )
