"""Results of solves that were stopped: valid, and no further from the best than they say."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.proof.goal import Goal
from hsr_match.proof.matching import check_matching
from tests.matching.problems import assignments, small_problems
from tests.matching.test_several import allowed, rich_problems


@st.composite
def cases(draw: st.DrawFn) -> tuple[MatchingProblem, list[Matching]]:
    p = draw(small_problems(negative=False, minimum=True) | rich_problems())
    kind = draw(st.sampled_from(["total", "worst_first"]))
    alpha = 0.0
    if (p.scores.block(slice(None), slice(None)) >= 0).all() and draw(st.booleans()):
        kind, alpha = "balanced", draw(st.sampled_from([0.5, 1.0, 2.0]))
    p = dataclasses.replace(p, objective=Objective(kind, alpha, 1.0, resolution=1))
    found: list[Matching] = []
    try:
        solve(p, found=found.append)
    except InfeasibleError:
        assume(False)
    assume(found)
    return p, found


def possible(p: MatchingProblem) -> Any:
    return assignments(p) if p.minimum_always else allowed(p)


@given(cases())
@settings(max_examples=50, deadline=None)
def test_whatever_was_found_on_the_way_holds_with_its_bounds(
    case: tuple[MatchingProblem, list[Matching]],
) -> None:
    p, found = case
    for matching in found:
        assert matching.status == "feasible"
        report = check_matching(matching, p)
        assert not report.failures
        assert not report.proven
        assert not report.searched
        for gap in report.gaps:
            assert gap.value < gap.bound
        if matching.coupled is None or p.order == "pairs_first":
            continue
        (bound,) = matching.coupled.rungs
        goal = Goal("objective", matching.alpha)
        assert bound.bound >= max(goal.reached(p, pairs) for pairs in possible(p))
