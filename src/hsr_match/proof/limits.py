"""Limits on pairs taken together, worked out again from answers and settings.

``docs/reference/rules.md`` says how each is meant to be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from hsr_match.config.vocabulary import vocabulary
from hsr_match.matching.problem import Floor, Spread
from hsr_match.proof.answers import Answers, exact, round_half_up
from hsr_match.proof.objective import Ints, gains

Tie = tuple[int, int]
Mask = NDArray[np.bool_]

HALF_WAY = 500_000
"""The score, 50 points, from which credit raises a pair."""

MEETS_IN_FULL = 2
"""Level of an offer from which it counts for a floor."""


class Limits(NamedTuple):
    """What ties pairs to each other, in positions.

    Attributes
    ----------
    wanted
        Mentors wanted by each mentee.
    credit
        Units of the objective for each mentee with a mentor; None for none.
    mentor_groups
        Group of each mentor, of which a mentee may have one; None for no limit.
    spread, floors
        As in the problem.
    apart, together
        Pairs of mentees who must not, or must, share their mentors.
    """

    wanted: Ints
    credit: Ints | None = None
    mentor_groups: Ints | None = None
    spread: tuple[Spread, ...] = ()
    floors: tuple[Floor, ...] = ()
    apart: tuple[Tie, ...] = ()
    together: tuple[Tie, ...] = ()


def limits_of(
    settings: Mapping[str, Any],
    at: Mapping[str, int],
    people: tuple[Sequence[Answers], Sequence[Answers]] | None,
    rounds: Sequence[int],
    *,
    point: int,
    alpha: float,
) -> Limits:
    """Return all limits of a run.

    Parameters
    ----------
    settings
        As resolved, from the manifest; mentees by id.
    at
        Id of each mentee → position.
    people
        Answers of mentees and mentors by position; None if there are none.
    rounds
        Rounds that each mentee was without a mentor, by position.
    point
        Integer units of a point of the score.
    alpha
        Strength of the objective asked for.
    """
    rules = settings["rules"]
    wanted = mentors_wanted(settings, people[0] if people else [{}] * len(at))
    limits = Limits(
        wanted=wanted,
        apart=_ties(settings.get("apart", ()), at, wanted),
        together=_ties(settings.get("together", ()), at, wanted),
        credit=_credit(rules.get("last_year_credit"), rounds, point, alpha),
    )
    if people is None:
        return limits
    floors = tuple(_floor(wish, settings, *people) for wish in settings.get("floors", ()))
    several = bool((wanted > 1).any())
    return limits._replace(floors=floors, **_groups(settings, *people, several=several))


def _groups(
    settings: Mapping[str, Any],
    mentees: Sequence[Answers],
    mentors: Sequence[Answers],
    *,
    several: bool,
) -> dict[str, Any]:
    """Return the limits on people of one employer or department."""
    spread = {n: most for n, most in settings["rules"].get("spread", {}).items() if most != "off"}
    different = several and settings["rules"].get("different_organisations")
    if not spread and not different:
        return {}
    from hsr_match.proof.groups import departments, employers

    kinds = {"organisation": employers, "department": departments}
    return {
        "mentor_groups": employers(mentors, settings) if different else None,
        "spread": tuple(
            Spread(name, group(mentees, settings), int(spread[name]))
            for name, group in kinds.items()
            if name in spread
        ),
    }


def mentors_wanted(settings: Mapping[str, Any], mentees: Sequence[Answers]) -> Ints:
    """Return how many mentors each mentee wants; 0: none this round."""
    usual = settings["rules"].get("mentors_per_mentee", 1)
    own = (answers.get("mentors_wanted") for answers in mentees)
    return np.array([usual if n is None else n for n in own], dtype=np.int64)


def _ties(
    entries: Sequence[Mapping[str, Any]], at: Mapping[str, int], wanted: Ints
) -> tuple[Tie, ...]:
    """Return every two mentees of an entry; who wants no mentor is passed over."""
    return tuple(
        pair
        for entry in entries
        for pair in combinations([at[m] for m in entry["mentees"] if wanted[at[m]]], 2)
    )


def rounds_without(cohort: Mapping[str, Any], mentee: Mapping[str, Any]) -> int:
    """Return how many rounds a mentee was without a mentor: by the records, else their word."""
    said = int(mentee["answers"].get("unmatched_last_year") is True)
    return int(cohort.get("rounds_without", {}).get(mentee["key"], said))


def _credit(
    rule: Mapping[str, Any] | None, rounds: Sequence[int], point: int, alpha: float
) -> Ints | None:
    if not rule or not exact(rule["points"]):
        return None
    each, cap = exact(rule["points"]), exact(rule["cap"])
    units = np.array([round_half_up(point * min(each * n, cap)) for n in rounds], dtype=np.int64)
    if alpha:
        units = gains(HALF_WAY + units, alpha) - gains(np.full_like(units, HALF_WAY), alpha)
    return units


def _floor(
    wish: Mapping[str, Any],
    settings: Mapping[str, Any],
    mentees: Sequence[Answers],
    mentors: Sequence[Answers],
) -> Floor:
    need, experience = wish["need"], wish["experience"]
    if experience:
        field, asked, ways = "experience_wanted", experience, {f"lived.{experience}"}
    else:
        field, asked = "needs", need
        ways = {f"offers.{need}", *vocabulary("needs").terms[need].full}
    unrated = int(settings["scoring"]["unrated_offer"])
    return Floor(
        name=wish["name"],
        mentees=_mask(asked in (answers.get(field) or ()) for answers in mentees),
        mentors=_mask(not ways.isdisjoint(_offered(answers, unrated)) for answers in mentors),
        least=wish["at_least"],
    )


def _offered(mentor: Answers, unrated: int) -> set[str]:
    """Return what a mentor gives in full."""
    levels = mentor.get("offers") or {}
    found = {
        f"offers.{offer}"
        for offer, level in levels.items()
        if (unrated if level is None else level) >= MEETS_IN_FULL
    }
    return found | {f"lived.{x}" for x in mentor.get("lived_experience_offered") or ()}


def _mask(found: Any) -> Mask:
    return np.array(list(found), dtype=np.bool_)
