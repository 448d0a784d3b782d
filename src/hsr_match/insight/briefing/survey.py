"""Who would rather have whom: one pass over all pairs by blocks of mentees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hsr_match.insight.briefing.rows import Rows
from hsr_match.insight.standing import ROWS_AT_ONCE
from hsr_match.matching.problem import Ints, Mask

LISTED = 5
"""Wishes, and pairs who would both rather have each other, that are listed."""

NEVER = np.iinfo(np.int64).max // 4
"""No score is as high: a side that nobody can win over."""

ANYBODY = -NEVER
"""No score is as low: a side that takes whoever comes."""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What scores alone say about a matching.

    A mentee would rather have an eligible mentor who is not theirs if that
    mentor scores higher than their lowest present one, or if they lack one; a
    mentor, if they have a place of those they want free, or if the mentee
    scores higher with them than their weakest. A pair of whom both would is a
    blocking pair (Gale and Shapley 1962).

    Attributes
    ----------
    possible
        Eligible mentors of each mentee, shape (mentees,).
    best
        Score of a mentee's best eligible mentor, 0 for none, shape (mentees,).
    wanted_by, more_wanted
        The first few mentees who would rather have each mentor, best score
        first, and the number of the others; of length and shape (mentors,).
    blocking
        Number of blocking pairs.
    strongest
        (mentee, mentor, mutual gain) of the first few, the largest gain first. The
        mutual gain is what the one who gains less gains, in units; having
        nobody counts as 0.
    envious
        Mentees for whom somebody else has a mentor who would score higher for
        them, shape (mentees,).
    """

    possible: Ints
    best: Ints
    wanted_by: tuple[tuple[int, ...], ...]
    more_wanted: Ints
    blocking: int
    strongest: tuple[tuple[int, int, int], ...]
    envious: Mask


def survey(rows: Rows) -> Survey:
    """Look at all pairs of a matching."""
    problem, n, m = rows.problem, *rows.problem.shape
    made = np.array(rows.matching.pairs, dtype=np.int64).reshape(-1, 2)
    own = rows.own_scores
    lacking = np.bincount(made[:, 0], minlength=n) < problem.wanted
    least = _lowest(made[:, 0], own, n)
    weakest = _lowest(made[:, 1], own, m)
    mine = np.where(lacking, ANYBODY, np.where(problem.wanted > 0, least, NEVER))
    has_room = rows.loads < problem.places
    theirs = np.where(has_room, ANYBODY, np.where(rows.loads > 0, weakest, NEVER))
    now, then = np.where(lacking, 0, least), np.where(has_room, 0, weakest)
    used = rows.loads > 0
    possible, best = np.zeros((2, n), dtype=np.int64)
    envious = np.zeros(n, dtype=np.bool_)
    count = np.zeros(m, dtype=np.int64)
    wishes: list[tuple[Ints, Ints, Ints]] = []
    blocking = 0
    strongest: list[tuple[int, int, int]] = []
    for start in range(0, n, ROWS_AT_ONCE):
        stop = min(start + ROWS_AT_ONCE, n)
        scores, eligible = rows.block(start, stop)
        possible[start:stop] = eligible.sum(axis=1)
        some = possible[start:stop] > 0
        top = np.where(eligible, scores, ANYBODY).max(axis=1, initial=ANYBODY)
        best[start:stop] = np.where(some, top, 0)
        rather = eligible & (scores > mine[start:stop, None])
        low, high = np.searchsorted(made[:, 0], [start, stop])
        rather[made[low:high, 0] - start, made[low:high, 1]] = False
        envious[start:stop] = (rather & used).any(axis=1)
        count += rather.sum(axis=0)
        wishes.append(_first(rather, scores, start))
        both = rather & (scores > theirs)
        at = np.nonzero(both)
        blocking += len(at[0])
        gain = np.minimum(scores[at] - now[start:stop][at[0]], scores[at] - then[at[1]])
        order = np.argsort(-gain, kind="stable")[:LISTED]
        strongest += [(start + int(at[0][k]), int(at[1][k]), int(gain[k])) for k in order.tolist()]
    wanted_by = _per_mentor(wishes, m)
    listed = np.array([len(some) for some in wanted_by], dtype=np.int64)
    strongest.sort(key=lambda entry: (-entry[2], entry[:2]))
    return Survey(
        possible=possible,
        best=best,
        wanted_by=wanted_by,
        more_wanted=count - listed,
        blocking=blocking,
        strongest=tuple(strongest[:LISTED]),
        envious=envious,
    )


def _lowest(people: Ints, scores: Ints, count: int) -> Ints:
    """Return the lowest score of each person's pairs, 0 for nobody."""
    found = np.full(count, NEVER, dtype=np.int64)
    np.minimum.at(found, people, scores)
    return np.where(found == NEVER, 0, found)


def _first(rather: Mask, scores: Ints, start: int) -> tuple[Ints, Ints, Ints]:
    """Return the best-scoring wishes of a block for each mentor: mentees, mentors, scores."""
    masked = np.where(rather, scores, ANYBODY)
    order = np.argsort(-masked, axis=0, kind="stable")[:LISTED]
    there = np.take_along_axis(rather, order, axis=0)
    place, mentors = np.nonzero(there)
    mentees = order[place, mentors]
    return start + mentees, mentors, scores[mentees, mentors]


def _per_mentor(wishes: list[tuple[Ints, Ints, Ints]], mentors: int) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(mentors)]
    if wishes:
        mentees, whom, scores = (np.concatenate(part) for part in zip(*wishes, strict=True))
        for k in np.lexsort((mentees, -scores)).tolist():
            if len(found[whom[k]]) < LISTED:
                found[whom[k]].append(int(mentees[k]))
    return tuple(map(tuple, found))
