"""What cannot hold is named: a minimal set, in plain words, with ids."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching.coupled import solve_coupled
from hsr_match.matching.coupled.conflicts import requirements, with_requirements
from hsr_match.matching.problem import Floor, MatchingProblem, Spread
from tests.matching.coupled.cases import case
from tests.matching.coupled.oracle import best
from tests.matching.problems import problem


def refused(p: MatchingProblem) -> InfeasibleError:
    with pytest.raises(InfeasibleError) as error:
        solve_coupled(p)
    return error.value


def named(scores: Any, **changes: Any) -> MatchingProblem:
    n, m = np.shape(scores)
    return problem(
        scores,
        mentee_ids=[f"E{i + 1:02}" for i in range(n)],
        mentor_ids=[f"R{j + 1:02}" for j in range(m)],
        **changes,
    )


def everybody(n: int) -> np.ndarray:
    return np.ones(n, dtype=np.bool_)


def test_a_floor_that_cannot_be_met() -> None:
    p = named(
        [[5, 5], [5, 5]],
        places=[1, 1],
        floors=(Floor("caring experience", everybody(2), np.array([True, False]), 2),),
        apart=((0, 1),),
    )
    error = refused(p)
    assert error.conflict == ("floor 'caring experience': at least 2 pairs",)
    assert error.advice


def test_a_floor_against_a_pin() -> None:
    p = named(
        [[5, 5], [5, 5]],
        places=[2, 2],
        pins=((0, 1),),
        floors=(Floor("need", everybody(2), np.array([True, False]), 2),),
    )
    assert set(refused(p).conflict) == {"pin E01 = R02", "floor 'need': at least 2 pairs"}


def test_pins_against_mentees_who_must_be_apart() -> None:
    p = named([[5, 5], [5, 5]], places=[2, 2], pins=((0, 0), (1, 0)), apart=((0, 1),))
    text = " ".join([*refused(p).conflict, refused(p).advice])
    assert "pin E01 = R01" in text
    assert "pin E02 = R01" in text
    assert "E01 and E02" in text


def test_together_through_a_third_and_apart() -> None:
    p = named([[5, 5]] * 4, places=[3, 3], together=((0, 1), (1, 2)), apart=((0, 2), (0, 3)))
    assert set(refused(p).conflict) == {
        "together: E01 and E02",
        "together: E02 and E03",
        "apart: E01 and E03",
    }


def test_a_rule_is_named_where_it_binds() -> None:
    """Two of one organisation would have to share the only mentor who offers it."""
    p = named(
        [[5, 5], [5, 5]],
        places=[2, 2],
        spread=(Spread("organisation", np.array([0, 0]), 1), Spread("team", np.array([0, 1]), 1)),
        floors=(Floor("need", everybody(2), np.array([True, False]), 2),),
    )
    assert set(refused(p).conflict) == {
        "no mentor has more than 1 of one organisation",
        "floor 'need': at least 2 pairs",
    }


def test_least_loads_that_ask_for_too_many() -> None:
    p = named(
        [[5, 5], [5, 5], [5, 5]],
        places=[2, 2],
        places_min=[2, 2],
        minimum_always=True,
        apart=((0, 1),),
    )
    assert any("R01 must have at least 2" in line for line in refused(p).conflict)
    assert any("R02 must have at least 2" in line for line in refused(p).conflict)


def test_every_member_is_needed() -> None:
    """Without any one member the others can hold together."""
    checked = 0
    for seed in range(90_000, 90_080):
        p = case(seed, pins=False, always=False, floors=True)
        if best(p) is not None:
            continue
        error = refused(p)
        by_words = {r.describe(p): r for r in requirements(p)}
        members = [by_words[line] for line in error.conflict]
        assert best(with_requirements(p, members)) is None, seed
        for dropped in members:
            rest = [r for r in members if r != dropped]
            assert best(with_requirements(p, rest)) is not None, (seed, dropped)
        checked += 1
    assert checked >= 10
