"""What the engine for coupled problems finds is proven; no other pairing passes for it."""

from __future__ import annotations

import dataclasses

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.proof.goal import Goal
from hsr_match.proof.matching import check_matching
from tests.proof.coupled_problems import Pairs, coupled_problems, feasible


@st.composite
def cases(draw: st.DrawFn) -> tuple[MatchingProblem, Matching]:
    p = draw(coupled_problems())
    assume(not p.is_flow)
    if (p.scores.block(slice(None), slice(None)) >= 0).all():
        alpha, price = draw(st.sampled_from([0.5, 1.0, 2.0])), draw(st.sampled_from([0.02, 1.0]))
        p = dataclasses.replace(p, objective=Objective("balanced", alpha, price))
    try:
        return p, solve(p)
    except InfeasibleError:
        assume(False)
        raise


def told(p: MatchingProblem, matching: Matching, pairs: Pairs) -> Matching:
    """The result as an honest writer would give it for other pairs, with the old bounds."""
    table = p.scores.block(slice(None), slice(None))
    scores = np.array([table[pair] for pair in pairs], dtype=np.int64)
    reached = {name: Goal(name, matching.alpha).reached(p, pairs) for name in
               ("coverage", "pairs", "objective")}  # fmt: skip
    assert matching.coupled is not None
    rungs = tuple(
        dataclasses.replace(rung, value=reached[rung.rung]) for rung in matching.coupled.rungs
    )
    return dataclasses.replace(
        matching,
        pairs=pairs,
        coverage=reached["coverage"],
        gain=reached["objective"],
        total=int(scores.sum()),
        coupled=dataclasses.replace(matching.coupled, rungs=rungs),
    )


@given(cases(), st.data())
@settings(max_examples=25, deadline=None)
def test_what_it_finds_is_proven_and_nothing_worse_passes(
    case: tuple[MatchingProblem, Matching], data: st.DataObject
) -> None:
    p, matching = case
    report = check_matching(matching, p)
    assert not report.failures
    assert report.proven
    names = [rung.rung for rung in matching.coupled.rungs] if matching.coupled else []
    goals = [Goal(name, matching.alpha) for name in names]

    def worth(pairs: Pairs) -> tuple[int, ...]:
        return tuple(goal.reached(p, pairs) for goal in goals)

    everything = list(feasible(p))
    assert worth(matching.pairs) == max(map(worth, everything))
    other = data.draw(st.sampled_from(everything))
    if worth(other) < worth(matching.pairs):
        rejected = {f.check for f in check_matching(told(p, matching, other), p).failures}
        assert rejected & {14, 16}
