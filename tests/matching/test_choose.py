"""The engine is a pure function of the problem, and a forced one is refused where it would err."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from hsr_match.errors import UsageError
from hsr_match.matching.choose import choose_engine
from hsr_match.matching.problem import Floor, Spread
from tests.matching.problems import problem

TWO = {"scores": [[3, 1], [2, 1]], "places": [2, 2]}
EVERYONE = np.ones(2, dtype=np.bool_)
ONE_GROUP = Spread("organisation", np.array([0, 0]))

FLOW: dict[str, dict[str, Any]] = {
    "nothing": {},
    "several mentors": {"wanted": [2, 1]},
    "mentors of different organisations": {"wanted": [2, 2], "mentor_groups": np.array([0, 1])},
    "one spread": {"spread": (ONE_GROUP,)},
    "credit": {"credit": np.array([3, 0])},
    "minimum always": {"places_min": [2, 0], "minimum_always": True},
    "minimum of one if used": {"places_min": [1, 0]},
}
COUPLED: dict[str, tuple[dict[str, Any], str]] = {
    "apart": ({"apart": ((0, 1),)}, "apart"),
    "together": ({"together": ((0, 1),)}, "together"),
    "floors": ({"floors": (Floor("f", EVERYONE, EVERYONE, 1),)}, "floors"),
    "two spreads": ({"spread": (ONE_GROUP, ONE_GROUP)}, "rules.spread"),
    "minimum if used": ({"places_min": [2, 0]}, "rules.places_min"),
}


@pytest.mark.parametrize("changes", FLOW.values(), ids=FLOW)
def test_a_flow_is_solved_as_one(changes: dict[str, Any]) -> None:
    made = problem(**TWO, **changes)
    assert choose_engine(made) == "flow"
    assert choose_engine(made, "flow") == "flow"
    assert choose_engine(made, "coupled") == "coupled"


@pytest.mark.parametrize(("changes", "key"), COUPLED.values(), ids=COUPLED)
def test_what_ties_pairs_together_is_not(changes: dict[str, Any], key: str) -> None:
    made = problem(**TWO, **changes)
    assert choose_engine(made) == "coupled"
    with pytest.raises(UsageError, match="cannot keep") as caught:
        choose_engine(made, "flow")
    assert key in caught.value.message


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(UsageError, match="no engine 'simplex'"):
        choose_engine(problem(**TWO), "simplex")
