"""Scores and eligibility of one mentee after another, read by block and kept while needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from hsr_match.insight.standing import ROWS_AT_ONCE, loads_of
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

KEPT_WHOLE = 4_000_000
"""Mentees × mentors up to which all scores are kept."""


class Rows:
    """A matching looked up by person.

    Parameters
    ----------
    problem, matching
        A problem and its result.
    at_once
        Mentees read together: 1 for a single look, more for going through all
        in order, which costs a block of memory and saves most of the time.
    """

    def __init__(
        self, problem: MatchingProblem, matching: Matching, at_once: int = ROWS_AT_ONCE
    ) -> None:
        self.problem, self.matching = problem, matching
        self._at_once = at_once
        self._last = (-1, -1)
        self._kept: tuple[Ints, Mask]

    def of(self, mentee: int) -> tuple[Ints, Mask]:
        """Return a mentee's scores and eligibility with every mentor."""
        start = mentee - mentee % self._at_once
        scores, eligible = self.block(start, min(start + self._at_once, self.problem.shape[0]))
        return scores[mentee - start], eligible[mentee - start]

    def block(self, start: int, stop: int) -> tuple[Ints, Mask]:
        """Return scores and eligibility of some mentees with every mentor; the last are kept."""
        if self._whole is not None:
            scores, eligible = self._whole
            return scores[start:stop], eligible[start:stop]
        if (start, stop) != self._last:
            rows = slice(start, stop)
            self._kept = (
                self.problem.scores.block(rows, slice(None)),
                self.problem.eligible.block(rows, slice(None)),
            )
            self._last = (start, stop)
        return self._kept

    @cached_property
    def _whole(self) -> tuple[Ints, Mask] | None:
        n, m = self.problem.shape
        if self._at_once == 1 or n * m > KEPT_WHOLE:
            return None
        everybody = slice(None)
        return (
            self.problem.scores.block(everybody, everybody),
            self.problem.eligible.block(everybody, everybody),
        )

    @cached_property
    def own_scores(self) -> Ints:
        """Score of each pair that was made, in their order."""
        found = [self.of(i)[0][j] for i, j in self.matching.pairs]
        return np.array(found, dtype=np.int64)

    @cached_property
    def loads(self) -> Ints:
        """Mentees that each mentor has, shape (mentors,)."""
        return loads_of(self.problem, self.matching.pairs)

    @cached_property
    def mentees_of(self) -> Mapping[int, Sequence[int]]:
        """Mentor → their mentees."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in self.matching.pairs:
            found[j].append(i)
        return found

    @cached_property
    def mentors_of(self) -> Mapping[int, Sequence[int]]:
        """Mentee → their mentors."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for i, j in self.matching.pairs:
            found[i].append(j)
        return found
