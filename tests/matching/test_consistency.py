from __future__ import annotations

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching import solve
from tests.matching.problems import problem


def conflict(p) -> tuple[str, ...]:
    with pytest.raises(InfeasibleError) as error:
        solve(p)
    return error.value.conflict


def test_two_pins_for_one_mentee_name_both_and_the_limit() -> None:
    p = problem(np.ones((2, 3)), pins=((0, 0), (0, 2), (1, 1)))
    assert conflict(p) == (
        "pin mentee 1 = mentor 1",
        "pin mentee 1 = mentor 3",
        "mentee 1 can have one mentor only",
    )


def test_pins_over_places_name_only_that_mentor() -> None:
    p = problem(np.ones((4, 2)), places=[2, 1], pins=((0, 0), (1, 1), (2, 1)))
    assert conflict(p) == (
        "pin mentee 2 = mentor 2",
        "pin mentee 3 = mentor 2",
        "mentor 2 has 1 place(s) at most",
    )


def test_a_pin_of_a_barred_pair_is_named() -> None:
    p = problem(np.ones((2, 2)), [1, 1, 1, 0], pins=((1, 1), (0, 0)))
    assert conflict(p) == ("pin mentee 2 = mentor 2: the pair is not eligible",)


def test_minimum_loads_that_only_just_fit_are_met() -> None:
    p = problem(np.ones((3, 2)), places=[2, 2], places_min=[1, 2], minimum_always=True)
    loads = [j for _, j in solve(p).pairs]
    assert sorted(loads) == [0, 1, 1]


def test_impossible_minimum_loads_are_a_minimal_set() -> None:
    p = problem(
        np.ones((3, 3)),
        [1, 0, 1, 1, 0, 1, 1, 0, 1],
        places=[2, 2, 2],
        places_min=[1, 1, 1],
        minimum_always=True,
        mentor_ids=["R01", "R02", "R03"],
    )
    found = conflict(p)
    assert found[0].startswith("R02 must have at least 1")
    assert found[1] == "these minimum loads ask for 1 mentee(s), 0 may be placed with them"
    assert len(found) == 2


def test_pin_and_minimum_together() -> None:
    # The only mentee who could fill mentor 2 is pinned to mentor 1.
    p = problem(
        np.ones((2, 2)),
        [1, 0, 1, 1],
        places=[2, 1],
        places_min=[0, 1],
        minimum_always=True,
        pins=((1, 0),),
    )
    found = conflict(p)
    assert found[0] == "pin mentee 2 = mentor 1"
    assert found[1].startswith("mentor 2 must have at least 1")
