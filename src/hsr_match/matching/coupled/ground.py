"""What comes before the objective: demands that must hold, coverage, number of pairs.

Nearly always the plain bound is reached: every mentee who has an eligible mentor
gets one (and as many as wanted), or every place is filled. So the objective is
first maximised on the assumption that it is; where that finds a solution the
assumption was right. Else the rungs are settled one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hsr_match.matching.coupled.face import Face, whole_face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.goal import Goal, Pinned
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.coupled.prices import Earlier, Prices, plain_prices
from hsr_match.matching.engines.values import Count, Nothing
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung whose plain bound is assumed to be reached: its value, and prices that prove it."""

    earlier: Earlier
    prices: Prices


def demands_goal(model: Model) -> Goal:
    """Return the goal of missing as few floors, minimum loads and pins as can be."""
    problem = model.problem
    pins = np.array([i * model.mentors + j for i, j in problem.pins], dtype=np.int64)
    nothing = np.zeros(len(model.units), dtype=np.int64)
    return Goal("demands", Pinned(pins, model.mentors), nothing, elastic=True)


def coverage_goal(model: Model) -> Goal:
    """Return the goal of as many mentees with a mentor as can be."""
    return Goal("coverage", Nothing(), model.units.size.copy())


def pairs_goal(model: Model) -> Goal:
    """Return the goal of as many pairs as can be."""
    return Goal("pairs", Count(), np.zeros(len(model.units), dtype=np.int64))


def assumed(field: PairField) -> tuple[Face, tuple[Reached, ...]]:
    """Return the face on which plain bounds are reached, and these bounds.

    Everybody who can have a mentor has one, and as many as wanted; or, where
    there are fewer places than that, every place is filled.
    """
    model = field.model
    face = whole_face(model)
    if model.problem.order != "pairs_first":
        return face, ()
    size = model.units.size
    choices, takers = _eligible(field, face)
    most = np.minimum(face.most, choices)
    loads = np.minimum(face.load_most, takers)
    places = int(loads.sum())
    if int((size * most).sum()) <= places:
        reached = [_covered(model, most)]
        if model.problem.several:
            reached.append(_wished(model, most, choices))
        return replace(face, most=most, least=most), tuple(reached)
    if model.problem.several:
        if int(size[most > 0].sum()) > places:
            return face, ()
        return replace(face, most=most, least=np.minimum(most, 1)), (_covered(model, most),)
    if ((loads < face.load_least) & ~(model.if_used & (loads == 0))).any():
        # A mentor whom too few could have for the least load: never full, and no plain bound.
        return face, ()
    full = Reached(
        Earlier(coverage_goal(model), places),
        plain_prices(model, -size, (takers >= face.load_most).astype(np.int64)),
    )
    return (
        replace(face, most=most, load_least=loads, load_most=loads, may_idle=loads < 0),
        (full,),
    )


def _eligible(field: PairField, face: Face) -> tuple[Ints, Ints]:
    """Return how many mentors each unit could have, and how many mentees each mentor."""
    model = field.model
    choices = np.zeros(len(model.units), dtype=np.int64)
    takers = np.zeros(model.mentors, dtype=np.int64)
    for block, rows in enumerate(field.blocks):
        allowed = face.allowed(field, block)
        choices[rows] = allowed.sum(axis=1)
        takers += model.units.size[rows] @ allowed
    return choices, takers


def _covered(model: Model, most: Ints) -> Reached:
    size = model.units.size
    value = int(size[most > 0].sum())
    prices = plain_prices(
        model, np.where(most > 0, 0, -size), np.zeros(model.mentors, dtype=np.int64)
    )
    return Reached(Earlier(coverage_goal(model), value), prices)


def _wished(model: Model, most: Ints, choices: Ints) -> Reached:
    size = model.units.size
    # Where there are fewer mentors than wanted, each pair counts for itself.
    units = np.where(choices >= model.units.wanted, size, 0)
    prices = plain_prices(model, units, np.zeros(model.mentors, dtype=np.int64))
    return Reached(Earlier(pairs_goal(model), int((size * most).sum())), prices)
