"""Which rules bar a pair, whatever kind of problem it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.standing import ROWS_AT_ONCE
from hsr_match.matching.eligible import QUALITY_FLOOR, EligiblePairs
from hsr_match.matching.problem import MatchingProblem
from hsr_match.scoring.exact import exact, round_half_up

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.config import Settings

NOT_LISTED, NOT_ELIGIBLE, BAN = "not_listed", "not_eligible", "ban"


def objections(
    problem: MatchingProblem,
    mentee: int,
    mentor: int,
    settings: Settings,
    given: GivenScores | None = None,
) -> tuple[str, ...]:
    """Return the names of the rules that bar a pair; empty if it may be made.

    Given scores know four: the table does not list the pair, or marks it as not
    eligible; it lies below the minimum score; the settings ban it.
    """
    rows, columns = slice(mentee, mentee + 1), slice(mentor, mentor + 1)
    if problem.eligible.block(rows, columns)[0, 0]:
        return ()
    if isinstance(problem.eligible, EligiblePairs):
        return tuple(problem.eligible.objections(mentee, mentor))
    if given is not None and (mentee, mentor) in given.barred:
        return (NOT_ELIGIBLE,)
    if given is None or not is_listed(given, mentee, mentor):
        return (NOT_LISTED,)
    floor = given_floor(problem, settings)
    score = int(problem.scores.block(rows, columns)[0, 0])
    return (QUALITY_FLOOR,) if floor is not None and score < floor else (BAN,)


def given_floor(problem: MatchingProblem, settings: Settings) -> int | None:
    """Return the minimum of given scores in integer units, or None."""
    floor = settings.rules.quality_floor
    return None if floor == "off" else round_half_up(exact(floor) * problem.scale)


def is_listed(given: GivenScores, mentee: int, mentor: int) -> bool:
    """Tell whether a table of scores holds the pair."""
    return bool(np.any((np.asarray(given.rows) == mentee) & (np.asarray(given.columns) == mentor)))


def set_aside(problem: MatchingProblem, mentee: int, mentor: int) -> tuple[str, ...]:
    """Return the rules that a named person set aside for a pair."""
    eligible = problem.eligible
    if isinstance(eligible, EligiblePairs) and (mentee, mentor) in eligible.lifted:
        return tuple(eligible.objections(mentee, mentor))
    return ()


def barred_counts(problem: MatchingProblem) -> dict[str, int]:
    """Return how many pairs each rule bars; a pair barred by two counts under both.

    Given scores have one count: the pairs that the table, bans and minimum
    score leave out.
    """
    n, m = problem.shape
    eligible = problem.eligible
    blocks = [slice(start, min(start + ROWS_AT_ONCE, n)) for start in range(0, n, ROWS_AT_ONCE)]
    everybody = slice(None)
    if not isinstance(eligible, EligiblePairs):
        left = n * m - sum(int(eligible.block(rows, everybody).sum()) for rows in blocks)
        return {NOT_LISTED: left} if left else {}
    counts = eligible.rules.counts()
    if eligible.floor is not None:
        counts[QUALITY_FLOOR] = sum(
            int(np.count_nonzero(eligible.scores.block(rows, everybody) < eligible.floor))
            for rows in blocks
        )
    return counts
