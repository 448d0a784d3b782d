"""Thousands of random problems, each solved twice: by the program and by something else.

The other side knows nothing of the engine: SciPy's assignment, HiGHS on an
integer program, plain enumeration. What is compared are integers, counted from
the pairs of both. The first chunk of each is quick, the rest is the volume.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Objective, solve
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof import verify
from tests.matching.drawing import drawn, loaded, plain
from tests.matching.milp_model import highs, worth
from tests.matching.problems import assignments, best, value
from tests.matching.test_leximin import worst_first
from tests.matching.test_leximin import worth as leximin_worth

Pairs = tuple[tuple[int, int], ...]


def chunks(count: int) -> list[object]:
    """Numbers of chunks, all but the first marked as slow."""
    return [0, *(pytest.param(k, marks=pytest.mark.slow) for k in range(1, count))]


def scipy_pairs(p: MatchingProblem, *, all_placed: bool) -> Pairs:
    """What SciPy's assignment makes of a problem, a column for every place.

    With ``all_placed`` the smaller side must be placed in full, and SciPy raises
    ValueError where that cannot be; else everybody has a column of their own
    that stands for staying without.
    """
    from scipy.optimize import linear_sum_assignment

    n, m = p.shape
    scores = p.scores.block(slice(None), slice(None)).astype(float)
    # A pair more outweighs everything else, if pairs come first.
    lift = (2 * n + 2) * (np.abs(scores).max(initial=0) + 1)
    scores = scores + (lift if p.order == "pairs_first" else 0)
    scores[~p.eligible.block(slice(None), slice(None))] = -np.inf
    owner = np.repeat(np.arange(m), p.places)
    columns = scores[:, owner]
    if not all_placed:
        alone = np.full((n, n), -np.inf)
        np.fill_diagonal(alone, 0.0)
        columns = np.concatenate([columns, alone], axis=1)
    rows, taken = linear_sum_assignment(columns, maximize=True)
    return tuple(
        (int(i), int(owner[k])) for i, k in zip(rows, taken, strict=True) if k < len(owner)
    )


@pytest.mark.parametrize("chunk", chunks(10))
def test_a_thousand_against_scipy(chunk: int) -> None:
    """10,000 in all: barred pairs, mentors without places, one person, ties, any shape."""
    refused = 0
    for rng in drawn(chunk, 1000):
        p = plain(rng, 8)
        found = solve(p)
        assert worth(p, found.pairs) == worth(p, scipy_pairs(p, all_placed=False))
        if p.order == "pairs_first":
            smaller = min(p.shape[0], int(p.places.sum()))
            try:
                everyone = scipy_pairs(p, all_placed=True)
            except ValueError:
                refused += 1
                assert found.coverage < smaller
            else:
                assert found.coverage == len(everyone) == smaller
                assert worth(p, found.pairs) == worth(p, everyone)
    assert refused > 50, "the draw has too few problems in which somebody is left over"


@pytest.mark.parametrize("chunk", chunks(6))
def test_fifty_larger_ones_against_scipy(chunk: int) -> None:
    """People enough that the engine begins with some pairs only; proof checked too."""
    for rng in drawn(100 + chunk, 50):
        p = plain(rng, 120)
        found = solve(p)
        assert worth(p, found.pairs) == worth(p, scipy_pairs(p, all_placed=False))
        assert verify(found, p).proven


@pytest.mark.parametrize("chunk", chunks(12))
def test_fifty_against_highs(chunk: int) -> None:
    """600 in all: minimum loads, pins, extra places; every other one with several mentors.

    Where no pairing keeps all of it, both say so.
    """
    refused = 0
    for number, rng in enumerate(drawn(200 + chunk, 50)):
        p = loaded(rng, 8, rich=number % 2 == 1)
        other = highs(p)
        if other is None:
            refused += 1
            with pytest.raises(InfeasibleError):
                solve(p)
            continue
        found = solve(p)
        assert worth(p, found.pairs) == worth(p, other)
        assert verify(found, p).proven
    assert 5 <= refused <= 45


@pytest.mark.parametrize("chunk", chunks(10))
def test_two_hundred_against_enumeration(chunk: int) -> None:
    """2,000 in all: minimum loads, pins, extra places, and fairer objectives of any strength."""
    refused = 0
    for rng in drawn(300 + chunk, 200):
        p = loaded(rng, 4, rich=False)
        alpha = float(rng.choice([0.0, 0.5, 1.0, 2.0]))
        if alpha:
            scores = rng.integers(0, 11, p.shape) * 100_000
            made = replace(p.scores, table=scores)  # type: ignore[type-var]
            p = replace(p, scores=made, objective=Objective("balanced", alpha, max_price=1.0))
        expected = best(p, alpha)
        if expected is None:
            refused += 1
            with pytest.raises(InfeasibleError):
                solve(p)
            continue
        found = solve(p)
        assert value(p, found.pairs, alpha) == expected
        assert verify(found, p).proven
    assert refused > 10


@pytest.mark.parametrize("chunk", chunks(4))
def test_fifty_leximin_against_enumeration(chunk: int) -> None:
    """200 in all; a mentee without a mentor counts as the lowest level."""
    for rng in drawn(400 + chunk, 50):
        drawn_one = plain(rng, 5)
        p = replace(drawn_one, objective=worst_first(int(rng.choice([1, 3, 100]))))
        found = solve(p)
        assert leximin_worth(p, found.pairs) == max(
            leximin_worth(p, pairs) for pairs in assignments(p)
        )
        assert verify(found, p).proven
