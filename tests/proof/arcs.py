"""The network of ``certificate.md`` as a plain list of arcs, for checking the checker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from hsr_match.matching import Certificate, MatchingProblem
from hsr_match.matching.gains import transform
from hsr_match.matching.tie_break import person_tickets, priorities

Node = tuple[str, int, int]
Pairs = tuple[tuple[int, int], ...]
SINK: Node = ("sink", 0, 0)


class Arc(NamedTuple):
    """Bounds, profit per rung, and what flows."""

    tail: Node
    head: Node
    lower: int
    upper: int
    profit: dict[str, int]
    flow: int


def network(p: MatchingProblem, pairs: Pairs, alpha: float) -> Iterator[Arc]:
    """Yield every arc with the flow that makes these pairs."""
    n, m = p.shape
    scores = p.scores.block(slice(None), slice(None))
    gain = transform(scores, alpha)
    mask = p.eligible.block(slice(None), slice(None))
    several = any(w > 1 for w in p.wanted)
    tickets = (
        person_tickets(p.mentee_keys, "mentee", p.seed),
        person_tickets(p.mentor_keys, "mentor", p.seed),
    )
    through: Counter[Node] = Counter()
    for i in range(n):
        for j in range(m):
            if not mask[i, j] or p.wanted[i] < 1:
                continue
            made = (i, j) in pairs
            tail, head = _mentee_side(p, i, j), _mentor_side(p, i, j)
            through[tail] += made
            through[head] += made
            priority = int(priorities(tickets[0][i : i + 1], tickets[1][j : j + 1])[0])
            profit = {
                "coverage": 0 if several else 1,
                "pairs": 1,
                "objective": int(gain[i, j]),
                "tie_break": priority,
            }
            yield Arc(tail, head, int((i, j) in p.pins), 1, profit, int(made))
    for node in {_mentor_side(p, i, j) for i in range(n) for j in range(m)}:
        if node[0] == "hub at mentor":
            most = p.spread[0].most
            yield Arc(node, ("mentor", node[1], 0), 0, most, {}, through[node])
    for node in {_mentee_side(p, i, j) for i in range(n) for j in range(m)}:
        if node[0] == "hub at mentee":
            yield Arc(("mentee", node[1], 0), node, 0, 1, {}, through[node])
    for i in range(n):
        wanted, got = int(p.wanted[i]), sum(1 for a, _ in pairs if a == i)
        mentee = ("mentee", i, 0)
        credit = 0 if p.credit is None else int(p.credit[i])
        lost = {"coverage": -1 if several else 0, "objective": -credit}
        alone = int(wanted > 0 and got == 0)
        yield Arc(mentee, SINK, 0, min(wanted, 1), lost, alone)
        if wanted > 1:
            yield Arc(mentee, SINK, 0, wanted - 1, {}, wanted - got - alone)
    for j in range(m):
        load = sum(1 for _, b in pairs if b == j)
        places, most = int(p.places[j]), int(p.places_max[j])
        least = int(p.places_min[j]) if p.minimum_always else 0
        mentor = ("mentor", j, 0)
        yield Arc(mentor, SINK, least, places, {}, min(load, places))
        for e in range(1, min(most - places, n) + 1):
            cost = {"objective": -e * p.extra_place_cost}
            yield Arc(mentor, SINK, 0, 1, cost, int(load - places >= e))


def _mentor_side(p: MatchingProblem, i: int, j: int) -> Node:
    if p.spread:
        limit = p.spread[0]
        group = int(limit.groups[i])
        large = group >= 0 and list(limit.groups).count(group) > limit.most
        if large and p.places_max[j] > limit.most:
            return ("hub at mentor", j, group)
    return ("mentor", j, 0)


def _mentee_side(p: MatchingProblem, i: int, j: int) -> Node:
    if p.mentor_groups is not None and p.wanted[i] > 1:
        group = int(p.mentor_groups[j])
        if group >= 0 and list(p.mentor_groups).count(group) > 1:
            return ("hub at mentee", i, group)
    return ("mentee", i, 0)


def holds(p: MatchingProblem, pairs: Pairs, certificate: Certificate, alpha: float) -> bool:
    """Tell whether every arc is where its reduced profit asks, with Python's own integers."""
    rungs = certificate.rungs
    potential: dict[Node, list[int]] = {SINK: [0] * len(rungs)}
    for i, row in enumerate(certificate.mentees.tolist()):
        potential["mentee", i, 0] = row
    for j, row in enumerate(certificate.mentors.tolist()):
        potential["mentor", j, 0] = row
    for side, (owners, values) in certificate.hubs.items():
        for (owner, group), row in zip(owners.tolist(), values.tolist(), strict=True):
            potential[f"hub at {side}", owner, group] = row
    for arc in network(p, pairs, alpha):
        head, tail = (
            potential.get(node) or potential[node[0].removeprefix("hub at "), node[1], 0]
            for node in (arc.head, arc.tail)
        )
        reduced = tuple(arc.profit.get(name, 0) + head[k] - tail[k] for k, name in enumerate(rungs))
        nothing = (0,) * len(rungs)
        if (reduced > nothing and arc.flow < arc.upper) or (
            reduced < nothing and arc.flow > arc.lower
        ):
            return False
    return True
