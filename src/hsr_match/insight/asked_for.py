"""Pairs that somebody asked for, among those that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hsr_match.config import Settings
    from hsr_match.matching.problem import MatchingProblem


def asked_for(problem: MatchingProblem, settings: Settings) -> frozenset[tuple[int, int]]:
    """Return the pins that a person asked for, whatever the score.

    An approved proposal is kept as well, so it is a pin; to say of it that
    somebody asked for it, or that it is still to be looked at, would be wrong.
    """
    approved = {(pin.mentee, pin.mentor) for pin in settings.pins if pin.approved}
    if not approved:
        return frozenset(problem.pins)
    wanted = {(pin.mentee, pin.mentor) for pin in settings.pins if not pin.approved}
    kept = approved - wanted
    return frozenset(
        (i, j)
        for i, j in problem.pins
        if (problem.mentee_label(i), problem.mentor_label(j)) not in kept
    )
