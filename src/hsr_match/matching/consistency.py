"""Pins, bans, places and minimum loads that cannot hold together, told before solving.

All contradictions are told in one go. Each is a minimal set: without any one
of its members the others can hold. Each comes with the cheapest way out, and
whoever takes all of them has a round that can be solved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from hsr_match.errors import InfeasibleError
from hsr_match.matching.consistency_sets import (
    BAN,
    Demand,
    demands,
    limits_of,
    minimal_set,
    possible,
)
from hsr_match.matching.eligible import NEVER_LIFTED, EligiblePairs
from hsr_match.matching.engines.core import Core, initial_core
from hsr_match.matching.engines.feasible import feasible_core
from hsr_match.matching.engines.min_cost_flow import Infeasible
from hsr_match.matching.problem import MatchingProblem

MOST_TOLD = 50
"""Contradictions after which the search for more stops."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Demands that cannot hold together, each of them needed for that.

    Attributes
    ----------
    members
        Pins, bans and minimum loads.
    limits
        What they run into, in words.
    way_out
        The cheapest change that resolves it, in words.
    dropped
        The member that the way out drops or lowers.
    """

    members: tuple[Demand, ...]
    limits: tuple[str, ...]
    way_out: str
    dropped: Demand

    def sentence(self, problem: MatchingProblem) -> str:
        """Return all of it in one line, with ids."""
        who = " and ".join(d.describe(problem) for d in self.members)
        why = f": {'; '.join(self.limits)}" if self.limits else " cannot all hold"
        return f"{who}{why}. {self.way_out}"


def check(problem: MatchingProblem) -> Core:
    """Return a core on which everything that must hold can hold.

    Raises
    ------
    InfeasibleError
        If pins, places, bans and minimum loads contradict each other; all
        contradictions are named.
    """
    if not barred_pins(problem):
        try:
            return feasible_core(problem, initial_core(problem))
        except Infeasible:
            pass
    raise contradiction_error(problem)


def contradiction_error(problem: MatchingProblem) -> InfeasibleError:
    """Return the error for demands that cannot all hold.

    Parameters
    ----------
    problem
        A problem with at least one contradiction.
    """
    found = contradictions(problem)
    if len(found) == 1:
        (only,) = found
        return InfeasibleError(
            _heading(only),
            conflict=_lines(problem, only),
            advice=only.way_out,
            contradictions=found,
        )
    return InfeasibleError(
        f"{len(found)} contradictions between pins, bans, places and minimum loads:",
        conflict=[each.sentence(problem) for each in found],
        advice="Each line ends with its cheapest way out; take all of them.",
        contradictions=found,
    )


def _lines(problem: MatchingProblem, only: Contradiction) -> list[str]:
    members = [d.describe(problem) for d in only.members]
    if len(members) == 1 and only.members[0].is_pin:
        return [f"{members[0]}: {'; '.join(only.limits)}"]
    return [*members, *only.limits]


def _heading(only: Contradiction) -> str:
    if len(only.members) == 1 and only.members[0].is_pin:
        return "A pinned pair may not be made:"
    if len(only.members) == 2 and only.members[1].ban:
        return "A pinned pair is also banned:"
    return "These demands cannot all hold:"


def contradictions(problem: MatchingProblem) -> tuple[Contradiction, ...]:
    """Return every contradiction between pins, bans, places and minimum loads.

    Parameters
    ----------
    problem
        The problem; its pins may break rules.

    Returns
    -------
    tuple of Contradiction
        Pins that break a rule first. Minimal sets may share members; after the
        way out of each, the demands that are left can hold together.
    """
    from hsr_match.matching.consistency_ways_out import rule_way_out, ways_out

    broken = []
    for demand in barred_pins(problem):
        names = _objections(problem, demand)
        only_ban = names == [BAN]
        ban = Demand(demand.mentor, demand.mentee, ban=True)
        broken.append(
            Contradiction(
                members=(demand, ban) if only_ban else (demand,),
                limits=() if only_ban else (_rules_in_words(names),),
                way_out=rule_way_out(problem, demand, names),
                dropped=demand,
            )
        )
    gone = {each.dropped for each in broken}
    kept = [d for d in demands(problem) if d not in gone]
    sets: list[list[Demand]] = []
    can = partial(possible, problem)
    while len(sets) < MOST_TOLD and not can(kept):
        members = minimal_set(kept, can)
        sets.append(members)
        first = _least_wanted(problem, members)
        kept = [d for d in kept if d != first]
    found = [
        Contradiction(tuple(members), tuple(limits_of(problem, members)), way_out, dropped)
        for members, (way_out, dropped) in zip(
            sets, ways_out(problem, kept, sets, _least_wanted), strict=True
        )
    ]
    return (*broken, *found)


def barred_pins(problem: MatchingProblem) -> list[Demand]:
    """Return the pins of pairs that may not be made."""
    return [
        Demand(mentor=j, mentee=i)
        for i, j in dict.fromkeys(problem.pins)
        if not problem.eligible.block(slice(i, i + 1), slice(j, j + 1))[0, 0]
    ]


def _least_wanted(problem: MatchingProblem, members: Sequence[Demand]) -> Demand:
    """Return the member whose loss costs least by itself: loads, then the weakest pin."""
    loads = [d for d in members if d.mentee < 0]
    if loads:
        return min(loads, key=lambda d: (int(problem.places_min[d.mentor]), d.mentor))

    def score(pin: Demand) -> int:
        rows, columns = slice(pin.mentee, pin.mentee + 1), slice(pin.mentor, pin.mentor + 1)
        return int(problem.scores.block(rows, columns)[0, 0])

    return min((d for d in members if d.is_pin), key=lambda d: (score(d), d.mentee, d.mentor))


def _objections(problem: MatchingProblem, demand: Demand) -> list[str]:
    eligible = problem.eligible
    if not isinstance(eligible, EligiblePairs):
        return []
    return list(eligible.objections(demand.mentee, demand.mentor))


def _rules_in_words(names: Sequence[str]) -> str:
    if not names:
        return "the pair is not eligible"
    from hsr_match.rules import plain

    tail = " (cannot be lifted)" if NEVER_LIFTED.intersection(names) else ""
    return ", ".join(plain(name) for name in names) + tail
