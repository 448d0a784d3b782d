"""What a cohort lacks before any solve: mentees, mentors or places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.errors import CohortProblems
from hsr_match.problems import Level, Problem

if TYPE_CHECKING:
    from hsr_match.matching.problem import MatchingProblem


def require_two_sides(problem: MatchingProblem) -> None:
    """Refuse a problem in which nobody can be matched for want of people or places."""
    empty = empty_side(*problem.shape, int(problem.places_max.sum()))
    if empty:
        raise CohortProblems([empty], "There is nobody to match.")


def empty_side(mentees: int, mentors: int, places: int) -> Problem | None:
    """Return the problem of a cohort that lacks mentees, mentors or places."""
    if not mentees:
        said = "There are no mentees to match."
        return Problem("no-mentees", Level.ERROR, said, _advice("mentee"))
    if not mentors:
        said = "There are no mentors to match with."
        return Problem("no-mentors", Level.ERROR, said, _advice("mentor"))
    if not places:
        return Problem(
            "no-places",
            Level.ERROR,
            "No mentor has a place: every number of places is 0.",
            "Correct the column of places; blank counts as 1.",
        )
    return None


def _advice(role: str) -> str:
    return (
        f"Check that the table of {role}s was given and that their rows say {role}; anybody left "
        "out is listed above, with the reason."
    )


def too_few_places(problem: MatchingProblem) -> list[Problem]:
    """Warn, before solving, of mentees for whom there cannot be a place."""
    wanting, places = int((problem.wanted > 0).sum()), int(problem.places_max.sum())
    if wanting <= places:
        return []
    short = wanting - places
    there = "is 1 place" if places == 1 else f"are {places:,} places"
    message = (
        f"{wanting:,} mentees want a mentor and there {there}, extra ones "
        f"included: at least {short:,} {'stays' if short == 1 else 'stay'} without a mentor."
    )
    advice = "Ask mentors for one more place, or open the reserve; `hsr-match check` shows more."
    return [Problem("fewer-places", Level.WARN, message, advice)]
