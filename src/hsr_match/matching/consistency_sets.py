"""Demands that must hold, whether they can hold together, and minimal sets that cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from hsr_match.matching.eligible import EligiblePairs
from hsr_match.matching.engines.core import initial_core
from hsr_match.matching.engines.feasible import feasible_core
from hsr_match.matching.engines.min_cost_flow import Infeasible
from hsr_match.matching.problem import MatchingProblem

BAN = "ban"

Required = TypeVar("Required")
"""Whatever must hold."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that must hold: a pin, a ban, or the least load of a mentor.

    ``mentee`` is -1 for a load; ``ban`` tells a ban from a pin.
    """

    mentor: int
    mentee: int = -1
    ban: bool = False

    @property
    def is_pin(self) -> bool:
        """Whether it is a pin."""
        return self.mentee >= 0 and not self.ban

    def describe(self, problem: MatchingProblem) -> str:
        """Say the demand in plain words, with ids."""
        mentor = problem.mentor_label(self.mentor)
        if self.mentee >= 0:
            word = "ban" if self.ban else "pin"
            return f"{word} {problem.mentee_label(self.mentee)} = {mentor}"
        least = int(problem.places_min[self.mentor])
        return f"{mentor} must have at least {least} (places_min, rules.places_min: always)"


def demands(problem: MatchingProblem) -> list[Demand]:
    """List everything that must hold; bans only where they could stand in the way of a load."""
    pins = [Demand(mentor=j, mentee=i) for i, j in dict.fromkeys(problem.pins)]
    if not problem.minimum_always:
        return pins
    loads = [Demand(mentor=int(j)) for j in np.flatnonzero(problem.places_min)]
    return [*pins, *loads, *(sole_bans(problem) if loads else ())]


def sole_bans(problem: MatchingProblem) -> list[Demand]:
    """List the bans of pairs that nothing else bars."""
    eligible = problem.eligible
    if not isinstance(eligible, EligiblePairs):
        return []
    found: list[Demand] = []
    n, _ = problem.shape
    for rule in eligible.rules.rules:
        if rule.name == BAN and rule.level == "required":
            rows, columns = np.nonzero(rule.block(slice(0, n), slice(None)))
            found += [
                Demand(mentor=j, mentee=i, ban=True)
                for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
                if list(eligible.objections(i, j)) == [BAN]
            ]
    return found


def with_demands(problem: MatchingProblem, wanted: Sequence[Demand]) -> MatchingProblem:
    """Return the problem in which these demands hold and no others.

    Under ``places_min: if_used`` a mentor with a pin is used, and must reach
    the minimum too.
    """
    pins = tuple((d.mentee, d.mentor) for d in wanted if d.is_pin)
    least = np.zeros_like(problem.places_min)
    loads = {d.mentor for d in wanted if d.mentee < 0}
    if not problem.minimum_always:
        loads |= {j for _, j in pins}
    for j in loads:
        least[j] = problem.places_min[j]
    eligible = problem.eligible
    if problem.minimum_always and isinstance(eligible, EligiblePairs):
        kept = set(wanted)
        dropped = {(b.mentee, b.mentor) for b in sole_bans(problem) if b not in kept}
        eligible = replace(eligible, lifted=eligible.lifted | dropped)
    return replace(problem, pins=pins, places_min=least, minimum_always=True, eligible=eligible)


def possible(problem: MatchingProblem, wanted: Sequence[Demand]) -> bool:
    """Tell whether some demands can hold together, everything else left free.

    Places, rules, one limit of spread and mentees who must or must not share a
    mentor are heeded; floors and minimum loads of mentors without a pin are not.
    """
    if broken_ties(problem, wanted):
        return False
    relaxed = with_demands(problem, wanted)
    try:
        feasible_core(relaxed, initial_core(relaxed))
    except Infeasible:
        return False
    return True


def broken_ties(problem: MatchingProblem, wanted: Sequence[Demand]) -> list[str]:
    """Return, in words, the ties between mentees that some pins break."""
    pinned: dict[int, set[int]] = {}
    for demand in wanted:
        if demand.is_pin:
            pinned.setdefault(demand.mentee, set()).add(demand.mentor)
    label = problem.mentee_label
    found = [
        f"{label(a)} and {label(b)} must not share a mentor"
        for a, b in problem.apart
        if pinned.get(a, set()) & pinned.get(b, set())
    ]
    for a, b in problem.together:
        one, two = pinned.get(a, set()), pinned.get(b, set())
        full = len(one) >= problem.wanted[a] and len(two) >= problem.wanted[b]
        if one and two and full and not one & two:
            found.append(f"{label(a)} and {label(b)} must share a mentor")
    return found


def minimal_set(
    members: Sequence[Required], holds_together: Callable[[Sequence[Required]], bool]
) -> list[Required]:
    """Return a set that cannot hold together, each member of which is needed for that.

    QuickXplain (Junker 2004): halves that are not needed fall away at once.

    Parameters
    ----------
    members
        Demands that cannot all hold; earlier ones are kept by preference.
    holds_together
        Whether some of them can; what holds with more of them holds with fewer.
    """

    def search(base: list[Required], new: bool, rest: list[Required]) -> list[Required]:
        if new and not holds_together(base):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        needed_second = search([*base, *first], bool(first), second)
        needed_first = search([*base, *needed_second], bool(needed_second), first)
        return [*needed_first, *needed_second]

    return search([], False, list(members)) if members else []


def limits_of(problem: MatchingProblem, members: Sequence[Demand]) -> list[str]:
    """Name the limits that demands run into, so that the set explains itself."""
    pins = [d for d in members if d.is_pin]
    sentences = []
    for mentee, count in sorted(Counter(d.mentee for d in pins).items()):
        most = int(problem.wanted[mentee])
        if count > most:
            number = "no mentor" if most < 1 else "one mentor only" if most == 1 else f"{most} only"
            sentences.append(f"{problem.mentee_label(mentee)} can have {number}")
    for mentor, count in sorted(Counter(d.mentor for d in pins).items()):
        label, most = problem.mentor_label(mentor), int(problem.places_max[mentor])
        if count > most:
            sentences.append(f"{label} has {most} place(s) at most")
        if not problem.minimum_always and problem.places_min[mentor] > count:
            sentences.append(f"{label} takes at least {int(problem.places_min[mentor])} or nobody")
    sentences += _crowded(problem, pins) + broken_ties(problem, members)
    least = sorted(d.mentor for d in members if d.mentee < 0)
    if least:
        asked = sum(int(problem.places_min[j]) for j in least)
        sentences.append(
            f"these minimum loads ask for {asked} mentee(s), "
            f"{_able(problem, members, least)} may be placed with them"
        )
    return sentences


def _crowded(problem: MatchingProblem, pins: Sequence[Demand]) -> list[str]:
    """Name the limits of spread that pins exceed."""
    found = []
    for limit in problem.spread:
        count = Counter((d.mentor, int(limit.groups[d.mentee])) for d in pins)
        found += [
            f"{problem.mentor_label(j)} takes at most {limit.most} of one "
            f"{limit.name.replace('_', ' ')}"
            for (j, group), number in sorted(count.items())
            if group >= 0 and number > limit.most
        ]
    return found


def _able(problem: MatchingProblem, members: Sequence[Demand], mentors: Sequence[int]) -> int:
    """Count the mentees who may be placed with some mentors, pins elsewhere heeded."""
    n, m = problem.shape
    elsewhere = Counter(d.mentee for d in members if d.is_pin and d.mentor not in mentors)
    height = max(1, (1 << 20) // max(m, 1))
    able = 0
    for start in range(0, n, height):
        stop = min(start + height, n)
        allowed = problem.eligible.block(slice(start, stop), slice(None))[:, list(mentors)]
        for i in (np.flatnonzero(allowed.any(axis=1)) + start).tolist():
            able += elsewhere[i] < problem.wanted[i]
    return able
