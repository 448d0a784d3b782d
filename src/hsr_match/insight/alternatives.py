"""A mentee's next best mentors, and what each would cost the cohort."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.briefing.rows import Rows
from hsr_match.insight.detail import Alternative
from hsr_match.insight.objections import objections
from hsr_match.insight.pricing.bounds_words import price_at_least
from hsr_match.insight.pricing.words import price_of
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.config import Settings
    from hsr_match.insight.pricing.bounds import CostBounds
    from hsr_match.insight.pricing.model import WhatIf
    from hsr_match.insight.words import Scale

SHOWN = 5


def best_mentors(
    problem: MatchingProblem,
    matching: Matching,
    mentee: int,
    settings: Settings,
    *,
    leave_out: Collection[int] = (),
    given: GivenScores | None = None,
    limit: int = SHOWN,
    rows: Rows | None = None,
    prices: WhatIf | None = None,
    least: CostBounds | None = None,
    scale: Scale | None = None,
) -> tuple[Alternative, ...]:
    """Return the mentee's best mentors by score, eligible ones first.

    Mentors of equal score stand in the order of the cohort. A pair that given
    scores do not list has no score, and is left out.

    Parameters
    ----------
    problem, matching, mentee, settings
        Whose, and under what.
    leave_out
        Mentors not wanted in the list.
    given
        The table of given scores, if any.
    limit
        How many at most.
    rows
        The matching looked up already.
    prices
        Exact prices of all pairs.
    least
        What all pairs cost at least, told where there are no exact prices.
    scale
        How scores are said; in points unless told otherwise.
    """
    look = Rows(problem, matching, at_once=1) if rows is None else rows
    scores, eligible = look.of(mentee)
    own_units = scale is not None and scale.given
    placed = mentee in look.mentors_of
    ranked = scores[eligible]

    def priced(mentor: int) -> str:
        if prices is not None:
            return _price(prices, mentee, mentor, placed=placed, given=own_units)
        if least is not None:
            return price_at_least(problem, matching, least, mentee, mentor, given=own_units)
        return ""

    found: list[Alternative] = []
    for j in _best_first(scores, eligible, limit + len(leave_out)):
        if len(found) == limit:
            break
        if j in leave_out or (given is not None and not eligible[j]):
            continue
        barred = () if eligible[j] else objections(problem, mentee, j, settings, given)
        found.append(
            Alternative(
                mentor=j,
                score=int(scores[j]),
                rank=1 + int((ranked > scores[j]).sum()) if eligible[j] else None,
                barred_by=tuple(plain(name) for name in barred),
                taken_by=tuple(look.mentees_of.get(j, ())),
                free=max(0, int(problem.places_max[j] - look.loads[j])),
                lost=None if barred or prices is None else prices.force.at(mentee, j),
                price="" if barred else priced(j),
            )
        )
    return tuple(found)


def _best_first(scores: Ints, eligible: Mask, count: int) -> list[int]:
    """Return at least so many mentors, eligible ones first, then by score, then in order."""
    here: Ints = np.flatnonzero(eligible)
    if not 0 < count <= len(here):
        order: list[int] = np.lexsort((-scores, ~eligible)).tolist()
        return order
    least = np.partition(scores[here], -count)[-count]
    here = here[scores[here] >= least]
    best: list[int] = here[np.argsort(-scores[here], kind="stable")].tolist()
    return best


def _price(prices: WhatIf, mentee: int, mentor: int, *, placed: bool, given: bool) -> str:
    """Return a price in words, and for somebody without a mentor that another would be."""
    words = price_of(prices, mentee, mentor, given=given)
    cost = prices.force.at(mentee, mentor)
    if placed or cost is None or cost[0] < 0 or prices.problem.order != "pairs_first":
        return words
    instead = "somebody else would be without a mentor instead"
    return f"{instead}, just as good in all" if not any(cost) else f"{instead}; {words}"
