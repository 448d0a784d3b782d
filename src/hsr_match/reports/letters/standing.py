"""How far people have decided on the pairs of a run, and what letters may tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.insight.deciding.decided import SOLVE_AGAIN

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """What letters may tell of.

    Attributes
    ----------
    proposed
        True if nobody has approved anything: all that is told is a proposal.
    pairs
        Pairs to tell of: the approved ones, or all proposals.
    without
        Mentees to be told that they have no mentor.
    waiting
        Pairs that are not told of, since nobody has decided on them yet.
    declined
        Mentees who are told nothing yet, since somebody may still be found for
        them: their pair was declined, or a decision left a place free.
    """

    proposed: bool
    pairs: tuple[Pair, ...]
    without: tuple[int, ...]
    waiting: int
    declined: tuple[int, ...]


def standing(outcome: Outcome) -> Standing:
    """Return how far the pairs of a run are decided."""
    pairs = outcome.matching.pairs
    approved = tuple(pair for pair in pairs if outcome.status_of(*pair) == "approved")
    left = outcome.insight.unmatched
    hopeful = {entry.mentee for entry in left if entry.remedy == SOLVE_AGAIN}
    return Standing(
        proposed=not approved,
        pairs=approved or pairs,
        without=tuple(entry.mentee for entry in left if entry.mentee not in hopeful),
        waiting=len(pairs) - len(approved) if approved else 0,
        declined=tuple(entry.mentee for entry in left if entry.mentee in hopeful),
    )
