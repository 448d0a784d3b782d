"""What can be said before solving: who can have a mentor, and what keeps the others out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.relaxing.floor import FloorCost, floor_costs
from hsr_match.insight.relaxing.rules import RuleCost, bars, rule_costs
from hsr_match.insight.shortages.search import Seats
from hsr_match.insight.shortages.sets import Coverage, coverage_of
from hsr_match.matching.eligible import EligiblePairs
from hsr_match.matching.problem import MatchingProblem

if TYPE_CHECKING:
    from hsr_match.config import Settings
    from hsr_match.insight.separation import Separation
    from hsr_match.scoring import PairScores

MOST_PAIRS = 20_000_000
"""Pairs up to which the cost of rules and of minimum scores is worked out: each
of them needs another pass over all pairs (seconds beyond it)."""


@dataclass(frozen=True, slots=True)
class Stranded:
    """A mentee without any eligible mentor, and the rules that bar each one.

    ``barred_by`` maps a rule to the mentors it bars; one mentor may stand under
    several rules. Refusals and all that is private are ``not_available``.
    """

    mentee: int
    barred_by: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a round can give, before it is solved.

    Attributes
    ----------
    wanting
        Mentees who want a mentor.
    coverage
        How many of them can have one at most, and the shortages that prove it.
    stranded
        Mentees whom no mentor may be paired with.
    rules, floors
        What rules and minimum scores cost; empty where that was left out.
    separations
        How well criteria tell mentors apart.
    thin
        Mentees whose scores rest on few answers, whoever the mentor.
    left_out
        True if the round is too large for the cost of rules and minimum scores.
    """

    wanting: int
    coverage: Coverage
    stranded: tuple[Stranded, ...]
    rules: tuple[RuleCost, ...]
    floors: tuple[FloorCost, ...]
    separations: tuple[Separation, ...]
    thin: tuple[int, ...]
    left_out: bool


def outlook(problem: MatchingProblem, scores: PairScores, settings: Settings) -> Outlook:
    """Return what a round can give.

    Parameters
    ----------
    problem
        The problem, without contradictions.
    scores
        Scores of its pairs.
    settings
        For the share of answers below which evidence is thin.
    """
    from hsr_match.insight.separation import separations, thin_mentees

    seats = Seats(problem).fill()
    n, m = problem.shape
    large = n * m > MOST_PAIRS
    return Outlook(
        wanting=int((problem.wanted > 0).sum()),
        coverage=coverage_of(seats),
        stranded=_stranded(problem, seats),
        rules=() if large else rule_costs(problem, seats),
        floors=() if large else floor_costs(problem),
        separations=separations(scores),
        thin=thin_mentees(scores, float(settings.scoring.thin_evidence)),
        left_out=large,
    )


def _stranded(problem: MatchingProblem, seats: Seats) -> tuple[Stranded, ...]:
    left = seats.left
    nobody = left[~seats.rows.of(left).any(axis=1)] if len(left) else left
    found = []
    for mentee in nobody.tolist():
        barred: dict[str, tuple[int, ...]] = {}
        if isinstance(problem.eligible, EligiblePairs):
            for name, block in bars(problem, slice(mentee, mentee + 1)).items():
                mentors = tuple(np.flatnonzero(block[0]).tolist())
                if mentors:
                    barred[name] = mentors
        found.append(Stranded(mentee, barred))
    return tuple(found)
