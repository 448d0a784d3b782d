"""The proof of a matching: what the solver finds passes, whatever is altered does not."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError, VerificationError
from hsr_match.matching import Certificate, Matching, MatchingProblem, Objective, solve
from hsr_match.proof import verify
from hsr_match.proof.matching import check_matching
from tests.matching.problems import assignments, problem, small_problems, value


def checks(matching: Matching, p: MatchingProblem) -> set[int]:
    return {failure.check for failure in check_matching(matching, p).failures}


@st.composite
def solved(draw: st.DrawFn, *, minimum: bool = False) -> tuple[MatchingProblem, Matching]:
    p = draw(small_problems(negative=False, minimum=minimum))
    alpha = draw(st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0]))
    price = draw(st.sampled_from([0.0, 0.02, 1.0]))
    pins = draw(st.sampled_from([(), ((0, 0),)]))
    if pins and not p.eligible.block(slice(0, 1), slice(0, 1))[0, 0]:
        pins = ()
    p = dataclasses.replace(p, objective=Objective("balanced", alpha, price), pins=pins)
    try:
        return p, solve(p)
    except InfeasibleError:
        assume(False)
        raise


@given(solved() | solved(minimum=True))
@settings(max_examples=60, deadline=None)
def test_what_the_solver_finds_is_proven(case: tuple[MatchingProblem, Matching]) -> None:
    p, matching = case
    report = verify(matching, p)
    assert report.proven
    assert report.pairs_priced == int(p.eligible.block(slice(None), slice(None)).sum())


@given(solved(), st.data())
@settings(max_examples=60, deadline=None)
def test_no_other_pairing_passes_with_the_same_proof(
    case: tuple[MatchingProblem, Matching], data: st.DataObject
) -> None:
    # Only pairings equal on every rung may pass, and the tie-break leaves one.
    p, matching = case
    others = [a for a in itertools.islice(assignments(p), 400) if set(a) != set(matching.pairs)]
    assume(others)
    pairs = data.draw(st.sampled_from(others))
    told = value(p, pairs, matching.alpha)
    table = p.scores.block(slice(None), slice(None))
    forged = dataclasses.replace(
        matching,
        pairs=pairs,
        coverage=len(pairs),
        gain=told[1] if p.order == "pairs_first" else told,
        total=sum(int(table[i, j]) for i, j in pairs),
    )
    assert 14 in checks(forged, p)


@given(solved(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_pair_potential_or_total_that_is_altered_is_rejected(
    case: tuple[MatchingProblem, Matching], data: st.DataObject
) -> None:
    p, matching = case
    which = data.draw(st.sampled_from(["coverage", "gain", "total"]))
    step = data.draw(st.integers(-3, 3).filter(bool))
    forged = dataclasses.replace(matching, **{which: getattr(matching, which) + step})
    # A lower total may also look dearer than the settings allow.
    assert {13} <= checks(forged, p) <= {13, 15}
    if matching.pairs:
        dropped = dataclasses.replace(matching, pairs=matching.pairs[1:])
        assert 13 in checks(dropped, p)
        doubled = dataclasses.replace(matching, pairs=(*matching.pairs, matching.pairs[0]))
        assert 5 in checks(doubled, p)


def example() -> tuple[MatchingProblem, Matching]:
    """Two places for three mentees: 1-1 and 2-2 give 17, the third stays without."""
    p = problem([[9, 1], [7, 8], [2, 2]], objective=Objective("total"))
    return p, solve(p)


def with_certificate(matching: Matching, **sides: Any) -> Matching:
    assert matching.certificate is not None
    return dataclasses.replace(
        matching, certificate=dataclasses.replace(matching.certificate, **sides)
    )


def test_the_example_is_proven() -> None:
    p, matching = example()
    assert matching.pairs == ((0, 0), (1, 1))
    assert verify(matching, p).proven


@pytest.mark.parametrize("side", ["mentees", "mentors"])
def test_every_potential_that_an_arc_of_the_flow_rests_on_matters(side: str) -> None:
    # A used pair has reduced profit 0 or more; an unused one 0 or less. Pushing
    # one side's potentials far enough breaks one or the other.
    p, matching = example()
    assert matching.certificate is not None
    values = getattr(matching.certificate, side)
    for person, rung in itertools.product(range(len(values)), range(values.shape[1])):
        for push in (-(10**14), 10**14):
            moved = values.copy()
            moved[person, rung] += push
            if rung == 0 or (moved[:, :rung] == values[:, :rung]).all():
                rejected = checks(with_certificate(matching, **{side: moved}), p)
                assert rejected <= {14}
    moved = values.copy()
    moved[0, 0] += 1 if side == "mentees" else -1
    moved[0, 0] += 1 if side == "mentees" else -1
    assert checks(with_certificate(matching, **{side: moved}), p) == {14}


def test_a_swap_at_a_loss_is_seen_even_with_totals_recomputed() -> None:
    p, matching = example()
    swapped = dataclasses.replace(matching, pairs=((0, 1), (1, 0)), total=8, gain=8)
    assert checks(swapped, p) == {14}


def test_feasibility_is_recounted() -> None:
    p, matching = example()
    alter = dataclasses.replace
    assert 4 in checks(alter(matching, pairs=((0, 0), (1, 5))), p)
    assert 5 in checks(alter(matching, pairs=((0, 0), (0, 1)), coverage=1), p)
    assert 6 in checks(alter(matching, pairs=((0, 0), (1, 0))), p)
    barred = problem([[9, 1], [7, 8], [2, 2]], [[0, 1], [1, 1], [1, 1]])
    assert 7 in checks(matching, barred)
    assert 8 in checks(matching, alter(p, pins=((2, 1),)))
    assert 6 in checks(
        alter(matching, pairs=((0, 0),)),
        alter(p, places_min=np.array([0, 1]), minimum_always=True),
    )


def test_a_minimum_if_used_is_kept() -> None:
    p = problem([[5], [5]], places=[2], places_min=[2], places_max=[2])
    one = Matching(((0, 0),), "feasible", 0.0, 1, 5, 5, None)
    assert checks(one, p) == {6}
    none = Matching((), "feasible", 0.0, 0, 0, 0, None)
    assert not checks(none, p)


def test_optimal_needs_a_proof_and_feasible_does_not() -> None:
    p, matching = example()
    assert checks(dataclasses.replace(matching, certificate=None), p) == {17}
    feasible = dataclasses.replace(matching, certificate=None, status="feasible")
    report = verify(feasible, p)
    assert not report.proven
    assert checks(dataclasses.replace(matching, status="best"), p) == {16}


def test_every_rung_needs_its_proof() -> None:
    p, matching = example()
    certificate = matching.certificate
    assert certificate is not None
    short = Certificate(
        certificate.rungs[:2], certificate.mentees[:, :2], certificate.mentors[:, :2]
    )
    assert checks(dataclasses.replace(matching, certificate=short), p) == {15}
    thin = dataclasses.replace(certificate, mentors=certificate.mentors[:1])
    assert checks(dataclasses.replace(matching, certificate=thin), p) == {14}


def test_numbers_that_would_overflow_are_refused() -> None:
    p, matching = example()
    assert matching.certificate is not None
    for extreme in (2**63 - 1, -(2**63)):
        huge = matching.certificate.mentees.copy()
        huge[0, 0] = extreme
        assert checks(with_certificate(matching, mentees=huge), p) == {12}


def test_the_price_of_fairness_is_checked_against_a_proven_total() -> None:
    p = problem([[900_000, 500_000], [600_000, 100_000]], objective=Objective("balanced", 2.0, 0.2))
    matching = solve(p)
    assert matching.alpha == 2.0
    assert matching.reference is not None
    assert verify(matching, p).proven
    alter = dataclasses.replace
    assert checks(alter(matching, reference=None), p) == {15}
    dearer = alter(p, objective=Objective("balanced", 2.0, 0.0))
    short = alter(matching, total=matching.total)
    lost = matching.reference.total - matching.total
    assert checks(short, dearer) == ({15} if lost else set())
    forged = alter(matching.reference, total=matching.reference.total + 1)
    assert checks(alter(matching, reference=forged), p) == {15}
    worse = alter(matching.reference, pairs=matching.pairs, total=matching.total)
    assert checks(alter(matching, reference=worse), p) == ({15} if lost else set())
    assert checks(alter(matching, alpha=1.5), p) >= {15}


def test_a_coupling_that_is_not_checked_is_refused() -> None:
    p, matching = example()

    @dataclasses.dataclass(frozen=True)
    class Later(MatchingProblem):
        together_at_table: tuple[int, ...] = ()

    kept = {f.name: getattr(p, f.name) for f in dataclasses.fields(p)}
    assert not checks(matching, Later(**kept))
    assert checks(matching, Later(**kept, together_at_table=(0, 1))) == {10}


def test_the_error_lists_the_failures() -> None:
    p, matching = example()
    with pytest.raises(VerificationError) as caught:
        verify(dataclasses.replace(matching, total=1), p)
    assert caught.value.exit_code == 7
    assert [str(f) for f in caught.value.failures] == ["check 13: the total score is 17, not 1"]
