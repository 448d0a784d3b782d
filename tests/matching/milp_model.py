"""The same problem as an integer program for HiGHS, written from the definitions alone."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hsr_match.matching.problem import MatchingProblem

Pairs = tuple[tuple[int, int], ...]


@dataclass
class Rows:
    """Linear conditions ``low <= coefficients · variables <= high``."""

    width: int
    matrix: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, low: float, high: float, **terms: tuple[np.ndarray, np.ndarray]) -> None:
        row = np.zeros(self.width)
        for positions, coefficients in terms.values():
            row[positions] += coefficients
        self.matrix.append(row)
        self.low.append(low)
        self.high.append(high)


def worth(p: MatchingProblem, pairs: Pairs) -> tuple[int, ...]:
    """(mentees covered, pairs, objective), or the objective alone under ``points_first``."""
    scores = p.scores.block(slice(None), slice(None))
    covered = {i for i, _ in pairs}
    objective = sum(int(scores[pair]) for pair in pairs)
    for j in range(p.shape[1]):
        over = max(0, sum(k == j for _, k in pairs) - int(p.places[j]))
        objective -= p.extra_place_cost * over * (over + 1) // 2
    if p.credit is not None:
        objective += sum(int(p.credit[i]) for i in covered)
    if p.order == "points_first":
        return (objective,)
    return (len(covered), len(pairs), objective)


def highs(p: MatchingProblem) -> Pairs | None:
    """An optimal set of pairs, or None if HiGHS says that there is none.

    Variables: pairs, mentees covered, extra places in use (e-th of a mentor).
    What comes first is weighed so that the rest cannot outweigh it.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    n, m = p.shape
    scores = p.scores.block(slice(None), slice(None)).astype(float)
    allowed = p.eligible.block(slice(None), slice(None))
    extra = [(j, e + 1) for j in range(m) for e in range(int(p.places_max[j] - p.places[j]))]
    x = np.arange(n * m).reshape(n, m)
    y = np.arange(n) + n * m
    z = np.arange(len(extra)) + n * m + n
    width = n * m + n + len(extra)
    credit = np.zeros(n) if p.credit is None else p.credit.astype(float)
    gain = np.concatenate(
        [scores.ravel(), credit, [-p.extra_place_cost * float(e) for _, e in extra]]
    )
    if p.order == "pairs_first":
        pair = 2 * np.abs(gain).sum() + 1
        gain[x.ravel()] += pair
        gain[y] += pair * (3 * n + 1)
    rows = Rows(width)
    one = np.ones
    for i in range(n):
        rows.add(0, float(p.wanted[i]), pairs=(x[i], one(m)))
        rows.add(0, np.inf, pairs=(x[i], one(m)), covered=(y[i : i + 1], -one(1)))
    for j in range(m):
        mine = z[[k for k, (owner, _) in enumerate(extra) if owner == j]]
        rows.add(-np.inf, float(p.places[j]), pairs=(x[:, j], one(n)), more=(mine, -one(len(mine))))
        rows.add(float(p.places_min[j]), np.inf, pairs=(x[:, j], one(n)))
    for limit in p.spread:
        for group in set(limit.groups[limit.groups >= 0].tolist()):
            members = np.flatnonzero(limit.groups == group)
            for j in range(m):
                rows.add(0, limit.most, pairs=(x[members, j], one(len(members))))
    if p.mentor_groups is not None:
        for group in set(p.mentor_groups[p.mentor_groups >= 0].tolist()):
            members = np.flatnonzero(p.mentor_groups == group)
            for i in range(n):
                rows.add(0, 1, pairs=(x[i, members], one(len(members))))
    lower, upper = np.zeros(width), np.ones(width)
    upper[x[~allowed]] = 0
    for i, j in p.pins:
        lower[x[i, j]] = 1
    result = milp(
        -gain,
        constraints=LinearConstraint(np.array(rows.matrix), rows.low, rows.high),
        bounds=Bounds(lower, upper),
        integrality=np.ones(width),
        options={"mip_rel_gap": 0},
    )
    if result.status == 2:
        return None
    assert result.status == 0, result.message
    made = np.round(result.x[: n * m]).astype(int).reshape(n, m)
    return tuple((int(i), int(j)) for i, j in np.argwhere(made))
