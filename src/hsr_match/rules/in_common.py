"""Rules that object when two people have something in common."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hsr_match.rules.eligibility import RuleLevel

ENTRIES_AT_ONCE = 4_000_000
"""Pairs written at once; bounds memory where one employer has thousands of people."""


@dataclass(frozen=True, slots=True)
class InCommon:
    """A rule that objects to two people who hold something in common.

    Only things that both sides hold are kept. They are numbered; a mentee's
    stand at ``things[starts[i]:starts[i + 1]]``, the mentors who hold thing t,
    sorted, at ``holders[holder_starts[t]:holder_starts[t + 1]]``. The work of a
    block is in proportion to the pairs it bars.
    """

    name: str
    level: RuleLevel
    shape: tuple[int, int]
    starts: NDArray[np.int64]
    things: NDArray[np.int64]
    holder_starts: NDArray[np.int64]
    holders: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        name: str,
        level: RuleLevel,
        mentees: Sequence[Iterable[Hashable]],
        mentors: Sequence[Iterable[Hashable]],
    ) -> Self:
        """Return the rule for what each person holds, in the order of the cohort."""
        held: dict[Hashable, list[int]] = {}
        for j, mentor in enumerate(mentors):
            for thing in dict.fromkeys(mentor):
                held.setdefault(thing, []).append(j)
        number: dict[Hashable, int] = {}
        rows: list[list[int]] = []
        for mentee in mentees:
            shared = [thing for thing in dict.fromkeys(mentee) if thing in held]
            rows.append([number.setdefault(thing, len(number)) for thing in shared])
        return cls(
            name,
            level,
            (len(mentees), len(mentors)),
            *_stacked(rows),
            *_stacked([held[thing] for thing in number]),
        )

    @property
    def idle(self) -> bool:
        """True if nothing is held on both sides."""
        return not len(self.things)

    def block(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Return true where the two have something in common."""
        r0, r1, _ = rows.indices(self.shape[0])
        c0, c1, _ = columns.indices(self.shape[1])
        found = np.zeros((max(r1 - r0, 0), max(c1 - c0, 0)), dtype=np.bool_)
        if self.idle or not found.size:
            return found
        low, high = self.starts[r0], self.starts[r1]
        things = self.things[low:high]
        owners = np.repeat(np.arange(r1 - r0), np.diff(self.starts[r0 : r1 + 1]))
        sizes = np.diff(self.holder_starts)[things]
        before = np.concatenate(([0], np.cumsum(sizes)))
        start = 0
        while start < len(things):
            end = int(np.searchsorted(before, before[start] + ENTRIES_AT_ONCE, "right")) - 1
            end = min(max(end, start + 1), len(things))
            part = slice(start, end)
            mentors = self.holders[_ranges(self.holder_starts[things[part]], sizes[part])]
            mentees = np.repeat(owners[part], sizes[part])
            inside = (mentors >= c0) & (mentors < c1)
            found[mentees[inside], mentors[inside] - c0] = True
            start = end
        return found


def _stacked(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return starts, np.array([value for row in rows for value in row], dtype=np.int64)


def _ranges(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return ``start … start + size − 1`` for each, one after the other."""
    offsets = np.cumsum(sizes) - sizes
    steps: NDArray[np.int64] = np.arange(sizes.sum()) - np.repeat(offsets, sizes)
    return steps + np.repeat(starts, sizes)
