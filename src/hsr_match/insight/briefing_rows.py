"""Scores and eligibility of one mentee after another, read by block and kept while needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from hsr_match.insight.standing import ROWS_AT_ONCE, loads_of
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem


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
        self._start = -1
        self._scores: Ints
        self._eligible: Mask

    def of(self, mentee: int) -> tuple[Ints, Mask]:
        """Return a mentee's scores and eligibility with every mentor."""
        start = mentee - mentee % self._at_once
        if start != self._start:
            rows = slice(start, min(start + self._at_once, self.problem.shape[0]))
            self._scores = self.problem.scores.block(rows, slice(None))
            self._eligible = self.problem.eligible.block(rows, slice(None))
            self._start = start
        return self._scores[mentee - start], self._eligible[mentee - start]

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
