"""Relaxations in sentences and as plain data, with ids."""

from __future__ import annotations

from typing import Any

from hsr_match.insight.relaxing.rules import SWITCHES
from hsr_match.insight.relaxing.search import Relaxation
from hsr_match.insight.shortages.sets import Shortage
from hsr_match.insight.words import Scale, beside, counted, listed
from hsr_match.matching.problem import MatchingProblem

NAMED = 4
"""Mentees who are named in one sentence."""


def relaxation_sentence(problem: MatchingProblem, made: Relaxation, scale: Scale) -> str:
    """Return a change and what it gives.

    For instance "One more place with R02: E05 would have R02 (61.4 points); the
    total rises by 61.4 points."
    """
    new = [
        f"{problem.mentee_label(i)} would have "
        f"{beside(problem.mentor_label(j), scale.points(score))}"
        for i, j, score in made.gets
    ]
    if len(new) <= NAMED:
        who = listed(new)
    else:
        number = len({i for i, _, _ in made.gets})
        who = f"{counted(number, 'more mentee')} would have a mentor"
    if made.loses:
        who += f", {listed([problem.mentee_label(i) for i in made.loses])} would have none"
    total = ""
    if made.points:
        verb = "rises" if made.points > 0 else "falls"
        total = f"; the total {verb} by {scale.points(abs(made.points))}"
    ending = "." if made.exact else " (the best found so far: a search was stopped)."
    return f"{made.change}: {who}{total}{ending}"


def how_to(problem: MatchingProblem, made: Relaxation, scale: Scale) -> str:
    """Return the setting or option that makes the change; empty where people must be asked."""
    if made.code == "open_reserve":
        return "rules: {reserve: open}"
    if made.code == "lower_floor":
        return f"rules: {{quality_floor: {scale.text(made.floor or 0)}}}"
    if made.code == "rule_off":
        return f"rules: {{{SWITCHES[made.rule]}: off}}"
    if made.code == "lift_for_pair" and made.mentee is not None:
        pair = f"{problem.mentee_label(made.mentee)}={problem.mentor_label(made.mentors[0])}"
        return f"--pin {pair} --reason 'name: why'"
    return ""


def relaxation_json(problem: MatchingProblem, made: Relaxation, scale: Scale) -> dict[str, Any]:
    """Return a relaxation as plain data with ids in place of positions."""
    return {
        "code": made.code,
        "change": made.change,
        "how": how_to(problem, made, scale),
        "mentees": made.mentees,
        "points": made.points,
        "exact": made.exact,
        "gets": [
            {
                "mentee": problem.mentee_label(i),
                "mentor": problem.mentor_label(j),
                "score": score,
            }
            for i, j, score in made.gets
        ],
        "loses": [problem.mentee_label(i) for i in made.loses],
        "mentors": [problem.mentor_label(j) for j in made.mentors],
        "mentee": None if made.mentee is None else problem.mentee_label(made.mentee),
        "rule": made.rule,
        "floor": made.floor,
    }


def shortage_json(problem: MatchingProblem, shortage: Shortage) -> dict[str, Any]:
    """Return a shortage as plain data with ids in place of positions."""
    return {
        "mentees": [problem.mentee_label(i) for i in shortage.mentees],
        "mentors": [problem.mentor_label(j) for j in shortage.mentors],
        "places": shortage.places,
        "wanted": shortage.wanted,
        "short": shortage.short,
        "left": [problem.mentee_label(i) for i in shortage.left],
        "pinned": shortage.pinned,
        "limited": shortage.limited,
    }
