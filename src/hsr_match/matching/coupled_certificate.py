"""Bounds that prove how good a matching with coupled pairs is, checked without a solver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hsr_match.matching.problem import Ints

ProvenBy = Literal["certificate", "search"]
BoundedRung = Literal["coverage", "pairs", "floor", "objective"]


@dataclass(frozen=True, slots=True)
class RungBound:
    """A bound on one rung, as prices from which anybody can compute it again.

    All prices are integers in units of ``1 / denominator`` of the rung's value
    (``docs/reference/bounds.md`` has the formula). Whatever the prices
    are, the bound that follows from them holds.

    Attributes
    ----------
    rung
        Which rung.
    value
        What the matching reaches on it.
    bound
        No matching that reaches the values of the earlier rungs reaches more.
    denominator
        At least 1.
    mentees
        Price of a mentor for each mentee, shape (mentees,), any sign; of
        mentees who must be together the first carries the price of all.
    mentors
        Price of a place with each mentor, shape (mentors,), any sign.
    spread
        Rows of (limit, mentor, group of mentees, price), price >= 0.
    different
        Rows of (mentee, group of mentors, price), price >= 0.
    apart
        Rows of (mentee, mentee, mentor, price), price >= 0; the first of those
        together stands for all of them.
    floors
        Price of each floor, >= 0.
    earlier
        Price of a unit of the value of each earlier rung, >= 0.
    """

    rung: BoundedRung
    value: int
    bound: int
    denominator: int
    mentees: Ints
    mentors: Ints
    spread: Ints
    different: Ints
    apart: Ints
    floors: Ints
    earlier: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoupledCertificate:
    """Bounds rung after rung, most important first; the tie-break has none."""

    rungs: tuple[RungBound, ...]

    @property
    def proven_by(self) -> ProvenBy:
        """``certificate`` if every bound is reached; else an exact search proved the rest."""
        reached = all(rung.value == rung.bound for rung in self.rungs)
        return "certificate" if reached else "search"
