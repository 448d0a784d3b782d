"""The certificate of every limit that is a flow: several mentors, spread, credit, minimum loads."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Certificate, Matching, MatchingProblem, solve
from hsr_match.matching.matching import Side
from hsr_match.matching.problem import Spread
from hsr_match.proof import verify
from hsr_match.proof.matching import check_matching
from tests.matching.problems import problem
from tests.matching.test_several import allowed, rich_problems, worth
from tests.proof.arcs import holds

alter = dataclasses.replace


def checks(matching: Matching, p: MatchingProblem) -> set[int]:
    return {failure.check for failure in check_matching(matching, p).failures}


@st.composite
def solved(draw: st.DrawFn) -> tuple[MatchingProblem, Matching]:
    """A rich problem, perhaps with minimum loads and a pin, and what the engine found."""
    p = draw(rich_problems())
    m = p.shape[1]
    if draw(st.booleans()):
        least = [draw(st.integers(0, min(1, int(places)))) for places in p.places]
        p = alter(p, places_min=np.array(least, dtype=np.int64), minimum_always=True)
    if draw(st.booleans()):
        i, j = draw(st.integers(0, p.shape[0] - 1)), draw(st.integers(0, m - 1))
        if p.wanted[i] and p.eligible.block(slice(i, i + 1), slice(j, j + 1))[0, 0]:
            p = alter(p, pins=((i, j),))
    try:
        return p, solve(p)
    except InfeasibleError:
        assume(False)
        raise


def proof_of(matching: Matching) -> Certificate:
    assert matching.certificate is not None
    return matching.certificate


@given(solved())
@settings(max_examples=50, deadline=None)
def test_what_the_engine_finds_is_proven(case: tuple[MatchingProblem, Matching]) -> None:
    p, matching = case
    report = verify(matching, p)
    assert report.proven
    eligible = p.eligible.block(slice(None), slice(None))[p.wanted > 0]
    assert report.pairs_priced == int(eligible.sum())
    assert holds(p, matching.pairs, proof_of(matching), matching.alpha)


@given(solved(), st.data())
@settings(max_examples=50, deadline=None)
def test_a_changed_potential_is_rejected_exactly_where_an_arc_rests_on_it(
    case: tuple[MatchingProblem, Matching], data: st.DataObject
) -> None:
    # The arcs are listed a second time, in tests/proof/arcs.py, with plain integers.
    p, matching = case
    proof = proof_of(matching)
    tables: list[tuple[str, Side | None]] = [("mentees", None), ("mentors", None)]
    tables += [("hubs", side) for side, (_, values) in proof.hubs.items() if len(values)]
    name, side = data.draw(st.sampled_from(tables))
    values = (proof.hubs[side][1] if side else getattr(proof, name)).copy()
    row = data.draw(st.integers(0, values.shape[0] - 1))
    rung = data.draw(st.integers(0, values.shape[1] - 1))
    values[row, rung] += data.draw(st.sampled_from([-(10**13), -2, -1, 1, 2, 10**13]))
    changed = {**proof.hubs, side: (proof.hubs[side][0], values)} if side else values
    forged = alter(proof, **{name: changed})
    expected = set() if holds(p, matching.pairs, forged, matching.alpha) else {14}
    assert checks(alter(matching, certificate=forged), p) == expected


@given(solved(), st.data())
@settings(max_examples=50, deadline=None)
def test_no_other_pairing_passes_with_the_same_proof(
    case: tuple[MatchingProblem, Matching], data: st.DataObject
) -> None:
    p, matching = case
    least = p.places_min if p.minimum_always else np.zeros_like(p.places_min)
    others = [
        pairs
        for pairs in itertools.islice(allowed(p), 500)
        if set(pairs) != set(matching.pairs)
        and set(p.pins) <= set(pairs)
        and all(sum(b == j for _, b in pairs) >= least[j] for j in range(p.shape[1]))
    ]
    assume(others)
    pairs = data.draw(st.sampled_from(others))
    told = worth(p, pairs)
    table = p.scores.block(slice(None), slice(None))
    forged = alter(
        matching,
        pairs=pairs,
        coverage=len({i for i, _ in pairs}),
        gain=told[-1],
        total=sum(int(table[i, j]) for i, j in pairs),
    )
    assert checks(forged, p) == {14}


@given(solved())
@settings(max_examples=50, deadline=None)
def test_pairs_added_dropped_or_doubled_and_totals_altered_are_rejected(
    case: tuple[MatchingProblem, Matching],
) -> None:
    p, matching = case
    for name in ("coverage", "gain", "total"):
        assert checks(alter(matching, **{name: getattr(matching, name) + 1}), p) == {13}
    n, m = p.shape
    for pair in itertools.product(range(n), range(m)):
        if pair in matching.pairs:
            rest = tuple(other for other in matching.pairs if other != pair)
            assert checks(alter(matching, pairs=rest), p)
            assert 5 in checks(alter(matching, pairs=(*matching.pairs, pair)), p)
        else:
            assert checks(alter(matching, pairs=(*matching.pairs, pair)), p)


def crowded() -> tuple[MatchingProblem, Matching]:
    """Two of one organisation want mentor 0; two mentors of one organisation want mentee 2."""
    p = problem(
        [[9, 1, 1], [8, 2, 1], [7, 6, 1]],
        places=[2, 2, 2],
        wanted=[1, 1, 2],
        spread=(Spread("organisation", np.array([0, 0, -1])),),
        mentor_groups=np.array([3, 3, -1]),
    )
    return p, solve(p)


def with_hub(matching: Matching, side: str, owners: object, values: object) -> Matching:
    proof = proof_of(matching)
    hub = (np.array(owners, dtype=np.int64), np.array(values, dtype=np.int64))
    return alter(matching, certificate=alter(proof, hubs={**proof.hubs, side: hub}))


def test_without_the_potentials_of_its_hubs_the_proof_fails() -> None:
    p, matching = crowded()
    assert matching.pairs == ((0, 0), (1, 1), (2, 0), (2, 2))
    proof = proof_of(matching)
    assert {side for side, (owners, _) in proof.hubs.items() if len(owners)} == {
        "mentor",
        "mentee",
    }
    for side in proof.hubs:
        rest = {other: hub for other, hub in proof.hubs.items() if other != side}
        assert checks(alter(matching, certificate=alter(proof, hubs=rest)), p) == {14}


@pytest.mark.parametrize(
    "owner",
    [
        [0, 5],  # no such group
        [0, -1],  # nobody's group
        [7, 0],  # no such mentor
        [-1, 0],
    ],
)
def test_a_limit_that_nobody_set_proves_nothing(owner: list[int]) -> None:
    p, matching = crowded()
    assert checks(with_hub(matching, "mentor", [owner], [[0, 0, 0, 0]]), p) == {14}


def test_a_limit_listed_twice_or_misshapen_is_refused() -> None:
    p, matching = crowded()
    owners, values = proof_of(matching).hubs["mentor"]
    twice = with_hub(matching, "mentor", [*owners, owners[0]], [*values, values[0]])
    assert checks(twice, p) == {14}
    assert checks(with_hub(matching, "mentor", owners, values[:, :2]), p) == {14}
    assert checks(with_hub(matching, "mentor", owners[:, :1], values), p) == {14}
    assert checks(with_hub(matching, "mentor", owners, values + 2**62), p) == {12}
    # Without the limit in the problem, the same proof rests on something that does not bind.
    assert 14 in checks(matching, alter(p, spread=()))


def test_a_mentor_with_one_place_or_a_small_group_has_no_hub() -> None:
    p, _ = crowded()
    narrow = alter(p, places=np.array([1, 2, 2]), places_max=np.array([1, 2, 2]))
    found = solve(narrow)
    assert verify(found, narrow).proven
    assert checks(with_hub(found, "mentor", [[0, 0]], [[0, 0, 0, 0]]), narrow) == {14}
    alone = alter(p, spread=(Spread("organisation", np.array([0, 1, -1])),))
    found = solve(alone)
    assert checks(with_hub(found, "mentor", [[0, 0]], [[0, 0, 0, 0]]), alone) == {14}


def test_the_gain_counts_credit_once_a_mentee() -> None:
    p = problem([[5, 4], [5, 3]], places=[1, 1], wanted=[2, 1], credit=np.array([7, 0]))
    found = solve(p)
    assert found.gain == found.total + 7
    assert verify(found, p).proven
    assert checks(alter(found, gain=found.total), p) == {13}
