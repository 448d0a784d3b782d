"""What every single change would cost the cohort, exactly, without solving again."""

from __future__ import annotations

import numpy as np

from hsr_match.insight.pricing.flow_costs import what_if_flow
from hsr_match.insight.pricing.mentor_leaves import by_last_mentee
from hsr_match.insight.pricing.model import Costs, WhatIf
from hsr_match.insight.pricing.network import Network, network
from hsr_match.insight.pricing.shortest import Legs, Shortest, shortest
from hsr_match.insight.pricing.state import FAR, WITHIN, State, is_plain, lay_open, refuse
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem


def what_if(problem: MatchingProblem, matching: Matching) -> WhatIf:
    """Return the price of every single change to an optimum.

    A forced pair (i, j) costs what the mentee's present pair loses, less what
    the new one gains, plus the cheapest way from mentor j to where the mentee
    came from: ``own_i − gain_ij + way(j, mentor of i)``. One shortest-path
    matrix answers for all pairs (``pricing.network``). The objective is that
    of ``matching``, at the strength that was used; ties cost nothing. All pairs
    are held at once: some 50 bytes a pair while it works, 17 in the answer.
    Several mentors and a limit of spread are priced likewise, on a larger graph
    (``pricing.flow_costs``).

    Parameters
    ----------
    problem
        What was solved; one that a network flow expresses.
    matching
        Its proven optimum.

    Raises
    ------
    ValueError
        If the matching is not proven optimal, is not one of this problem, or
        the problem holds what chains of single moves do not cover.
    """
    refuse(problem, matching)
    if not is_plain(problem) or matching.certificate is None:
        return what_if_flow(problem, matching)
    state = lay_open(problem, matching)
    net = network(state)
    ways = shortest(state, net)
    left = _left_without(state, ways.back)
    force = _force(state, net, ways)
    return WhatIf(
        problem=problem,
        matching=matching,
        force=force,
        forbid=_of_pairs(matching, _forbid(state, force, left)),
        mentee_leaves=left,
        place_more=_place_more(ways.back),
        place_fewer=_place_fewer(state, ways.out),
        loads=state.loads,
        leaving=lambda: by_last_mentee(state, net, ways),
    )


def _force(state: State, net: Network, ways: Shortest) -> Costs:
    """Return the cost of making each pair."""
    m = len(state.loads)
    outside = Legs(
        np.append(ways.back.coverage, 0),
        np.append(ways.back.gain, 0),
        np.append(ways.back.known, True),
    )
    # From mentor j (axis 1) to mentor or outside k (axis 0): rows are what mentees look up.
    coverage = outside.coverage[:, None] + ways.out.coverage
    gain = outside.gain[:, None] + ways.out.gain
    known = outside.known[:, None] & ways.out.known
    tight = np.ix_(net.tight, net.tight)
    between = np.ascontiguousarray(ways.between.T)
    here = between < WITHIN
    lost = coverage[tight]
    inside = here & (~known[tight] | (lost > 0) | ((lost == 0) & (between < gain[tight])))
    coverage[tight] = np.where(inside, 0, lost)
    gain[tight] = np.where(inside, between, gain[tight])
    known[tight] |= inside
    at = np.where(state.matched, state.mentor_of, m)
    possible = known[at]
    possible &= state.allowed
    if state.pinned.any():
        possible[state.pinned] = False
        fixed = np.flatnonzero(state.pinned)
        possible[fixed, state.mentor_of[fixed]] = True
    lost = coverage[at]
    lost += (state.unit * (state.matched.astype(np.int64) - 1))[:, None]
    less = gain[at]
    less -= state.gain
    less += state.own[:, None]
    if not possible.all():
        lost *= possible
        less *= possible
    return Costs(lost, less, possible)


def _left_without(state: State, back: Legs) -> Costs:
    """Return the cost of a mentee's having nobody, which is that of their leaving."""
    matched = state.matched
    at = state.mentor_of[matched]
    coverage, gain = np.zeros((2, len(matched)), dtype=np.int64)
    known = np.ones(len(matched), dtype=np.bool_)
    known[matched] = back.known[at]
    coverage[matched] = (state.unit + back.coverage[at]) * back.known[at]
    gain[matched] = (state.own[matched] + back.gain[at]) * back.known[at]
    return Costs(coverage, gain, known)


def _forbid(state: State, force: Costs, left: Costs) -> Costs:
    """Return the cost of not making each mentee's pair: the next best, or nobody."""
    open_to = force.known.copy()
    matched = np.flatnonzero(state.matched)
    open_to[matched, state.mentor_of[matched]] = False
    coverage, gain = _cheapest(force.coverage, force.gain, open_to)
    nobody = left.known & (
        (left.coverage < coverage) | ((left.coverage == coverage) & (left.gain < gain))
    )
    coverage = np.where(nobody, left.coverage, coverage)
    gain = np.where(nobody, left.gain, gain)
    known = state.matched & ~state.pinned & (gain < WITHIN)
    return Costs(coverage * known, gain * known, known)


def _of_pairs(matching: Matching, by_mentee: Costs) -> Costs:
    at = [i for i, _ in matching.pairs]
    return Costs(by_mentee.coverage[at], by_mentee.gain[at], by_mentee.known[at])


def _cheapest(coverage: Ints, gain: Ints, known: Mask) -> tuple[Ints, Ints]:
    """Return the least of each row, coverage first; ``FAR`` for none."""
    lost = np.where(known, coverage, 2)
    least = lost.min(axis=1, initial=2)
    less = np.where(lost == least[:, None], gain, FAR).min(axis=1, initial=FAR)
    return least, np.where(least < 2, less, FAR)


def _place_more(back: Legs) -> Costs:
    """Return the cost of one more place: none, or a gain."""
    better = back.known & ((back.coverage < 0) | ((back.coverage == 0) & (back.gain < 0)))
    everyone = np.ones(len(better), dtype=np.bool_)
    return Costs(back.coverage * better, back.gain * better, everyone)


def _place_fewer(state: State, out: Legs) -> Costs:
    """Return the cost of one place fewer: none if it stands free."""
    problem = state.problem
    free = state.loads < problem.places
    known = (problem.places > problem.must_have) & (free | out.known)
    hurts = known & ~free
    return Costs(out.coverage * hurts, out.gain * hurts, known)
