"""Rules that object to single pairs, known one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hsr_match.rules.eligibility import RuleLevel


@dataclass(frozen=True, slots=True)
class ListedPairs:
    """A rule that objects to listed pairs.

    Attributes
    ----------
    shape
        Number of mentees and of mentors.
    mentees, mentors
        Positions of the pairs, without repeats, sorted by mentee.
    """

    name: str
    level: RuleLevel
    shape: tuple[int, int]
    mentees: NDArray[np.int64]
    mentors: NDArray[np.int64]

    @classmethod
    def of(
        cls, name: str, level: RuleLevel, shape: tuple[int, int], pairs: Iterable[tuple[int, int]]
    ) -> Self:
        """Return the rule for an unordered list of positions."""
        table = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
        return cls(name, level, shape, table[:, 0].copy(), table[:, 1].copy())

    @property
    def idle(self) -> bool:
        """True if no pair is listed."""
        return not len(self.mentees)

    def block(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Return true where the pair is listed."""
        r0, r1, _ = rows.indices(self.shape[0])
        c0, c1, _ = columns.indices(self.shape[1])
        found = np.zeros((max(r1 - r0, 0), max(c1 - c0, 0)), dtype=np.bool_)
        low, high = np.searchsorted(self.mentees, [r0, r1])
        mentors = self.mentors[low:high]
        inside = (mentors >= c0) & (mentors < c1)
        found[self.mentees[low:high][inside] - r0, mentors[inside] - c0] = True
        return found
