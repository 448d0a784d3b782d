"""Rules that object to single pairs, known one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hsr_match.cohort.model import Cohort
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


def named_pairs(
    cohort: Cohort, names: Iterable[tuple[str, str]], other_way: Iterable[tuple[str, str]]
) -> set[tuple[int, int]]:
    """Return positions of pairs of which one side names the other.

    Parameters
    ----------
    cohort
        The participants; keys of people who do not take part are passed over.
    names
        (mentee key, mentor key): the mentee names the mentor.
    other_way
        (mentor key, mentee key): the mentor names the mentee.
    """
    mentee_at = {person.key: i for i, person in enumerate(cohort.mentees)}
    mentor_at = {person.key: j for j, person in enumerate(cohort.mentors)}
    pairs = [*names, *((mentee, mentor) for mentor, mentee in other_way)]
    return {
        (mentee_at[mentee], mentor_at[mentor])
        for mentee, mentor in pairs
        if mentee in mentee_at and mentor in mentor_at
    }
