"""The textbook program of a coupled problem: every pair a variable, every limit a row (HiGHS).

Written from the definitions alone, with SciPy. It is what the coupled engine is
measured and tested against.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from hsr_match.matching.gains import transform
from hsr_match.matching.problem import MatchingProblem

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Pairs = tuple[tuple[int, int], ...]


@dataclass
class Rows:
    """Linear conditions ``low <= coefficients · variables <= high``."""

    columns: list[Numbers] = field(default_factory=list)
    values: list[Reals] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, low: float, high: float, *terms: tuple[Numbers, float]) -> None:
        """Add a condition on variables, each term with one coefficient."""
        self.columns.append(np.concatenate([np.atleast_1d(which) for which, _ in terms]))
        self.values.append(
            np.concatenate([np.full(np.size(which), value) for which, value in terms])
        )
        self.low.append(low)
        self.high.append(high)

    def matrix(self, width: int) -> csr_matrix:
        """Return all conditions as a sparse matrix."""
        lengths = [len(columns) for columns in self.columns]
        row = np.repeat(np.arange(len(lengths)), lengths)
        values, columns = np.concatenate(self.values), np.concatenate(self.columns)
        return csr_matrix((values, (row, columns)), shape=(len(lengths), width))


@dataclass(frozen=True)
class Answer:
    """What HiGHS says: pairs (None: there are none), and whether they are proven best."""

    pairs: Pairs | None
    proven: bool


def solve_dense(p: MatchingProblem, *, everybody: bool = False, time_limit: float = 1e9) -> Answer:
    """Return an optimal set of pairs.

    Parameters
    ----------
    p
        The problem, ``total`` or ``balanced`` at its full strength.
    everybody
        Whether every mentee gets as many mentors as wanted, which spares the
        weights for coverage and number of pairs.
    time_limit
        Seconds.
    """
    n, m = p.shape
    alpha = p.objective.alpha if p.objective.kind == "balanced" else 0.0
    gains = transform(p.scores.block(slice(None), slice(None)), alpha).astype(float)
    allowed = p.eligible.block(slice(None), slice(None))
    extra = [(j, e + 1) for j in range(m) for e in range(int(p.places_max[j] - p.places[j]))]
    x = np.arange(n * m).reshape(n, m)
    covered = np.arange(n) + n * m
    used = np.arange(m) + n * m + n
    more = np.arange(len(extra)) + n * m + n + m
    width = n * m + n + m + len(extra)
    credit = np.zeros(n) if p.credit is None else p.credit.astype(float)
    costs = [-float(p.extra_place_cost * e) for _, e in extra]
    gain = np.concatenate([gains.ravel(), credit, np.zeros(m), costs])
    if p.order == "pairs_first" and not everybody:
        # What comes first is weighed so that the rest cannot outweigh it.
        pair = 2 * np.abs(gain).sum() + 1
        gain[x.ravel()] += pair
        gain[covered] += pair * (3 * n + 1)
    rows = Rows()
    for i in range(n):
        wanted = float(p.wanted[i])
        rows.add(wanted if everybody else 0, wanted, (x[i], 1))
        rows.add(0, np.inf, (x[i], 1), (covered[i], -1))
    _mentors(p, rows, x, used, more, extra)
    _groups(p, rows, x)
    lower, upper = np.zeros(width), np.ones(width)
    upper[x[~allowed]] = 0
    for i, j in p.pins:
        lower[x[i, j]] = 1
        if not allowed[i, j]:
            return Answer(None, True)
    result = milp(
        -gain,
        constraints=LinearConstraint(rows.matrix(width), rows.low, rows.high),
        bounds=Bounds(lower, upper),
        integrality=np.ones(width, dtype=np.int64),
        options={"mip_rel_gap": 0, "time_limit": time_limit},
    )
    if result.status not in (0, 1, 2):
        raise RuntimeError(result.message)
    if result.x is None:
        return Answer(None, result.status == 2)
    made = np.argwhere(np.round(result.x[: n * m]).reshape(n, m) > 0)
    return Answer(tuple((int(i), int(j)) for i, j in made), result.status == 0)


def _mentors(
    p: MatchingProblem,
    rows: Rows,
    x: Numbers,
    used: Numbers,
    more: Numbers,
    extra: list[tuple[int, int]],
) -> None:
    """Places, extra places, least loads."""
    for j in range(p.shape[1]):
        mine = more[[k for k, (owner, _) in enumerate(extra) if owner == j]]
        rows.add(-np.inf, float(p.places[j]), (x[:, j], 1), (mine, -1))
        least = float(p.places_min[j])
        if p.minimum_always:
            rows.add(least, np.inf, (x[:, j], 1))
        elif least > 1:
            rows.add(0, np.inf, (x[:, j], 1), (used[j], -least))
            for i in range(p.shape[0]):
                rows.add(0, np.inf, (used[j], 1), (x[i, j], -1))


def _groups(p: MatchingProblem, rows: Rows, x: Numbers) -> None:
    """Spread, different organisations, apart, together, floors."""
    m = p.shape[1]
    for limit in p.spread:
        for group in np.unique(limit.groups[limit.groups >= 0]).tolist():
            members = np.flatnonzero(limit.groups == group)
            if len(members) > limit.most:
                for j in range(m):
                    rows.add(0, limit.most, (x[members, j], 1))
    if p.mentor_groups is not None:
        for group in np.unique(p.mentor_groups[p.mentor_groups >= 0]).tolist():
            members = np.flatnonzero(p.mentor_groups == group)
            if len(members) > 1:
                for i in np.flatnonzero(p.wanted > 1).tolist():
                    rows.add(0, 1, (x[i, members], 1))
    for a, b in p.apart:
        for j in range(m):
            rows.add(0, 1, (x[a, j], 1), (x[b, j], 1))
    for a, b in p.together:
        for j in range(m):
            rows.add(0, 0, (x[a, j], 1), (x[b, j], -1))
    for floor in p.floors:
        inside = x[np.ix_(floor.mentees, floor.mentors)].ravel()
        if len(inside):
            rows.add(floor.least, np.inf, (inside, 1))
        else:
            rows.add(floor.least, np.inf, (x[0, 0], 0))
