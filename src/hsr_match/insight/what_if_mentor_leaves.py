"""What a mentor's withdrawal would cost the cohort.

One mentee to place again is one shortest path that keeps clear of the mentor.
Two or more are not the sum of their paths, since the second depends on the
first: then the problem is solved again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from hsr_match.insight.what_if_model import Costs, WhatIf
from hsr_match.insight.what_if_network import Network, outward
from hsr_match.insight.what_if_shortest import Legs, Shortest, steps, ways_out
from hsr_match.insight.what_if_state import FAR, State
from hsr_match.matching.problem import Objective


@dataclass(frozen=True, slots=True)
class MentorLeaves:
    """What the cohort loses if a mentor withdraws, coverage first.

    Attributes
    ----------
    coverage, gain
        As in ``Costs``.
    how
        ``prices``: read off the shortest paths. ``solved_again``: by a second
        solve. Both are exact.
    """

    coverage: int
    gain: int
    how: Literal["prices", "solved_again"]


def if_mentor_leaves(answers: WhatIf, mentor: int) -> MentorLeaves:
    """Return what a mentor's withdrawal costs; pins and minimum load go with them.

    Parameters
    ----------
    answers
        What ``what_if`` returned.
    mentor
        Position.
    """
    told = answers.mentor_leaves.at(mentor)
    if told is not None:
        return MentorLeaves(*told, how="prices")
    from hsr_match.matching import solve

    problem, matching = answers.problem, answers.matching
    stays = np.arange(problem.shape[1]) != mentor
    without = replace(
        problem,
        places_min=problem.places_min * stays,
        places=problem.places * stays,
        places_max=problem.places_max * stays,
        pins=tuple(pin for pin in problem.pins if pin[1] != mentor),
        # The strength that was used: a second solve must not choose another.
        objective=Objective("balanced", matching.alpha) if matching.alpha else Objective("total"),
    )
    again = solve(without)
    coverage = matching.coverage - again.coverage if problem.order == "pairs_first" else 0
    return MentorLeaves(coverage, matching.gain - again.gain, how="solved_again")


def by_last_mentee(state: State, net: Network, ways: Shortest) -> Costs:
    """Return the cost of each mentor's withdrawal; not known for loads of two or more."""
    m = len(state.loads)
    coverage, gain = np.zeros((2, m), dtype=np.int64)
    mentee_of = np.full(m, -1, dtype=np.int64)
    matched = np.flatnonzero(state.matched)
    mentee_of[state.mentor_of[matched]] = matched
    room = state.loads < state.problem.places_max
    clear = _KeepingClear(state, net, ways.out)
    for j in np.flatnonzero(state.loads == 1):
        i = int(mentee_of[j])
        # Without room a path through j would move i once more, a detour: none is cheaper.
        out = clear.of(int(j)) if room[j] else ways.out
        again = _placed_again(state, i, int(j), out)
        coverage[j] = state.unit + again[0]
        gain[j] = state.own[i] - state.last_cost[j] + again[1]
    return Costs(coverage, gain, state.loads < 2)


def _placed_again(state: State, mentee: int, without: int, out: Legs) -> tuple[int, int]:
    """Return the cost of placing a mentee anew, or of leaving them without."""
    open_to = state.allowed[mentee] & out.known
    open_to[without] = False
    at = np.flatnonzero(open_to)
    if not len(at):
        return 0, 0
    coverage = out.coverage[at] - state.unit
    gain = out.gain[at] - state.gain[mentee, at]
    first = int(coverage.min())
    best = first, int(gain[coverage == first].min())
    return min(best, (0, 0))


class _KeepingClear:
    """Cheapest ways to the outside that keep clear of one mentor."""

    def __init__(self, state: State, net: Network, out: Legs) -> None:
        self._state, self._net, self._out = state, net, out
        near, self._limit = steps(net)
        self._towards = np.ascontiguousarray(near.T)

    def of(self, mentor: int) -> Legs:
        net, state = self._net, self._state
        sinks = net.sinks[net.sinks != mentor]
        filling, leaving = outward(state, net.moves, net.without, sinks)
        towards = self._towards
        at = np.flatnonzero(net.tight == mentor)
        if not len(at):
            # Paths run through tight mentors only; this one was an end at most.
            if (filling[net.tight] == net.filling[net.tight]).all():
                return self._out
        else:
            filling[mentor] = leaving[mentor] = FAR
            towards = towards.copy()
            towards[:, at] = self._limit
        kept = replace(net, filling=filling, leaving=leaving)
        return ways_out(state, kept, towards, self._limit)
