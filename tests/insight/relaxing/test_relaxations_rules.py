"""What rules and minimum scores cost: equal to second solves; private rules have no price."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings as limits

from hsr_match.insight.relaxing.floor import floor_costs, highest_floor
from hsr_match.insight.relaxing.rules import rule_costs, without_rule
from hsr_match.insight.relaxing.search import relaxations
from hsr_match.insight.shortages.search import Seats
from hsr_match.matching import solve
from tests.insight.rounds import OFFERS, REFUSALS, TEACHING, again, ruled
from tests.insight.runs import Run, mentee, mentor, run


def test_refusals_of_all_kinds_cost_and_read_the_same() -> None:
    told = set()
    for mine, theirs in REFUSALS:
        made = run(
            [mentee(1, **TEACHING, **mine)],
            [mentor(1, **OFFERS, **theirs), mentor(2, places=0, **OFFERS)],
        )
        found = relaxations(
            made.problem, made.matching, made.settings, cohort=made.cohort, mentee=0
        )
        told.add((repr(rule_costs(made.problem)), repr(found)))
    assert len(told) == 1
    with pytest.raises(ValueError, match="cannot be switched off"):
        without_rule(made.problem, "not_available")


def test_what_each_rule_costs() -> None:
    """Hand-counted: the employer bars three pairs, one of them with the manager."""
    people = [
        mentee(1, organisation="a", conflicts=(("id:r01", "manager"),), **TEACHING),
        mentee(2, organisation="a", not_these=("id:r02",), **TEACHING),
    ]
    mentors = [mentor(1, organisation="a", **OFFERS), mentor(2, organisation="a", **OFFERS)]
    made = run(people, mentors)
    costs = {c.rule: (c.pairs, c.alone, c.gained) for c in rule_costs(made.problem)}
    assert costs == {
        "other_organisation": (4, 2, 2),
        "manager": (1, 0, 0),
        "not_available": (1, None, None),
    }


@limits(max_examples=50, deadline=None)
@drawn(ruled())
def test_rule_and_floor_costs_equal_second_solves(made: Run) -> None:
    p, before = made.problem, made.matching.coverage
    for cost in rule_costs(p):
        if cost.rule == "not_available":
            assert (cost.alone, cost.gained) == (None, None)
        else:
            assert cost.gained == solve(without_rule(p, cost.rule)).coverage - before
    for at in floor_costs(p):
        value: Any = "off" if at.floor is None else at.floor // 10_000
        rules = replace(made.settings.rules, quality_floor=value)
        assert again(made, replace(made.settings, rules=rules)) == at.mentees
    if made.settings.rules.quality_floor != "off":
        floor = highest_floor(p, Seats.of(p, made.matching.pairs))
        best = max((at.mentees for at in floor_costs(p) if at.floor is None), default=0)
        assert (floor is None) == (best == before)
