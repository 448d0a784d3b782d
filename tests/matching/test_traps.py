"""Where matchers go wrong: zeros and bans, losses, ties, empty sides, loads, very large scores.

Each trap is set twice where it can be: on the problem itself, and as a file of
scores through the program, whose JSON is read back.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import CohortProblems, InfeasibleError
from hsr_match.matching import given_problem, solve
from hsr_match.proof import verify
from tests.cli.running import run
from tests.cohort.sheets import defaults, write_rows
from tests.matching.problems import problem
from tests.matching.test_pricing import poor_core

Score = tuple[str, str, str]


def table(folder: Path, *rows: Score) -> str:
    """Write a file of scores."""
    return write_rows(folder, [("mentee_id", "mentor_id", "score"), *rows], "scores.csv")


def by_program(folder: Path, *rows: Score, options: tuple[str, ...] = ()) -> dict[str, Any]:
    """What ``solve --scores`` answers, as its JSON."""
    path = table(folder, *rows)
    ended = run("solve", "--scores", path, "--format", "json", *options, cwd=folder)
    assert ended.returncode == 0, ended.stderr
    answer: dict[str, Any] = json.loads(ended.stdout)
    assert answer["status"] == "optimal"
    return answer


def made(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(pair["mentee"], pair["mentor"]) for pair in answer["pairs"]}


def total(answer: dict[str, Any]) -> Decimal:
    """The total in the units of the file."""
    return Decimal(answer["objective"]["total"]) / answer["scale"]


def in_process(folder: Path, *rows: Score, places: int | None = None) -> Any:
    """Problem and matching of a file of scores."""
    from hsr_match.cohort import read_given_scores

    given = read_given_scores(table(folder, *rows), defaults(), places=places)
    p = given_problem(given, defaults())
    return p, solve(p)


def test_forbidden_is_not_zero(tmp_path: Path) -> None:
    """The best total on paper needs a pair that is not listed; nobody makes it at 0."""
    rows = [("a", "x", "-5"), ("a", "y", "-9"), ("b", "x", "-7")]
    answer = by_program(tmp_path, *rows)
    assert made(answer) == {("a", "y"), ("b", "x")}, "both placed, at a loss, as pairs come first"
    assert total(answer) == -16
    p = problem([[-5, -9], [-7, 0]], [True, True, True, False])
    assert solve(p).total == -16


def test_zero_is_not_forbidden(tmp_path: Path) -> None:
    """A pair worth nothing is a pair all the same: one mentee more has a mentor."""
    answer = by_program(tmp_path, ("a", "x", "9"), ("a", "y", "0"), ("b", "x", "0"))
    assert made(answer) == {("a", "y"), ("b", "x")}
    assert total(answer) == 0
    p = problem(np.zeros((3, 3)))
    found = solve(p)
    assert (found.coverage, found.total) == (3, 0)
    assert verify(found, p).proven


def test_losses_only() -> None:
    """Pairs first: everybody, at the least loss. Points first: nobody, since nobody loses."""
    scores = [[-3, -1], [-2, -8]]
    assert solve(problem(scores)).total == -3
    nobody = solve(problem(scores, order="points_first"))
    assert (nobody.pairs, nobody.total) == ((), 0)


def test_one_loss_that_is_worth_it() -> None:
    """Points first never makes a pair that costs more than it gives."""
    found = solve(problem([[5, -1], [7, -1]], order="points_first"))
    assert (found.pairs, found.total) == (((1, 0),), 7)


def test_the_sixth_decimal_decides(tmp_path: Path) -> None:
    """0.000001 between two pairings: programs that cut to five decimals see a tie.

    In the file the better pairing comes second, so that "the first found" is wrong.
    """
    rows = [
        ("a", "x", "0.333333"),
        ("b", "y", "0.666666"),
        ("a", "y", "0.500001"),
        ("b", "x", "0.499999"),
    ]
    answer = by_program(tmp_path, *rows)
    assert made(answer) == {("a", "y"), ("b", "x")}
    assert total(answer) == Decimal("1.000000")
    other = [("a", "x", "0.333334"), ("b", "y", "0.666667"), *rows[2:]]
    assert made(by_program(tmp_path, *other)) == {("a", "x"), ("b", "y")}


def test_decimals_that_no_binary_fraction_holds(tmp_path: Path) -> None:
    """0.1 + 0.2 against 0.3 + 0.0: equal, to the last digit, whatever the hash prefers."""
    rows = [("a", "x", "0.1"), ("b", "y", "0.2"), ("a", "y", "0.3"), ("b", "x", "0")]
    assert total(by_program(tmp_path, *rows)) == Decimal("0.3")


def test_totals_are_exact_in_the_given_units(tmp_path: Path) -> None:
    """Thirty pairs of 0.1 are 3, not 2.9999999999999996; decimals may differ by row."""
    rows = [(f"e{k}", f"r{k}", "0.1" if k % 2 else "0.10000") for k in range(30)]
    answer = by_program(tmp_path, *rows)
    assert total(answer) == 3
    mixed = by_program(tmp_path, ("a", "x", "1234567.125"), ("b", "y", "-0.0625"))
    assert total(mixed) == Decimal("1234567.0625")


@pytest.mark.parametrize("size", [1, 2, 9, 40])
@pytest.mark.parametrize("score", [-7, 0, 7])
def test_equal_scores_everywhere(size: int, score: int) -> None:
    p = problem(np.full((size, size), score))
    found = solve(p)
    assert (found.coverage, found.total) == (size, size * score)
    assert verify(found, p).proven


@pytest.mark.parametrize("places", [0, 1, 3, 9])
def test_one_mentor(places: int) -> None:
    """The best of five go to the only mentor, as many as there are places."""
    p = problem([[3], [9], [1], [7], [5]], places=[places])
    found = solve(p)
    best = sorted([3, 9, 1, 7, 5], reverse=True)[:places]
    assert (found.coverage, found.total) == (min(places, 5), sum(best))
    assert verify(found, p).proven


def test_one_mentee() -> None:
    p = problem([[3, 9, 1]], places=[2, 2, 2])
    assert solve(p).pairs == ((0, 1),)
    assert solve(problem([[3, 9, 1]], places=[2, 0, 2])).pairs == ((0, 0),)


def test_one_of_each(tmp_path: Path) -> None:
    answer = by_program(tmp_path, ("a", "x", "-0.5"))
    assert made(answer) == {("a", "x")}


def test_more_places_than_people() -> None:
    """Empty places cost nothing, and a mentor may have more places than there are mentees."""
    p = problem([[1, 5], [2, 5]], places=[50, 10**6])
    found = solve(p)
    assert found.pairs == ((0, 1), (1, 1))
    assert verify(found, p).proven


def test_more_people_than_places(tmp_path: Path) -> None:
    p, found = in_process(tmp_path, *((f"e{k}", "x", str(k)) for k in range(9)), places=2)
    assert {p.mentee_ids[i] for i, _ in found.pairs} == {"e7", "e8"}
    assert verify(found, p).proven


@pytest.mark.parametrize("shape", [(1, 1), (3, 2), (40, 30)])
def test_nobody_eligible(shape: tuple[int, int]) -> None:
    p = problem(np.ones(shape), np.zeros(shape, bool))
    found = solve(p)
    assert (found.pairs, found.coverage, found.total) == ((), 0, 0)
    assert verify(found, p).proven


def test_no_places_at_all() -> None:
    p = problem(np.ones((4, 3)), places=[0, 0, 0])
    found = solve(p)
    assert found.pairs == ()
    assert verify(found, p).proven


def test_a_mentor_whom_nobody_may_have_takes_no_place_away() -> None:
    p = problem([[9, 1], [9, 2]], [False, True, False, True], places=[5, 1])
    assert solve(p).pairs == ((1, 1),)


def test_minimum_loads_that_only_just_fit() -> None:
    """Three mentors must have two each and there are six who will do, one way only.

    By score everybody would rather go to the first mentor.
    """
    mask = np.zeros((6, 3), bool)
    for i, options in enumerate([(0,), (0, 1), (1,), (1, 2), (2,), (0, 2)]):
        mask[i, list(options)] = True
    p = problem(
        np.tile([9, 1, 1], (6, 1)),
        mask,
        [6, 6, 6],
        places_min=[2, 2, 2],
        minimum_always=True,
    )
    for found in (solve(p), solve_from_poor_core(p)):
        loads = np.bincount([j for _, j in found.pairs], minlength=3)
        assert loads.tolist() == [2, 2, 2]
        assert found.total == 9 * 2 + 1 * 4
        assert verify(found, p).proven


def solve_from_poor_core(p: Any) -> Any:
    with poor_core():
        return solve(p)


def test_one_minimum_more_does_not_fit() -> None:
    p = problem(np.ones((6, 3)), places=[6, 6, 6], places_min=[2, 2, 3], minimum_always=True)
    with pytest.raises(InfeasibleError):
        solve(p)


def test_minimum_loads_are_not_filled_first() -> None:
    """The best pair of the mentor who must have somebody costs 5 elsewhere: 4 + 5, not 9 + 3."""
    p = problem([[9, 4], [5, 3]], places=[2, 2], places_min=[0, 1], minimum_always=True)
    found = solve(p)
    assert found.pairs == ((0, 0), (1, 1))
    assert verify(found, p).proven


def test_a_pin_of_somebody_who_wants_nobody_is_a_contradiction() -> None:
    p = problem([[1, 2], [3, 4]], wanted=[0, 1], pins=((0, 0),))
    with pytest.raises(InfeasibleError):
        solve(p)


def test_huge_scores_are_added_exactly(tmp_path: Path) -> None:
    """10^15 and 10^15 + 1: floats of 32 bits, and sums of many of 64, cannot tell them apart."""
    big = 10**15
    rows = [("a", "x", f"{big}"), ("a", "y", f"{big + 1}"), ("b", "x", f"{big}"), ("b", "y", "7")]
    answer = by_program(tmp_path, *rows)
    assert made(answer) == {("a", "y"), ("b", "x")}
    assert total(answer) == 2 * big + 1


@pytest.mark.parametrize("power", [40, 48, 52, 55])
def test_scores_near_the_limit_of_64_bits(power: int) -> None:
    """One unit decides between pairings of 2^power each; rungs that cannot be packed are split."""
    high = 2**power
    p = problem([[high, high - 1, 0], [high, high, high - 2], [high - 5, high, high]])
    found = solve(p)
    assert found.pairs == ((0, 0), (1, 1), (2, 2))
    assert found.total == 3 * high
    assert verify(found, p).proven
    other = problem([[-high, 1 - high], [1 - high, 3 - high]])
    assert solve(other).total == 3 - 2 * high
    assert verify(solve(other), other).proven


def test_scores_beyond_the_limit_are_refused_not_rounded(tmp_path: Path) -> None:
    """More than 64 bits can add is told; no answer is given that might be wrong."""
    with pytest.raises(CohortProblems):
        in_process(tmp_path, ("a", "x", "1e19"), ("b", "x", "1"))
    with pytest.raises(OverflowError):
        solve(problem([[2**61, 1], [1, 2**61]]))


def test_a_pair_listed_twice_is_refused(tmp_path: Path) -> None:
    """Neither the first nor the last row wins in silence."""
    path = table(tmp_path, ("a", "x", "1"), ("A", "x ", "2"))
    ended = run("solve", "--scores", path, cwd=tmp_path)
    assert ended.returncode == 3
    assert "row" in ended.stderr.lower()
    assert "Traceback" not in ended.stderr


def test_ids_are_not_numbers(tmp_path: Path) -> None:
    """007 and 7, 1E5 and 100000 are four people."""
    rows = [("007", "x", "1"), ("7", "y", "1"), ("1E5", "z", "1"), ("100000", "w", "1")]
    assert made(by_program(tmp_path, *rows)) == {(mentee, mentor) for mentee, mentor, _ in rows}


def test_the_greedy_trap() -> None:
    """The best single pair leaves the second mentee with nothing: 10 + 0 against 9 + 9."""
    found = solve(problem([[10, 9], [9, 0]]))
    assert found.pairs == ((0, 1), (1, 0))


def test_the_swap_trap() -> None:
    """A pairing that no swap of two improves and a turn of three does."""
    scores = np.array([[6, 8, 0], [0, 6, 8], [8, 0, 6]])
    stuck = ((0, 0), (1, 1), (2, 2))
    for a in range(3):
        for b in range(a):
            swapped = scores[a, b] + scores[b, a]
            assert swapped <= scores[a, a] + scores[b, b]
    found = solve(problem(scores))
    assert found.total == 24
    assert found.pairs != stuck


def test_coverage_goes_before_any_number_of_points() -> None:
    """One mentee more outweighs 10^12 points, and does so without a penalty to be chosen."""
    p = problem([[10**12, 0], [0, 0]], [True, True, True, False])
    found = solve(p)
    assert found.coverage == 2
    assert found.total == 0
    assert verify(found, p).proven
    assert solve(problem([[10**12, 0], [0, 0]], [1, 1, 1, 0], order="points_first")).total == 10**12
