"""How many mentees can have a mentor, settled by counting before anything is weighed.

Nearly always everybody has a mentor, or every place is taken: prices of 0 and
−1 prove that by themselves. Else the largest flow leaves some mentees out, and
those whom it would have to move for them can go to certain mentors only, who
are full (Hall's condition): −1 for both of these groups is the proof. Neither
needs coverage packed into the costs, which are solved in half the time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.matching.engines.best_pairs import Scatter, best_of_rows
from hsr_match.matching.engines.core import Core, row_blocks, where
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import Prices
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.engines.values import Nothing
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

CHOICES = 3
"""Pairs with mentors outside that each mentee of a full group gets at a time."""

MOST_ROUNDS = 30


def presumed_coverage(problem: MatchingProblem, frame: Frame, core: Core) -> SettledRung:
    """Return the rung of coverage as it is if nothing but numbers limits it.

    With at least as many places as mentees, whoever may have a mentor has one;
    else all places are taken. If no flow keeps to that, coverage is less.

    Parameters
    ----------
    problem
        The problem.
    frame
        Its arcs that are no pairs.
    core
        Pairs, at least one of everybody who may be in any.
    """
    can, useful = _in_any(problem, core)
    if int((can & (problem.wanted > 0)).sum()) <= int(problem.places_max[useful].sum()):
        return _rung(frame, ~can, np.zeros_like(useful), all_open=True)
    return _rung(frame, np.ones_like(can), useful, all_open=True)


def counted_coverage(
    problem: MatchingProblem, frame: Frame, core: Core
) -> tuple[SettledRung, Core] | None:
    """Return the rung of coverage by a largest flow over all pairs, and a core that reaches it.

    Parameters
    ----------
    problem
        The problem. Pins, minimum loads and hubs are not looked at: with them
        the coverage may be less, and no flow keeps to the rung then.
    frame, core
        As :func:`presumed_coverage`.

    Returns
    -------
    tuple of SettledRung and Core, or None
        None if it is not settled after some rounds.
    """
    for _ in range(MOST_ROUNDS):
        full = _full_group(problem, core)
        keys, scores = _ways_out(problem, full)
        if not len(keys):
            can, useful = _in_any(problem, core)
            nobody = not full.mentors.any()
            everybody = bool(full.mentees[can].all() and full.mentors[useful].all())
            return _rung(frame, full.mentees, full.mentors, all_open=nobody or everybody), core
        core = core.with_pairs(keys, scores)
    return None


def _in_any(problem: MatchingProblem, core: Core) -> tuple[Mask, Mask]:
    """Tell which mentees and which mentors are in any pair."""
    n, m = problem.shape
    can, useful = np.zeros(n, dtype=np.bool_), np.zeros(m, dtype=np.bool_)
    can[core.rows] = True
    useful[core.columns] = True
    return can, useful


def _rung(frame: Frame, mentees: Mask, mentors: Mask, *, all_open: bool) -> SettledRung:
    prices = np.zeros(frame.nodes, dtype=np.int64)
    prices[: frame.mentees][mentees] = -1
    prices[frame.mentees : frame.sink][mentors] = -1
    return SettledRung(Nothing(), frame.uncovered(), Prices(prices), all_open=all_open)


@dataclass(frozen=True, slots=True)
class _Group:
    """Mentees who can go to some mentors only, and these mentors, all of them full."""

    mentees: Mask
    mentors: Mask


def _full_group(problem: MatchingProblem, core: Core) -> _Group:
    """Return whom a largest flow of the core leaves out, and whoever could make room for them.

    Along pairs of the core, from the mentees left out to any mentor, and from a
    mentor back to the mentees who are with them.
    """
    rows, columns = core.rows, core.columns
    flow = largest_flow(problem, core)
    n, m = problem.shape
    covered = np.zeros(n, dtype=np.bool_)
    covered[rows[flow]] = True
    mentees = ~covered & (problem.wanted > 0)
    mentors = np.zeros(m, dtype=np.bool_)
    reached = 0
    while reached < (reached := int(np.count_nonzero(mentees))):
        mentors[columns[mentees[rows]]] = True
        mentees[rows[flow & mentors[columns]]] = True
    return _Group(mentees, mentors)


def largest_flow(problem: MatchingProblem, core: Core) -> Mask:
    """Return which pairs a largest flow makes, with one mentor each."""
    from ortools.graph.python.max_flow import SimpleMaxFlow

    n, m = problem.shape
    source, sink, pairs = n + m, n + m + 1, len(core.keys)
    everyone, mentors = np.arange(n), np.arange(m) + n
    ones = np.ones(pairs, dtype=np.int64)
    solver = SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(
        np.concatenate([core.rows, np.full(n, source), mentors]).astype(np.int32),
        np.concatenate([core.columns + n, everyone, np.full(m, sink)]).astype(np.int32),
        np.concatenate([ones, np.minimum(problem.wanted, 1), problem.places_max]),
    )
    if solver.solve(source, sink) != solver.OPTIMAL:
        raise RuntimeError("the largest flow was not found")
    made: Mask = np.asarray(solver.flows(arcs[:pairs])) > 0
    return made


def _ways_out(problem: MatchingProblem, full: _Group) -> tuple[Ints, Ints]:
    """Return the best pairs between the mentees of a full group and mentors outside it."""
    n, m = problem.shape
    scatter = Scatter(n, m)
    keys: list[Ints] = []
    scores: list[Ints] = []
    outside = np.flatnonzero(~full.mentors)
    if full.mentees.any() and len(outside):
        for rows, block, allowed in row_blocks(problem):
            mine = np.flatnonzero(full.mentees[rows])
            some = np.ix_(mine, outside)
            ways = allowed[some]
            if ways.any():
                worth = scatter.over_some(block[some], mine + rows.start, outside)
                worth[~ways] = -np.inf
                ways &= best_of_rows(worth, CHOICES)
                i, j = where(ways)
                keys.append((mine[i] + rows.start) * m + outside[j])
                scores.append(block[mine[i], outside[j]])
    if not keys:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing
    return np.concatenate(keys), np.concatenate(scores)
