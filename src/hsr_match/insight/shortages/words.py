"""A shortage in one sentence: by name where it is small, by size where it is not."""

from __future__ import annotations

from collections.abc import Callable

from hsr_match.insight.shortages.sets import Shortage
from hsr_match.insight.words import counted, listed
from hsr_match.matching.problem import MatchingProblem

Name = Callable[[int], str]

MENTEES_NAMED, MENTORS_NAMED = 8, 5
"""A set of more people than these is told by its size."""


def shortage_sentence(
    problem: MatchingProblem,
    shortage: Shortage,
    mentee: Name | None = None,
    mentor: Name | None = None,
) -> str:
    """Return why the mentees of a shortage cannot all have a mentor.

    Parameters
    ----------
    problem
        The problem.
    shortage
        A set with mentors in it.
    mentee, mentor
        How people are called; by their ids if nothing is said.

    Returns
    -------
    str
        For instance "E01, E02 and E03 can go only to R01 and R02, who have 2
        places between them."
    """
    most = problem.places_max
    givers = [j for j in shortage.mentors if most[j] > 0] or list(shortage.mentors)
    if not givers:
        return ""
    all_mentors = len(shortage.mentors)
    whole = shortage.places > 0 and len(givers) == int((most > 0).sum())
    if whole and len(givers) > MENTORS_NAMED:
        besides = " that no fixed pair takes" if shortage.pinned else ""
        places = counted(shortage.places, "place")
        return f"In all, {counted(shortage.wanted, 'mentee')} share {places}{besides}."
    people = _people(shortage.mentees, mentee or problem.mentee_label, MENTEES_NAMED, "mentee")
    mentors = _people(givers, mentor or problem.mentor_label, MENTORS_NAMED, "mentor")
    others = "; other mentors possible for them have none" if len(givers) < all_mentors else ""
    return f"{people} can go only to {mentors}, {_places(problem, shortage, len(givers))}{others}."


def _people(who: tuple[int, ...] | list[int], name: Name, most: int, noun: str) -> str:
    return listed([name(k) for k in who]) if len(who) <= most else counted(len(who), noun)


def _places(problem: MatchingProblem, shortage: Shortage, mentors: int) -> str:
    one = mentors == 1
    between = "" if one else " between them"
    if shortage.limited:
        limit = problem.spread[0]
        each = f"no mentor takes more than {limit.most} of one {limit.name.replace('_', ' ')}"
        verb = "can take" if shortage.places else "can take none of them"
        number = f" {shortage.places} of them{between}" if shortage.places else ""
        return f"who {verb}{number}: {each}"
    verb = "has" if one else "have"
    besides = " besides those of fixed pairs" if shortage.pinned else ""
    if not shortage.places:
        return f"who {verb} no place{besides or ' this round'}"
    return f"who {verb} {counted(shortage.places, 'place')}{besides}{between}"
