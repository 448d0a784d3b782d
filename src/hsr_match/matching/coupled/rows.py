"""Limits of which a problem has far more than ever bind: kept once they were broken.

Each family names its rows by integer keys:

* ``spread`` (one family a limit): ``mentor * groups + group``, Σ count · x <= most
* ``apart``: ``couple * mentors + mentor``, x_U + x_V <= 1
* ``different``: ``unit * groups of mentors + group``, Σ x <= 1
* ``if_used``: ``unit * mentors + mentor``, least · x <= Σ size · x of that mentor.
  A mentor who is used by one unit must have the least load; this is the sharpest
  linear form of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.limits import ranges
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.problem import Ints

TOLERANCE = 1e-6


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Entries:
    """Coefficients of one family: row within the family, column, value; and right-hand sides."""

    row: Ints
    column: Ints
    value: Ints
    limit: Ints


@dataclass(frozen=True, slots=True)
class Rows:
    """Sorted keys of the rows in use, by family."""

    spread: tuple[Ints, ...]
    apart: Ints = field(default_factory=_none)
    different: Ints = field(default_factory=_none)
    if_used: Ints = field(default_factory=_none)

    @property
    def families(self) -> tuple[Ints, ...]:
        """Keys of all families, those of spread first."""
        return (*self.spread, self.apart, self.different, self.if_used)

    def __len__(self) -> int:
        return sum(len(keys) for keys in self.families)

    def with_rows(self, more: Rows) -> Rows:
        """Return the rows of both."""
        return Rows(
            tuple(np.union1d(a, b) for a, b in zip(self.spread, more.spread, strict=True)),
            np.union1d(self.apart, more.apart),
            np.union1d(self.different, more.different),
            np.union1d(self.if_used, more.if_used),
        )

    def new_in(self, more: Rows) -> Rows:
        """Return the rows of another that these do not hold."""
        return Rows(
            tuple(np.setdiff1d(b, a) for a, b in zip(self.spread, more.spread, strict=True)),
            np.setdiff1d(more.apart, self.apart),
            np.setdiff1d(more.different, self.different),
            np.setdiff1d(more.if_used, self.if_used),
        )


def no_rows(model: Model) -> Rows:
    """Return rows of which none is in use."""
    return Rows(tuple(_none() for _ in model.limits))


def entries(model: Model, columns: Columns, rows: Rows) -> Iterator[Entries]:
    """Yield the coefficients of each family on some columns, in the order of ``families``."""
    unit, mentor = columns.units, columns.at
    for limit, keys in zip(model.limits, rows.spread, strict=True):
        column, entry = ranges(limit.start[unit], limit.start[unit + 1])
        row = _find(keys, mentor[column] * limit.groups + limit.group[entry])
        used = row >= 0
        yield Entries(
            row[used], column[used], limit.count[entry[used]], np.full(len(keys), limit.most)
        )
    couple, at = rows.apart // columns.mentors, rows.apart % columns.mentors
    both = [columns.find(model.apart[couple, side] * columns.mentors + at) for side in (0, 1)]
    row = np.concatenate([np.flatnonzero(found >= 0) for found in both])
    column = np.concatenate([found[found >= 0] for found in both])
    yield Entries(row, column, np.ones_like(row), np.ones(len(couple), dtype=np.int64))
    column = np.flatnonzero(model.choosing[unit] & (model.mentor_groups[mentor] >= 0))
    groups = model.groups_of_mentors
    row = _find(rows.different, unit[column] * groups + model.mentor_groups[mentor[column]])
    row, column = row[row >= 0], column[row >= 0]
    yield Entries(row, column, np.ones_like(row), np.ones(len(rows.different), dtype=np.int64))
    yield _if_used(model, columns, rows.if_used)


def _if_used(model: Model, columns: Columns, keys: Ints) -> Entries:
    """Return ``least · x − Σ size · x <= 0``."""
    own = columns.find(keys)
    at = keys % columns.mentors
    order = np.argsort(columns.at, kind="stable")
    cuts = np.searchsorted(columns.at[order], np.arange(columns.mentors + 1))
    row, place = ranges(cuts[at], cuts[at + 1])
    column = order[place]
    value = np.where(column == own[row], model.least[at[row]], 0)
    value -= model.units.size[columns.units[column]]
    return Entries(row, column, value, np.zeros(len(keys), dtype=np.int64))


def broken_rows(model: Model, columns: Columns, flow: np.typing.NDArray[np.float64]) -> Rows:
    """Return the rows that a solution of the linear program breaks.

    Parameters
    ----------
    model, columns
        The model, and its columns.
    flow
        Value of each column, 0–1.
    """
    used = np.flatnonzero(flow > TOLERANCE)
    unit, mentor, amount = columns.units[used], columns.at[used], flow[used]
    m = columns.mentors
    spread = []
    for limit in model.limits:
        column, entry = ranges(limit.start[unit], limit.start[unit + 1])
        keys = mentor[column] * limit.groups + limit.group[entry]
        spread.append(_over(keys, amount[column] * limit.count[entry], limit.most))
    start = np.searchsorted(unit, np.arange(len(model.units) + 1))
    couple, one = ranges(start[model.apart[:, 0]], start[model.apart[:, 0] + 1])
    other = _find(columns.keys[used], model.apart[couple, 1] * m + mentor[one])
    clash = (other >= 0) & (amount[one] + amount[other] > 1 + TOLERANCE)
    apart = couple[clash] * m + mentor[one[clash]]
    choosing = np.flatnonzero(model.choosing[unit] & (model.mentor_groups[mentor] >= 0))
    keys = unit[choosing] * model.groups_of_mentors + model.mentor_groups[mentor[choosing]]
    different = _over(keys, amount[choosing], 1)
    load = np.bincount(mentor, weights=amount * model.units.size[unit], minlength=m)
    short = model.if_used[mentor] & (model.least[mentor] * amount > load[mentor] + TOLERANCE)
    return Rows(tuple(spread), np.sort(apart), different, np.sort(unit[short] * m + mentor[short]))


def _over(keys: Ints, amounts: np.typing.NDArray[np.float64], most: int) -> Ints:
    names, inverse = np.unique(keys, return_inverse=True)
    sums = np.bincount(inverse.reshape(-1), weights=amounts, minlength=len(names))
    return names[sums > most + TOLERANCE].astype(np.int64)


def _find(keys: Ints, wanted: Ints) -> Ints:
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    result: Ints = np.where(keys[at] == wanted, at, -1)
    return result
