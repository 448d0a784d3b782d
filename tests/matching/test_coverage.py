"""How many can have a mentor: counted over all pairs, from however poor a core."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from hsr_match.matching import solve
from hsr_match.matching.engines.core import initial_core
from hsr_match.matching.engines.coverage import counted_coverage, presumed_coverage
from hsr_match.matching.engines.frame import build_frame
from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof import verify
from tests.matching.drawing import drawn, plain
from tests.matching.problems import assignments, problem, small_problems
from tests.matching.test_pricing import poor_core


def proven_bound(p: MatchingProblem, mentees: np.ndarray, mentors: np.ndarray) -> int:
    """Mentees outside the full group, and one for each place of its mentors."""
    outside = (p.wanted > 0) & (mentees == 0)
    return int(outside.sum()) + int(p.places_max[mentors < 0].sum())


@given(small_problems())
@settings(max_examples=300, deadline=None)
def test_the_count_is_that_of_enumeration(p: MatchingProblem) -> None:
    with poor_core():
        core = initial_core(p)
        counted = counted_coverage(p, build_frame(p), core)
    assert counted is not None
    n, m = p.shape
    prices = counted[0].prices.nodes
    assert proven_bound(p, prices[:n], prices[n : n + m]) == max(map(len, assignments(p)))


def test_prices_leave_no_pair_out() -> None:
    """Nobody of the full group may go to a mentor outside it."""
    for rng in drawn(500, 300):
        p = plain(rng, 30)
        with poor_core(2):
            counted = counted_coverage(p, build_frame(p), initial_core(p))
        assert counted is not None
        rung = counted[0]
        n, m = p.shape
        mentees, mentors = rung.prices.nodes[:n, None], rung.prices.nodes[None, n : n + m]
        allowed = p.eligible.block(slice(None), slice(None))
        reduced = (mentors - mentees)[allowed]
        assert (reduced <= 0).all()
        assert not rung.all_open or (reduced == 0).all()


@pytest.mark.parametrize("spare", [0, 3])
def test_two_fields_that_do_not_balance(spare: int) -> None:
    """One field has 5 mentees too many, the other as many mentors, whom nobody lists as best.

    The best pairs alone leave 5 out; two pairs may be made across the fields.
    """
    size, extra = 40, 5
    n, m = 2 * size, 2 * size + spare
    scores = np.full((n, m), 1)
    scores[: size + extra, :size] = 9
    scores[size + extra :, size:] = 9
    for joined, expected in ((0, n - extra), (2, n - extra + 2), (9, n)):
        allowed = scores == 9
        allowed[:joined, size : size + joined] |= np.eye(joined, dtype=bool)
        p = problem(scores, allowed)
        with poor_core(4):
            found = solve(p)
        assert found.coverage == expected
        assert verify(found, p).proven
        assert found.pairs == solve(p).pairs


def test_presumed_and_counted_prices_agree_where_numbers_are_all_that_counts() -> None:
    for places, mentees in (([2, 2], 3), ([1, 1], 3)):
        p = problem(np.ones((mentees, 2)), places=places)
        core = initial_core(p)
        presumed = presumed_coverage(p, build_frame(p), core)
        counted = counted_coverage(p, build_frame(p), core)
        assert counted is not None
        assert counted[0].all_open
        assert (counted[0].prices.nodes == presumed.prices.nodes).all()
