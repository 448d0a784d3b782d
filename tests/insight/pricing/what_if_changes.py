"""Every single change as a problem of its own, and what brute force makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hsr_match.insight import WhatIf, if_mentor_leaves
from hsr_match.insight.pricing.model import Cost
from hsr_match.matching.problem import MatchingProblem
from tests.matching.problems import assignments, value

ALL = slice(None)


@dataclass(frozen=True)
class Change:
    """One change: its name, the problem after it (None: impossible), its price as told."""

    name: str
    after: MatchingProblem | None
    told: Cost | None


def changes(told: WhatIf) -> Iterator[Change]:
    """Yield every change that ``told`` speaks about."""
    yield from _pairs(told)
    yield from _mentees(told)
    yield from _mentors(told)


def _pairs(told: WhatIf) -> Iterator[Change]:
    p = told.problem
    pinned = dict(p.pins)
    n, m = p.shape
    for i in range(n):
        for j in range(m):
            after = replace(p, pins=(*p.pins, (i, j)))
            if i in pinned:
                after = p if pinned[i] == j else None
            yield Change(f"force {i} {j}", after, told.force.at(i, j))


def _mentees(told: WhatIf) -> Iterator[Change]:
    p = told.problem
    pinned = dict(p.pins)
    present = dict(told.matching.pairs)
    for i in range(p.shape[0]):
        if i in present:
            mask = p.eligible.block(ALL, ALL).copy()
            mask[i, present[i]] = False
            after = None if i in pinned else replace(p, eligible=type(p.eligible)(mask))
            k = told.matching.pairs.index((i, present[i]))
            yield Change(f"forbid {i}", after, told.forbid.at(k))
        yield Change(f"mentee {i} leaves", without_mentee(p, i), told.mentee_leaves.at(i))


def _mentors(told: WhatIf) -> Iterator[Change]:
    p = told.problem
    m = p.shape[1]
    for j in range(m):
        one = np.eye(m, dtype=np.int64)[j]
        more = replace(p, places=p.places + one, places_max=p.places_max + one)
        yield Change(f"one more with {j}", more, told.place_more.at(j))
        fewer = replace(p, places=p.places - one, places_max=p.places_max - one)
        least = p.places_min[j] if p.minimum_always else 0
        possible = fewer if p.places[j] > least else None
        yield Change(f"one fewer with {j}", possible, told.place_fewer.at(j))
        left = if_mentor_leaves(told, j)
        assert left.how == ("prices" if told.loads[j] < 2 else "solved_again")
        yield Change(f"mentor {j} leaves", without_mentor(p, j), left.cost)


def without_mentee(p: MatchingProblem, mentee: int) -> MatchingProblem:
    stays = np.arange(p.shape[0]) != mentee
    pins = tuple(pin for pin in p.pins if pin[0] != mentee)
    return replace(p, wanted=p.wanted * stays, pins=pins)


def without_mentor(p: MatchingProblem, mentor: int) -> MatchingProblem:
    stays = np.arange(p.shape[1]) != mentor
    return replace(
        p,
        places_min=p.places_min * stays,
        places=p.places * stays,
        places_max=p.places_max * stays,
        pins=tuple(pin for pin in p.pins if pin[1] != mentor),
    )


def best(p: MatchingProblem, alpha: float) -> tuple[int, int] | None:
    """(coverage, gain) of the optimum by enumeration, credit included; None if impossible.

    Under ``points_first`` coverage is 0: it has no price there.
    """
    return max((_worth(p, pairs, alpha) for pairs in assignments(p)), default=None)


def _worth(p: MatchingProblem, pairs: tuple[tuple[int, int], ...], alpha: float) -> tuple[int, int]:
    worth: Any = value(p, pairs, alpha)
    coverage, gain = worth if p.order == "pairs_first" else (0, worth)
    if p.credit is not None:
        gain += sum(int(p.credit[i]) for i, _ in pairs)
    return coverage, gain


def check_all(told: WhatIf) -> int:
    """Compare every price with brute force; return how many there were."""
    alpha = told.matching.alpha
    before = best(told.problem, alpha)
    assert before is not None
    count = 0
    for change in changes(told):
        after = None if change.after is None else best(change.after, alpha)
        lost = None if after is None else (before[0] - after[0], 0, before[1] - after[1])
        assert change.told == lost, change.name
        count += 1
    return count
