"""What each rule costs: the pairs it bars, and the mentees who go without because of it.

Refusals, family and whatever else is private stand under one name and are
counted, never priced: nobody is told what would happen without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from hsr_match.insight.shortages.search import Seats
from hsr_match.insight.standing import ROWS_AT_ONCE
from hsr_match.matching.eligible import NEVER_LIFTED, QUALITY_FLOOR, EligiblePairs
from hsr_match.matching.problem import Mask, MatchingProblem
from hsr_match.rules.eligibility import Eligibility

SWITCHES = {
    "other_organisation": "other_organisation",
    "past_pair": "past_pairs",
    "essential_need": "essential_need",
    "department": "department",
    "language": "language",
    "meeting_format": "meeting_format",
    "step_ahead": "step_ahead",
}
"""Rule → key under ``rules`` that can be set to ``off`` for everybody. Conflicts
of interest are not among them: they are set aside pair by pair."""


@dataclass(frozen=True, slots=True)
class RuleCost:
    """What one rule does to a round.

    Attributes
    ----------
    rule
        Its name; all that is told in confidence is ``not_available``.
    pairs
        Pairs it bars; a pair barred by two rules counts under both.
    alone
        Pairs that it bars and no other rule does; None for a rule that is
        never set aside.
    gained
        How many more mentees could have a mentor without it; None for a rule
        that is never set aside, and where ties between pairs leave it unknown.
    """

    rule: str
    pairs: int
    alone: int | None
    gained: int | None


def rule_costs(problem: MatchingProblem, seats: Seats | None = None) -> tuple[RuleCost, ...]:
    """Return what each required rule costs, in the order in which rules are reported.

    Parameters
    ----------
    problem
        The problem of a cohort; given scores have no rules to count, and give
        an empty result.
    seats
        Seats with as many mentees as possible, if they are known already.

    Returns
    -------
    tuple of RuleCost
        ``gained`` is exact: as many mentees as possible are matched again
        without the rule. The minimum score comes last.
    """
    names = rules_of(problem)
    if not names:
        return ()
    full = Seats(problem).fill() if seats is None else seats
    costs = []
    for name, (pairs, alone) in zip(names, _counts(problem, names), strict=True):
        if name in NEVER_LIFTED:
            costs.append(RuleCost(name, pairs, None, None))
            continue
        gained = None
        if problem.is_flow:
            gained = gain_without(problem, name, full) if len(full.left) and alone else 0
        costs.append(RuleCost(name, pairs, alone, gained))
    return tuple(costs)


def rules_of(problem: MatchingProblem) -> list[str]:
    """Return the names of the required rules of a problem, the minimum score last."""
    eligible = problem.eligible
    if not isinstance(eligible, EligiblePairs):
        return []
    names = [rule.name for rule in eligible.rules.rules if rule.level == "required"]
    return [*dict.fromkeys(names), *([QUALITY_FLOOR] if eligible.floor is not None else [])]


def gain_without(problem: MatchingProblem, name: str, full: Seats) -> int:
    """Return how many more mentees could have a mentor without one rule."""
    return Seats(without_rule(problem, name), full.mentor_of).fill().covered - full.covered


def without_rule(problem: MatchingProblem, name: str) -> MatchingProblem:
    """Return the problem as it would be with one rule switched off.

    Raises
    ------
    ValueError
        If the rule is one that nobody may set aside.
    """
    eligible = problem.eligible
    if name in NEVER_LIFTED or not isinstance(eligible, EligiblePairs):
        raise ValueError(f"the rule {name} cannot be switched off")
    if name == QUALITY_FLOOR:
        return replace(problem, eligible=replace(eligible, floor=None))
    rules = tuple(rule for rule in eligible.rules.rules if rule.name != name)
    return replace(
        problem, eligible=replace(eligible, rules=Eligibility(rules, eligible.rules.shape))
    )


def bars(problem: MatchingProblem, rows: slice) -> dict[str, Mask]:
    """Return where each required rule objects to pairs of a block of mentees."""
    eligible = problem.eligible
    assert isinstance(eligible, EligiblePairs)
    found: dict[str, Mask] = {}
    for rule in eligible.rules.rules:
        if rule.level == "required":
            block = rule.block(rows, slice(None))
            found[rule.name] = found[rule.name] | block if rule.name in found else block
    if eligible.floor is not None:
        found[QUALITY_FLOOR] = eligible.scores.block(rows, slice(None)) < eligible.floor
    return found


def _counts(problem: MatchingProblem, names: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that each rule bars, and those that it bars alone."""
    pairs = np.zeros(len(names), dtype=np.int64)
    alone = np.zeros(len(names), dtype=np.int64)
    n, _ = problem.shape
    for start in range(0, n, ROWS_AT_ONCE):
        found = bars(problem, slice(start, min(start + ROWS_AT_ONCE, n)))
        objections = sum(
            (block.astype(np.int8) for block in found.values()),
            np.zeros(found[names[0]].shape, dtype=np.int8),
        )
        for at, name in enumerate(names):
            pairs[at] += int(found[name].sum())
            alone[at] += int((found[name] & (objections == 1)).sum())
    return zip(pairs.tolist(), alone.tolist(), strict=True)
