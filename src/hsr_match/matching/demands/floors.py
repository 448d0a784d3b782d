"""Floors: least numbers of pairs that give what mentees asked for.

They count needs and experiences that people told to be used for matching, after
consent: an answer that was set aside is not there. Nothing else can be counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hsr_match.cohort.model import Cohort, Person
from hsr_match.errors import InfeasibleError
from hsr_match.matching.problem import Floor, Ints

if TYPE_CHECKING:
    from hsr_match.config import Settings
    from hsr_match.config.limits import FloorLimit

COMFORTABLE = 2
"""Offer level from which a need counts as met (Baker and others 2025)."""


def floors(cohort: Cohort, settings: Settings, wanted: Ints, places_max: Ints) -> tuple[Floor, ...]:
    """Return the floors of the settings.

    Parameters
    ----------
    cohort
        The participants, after consent.
    settings
        ``floors``, and the level of an offer without one.
    wanted, places_max
        Shapes (mentees,) and (mentors,): how many pairs there can be at all.

    Raises
    ------
    InfeasibleError
        If the mentees who ask, or the places of those who offer, are too few.
    """
    found = tuple(_floor(limit, cohort, settings) for limit in settings.floors)
    short = [
        (limit, asked, offered)
        for limit, floor in zip(settings.floors, found, strict=True)
        for asked, offered in [(wanted[floor.mentees].sum(), places_max[floor.mentors].sum())]
        if min(asked, offered) < floor.least
    ]
    if short:
        raise InfeasibleError(
            "A floor asks for more pairs than there can be:",
            conflict=[_said(limit, int(asked), int(offered)) for limit, asked, offered in short],
            advice="Lower `at_least`, or win mentors who offer it.",
        )
    return found


def _said(limit: FloorLimit, asked: int, offered: int) -> str:
    wish = f"floor {limit.name!r}: at least {limit.at_least} pairs"
    if is_confidential(limit):
        # A number of people who told something in confidence could tell who they are.
        return f"{wish}; fewer can be made"
    return f"{wish}; mentors wanted by who asks: {asked}, places of who offers it: {offered}"


def is_confidential(limit: FloorLimit) -> bool:
    """Tell whether counts of a floor could disclose what somebody told in confidence."""
    if limit.experience:
        return True
    from hsr_match.config.vocabulary import vocabulary

    return vocabulary("needs").terms[limit.need].sensitivity != "plain"


def _floor(limit: FloorLimit, cohort: Cohort, settings: Settings) -> Floor:
    if limit.experience:
        asks, offers = "experience_wanted", "lived_experience_offered"
        mentees = [limit.experience in (p.get(asks) or ()) for p in cohort.mentees]
        mentors = [limit.experience in (p.get(offers) or ()) for p in cohort.mentors]
    else:
        mentees = [limit.need in (p.get("needs") or ()) for p in cohort.mentees]
        ways, unrated = _ways(limit.need), int(settings.scoring.unrated_offer)
        mentors = [bool(ways & _means(p, unrated)) for p in cohort.mentors]
    return Floor(
        name=limit.name,
        mentees=np.array(mentees, dtype=np.bool_),
        mentors=np.array(mentors, dtype=np.bool_),
        least=limit.at_least,
    )


def _ways(need: str) -> frozenset[str]:
    """Return the ways to meet a need in full."""
    from hsr_match.config.vocabulary import vocabulary

    return frozenset({f"offers.{need}", *vocabulary("needs").terms[need].full})


def _means(mentor: Person, unrated: int) -> set[str]:
    offers = mentor.get("offers") or {}
    able = {
        f"offers.{offer}"
        for offer, level in offers.items()
        if (unrated if level is None else level) >= COMFORTABLE
    }
    return able | {f"lived.{x}" for x in mentor.get("lived_experience_offered") or ()}
