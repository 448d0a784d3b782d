"""The last rung: among equally good choices the one that the keyed hash prefers."""

from __future__ import annotations

import numpy as np

from hsr_match.matching.coupled.clock import Clock, Stopped
from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.face import Face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.goal import Goal
from hsr_match.matching.coupled.narrowing import narrowed
from hsr_match.matching.coupled.outcome import Settled, Start
from hsr_match.matching.coupled.prices import Earlier
from hsr_match.matching.coupled.pricing import Pricer
from hsr_match.matching.coupled.search import search
from hsr_match.matching.coupled.settle import settle
from hsr_match.matching.coupled.task import Task
from hsr_match.matching.engines.values import Priority
from hsr_match.matching.problem import Ints
from hsr_match.matching.tie_break import person_tickets

FEW_PAIRS = 24
"""With so many open pairs per unit or fewer the search needs no linear program before it."""


def ties_broken(field: PairField, last: Settled, clock: Clock) -> tuple[Ints, bool]:
    """Return the choice that the tie-break prefers, and whether it is certain.

    Parameters
    ----------
    field
        All pairs.
    last
        The rung before, proven.
    clock
        When to stop: then the choice of that rung stays.
    """
    if not last.proven or clock.over:
        return last.made, False
    problem, units = field.model.problem, field.model.units
    priority = Priority(
        person_tickets(problem.mentee_keys, "mentee", problem.seed),
        person_tickets(problem.mentor_keys, "mentor", problem.seed),
    )
    face = face_after(last)
    goal = Goal("tie_break", priority, np.zeros(len(units), dtype=np.int64))
    earlier = (*last.task.earlier, Earlier(last.task.goal, last.value))
    task = Task(field, face, goal, earlier)
    try:
        keys = open_pairs(field, face, FEW_PAIRS * len(units))
        if keys is None:
            start = Start(last.start.columns, last.start.rows, last.made)
            tie = settle(task, start, clock)
            return tie.made, tie.proven
        found = search(task, Columns(keys, field.model.mentors), last.made, clock)
    except Stopped:
        return last.made, False
    if found.status not in ("optimal", "feasible"):
        return last.made, False
    return found.keys, found.status == "optimal"


def face_after(rung: Settled) -> Face:
    """Return what a settled rung leaves open."""
    return narrowed(Pricer(rung.task), rung.priced, rung.gap)


def open_pairs(field: PairField, face: Face, most: int) -> Ints | None:
    """Return the keys of open pairs; None if there are more than ``most``."""
    found: list[Ints] = []
    count = 0
    for block, rows in enumerate(field.blocks):
        keys = np.flatnonzero(face.allowed(field, block)) + rows.start * field.model.mentors
        found.append(keys.astype(np.int64))
        count += len(keys)
        if count > most:
            return None
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
