"""A change that might give more mentees a mentor, and the pairs that one bar keeps apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.relaxing.rules import bars
from hsr_match.insight.standing import mentee_row
from hsr_match.matching.eligible import NEVER_LIFTED, EligiblePairs
from hsr_match.matching.problem import MatchingProblem
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.insight.relaxing.search import Code
    from hsr_match.insight.shortages.search import Seats

TRIED = 6
"""Candidates of a kind that are solved again where nothing bounds their worth."""

BAN = "ban"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the problem that has not been tried yet.

    ``bound`` is the most it could give, most important rung first (mentees,
    then the objective); None if nothing is known. Changes of a kind come with
    falling bounds.
    """

    code: Code
    words: str
    problem: MatchingProblem
    bound: tuple[int, ...] | None = None
    mentors: tuple[int, ...] = ()
    mentee: int | None = None
    rule: str = ""
    floor: int | None = None


def pairs_apart(problem: MatchingProblem, seats: Seats, left: Sequence[int]) -> Iterator[Change]:
    """Yield pairs that one bar keeps apart and whose mentor has, or can make, room."""
    if not isinstance(problem.eligible, EligiblePairs):
        return
    room = seats.with_room()
    found: list[tuple[int, int, int, str]] = []
    for mentee in left[: TRIED * TRIED]:
        row = bars(problem, slice(mentee, mentee + 1))
        objections = sum((bar[0].astype(np.int64) for bar in row.values()), 0 * room.astype(int))
        scores, allowed = mentee_row(problem, mentee)
        single = np.flatnonzero((objections == 1) & room & ~allowed)
        for j in single[np.argsort(-scores[single], kind="stable")].tolist():
            name = next(name for name, bar in row.items() if bar[0, j])
            if name not in NEVER_LIFTED:
                found.append((-int(scores[j]), mentee, j, name))
                if len(found) % TRIED == 0:
                    break
    for _, mentee, mentor, name in sorted(found)[:TRIED]:
        yield _without_bar(problem, mentee, mentor, name)


def _without_bar(problem: MatchingProblem, mentee: int, mentor: int, name: str) -> Change:
    eligible = problem.eligible
    assert isinstance(eligible, EligiblePairs)
    pair = (mentee, mentor)
    free = replace(problem, eligible=replace(eligible, lifted=eligible.lifted | {pair}))
    who = f"{problem.mentee_label(mentee)} with {problem.mentor_label(mentor)}"
    if name == BAN:
        return Change(
            "drop_ban",
            f"Dropping the ban on {who}",
            free,
            mentee=mentee,
            mentors=(mentor,),
            rule=name,
        )
    return Change(
        "lift_for_pair",
        f"Pinning {who} in spite of “{plain(name)}”",
        replace(free, pins=(*problem.pins, pair)),
        mentee=mentee,
        mentors=(mentor,),
        rule=name,
    )
