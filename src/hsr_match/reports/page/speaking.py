"""How the page names people and says scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hsr_match.insight.words import Scale, counted, ordinal

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.insight.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the page.

    Attributes
    ----------
    position
        In the cohort.
    id
        As files show it.
    name
        As given; empty if none is known.
    """

    position: int
    id: str
    name: str

    @property
    def text(self) -> str:
        """Name and id in one line."""
        return f"{self.name} ({self.id})" if self.name else self.id


class Speaking:
    """Names and figures of one run.

    Parameters
    ----------
    briefing
        Whose.
    """

    def __init__(self, briefing: Briefing) -> None:
        self.outcome: Outcome = briefing.outcome
        self.named = briefing.named
        problem = self.outcome.problem
        self.scale = Scale(problem.scale, given=self.outcome.kind == "scores")

    @cached_property
    def mentees(self) -> tuple[Person, ...]:
        """Everybody on the mentees' side, in order."""
        outcome = self.outcome
        name = outcome.mentee_name if self.named else _nameless
        count = outcome.problem.shape[0]
        return tuple(Person(i, outcome.problem.mentee_label(i), name(i)) for i in range(count))

    @cached_property
    def mentors(self) -> tuple[Person, ...]:
        """Everybody on the mentors' side, in order."""
        outcome = self.outcome
        name = outcome.mentor_name if self.named else _nameless
        count = outcome.problem.shape[1]
        return tuple(Person(j, outcome.problem.mentor_label(j), name(j)) for j in range(count))

    @property
    def points(self) -> bool:
        """True if scores are points of 100, False if they were given."""
        return not self.scale.given

    def share(self, units: float) -> float | None:
        """Return a score as a length between 0 and 100, or None for given scores."""
        if self.scale.given:
            return None
        return round(min(max(units * 100 / self.scale.units, 0), 100), 2)

    def rank(self, rank: int | None) -> str:
        """Return a place in a mentee's list."""
        return "" if rank is None else ordinal(rank)


def people(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun."""
    return counted(count, one, many)


def _nameless(_position: int) -> str:
    return ""
