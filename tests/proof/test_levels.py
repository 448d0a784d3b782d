"""``worst_first``: phases that settle levels one by one pass, those that do not are rejected."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from hsr_match.matching.matching import LevelPhase
from hsr_match.proof import verify
from hsr_match.proof.matching import check_matching
from tests.matching.problems import assignments, problem, small_problems
from tests.matching.test_leximin import worst_first, worth
from tests.matching.test_several import allowed, rich_problems

alter = dataclasses.replace


def checks(matching: Matching, p: MatchingProblem) -> set[int]:
    return {failure.check for failure in check_matching(matching, p).failures}


def possible(p: MatchingProblem) -> Any:
    """Every feasible pairing, by plain enumeration."""
    return assignments(p) if p.minimum_always or p.pins else allowed(p)


@st.composite
def solved(draw: st.DrawFn) -> tuple[MatchingProblem, Matching]:
    p = draw(small_problems() | rich_problems() | small_problems(minimum=True))
    p = alter(p, objective=worst_first(draw(st.sampled_from([1, 2, 3]))))
    try:
        return p, solve(p)
    except InfeasibleError:
        assume(False)
        raise


def rephased(matching: Matching, *phases: LevelPhase) -> Matching:
    assert matching.certificate is not None
    return alter(matching, certificate=alter(matching.certificate, phases=phases))


@given(solved())
@settings(max_examples=70, deadline=None)
def test_what_the_engine_finds_is_proven(case: tuple[MatchingProblem, Matching]) -> None:
    p, matching = case
    assert verify(matching, p).proven


@given(solved(), st.data())
@settings(max_examples=50, deadline=None)
def test_no_other_pairing_passes_with_the_same_proof(
    case: tuple[MatchingProblem, Matching], data: st.DataObject
) -> None:
    p, matching = case
    others = [
        pairs for pairs in itertools.islice(possible(p), 400) if set(pairs) != set(matching.pairs)
    ]
    assume(others)
    pairs = data.draw(st.sampled_from(others))
    table = p.scores.block(slice(None), slice(None))
    forged = alter(
        matching,
        pairs=pairs,
        coverage=len({i for i, _ in pairs}),
        gain=worth(p, pairs)[-1],
        total=sum(int(table[i, j]) for i, j in pairs),
    )
    assert 14 in checks(forged, p)


@given(solved(), st.integers(2, 3))
@settings(max_examples=60, deadline=None)
def test_a_coarser_proof_passes_only_for_what_is_best_at_the_finer_levels_too(
    case: tuple[MatchingProblem, Matching], finer: int
) -> None:
    # Ranges of several levels are sound only where no pairing could do better inside them.
    p, _ = case
    size = p.objective.resolution
    coarse = solve(alter(p, objective=worst_first(size * finer)))
    assert coarse.certificate is not None
    forged = rephased(
        coarse,
        *(
            LevelPhase(size, tuple(cut * finer for cut in phase.cuts), phase.weights)
            for phase in coarse.certificate.phases
        ),
    )
    rejected = checks(forged, p)
    assert rejected <= {15}
    if not rejected:
        best = max(worth(p, pairs) for pairs in possible(p))
        assert worth(p, coarse.pairs) == best


@given(solved())
@settings(max_examples=60, deadline=None)
def test_a_best_total_does_not_pass_for_worst_first_unless_it_is(
    case: tuple[MatchingProblem, Matching],
) -> None:
    p, _ = case
    total = solve(alter(p, objective=Objective("total")))
    assert not checks(total, p)  # a milder objective may have been needed
    assert total.certificate is not None
    first = total.certificate.rungs.index("objective")
    reference = alter(
        total.certificate,
        rungs=total.certificate.rungs[: first + 1],
        mentees=total.certificate.mentees[:, : first + 1],
        mentors=total.certificate.mentors[:, : first + 1],
        hubs={
            side: (owners, values[:, : first + 1])
            for side, (owners, values) in total.certificate.hubs.items()
        },
    )
    honest = solve(p).reference
    assert honest is not None
    forged = alter(
        total,
        worst_first=True,
        reference=alter(honest, pairs=total.pairs, total=total.total, certificate=reference),
    )
    rejected = checks(forged, p)
    assert rejected <= {15}
    if not rejected:
        assert worth(p, total.pairs) == max(worth(p, pairs) for pairs in possible(p))


def example() -> tuple[MatchingProblem, Matching]:
    """The best total is 9 + 1; worst first, 5 + 4."""
    p = problem([[9, 5], [4, 1]], objective=worst_first())
    return p, solve(p)


def test_the_example_is_settled_by_one_phase() -> None:
    p, matching = example()
    assert matching.pairs == ((0, 1), (1, 0))
    assert matching.certificate is not None
    assert matching.certificate.rungs == ("coverage", "worst_first", "objective", "tie_break")
    assert verify(matching, p).proven


def test_every_part_of_a_phase_matters() -> None:
    p, matching = example()
    assert matching.certificate is not None
    (phase,) = matching.certificate.phases
    cuts, weights = phase.cuts, phase.weights
    for wrong in (
        alter(phase, resolution=2),
        alter(phase, cuts=cuts[:-1]),
        alter(phase, cuts=cuts[::-1]),
        alter(phase, weights=()),
        alter(phase, cuts=(cuts[0], cuts[-1]), weights=(1,)),
        alter(phase, weights=(0,) * len(weights)),
        alter(phase, weights=(-1,) * len(weights)),
    ):
        assert 15 in checks(rephased(matching, wrong), p), wrong
    huge = alter(phase, weights=(2**62, *weights[1:]))
    assert checks(rephased(matching, huge), p) == {12}
    assert checks(rephased(matching), p) == {15}
    assert checks(rephased(matching, phase, phase), p) == {15}
    assert 15 in checks(matching, alter(p, objective=Objective("total")))
    assert 15 in checks(alter(matching, worst_first=False), p)
    assert 15 in checks(alter(matching, alpha=2.0), p)


def test_a_level_must_outweigh_all_that_lies_above_it() -> None:
    # One pair at level 1 is worse than any number at levels 2 and 3.
    table = [[3, 2, 1, 1], [2, 3, 1, 1], [2, 2, 3, 2], [1, 2, 3, 3]]
    p = problem(np.array(table), objective=worst_first())
    matching = solve(p)
    assert verify(matching, p).proven
    assert matching.certificate is not None
    for number, phase in enumerate(matching.certificate.phases):
        if len(phase.weights) > 1:
            flat = alter(phase, weights=(1,) * len(phase.weights))
            phases = list(matching.certificate.phases)
            phases[number] = flat
            assert 15 in checks(rephased(matching, *phases), p)
            break
    else:
        raise AssertionError("no phase weighs levels against each other")


def test_levels_cost_no_more_than_the_price_allows() -> None:
    p, matching = example()
    assert matching.reference is not None
    dear = alter(p, objective=alter(p.objective, max_price=0.05))
    assert checks(matching, dear) == {15}
    assert solve(dear).pairs == ((0, 0), (1, 1))
