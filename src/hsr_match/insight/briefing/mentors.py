"""Each mentor in the round: who wants them, what a place is worth, what a withdrawal costs."""

from __future__ import annotations

import numpy as np

from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import MentorBriefing
from hsr_match.insight.pricing.model import Cost
from hsr_match.insight.pricing.withdrawals import if_mentor_leaves
from hsr_match.insight.pricing.words import cost_in_words
from hsr_match.insight.words import counted

SOLVED_PAIRS = 20_000
"""Mentees × mentors of all second solves together: a few hundredths of a second."""

SOLVED_AT_MOST = 12
"""Second solves, whose fixed cost counts in a small round."""

NO_USE = "One more place would change nothing."


def mentor_briefings(ground: Ground) -> tuple[MentorBriefing, ...]:
    """Return every mentor, in the order of the cohort."""
    problem, outcome = ground.problem, ground.outcome
    people = outcome.cohort.mentors if outcome.cohort else ()
    left = leaves(ground)
    found = []
    for j in range(problem.shape[1]):
        more = None if ground.prices is None else ground.prices.place_more.at(j)
        found.append(
            MentorBriefing(
                mentor=j,
                places_min=int(problem.places_min[j]),
                places=int(problem.places[j]),
                places_max=int(problem.places_max[j]),
                reserve=bool(people[j].get("reserve")) if people else False,
                mentees=tuple(ground.rows.mentees_of.get(j, ())),
                also_wanted_by=ground.survey.wanted_by[j],
                more_wanted=int(ground.survey.more_wanted[j]),
                one_more=more,
                one_more_words=_one_more(ground, more),
                leaves=left[j],
                leaves_words=_leaves(ground, left[j]),
            )
        )
    return tuple(found)


def leaves(ground: Ground) -> list[Cost | None]:
    """Return what each mentor's withdrawal costs, None where it was not worked out."""
    n, m = ground.problem.shape
    if ground.prices is None:
        return [None] * m
    prices = ground.prices
    several = np.flatnonzero(ground.rows.loads > 1).tolist()
    again = len(several) <= SOLVED_AT_MOST and len(several) * n * m <= SOLVED_PAIRS
    found = [prices.mentor_leaves.at(j) for j in range(m)]
    for j in several if again else ():
        found[j] = if_mentor_leaves(prices, j).cost
    return found


def places_in_words(told: MentorBriefing) -> str:
    """Return the places of a mentor, for instance ``1 place wanted, at most 2``."""
    places = counted(told.places, "place") + " wanted"
    if told.places_max != told.places:
        places += f", at most {told.places_max:,}"
    if told.places_min > 1:
        places += f", at least {told.places_min:,}"
    return places


def _one_more(ground: Ground, lost: Cost | None) -> str:
    if lost is None:
        return ""
    return f"One more place: {_said(ground, lost)}." if any(lost) else NO_USE


def _leaves(ground: Ground, lost: Cost | None) -> str:
    if lost is None:
        return ""
    if not any(lost):
        return "Withdrawing would cost the cohort nothing."
    return f"Withdrawing: {_said(ground, lost)}."


def _said(ground: Ground, lost: Cost) -> str:
    return cost_in_words(*lost, ground.scale, weighted=bool(ground.outcome.matching.alpha))
