"""How many steps a mentor is ahead on the line the mentee wants to grow on."""

from __future__ import annotations

from hsr_match.cohort.model import Person

LINES = ("ideas", "people", "community", "users")

Mine = tuple[str, int | None, int | None]
"""Line, own level on it (None: not given), own career stage."""

Theirs = tuple[int | None, int | None, int | None, int | None, int | None]
"""Level on each of the lines, then career stage."""


def steps_between(mentee: Person, mentor: Person) -> int | None:
    """Return mentor level minus mentee level on the mentee's line; None if unknown."""
    return difference(mentee_levels(mentee), mentor_levels(mentor))


def mentee_levels(mentee: Person) -> Mine:
    """Return the answers of a mentee that a comparison needs."""
    line = mentee.get("growth_line")
    level = mentee.get(f"contribution_{line}") if line in LINES else None
    return (line if level is not None else "", level, mentee.get("career_stage"))


def mentor_levels(mentor: Person) -> Theirs:
    """Return the answers of a mentor that a comparison needs."""
    ideas, people, community, users = (mentor.get(f"contribution_{line}") for line in LINES)
    return (ideas, people, community, users, mentor.get("career_stage"))


def difference(mine: Mine, theirs: Theirs) -> int | None:
    """Return mentor level minus mentee level; None if they cannot be compared."""
    line, level, stage = mine
    if level is not None:
        reached = theirs[LINES.index(line)]
        if reached is not None:
            return int(reached) - int(level)
    their_stage = theirs[-1]
    return None if their_stage is None or stage is None else int(their_stage) - int(stage)
