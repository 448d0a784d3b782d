"""What a settled rung leaves open: only what loses no more than the gap between bound and best."""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled.face import Face
from hsr_match.matching.coupled.prices import (
    best_loads,
    best_units,
    load_values,
    unit_values,
)
from hsr_match.matching.coupled.pricing import Priced, Pricer

MOST_LOADS = 256
"""Ranges of loads longer than this are left as they are."""


def narrowed(pricer: Pricer, priced: Priced, gap: int) -> Face:
    """Return the face on which every matching of the value ``bound − gap`` or more lies.

    Parameters
    ----------
    pricer, priced
        The rung, with the prices of its bound.
    gap
        Exact bound less the value reached, in units of the prices.
    """
    model, face, prices = pricer.model, pricer.face, priced.prices
    covered = prices.covered(pricer.goal, pricer.earlier)
    best = best_units(face, prices.units, covered)
    least, most = face.most.copy(), face.least.copy()
    for count in range(int(face.most.max(initial=0)) + 1):
        inside = (face.least <= count) & (count <= face.most)
        value = unit_values(prices.units, covered, np.full_like(best, count))
        kept = inside & (best - value <= gap)
        least = np.where(kept, np.minimum(least, count), least)
        most = np.where(kept, np.maximum(most, count), most)
    step = prices.step_cost(model, pricer.goal, pricer.earlier)
    loads = best_loads(model, face, prices.mentors, step)
    used = priced.surplus + load_values(model, prices.mentors, step, loads)
    closed = priced.best - used > gap
    load_least, load_most = face.load_least.copy(), face.load_most.copy()
    if not pricer.goal.elastic and int(face.load_most.max(initial=0)) <= MOST_LOADS:
        low, high = face.load_most.copy(), face.load_least.copy()
        for load in range(int(face.load_most.max(initial=0)) + 1):
            inside = (face.load_least <= load) & (load <= face.load_most)
            value = load_values(model, prices.mentors, step, np.full_like(low, load))
            kept = inside & (priced.best - priced.surplus - value <= gap)
            low = np.where(kept, np.minimum(low, load), low)
            high = np.where(kept, np.maximum(high, load), high)
        fits = low <= high
        load_least = np.where(fits, low, load_least)
        load_most = np.where(fits, high, load_most)
    load_least[closed] = 0
    load_most[closed] = 0
    open_pairs = []
    for block in range(len(pricer.field.blocks)):
        loss, allowed = pricer.loss_table(priced, block)
        open_pairs.append(np.packbits((loss <= gap) & allowed))
    return Face(
        least=least,
        most=most,
        load_least=load_least,
        load_most=load_most,
        may_idle=face.may_idle & (priced.best <= gap) | closed,
        open_pairs=tuple(open_pairs),
    )
