"""The verdict: right in words, and exact where it names a price."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits

from hsr_match.config import Settings
from hsr_match.insight import explain_pair
from hsr_match.insight.pricing.solved_again import ImpossiblePairError, price_by_solving
from hsr_match.insight.pricing.words import NO_PLACE
from hsr_match.matching import Objective, given_problem, solve
from tests.insight.runs import chosen, mentee, mentor, run
from tests.insight.tables import table
from tests.matching.problems import best, problem, small_problems

ALL = slice(None)


@limits(max_examples=60, deadline=None)
@given(small_problems())
def test_the_price_of_a_pair_equals_brute_force(asked: Any) -> None:
    check_prices(asked, 0.0)


@limits(max_examples=30, deadline=None)
@given(small_problems(negative=False))
def test_so_it_does_under_the_balanced_objective(asked: Any) -> None:
    asked = replace(
        asked,
        scores=type(asked.scores)(asked.scores.table * 100_000),
        # A tight price may make the second solve choose another strength: it must not.
        objective=Objective("balanced", 2.0, max_price=0.05),
    )
    check_prices(asked, solve(asked).alpha)


def check_prices(asked: Any, alpha: float) -> None:
    result = solve(asked)
    mask = asked.eligible.block(ALL, ALL)
    before = best(asked, alpha)
    for i in range(asked.shape[0]):
        for j in range(asked.shape[1]):
            if not mask[i, j] or not asked.places_max[j]:
                continue
            after = best(replace(asked, pins=((i, j),)), alpha)
            price = price_by_solving(asked, result, (i, j))
            if asked.order == "pairs_first":
                assert (price.coverage, price.gain) == (after[0] - before[0], after[1] - before[1])
            else:
                assert price.gain == after - before


def verdict(scores: Any, mentee: int, mentor: int, settings: Any = None, **more: Any) -> str:
    """The verdict on one pair of a table of given scores, written as rows."""
    settings = settings or Settings()
    cells = {(i, j): s for i, row in enumerate(scores) for j, s in enumerate(row) if s is not None}
    listed = table(len(scores), len(scores[0]), cells, **more)
    asked = given_problem(listed, settings)
    detail = explain_pair(asked, solve(asked), settings, mentee, mentor, given=listed)
    return detail.verdict


def test_the_best_mentor() -> None:
    assert verdict([[5, 3]], 0, 0) == "None of the 2 mentors possible for E1 scores higher."
    assert verdict([[5]], 0, 0) == "R1 is the only mentor possible for E1."


def test_a_made_pair_that_is_not_the_best_names_those_ahead_and_the_price() -> None:
    assert verdict([[9, 8], [7, 1]], 0, 1) == (
        "R2 is 2nd of the 2 mentors possible for E1. Ahead: R1 (9, with E2). "
        "With R1 instead, for the cohort: 5 less in all."
    )


def test_a_lower_score() -> None:
    assert verdict([[9, 8], [7, 1]], 1, 1) == (
        "R2 scores lower for E2 than R1 (1 against 7). R2 has E1. "
        "Solved again with E2 and R2 paired: the cohort would lose 5 in total, "
        "and the lowest score fall from 7 to 1."
    )


def test_a_higher_score_that_the_cohort_cannot_afford() -> None:
    assert verdict([[9, 8], [7, 1]], 0, 0).startswith(
        "R1 scores higher for E1 than R2 (9 against 8), but the pairs are chosen for the "
        "cohort as a whole. R1 has E2."
    )


def test_one_mentee_more_without_a_mentor() -> None:
    assert verdict([[9, 8], [7, None]], 0, 0).endswith(
        "Solved again with E1 and R1 paired: one more mentee would be without a mentor (E2)."
    )


def test_a_tie_is_called_a_tie() -> None:
    scores = [[5, 5], [5, 5]]
    other = next(
        text
        for text in (verdict(scores, 0, 0), verdict(scores, 0, 1))
        if text.startswith("R") and "the same" in text
    )
    assert other.endswith("exactly as good for the cohort; the rule for ties chose.")


def test_barred_pairs_say_by_what() -> None:
    assert verdict([[9, None]], 0, 1) == (
        "R2 cannot be paired with E1: not in the table of scores."
    )
    bans = chosen(bans=[("E1", "R2")])
    assert verdict([[9, 8]], 0, 1, bans).endswith(": ruled out by the coordinator.")
    assert verdict([[9, 2]], 0, 1, chosen(quality_floor=3)).endswith(": below the minimum score.")
    assert verdict([[9, None]], 0, 1, barred=((0, 1),)).endswith(": marked as not eligible.")


def test_pins_are_named_and_give_way_in_the_price() -> None:
    pinned = chosen(pins=[("E1", "R2")])
    assert verdict([[9, 2]], 0, 1, pinned) == (
        "The coordinator asked for E1 with R2. R2 is 2nd of the 2 mentors possible for E1. "
        "Ahead: R1 (9). Solved again with E1 and R1 paired: better for the cohort by 7 in total."
    )


def test_a_pair_that_other_pins_leave_no_place_for() -> None:
    pinned = chosen(pins=[("E2", "R1")])
    assert "cannot be paired beside what is fixed" in verdict([[9, 2], [1, 1]], 0, 0, pinned)
    asked = problem([[9, 2], [1, 1]], pins=((1, 0),))
    with pytest.raises(ImpossiblePairError):
        price_by_solving(asked, solve(asked), (0, 0))


def test_a_mentor_without_a_place() -> None:
    people = (
        [mentee(needs={"teaching": 1})],
        [mentor(1, offers={"teaching": 3}, places=0), mentor(2)],
    )
    assert run(*people).detail(0, 0).verdict == f"R01 has {NO_PLACE}."


def test_somebody_without_a_mentor() -> None:
    assert verdict([[5], [7]], 0, 0) == (
        "E1 has no mentor; R1 scores 5. R1 has E2. Solved again with E1 and R1 paired: "
        "the cohort would lose 2 in total, and the lowest score fall from 7 to 5. "
        "E2 would be without a mentor instead."
    )


def test_a_higher_total_that_fairness_forgoes_is_not_called_a_loss() -> None:
    # Total: 950 + 10. Balanced: 500 + 400, at the price of 60.
    asked = problem([[950_000, 500_000], [400_000, 10_000]], objective=Objective("balanced", 2.0))
    result = solve(asked)
    assert result.pairs == ((0, 1), (1, 0))
    assert result.alpha == 2.0
    detail = explain_pair(asked, result, Settings(), 0, 0)
    assert detail.verdict.endswith(
        "the total would rise by 0.06, and the lowest score fall from 0.4 to 0.01, "
        "which is worse by what the scheme maximises (weak pairs count for more)."
    )


def test_what_is_better_at_a_lower_total_says_so() -> None:
    # The pin holds 950 + 10; without it fairness takes 500 + 400. A search that was stopped
    # can leave as much.
    scores = [[950_000, 500_000], [400_000, 10_000]]
    asked = problem(scores, objective=Objective("balanced", 2.0), pins=((0, 0),))
    detail = explain_pair(asked, solve(asked), Settings(), 0, 1)
    assert detail.verdict.endswith(
        "paired: better by what the scheme maximises "
        "(weak pairs count for more), though the total would fall by 0.06."
    )


def test_places_beyond_what_a_mentor_wants_are_counted() -> None:
    asked = problem(
        [[5, 0], [5, 0]], places=[1, 1], places_max=[2, 1], extra_place_cost=30, pins=((0, 0),)
    )
    text = explain_pair(asked, solve(asked), Settings(), 1, 0, given=None).verdict
    assert text.endswith(
        "the total would rise by 0.000005, with 1 place more than mentors wanted, "
        "which is worse by what the scheme maximises."
    )


def test_a_large_cohort_is_not_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hsr_match.insight.verdict.LARGEST", 3)
    assert verdict([[9, 8], [7, 1]], 0, 0).endswith(
        "Paired all the same, for the cohort: 5 less in all."
    )
    monkeypatch.setattr("hsr_match.insight.briefing.prices.MOST_PAIRS", 3)
    assert verdict([[9, 8], [7, 1]], 0, 0).endswith("solve it with them pinned.")
    assert verdict([[9, 8], [7, 1]], 0, 1).endswith("Ahead: R1 (9, with E2).")


def test_alternatives_put_eligible_mentors_first() -> None:
    mentors = [
        mentor(1, offers={"teaching": 3}, organisation="a"),
        mentor(2, offers={"teaching": 1}),
        mentor(3, offers={"teaching": 2}, places=2),
        mentor(4, offers={"teaching": 0}),
    ]
    detail = run([mentee(needs={"teaching": 1}, organisation="a")], mentors).detail(0, 3)
    assert [a.mentor for a in detail.alternatives] == [2, 1, 0]
    assert [a.rank for a in detail.alternatives] == [1, 2, None]
    assert detail.alternatives[2].barred_by == ("the same organisation",)
    assert [(a.taken_by, a.free) for a in detail.alternatives] == [((0,), 1), ((), 1), ((), 1)]
    assert detail.current == 2
