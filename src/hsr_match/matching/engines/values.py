"""What a pair is worth on one rung of the ladder, from its integer score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.gains import transform
from hsr_match.matching.problem import Ints
from hsr_match.matching.tie_break import PRIORITY_BITS, priorities


class PairValue(Protocol):
    """An integer per pair; ``largest`` bounds its magnitude."""

    @property
    def largest(self) -> int:
        """Largest magnitude of any value."""
        ...

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:
        """Return the value of pairs; the three arrays broadcast against each other."""
        ...


@dataclass(frozen=True, slots=True)
class Nothing:
    """Pairs count nothing; only arcs of the frame do."""

    largest: int = 0

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:  # noqa: ARG002
        """Return zeros."""
        return np.zeros_like(scores)


@dataclass(frozen=True, slots=True)
class Count:
    """Every pair counts one: as many as possible."""

    largest: int = 1

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:  # noqa: ARG002
        """Return ones."""
        return np.ones_like(scores)


@dataclass(frozen=True, slots=True)
class Gain:
    """The score, or its concave transform for α > 0."""

    alpha: float
    largest: int

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:  # noqa: ARG002
        """Return gains."""
        return transform(scores, self.alpha)


@dataclass(frozen=True, slots=True)
class Packed:
    """Several values in one integer, each outweighing any path of those after it."""

    values: tuple[PairValue, ...]
    factors: tuple[int, ...]

    @property
    def largest(self) -> int:
        """Largest magnitude of any value."""
        return sum(f * v.largest for f, v in zip(self.factors, self.values, strict=True))

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:
        """Return the weighted sum."""
        total: Ints | None = None
        counted = 0
        for factor, value in zip(self.factors, self.values, strict=True):
            if isinstance(value, Count):
                counted += factor
            elif not isinstance(value, Nothing):
                part = value.of(scores, rows, columns)
                part = part if factor == 1 else factor * part
                total = part if total is None else total + part
        if total is None:
            return np.full_like(scores, counted)
        return total + counted if counted else total


@dataclass(frozen=True, slots=True)
class Priority:
    """The tie-break: 40 bits from the tickets of both people."""

    mentees: NDArray[np.uint64]
    mentors: NDArray[np.uint64]
    largest: int = 1 << PRIORITY_BITS

    def of(self, scores: Ints, rows: Ints, columns: Ints) -> Ints:  # noqa: ARG002
        """Return priorities."""
        return priorities(self.mentees[rows], self.mentors[columns])
