"""What is best by trying everything; knows nothing of units, prices or programs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hsr_match.matching.gains import transform
from hsr_match.matching.problem import MatchingProblem
from hsr_match.matching.tie_break import person_tickets, priorities

Pairs = tuple[tuple[int, int], ...]


def allowed(p: MatchingProblem) -> Iterator[Pairs]:
    """Every set of pairs that keeps all limits."""
    n, m = p.shape
    mask = p.eligible.block(slice(None), slice(None))
    pinned = [{j for k, j in p.pins if k == i} for i in range(n)]
    choices = [
        [
            c
            for size in range(int(p.wanted[i]) + 1)
            for c in itertools.combinations([j for j in range(m) if mask[i, j]], size)
            if pinned[i] <= set(c)
        ]
        for i in range(n)
    ]

    def extend(i: int, made: list[tuple[int, ...]], load: list[int]) -> Iterator[Pairs]:
        if i == n:
            pairs = tuple((k, j) for k, pick in enumerate(made) for j in pick)
            if keeps_limits(p, pairs):
                yield pairs
            return
        for pick in choices[i]:
            if all(load[j] < p.places_max[j] for j in pick):
                for j in pick:
                    load[j] += 1
                yield from extend(i + 1, [*made, pick], load)
                for j in pick:
                    load[j] -= 1

    yield from extend(0, [], [0] * m)


def contradicts_itself(p: MatchingProblem) -> bool:
    """Whether two mentees are said to be both apart and together, through others or not."""
    groups = [{i} for i in range(p.shape[0])]
    for a, b in p.together:
        joined = groups[a] | groups[b]
        for i in joined:
            groups[i] = joined
    return any(b in groups[a] for a, b in p.apart)


def keeps_limits(p: MatchingProblem, pairs: Pairs) -> bool:
    """Whether pairs keep every limit of a problem."""
    n, m = p.shape
    load = Counter(j for _, j in pairs)
    mentors = [{j for k, j in pairs if k == i} for i in range(n)]
    if any(load[j] > p.places_max[j] for j in range(m)):
        return False
    for j in range(m):
        if load[j] < p.places_min[j] and (p.minimum_always or load[j] > 0):
            return False
    for limit in p.spread:
        count = Counter((j, limit.groups[i]) for i, j in pairs if limit.groups[i] >= 0)
        if any(number > limit.most for number in count.values()):
            return False
    if p.mentor_groups is not None:
        count = Counter((i, p.mentor_groups[j]) for i, j in pairs if p.mentor_groups[j] >= 0)
        if any(number > 1 for number in count.values()):
            return False
    if any(mentors[a] & mentors[b] for a, b in p.apart):
        return False
    if any(mentors[a] != mentors[b] for a, b in p.together):
        return False
    if not set(p.pins) <= set(pairs):
        return False
    return all(
        sum(1 for i, j in pairs if floor.mentees[i] and floor.mentors[j]) >= floor.least
        for floor in p.floors
    )


def worth(p: MatchingProblem, pairs: Pairs) -> Any:
    """The rungs up to the objective, as a tuple."""
    table = p.scores.block(slice(None), slice(None))
    alpha = p.objective.alpha if p.objective.kind == "balanced" else 0.0
    matched = {i for i, _ in pairs}
    gain = sum(int(transform(table[i : i + 1, j : j + 1], alpha)[0, 0]) for i, j in pairs)
    if p.credit is not None:
        gain += sum(int(p.credit[i]) for i in matched)
    for j, load in Counter(j for _, j in pairs).items():
        over = max(0, load - int(p.places[j]))
        gain -= p.extra_place_cost * over * (over + 1) // 2
    return (len(matched), len(pairs), gain) if p.order == "pairs_first" else (gain,)


def best(p: MatchingProblem) -> tuple[Any, list[Pairs]] | None:
    """The best worth and the pairs that the tie-break prefers; None if nothing is allowed."""
    if contradicts_itself(p):
        return None
    mentees = person_tickets(p.mentee_keys, "mentee", p.seed)
    mentors = person_tickets(p.mentor_keys, "mentor", p.seed)
    ticket = priorities(mentees[:, None], mentors[None, :])
    top: Any = None
    found: list[Pairs] = []
    for pairs in allowed(p):
        value = (worth(p, pairs), sum(int(ticket[i, j]) for i, j in pairs))
        if top is None or value > top:
            top, found = value, [pairs]
        elif value == top:
            found.append(pairs)
    return None if top is None else (top[0], found)
