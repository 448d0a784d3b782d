"""What a change of the question must do to the answer, whatever the answer is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hsr_match.matching import Matching, Objective, solve
from hsr_match.matching.problem import MatchingProblem
from tests.matching.milp_model import worth
from tests.matching.problems import problem

OBJECTIVES = {
    "total": Objective("total"),
    "balanced": Objective("balanced", 2.0, max_price=1.0),
    "worst_first": Objective("worst_first", max_price=1.0, resolution=1),
}
UNIT = 100_000
"""Scores are 0–9 times this, so that ``balanced`` has its usual range."""

MANY = settings(max_examples=80, deadline=None)
every_objective = pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES)


@st.composite
def cohorts(draw: st.DrawFn, name: str = "") -> MatchingProblem:
    """1–8 mentees, 1–6 mentors, 0–3 places, scores 0–9, a fifth of the pairs barred."""
    n, m = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    cells = {"min_size": n * m, "max_size": n * m}
    scores = np.array(draw(st.lists(st.integers(0, 9), **cells))).reshape(n, m)
    barred = np.array(draw(st.lists(st.integers(0, 4), **cells))).reshape(n, m) == 4
    places = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    return problem(
        UNIT * scores,
        ~barred,
        places,
        order=draw(st.sampled_from(["pairs_first", "points_first"])),
        seed=draw(st.integers(0, 2)),
        mentee_keys=[f"id:{name}e{i}" for i in range(n)],
        mentor_keys=[f"id:{name}r{j}" for j in range(m)],
    )


def tables(p: MatchingProblem) -> tuple[np.ndarray, np.ndarray]:
    """Copies of the scores and of who is eligible for whom."""
    everyone = slice(None)
    return p.scores.block(everyone, everyone).copy(), p.eligible.block(everyone, everyone).copy()


def changed(p: MatchingProblem, **changes: Any) -> MatchingProblem:
    """The same problem with other scores, eligible pairs, places or people."""
    scores, mask = tables(p)
    kept: dict[str, Any] = {
        "order": p.order,
        "objective": p.objective,
        "seed": p.seed,
        "mentee_keys": p.mentee_keys,
        "mentor_keys": p.mentor_keys,
    }
    given_scores = changes.pop("scores", scores)
    given_mask = changes.pop("eligible", mask)
    return problem(given_scores, given_mask, changes.pop("places", p.places), **{**kept, **changes})


def a_pair(data: st.DataObject, found: Matching) -> tuple[int, int]:
    """One of the pairs made; the example is dropped where there is none."""
    assume(found.pairs)
    return data.draw(st.sampled_from(found.pairs))


def best(p: MatchingProblem) -> tuple[int, ...]:
    """What an optimum is worth."""
    return worth(p, solve(p).pairs)


@given(cohorts(), st.data())
@MANY
def test_an_extra_place_cannot_make_it_worse(p: MatchingProblem, data: st.DataObject) -> None:
    places = p.places.copy()
    places[data.draw(st.integers(0, p.shape[1] - 1))] += 1
    assert best(changed(p, places=places)) >= best(p)


@given(cohorts(), st.data())
@MANY
def test_an_extra_ban_cannot_make_it_better(p: MatchingProblem, data: st.DataObject) -> None:
    mask = tables(p)[1]
    i, j = (data.draw(st.integers(0, size - 1)) for size in p.shape)
    mask[i, j] = False
    assert best(changed(p, eligible=mask)) <= best(p)


@given(cohorts(), st.data())
@MANY
def test_an_extra_mentee_cannot_make_it_worse(p: MatchingProblem, data: st.DataObject) -> None:
    scores, mask = tables(p)
    one_more = data.draw(st.lists(st.integers(0, 9), min_size=p.shape[1], max_size=p.shape[1]))
    larger = changed(
        p,
        scores=np.vstack([scores, UNIT * np.array([one_more])]),
        eligible=np.vstack([mask, np.ones((1, p.shape[1]), bool)]),
        mentee_keys=[*p.mentee_keys, "id:newcomer"],
    )
    assert best(larger) >= best(p)


@given(cohorts(), st.integers(1, 10**6), st.data())
@MANY
def test_raising_a_chosen_pair_raises_the_total_by_as_much(
    p: MatchingProblem, more: int, data: st.DataObject
) -> None:
    found = solve(p)
    pair = a_pair(data, found)
    scores = tables(p)[0]
    scores[pair] += more
    after = solve(changed(p, scores=scores))
    assert after.pairs == found.pairs
    assert after.gain == found.gain + more


@every_objective
@given(p=cohorts(), data=st.data())
@MANY
def test_lowering_a_pair_that_is_not_chosen_changes_nothing(
    objective: Objective, p: MatchingProblem, data: st.DataObject
) -> None:
    p = replace(p, objective=objective)
    found = solve(p)
    scores, mask = tables(p)
    others = [(int(i), int(j)) for i, j in np.argwhere(mask) if (i, j) not in found.pairs]
    assume(others)
    pair = data.draw(st.sampled_from(others))
    scores[pair] = data.draw(st.integers(0, int(scores[pair])))
    after = solve(changed(p, scores=scores))
    assert after.pairs == found.pairs
    assert after.gain == found.gain


@every_objective
@given(p=cohorts(), data=st.data())
@MANY
def test_without_a_matched_mentee_and_that_place_the_rest_stays(
    objective: Objective, p: MatchingProblem, data: st.DataObject
) -> None:
    p = replace(p, objective=objective)
    found = solve(p)
    pair = a_pair(data, found)
    mentee, mentor = pair
    scores, mask = tables(p)
    places = p.places.copy()
    places[mentor] -= 1
    rest = changed(
        p,
        scores=np.delete(scores, mentee, axis=0),
        eligible=np.delete(mask, mentee, axis=0),
        places=places,
        mentee_keys=[key for i, key in enumerate(p.mentee_keys) if i != mentee],
    )
    back = tuple((i + (i >= mentee), j) for i, j in solve(rest).pairs)
    assert back == tuple(other for other in found.pairs if other != pair)


@every_objective
@given(p=cohorts(), data=st.data())
@MANY
def test_pinning_what_was_chosen_changes_nothing(
    objective: Objective, p: MatchingProblem, data: st.DataObject
) -> None:
    p = replace(p, objective=objective)
    found = solve(p)
    assume(found.pairs)
    pins = data.draw(st.lists(st.sampled_from(found.pairs), min_size=1, unique=True))
    after = solve(changed(p, pins=tuple(pins)))
    assert after.pairs == found.pairs
    assert after.gain == found.gain


@given(cohorts(), st.data())
@MANY
def test_banning_what_was_not_chosen_changes_nothing(
    p: MatchingProblem, data: st.DataObject
) -> None:
    """As with a lower score."""
    found = solve(p)
    mask = tables(p)[1]
    free = [(int(i), int(j)) for i, j in np.argwhere(mask) if (i, j) not in found.pairs]
    assume(free)
    for pair in data.draw(st.lists(st.sampled_from(free), min_size=1)):
        mask[pair] = False
    assert solve(changed(p, eligible=mask)).pairs == found.pairs


@given(cohorts())
@MANY
def test_places_split_into_single_ones_are_worth_the_same(p: MatchingProblem) -> None:
    owner = np.repeat(np.arange(p.shape[1]), p.places)
    assume(len(owner))
    scores, mask = tables(p)
    split = changed(
        p,
        scores=scores[:, owner],
        eligible=mask[:, owner],
        places=np.ones(len(owner), np.int64),
        mentor_keys=[f"{p.mentor_keys[j]}/{k}" for k, j in enumerate(owner)],
    )
    assert best(split) == best(p)


@given(cohorts())
@MANY
def test_a_doubled_cohort_is_worth_double(p: MatchingProblem) -> None:
    """Everybody twice, each free to meet the other half as well."""
    scores, mask = tables(p)
    doubled = changed(
        p,
        scores=np.vstack([scores, scores]),
        eligible=np.vstack([mask, mask]),
        places=2 * p.places,
        mentee_keys=[*p.mentee_keys, *(f"{key}/again" for key in p.mentee_keys)],
    )
    assert best(doubled) == tuple(2 * value for value in best(p))


@every_objective
@given(one=cohorts("a"), other=cohorts("b"))
@MANY
def test_two_cohorts_that_cannot_meet_add_up(
    objective: Objective, one: MatchingProblem, other: MatchingProblem
) -> None:
    (n, m), (more, others) = one.shape, other.shape
    scores, mask = (
        np.zeros((n + more, m + others), np.int64),
        np.zeros((n + more, m + others), bool),
    )
    (scores[:n, :m], mask[:n, :m]), (scores[n:, m:], mask[n:, m:]) = tables(one), tables(other)
    one = replace(one, objective=objective)
    other = replace(other, objective=objective, order=one.order, seed=one.seed)
    both = changed(
        one,
        scores=scores,
        eligible=mask,
        places=np.concatenate([one.places, other.places]),
        mentee_keys=[*one.mentee_keys, *other.mentee_keys],
        mentor_keys=[*one.mentor_keys, *other.mentor_keys],
    )
    moved = [(i + n, j + m) for i, j in solve(other).pairs]
    assert solve(both).pairs == (*solve(one).pairs, *moved)


@every_objective
@given(p=cohorts(), random=st.randoms(use_true_random=False))
@MANY
def test_the_order_of_people_changes_no_pair(
    objective: Objective, p: MatchingProblem, random: Any
) -> None:
    p = replace(p, objective=objective)
    rows, columns = list(range(p.shape[0])), list(range(p.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    scores, mask = tables(p)
    shuffled = changed(
        p,
        scores=scores[np.ix_(rows, columns)],
        eligible=mask[np.ix_(rows, columns)],
        places=p.places[columns],
        mentee_keys=[p.mentee_keys[i] for i in rows],
        mentor_keys=[p.mentor_keys[j] for j in columns],
    )
    back = sorted((rows[i], columns[j]) for i, j in solve(shuffled).pairs)
    assert tuple(back) == solve(p).pairs


@given(cohorts(), st.integers(2, 10**6))
@MANY
def test_all_scores_times_a_number_change_no_pair(p: MatchingProblem, times: int) -> None:
    """All weights times a number, seen from the scores."""
    found = solve(p)
    after = solve(changed(p, scores=times * tables(p)[0]))
    assert after.pairs == found.pairs
    assert after.gain == times * found.gain


@given(cohorts())
@MANY
def test_other_keys_leave_the_worth_alone(p: MatchingProblem) -> None:
    renamed = changed(
        p,
        mentee_keys=[f"id:someone-{i}" for i in range(p.shape[0])],
        mentor_keys=[f"id:else-{j}" for j in range(p.shape[1])],
    )
    assert best(renamed) == best(p)
