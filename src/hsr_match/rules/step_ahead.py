"""A step ahead on the line the mentee wants to grow on; never age, grade or years.

The line and the levels are those of the criterion ``career_stage``
(``docs/reference/scores.md``). Where no comparison is possible nothing is barred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cohort.model import Cohort, Person
from hsr_match.rules.answer_table import AnswerTable
from hsr_match.rules.eligibility import PairRule

if TYPE_CHECKING:
    from hsr_match.config import Settings

NAME = "step_ahead"
LINES = ("ideas", "people", "community", "users")

Mine = tuple[str, int | None, int | None]
"""Line, own level on it (None: not given), own career stage."""

Theirs = tuple[int | None, int | None, int | None, int | None, int | None]
"""Level on each of the lines, then career stage."""


def step_ahead(cohort: Cohort, settings: Settings) -> list[PairRule]:
    """Compile the rule at the level of the settings."""
    level = settings.rules.step_ahead
    if level == "off":
        return []
    mentees = [_mine(person) for person in cohort.mentees]
    mentors = [_theirs(person) for person in cohort.mentors]
    return [AnswerTable.of(NAME, level, mentees, mentors, _clash)]


def steps_between(mentee: Person, mentor: Person) -> int | None:
    """Return mentor level minus mentee level on the mentee's line; None if unknown."""
    return _difference(_mine(mentee), _theirs(mentor))


def _mine(mentee: Person) -> Mine:
    line = mentee.get("growth_line")
    level = mentee.get(f"contribution_{line}") if line in LINES else None
    return (line if level is not None else "", level, mentee.get("career_stage"))


def _theirs(mentor: Person) -> Theirs:
    ideas, people, community, users = (mentor.get(f"contribution_{line}") for line in LINES)
    return (ideas, people, community, users, mentor.get("career_stage"))


def _difference(mine: Mine, theirs: Theirs) -> int | None:
    line, level, stage = mine
    if level is not None:
        reached = theirs[LINES.index(line)]
        if reached is not None:
            return int(reached) - int(level)
    their_stage = theirs[-1]
    return None if their_stage is None or stage is None else int(their_stage) - int(stage)


def _clash(mine: Mine, theirs: Theirs) -> bool:
    difference = _difference(mine, theirs)
    return difference is not None and difference < 1
