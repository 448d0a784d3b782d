"""What a mentor's withdrawal would cost the cohort.

One mentee to place again is one shortest path that keeps clear of the mentor.
Two or more are not the sum of their paths, since the second depends on the
first (``pricing.withdrawals``).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hsr_match.insight.pricing.model import Costs
from hsr_match.insight.pricing.network import Network, outward
from hsr_match.insight.pricing.shortest import Legs, Shortest, steps, ways_out
from hsr_match.insight.pricing.state import FAR, State
from hsr_match.matching.problem import Ints


def by_last_mentee(state: State, net: Network, ways: Shortest) -> Costs:
    """Return the cost of each mentor's withdrawal; not known for loads of two or more."""
    m = len(state.loads)
    coverage, gain = np.zeros((2, m), dtype=np.int64)
    mentee_of = np.full(m, -1, dtype=np.int64)
    matched = np.flatnonzero(state.matched)
    mentee_of[state.mentor_of[matched]] = matched
    single = state.loads == 1
    # Without room a path through a mentor would move their mentee once more, a
    # detour: none is cheaper. With room it would end there, so it is looked for anew.
    room = state.loads < state.problem.places_max
    clear = _KeepingClear(state, net, ways.out)
    anew = {int(j): clear.of(int(j)) for j in np.flatnonzero(single & room)}
    same = [j for j in np.flatnonzero(single).tolist() if anew.get(j, ways.out) is ways.out]
    groups = [(np.array(same, dtype=np.int64), ways.out)]
    groups += [(np.array([j]), out) for j, out in anew.items() if out is not ways.out]
    for mentors, out in groups:
        mentees = mentee_of[mentors]
        again = _placed_again(state, mentees, mentors, out)
        coverage[mentors] = state.unit + again[0]
        gain[mentors] = state.own[mentees] - state.last_cost[mentors] + again[1]
    return Costs(coverage, gain, state.loads < 2)


def _placed_again(state: State, mentees: Ints, without: Ints, out: Legs) -> tuple[Ints, Ints]:
    """Return the cost of placing each mentee anew without one mentor, or of leaving them out."""
    open_to = state.allowed[mentees] & out.known
    open_to[np.arange(len(mentees)), without] = False
    coverage = np.where(open_to, out.coverage - state.unit, 1)
    first = coverage.min(axis=1, initial=1)
    by = np.where(coverage == first[:, None], out.gain - state.gain[mentees], FAR)
    gain = np.where(first < 1, by.min(axis=1, initial=FAR), FAR)
    nobody = (first > 0) | ((first == 0) & (gain >= 0))
    return np.where(nobody, 0, first), np.where(nobody, 0, gain)


class _KeepingClear:
    """Cheapest ways to the outside that keep clear of one mentor."""

    def __init__(self, state: State, net: Network, out: Legs) -> None:
        self._state, self._net, self._out = state, net, out
        near, self._limit = steps(net)
        self._towards = np.ascontiguousarray(near.T)
        # Each mentor's two cheapest ways through a sink, and whose the first one is.
        none = np.full((len(state.loads), 2), FAR, dtype=np.int64)
        by = np.append(net.moves[:, net.sinks] + state.next_cost[net.sinks], none, axis=1)
        self._first, self._second = np.partition(by, 1, axis=1)[:, :2].T
        self._nearest = np.append(net.sinks, [-1, -1])[by.argmin(axis=1)]

    def of(self, mentor: int) -> Legs:
        net, state = self._net, self._state
        by_sinks = np.where(self._nearest == mentor, self._second, self._first)
        at = np.flatnonzero(net.tight == mentor)
        towards = self._towards
        if not len(at) and (by_sinks[net.tight] == self._first[net.tight]).all():
            # Paths run through tight mentors only, and none of them ended here alone.
            return self._out
        filling, leaving = outward(state, by_sinks, net.without)
        if len(at):
            filling[mentor] = leaving[mentor] = FAR
            towards = towards.copy()
            towards[:, at] = self._limit
        kept = replace(net, filling=filling, leaving=leaving)
        return ways_out(state, kept, towards, self._limit)
