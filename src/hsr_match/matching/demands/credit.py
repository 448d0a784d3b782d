"""Credit: a small help for mentees who had no mentor last year, capped and shown."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.cohort.model import Cohort, Person
from hsr_match.matching.gains import FULL_SCORE, transform
from hsr_match.matching.problem import Ints
from hsr_match.scoring.exact import exact, round_half_up

if TYPE_CHECKING:
    from hsr_match.config import Settings

HALF = FULL_SCORE // 2
"""The score, 50 points, at which a point of credit is worth a point of score."""


def rounds_without(mentee: Person, cohort: Cohort) -> int:
    """Return how many rounds in a row a mentee had no mentor: by the records, else their word."""
    known = cohort.rounds_without.get(mentee.key)
    return known if known is not None else int(mentee.get("unmatched_last_year") is True)


def credit_points(cohort: Cohort, settings: Settings) -> Sequence[Fraction]:
    """Return the credit of each mentee, in points."""
    rule = settings.rules.last_year_credit
    each, cap = exact(rule.points), exact(rule.cap)
    return [min(each * rounds_without(mentee, cohort), cap) for mentee in cohort.mentees]


def credit(cohort: Cohort, settings: Settings, point: int, *, alpha: float) -> Ints | None:
    """Return the credit of each mentee in units of the objective, shape (mentees,).

    Parameters
    ----------
    cohort
        The participants.
    settings
        ``rules.last_year_credit``.
    point
        Integer units of one point.
    alpha
        Strength of the objective asked for. Under ``balanced`` credit counts as
        much as raising a pair from 50 points by it; a milder strength, chosen
        because of its price, leaves it there, so that it never weighs more.

    Returns
    -------
    Ints or None
        None if nobody has any.
    """
    if not settings.rules.last_year_credit.points:
        return None
    units = np.array(
        [round_half_up(points * point) for points in credit_points(cohort, settings)],
        dtype=np.int64,
    )
    if alpha:
        units = transform(HALF + units, alpha) - transform(np.array([HALF]), alpha)
    return units if units.any() else None
