"""The table of objectives: what each gives and costs, against enumeration."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from hsr_match.errors import UsageError
from hsr_match.insight import objectives
from hsr_match.insight.objectives import ObjectiveRow, figures_of, objective_table
from hsr_match.matching import Matching, Objective, solve
from hsr_match.matching.problem import MatchingProblem
from tests.matching.problems import assignments, problem, small_problems

POINTS = [[900_000, 500_000], [520_000, 490_000]]


def table(p: MatchingProblem) -> tuple[Matching, tuple[ObjectiveRow, ...]]:
    matching = solve(p)
    return matching, objective_table(p, matching)


def test_by_hand() -> None:
    """Total 139 with a worst of 49; worst first 102 with a worst of 50, which costs 37."""
    _, rows = table(problem(POINTS, objective=Objective("worst_first")))
    assert [(row.kind, row.alpha, row.used) for row in rows] == [
        ("total", 0.0, False),
        ("balanced", 0.5, False),
        ("balanced", 1.0, False),
        ("balanced", 2.0, False),
        ("worst_first", 0.0, True),
        ("highest_floor", 0.0, False),
    ]
    assert [row.lost for row in rows] == [0, 0, 0, 0, 370_000, 370_000]
    total, fair = rows[0].figures, rows[4].figures
    assert total is not None
    assert fair is not None
    assert (total.matched, total.total, total.worst, total.mean) == (2, 1_390_000, 490_000, 695e3)
    assert (fair.total, fair.worst, fair.tenth_percentile) == (1_020_000, 500_000, 500_000)
    assert rows[4].price == pytest.approx(37 / 139)
    assert rows[5].name == "Highest floor, none below 50.00"


def test_another_alpha_of_the_settings_has_a_row_of_its_own() -> None:
    _, rows = table(problem(POINTS, objective=Objective("balanced", 3.0)))
    assert [row.alpha for row in rows if row.kind == "balanced"] == [0.5, 1.0, 2.0, 3.0]
    assert [row.name for row in rows if row.used] == ["Balanced (alpha 3)"]


@given(small_problems(negative=False))
@settings(max_examples=60, deadline=None)
def test_the_rows_keep_their_promises(p: MatchingProblem) -> None:
    """No total is higher than the first, no worst pair better than that of worst first.

    The last row is the best of all pairings of as many mentees above its floor.
    """
    p.scores.block(slice(None), slice(None))[:] *= 111_111
    p = replace(p, order="pairs_first", objective=Objective("balanced", 2.0, 0.02))
    matching, rows = table(p)
    assert [row.name for row in rows if row.used and row.kind == matching.kind]
    assert sum(row.used for row in rows) == 1
    figures = [row.figures for row in rows if row.figures is not None]
    assert len(figures) == len(rows)
    assert all(f.proven and f.matched == matching.coverage for f in figures)
    worst = next(row.figures for row in rows if row.kind == "worst_first")
    assert worst is not None
    if worst.worst is None:
        return
    assert all(f.worst is not None and f.worst <= worst.worst for f in figures)
    scores = p.scores.block(slice(None), slice(None))
    possible = [
        [int(scores[i, j]) for i, j in pairs]
        for pairs in assignments(p)
        if len(pairs) == matching.coverage
    ]
    assert worst.worst == max(min(made) for made in possible)
    if p.extra_place_cost == 0:
        assert figures[0].total == max(sum(made) for made in possible)
        floor = worst.worst // 100 * 100
        above = [sum(made) for made in possible if min(made) >= floor]
        assert figures[-1].total == max(above)


def test_given_scores_have_no_balanced_and_no_floor_in_points() -> None:
    """Their own unit is the resolution: −15 and −14 are two levels."""
    p = problem([[-15, 31], [-14, 41], [20, 10]], scale=10)
    _, rows = table(p)
    assert [row.kind for row in rows] == ["total", "worst_first", "highest_floor"]
    assert rows[0].used
    assert rows[2].name == "Highest floor"
    floored = rows[2].figures
    assert floored is not None
    assert (floored.worst, floored.total) == (20, 61)


def test_no_floor_is_named_where_a_pin_stands_below_it() -> None:
    p = problem([[100, 900_000], [800_000, 700_000]], pins=((0, 0),))
    assert table(p)[1][-1].name == "Highest floor"


def test_no_floor_where_staying_without_counts_as_a_score() -> None:
    assert table(problem(POINTS, order="points_first"))[1][-1].kind == "worst_first"


def test_nobody_matched_leaves_blanks() -> None:
    _, rows = table(problem(POINTS, np.zeros((2, 2))))
    assert {row.figures and row.figures.worst for row in rows} == {None}
    assert {row.price for row in rows} == {None}


def test_the_floor_of_the_run_itself_is_not_solved_again() -> None:
    matching, rows = table(problem(POINTS, objective=Objective("highest_floor")))
    assert matching.kind == "highest_floor"
    assert [row.used for row in rows] == [False] * 5 + [True]


def test_limits_that_tie_pairs_leave_worst_first_out_and_the_floor_in() -> None:
    p = problem(POINTS, places=[2, 2], apart=((0, 1),))
    rows = {row.kind: row for row in table(p)[1]}
    assert rows["worst_first"].figures is None
    floored = rows["highest_floor"].figures
    assert floored is not None
    assert (floored.worst, floored.proven) == (500_000, True)


def test_what_the_limits_rule_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that cannot do an objective leaves its row without figures."""
    import hsr_match.matching

    def unwilling(p: MatchingProblem, **options: Any) -> Matching:
        if p.objective.kind == "worst_first":
            raise UsageError("not with these limits", "leave it out")
        return solve(p, **options)

    p = problem(POINTS)
    matching = solve(p)
    monkeypatch.setattr(hsr_match.matching, "solve", unwilling, raising=False)
    rows = objective_table(p, matching)
    assert rows[-2].kind == "worst_first"
    assert rows[-2].figures is None
    assert rows[-2].lost is None


def test_the_tenth_percentile_is_a_score_that_a_tenth_do_not_exceed() -> None:
    """Of 11 pairs the second from the bottom; of 10 the lowest."""
    for n, expected in ((11, 1), (10, 0)):
        p = problem(np.diag(np.arange(n)) + 0, np.eye(n, dtype=bool))
        assert figures_of(p, solve(p)).tenth_percentile == expected


def test_every_row_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five objectives beside the run's own are solved, and each proof is checked."""
    import hsr_match.proof

    checked: list[Objective] = []
    real = hsr_match.proof.verify

    def noted(found: Matching, p: MatchingProblem) -> Any:
        checked.append(p.objective)
        return real(found, p)

    monkeypatch.setattr(hsr_match.proof, "verify", noted, raising=False)
    table(problem(POINTS, objective=Objective("total")))
    assert [wish.kind for wish in checked] == [*["balanced"] * 3, "worst_first", "highest_floor"]
    assert objectives.ALPHAS == (0.5, 1.0, 2.0)
