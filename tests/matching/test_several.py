"""Several mentors a mentee, spread of groups, credit: the flow against enumeration."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.matching import solve
from hsr_match.matching.problem import MatchingProblem, Spread
from tests.matching.problems import problem
from tests.matching.test_pricing import poor_core

Pairs = tuple[tuple[int, int], ...]


@st.composite
def rich_problems(draw: st.DrawFn) -> MatchingProblem:
    """Up to 4 mentees who want up to 2 of up to 3 mentors, with groups on both sides."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    row = st.lists(st.integers(-3, 9), min_size=m, max_size=m)
    table = draw(st.lists(row, min_size=n, max_size=n))
    mask = draw(st.lists(st.booleans() | st.just(True), min_size=n * m, max_size=n * m))
    places = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    extra = draw(st.lists(st.integers(0, 1), min_size=m, max_size=m))
    groups = st.lists(st.integers(-1, 1), min_size=n, max_size=n).map(np.array)
    spread = draw(st.none() | st.builds(Spread, st.just("organisation"), groups, st.integers(1, 2)))
    mentor_groups = draw(st.none() | st.lists(st.integers(-1, 1), min_size=m, max_size=m))
    credit = draw(st.none() | st.lists(st.integers(0, 5), min_size=n, max_size=n))
    return problem(
        table,
        mask,
        places,
        places_max=[p + e for p, e in zip(places, extra, strict=True)],
        wanted=draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)),
        extra_place_cost=draw(st.integers(0, 3)),
        order=draw(st.sampled_from(["pairs_first", "points_first"])),
        spread=(spread,) if spread else (),
        mentor_groups=None if mentor_groups is None else np.array(mentor_groups),
        credit=None if credit is None else np.array(credit),
    )


def allowed(p: MatchingProblem) -> Iterator[Pairs]:
    """Every set of pairs that keeps all limits, by plain enumeration."""
    n, m = p.shape
    mask = p.eligible.block(slice(None), slice(None))
    choices = [
        [
            c
            for size in range(int(p.wanted[i]) + 1)
            for c in itertools.combinations([j for j in range(m) if mask[i, j]], size)
        ]
        for i in range(n)
    ]
    for picks in itertools.product(*choices):
        pairs = tuple((i, j) for i, pick in enumerate(picks) for j in pick)
        if keeps_limits(p, pairs):
            yield pairs


def keeps_limits(p: MatchingProblem, pairs: Pairs) -> bool:
    load = Counter(j for _, j in pairs)
    if any(load[j] > p.places_max[j] for j in load):
        return False
    for limit in p.spread:
        together = Counter((j, limit.groups[i]) for i, j in pairs if limit.groups[i] >= 0)
        if any(count > limit.most for count in together.values()):
            return False
    if p.mentor_groups is not None:
        alike = Counter((i, p.mentor_groups[j]) for i, j in pairs if p.mentor_groups[j] >= 0)
        if any(count > 1 for count in alike.values()):
            return False
    return True


def worth(p: MatchingProblem, pairs: Pairs) -> Any:
    table = p.scores.block(slice(None), slice(None))
    matched = {i for i, _ in pairs}
    gain = sum(int(table[i, j]) for i, j in pairs)
    if p.credit is not None:
        gain += sum(int(p.credit[i]) for i in matched)
    for j, load in Counter(j for _, j in pairs).items():
        over = max(0, load - int(p.places[j]))
        gain -= p.extra_place_cost * over * (over + 1) // 2
    return (len(matched), len(pairs), gain) if p.order == "pairs_first" else (gain,)


@given(rich_problems())
@settings(max_examples=500, deadline=None)
def test_equals_enumeration(p: MatchingProblem) -> None:
    found = solve(p)
    assert keeps_limits(p, found.pairs)
    assert worth(p, found.pairs) == max(worth(p, pairs) for pairs in allowed(p))
    assert found.gain == worth(p, found.pairs)[-1]


@given(rich_problems(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_a_poor_core_and_another_order_reach_the_same_pairs(p: MatchingProblem, random) -> None:
    expected = solve(p).pairs
    with poor_core():
        assert solve(p).pairs == expected
    rows, columns = list(range(p.shape[0])), list(range(p.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    table = p.scores.block(slice(None), slice(None))[np.ix_(rows, columns)]
    mask = p.eligible.block(slice(None), slice(None))[np.ix_(rows, columns)]
    shuffled = problem(
        table,
        mask,
        p.places[columns],
        places_max=p.places_max[columns],
        wanted=p.wanted[rows],
        extra_place_cost=p.extra_place_cost,
        order=p.order,
        spread=tuple(replace(s, groups=s.groups[rows]) for s in p.spread),
        mentor_groups=None if p.mentor_groups is None else p.mentor_groups[columns],
        credit=None if p.credit is None else p.credit[rows],
        mentee_keys=[p.mentee_keys[i] for i in rows],
        mentor_keys=[p.mentor_keys[j] for j in columns],
    )
    assert sorted((rows[i], columns[j]) for i, j in solve(shuffled).pairs) == list(expected)


def test_two_of_one_organisation_never_share_a_mentor() -> None:
    # Both would be best off with mentor 0, who has room for both.
    p = problem([[9, 1], [9, 1]], places=[2, 2])
    assert solve(p).pairs == ((0, 0), (1, 0))
    spread = (Spread("organisation", np.array([0, 0])),)
    assert solve(replace(p, spread=spread)).total == 10


def test_two_mentors_of_one_organisation_are_refused_if_asked() -> None:
    p = problem([[9, 8, 1]], wanted=[2])
    assert solve(p).pairs == ((0, 0), (0, 1))
    assert solve(replace(p, mentor_groups=np.array([4, 4, 2]))).pairs == ((0, 0), (0, 2))


def test_everyone_gets_one_before_anyone_gets_two() -> None:
    p = problem([[9, 9], [1, 1]], wanted=[2, 1])
    found = solve(p)
    assert found.coverage == 2
    assert len(found.pairs) == 2


def test_credit_decides_between_equals_and_is_part_of_the_gain() -> None:
    p = problem([[5], [5]], credit=np.array([0, 3]))
    assert solve(p).pairs == ((1, 0),)
    assert solve(p).gain == 8
    assert solve(p).total == 5
