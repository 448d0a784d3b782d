"""Why a mentor's free place stays closed to a mentee: the limits that pairs share.

Under ``pairs_first`` a mentee without a mentor could take any free place with an
eligible mentor, and one mentee more would have one; so where such a place is
left, one of these limits closes it, given the pairs that were made. A floor
never does: one more pair cannot break it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hsr_match.insight.words import NOT_CHECKED, counted, listed
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem


@dataclass(frozen=True, slots=True)
class Closure:
    """A limit that closes a mentor's free places to a mentee.

    Attributes
    ----------
    sentence
        What closes them, in ids.
    remedy
        The change that would open one; it makes room for certain if it is the
        only closure.
    """

    sentence: str
    remedy: str


def closures(
    problem: MatchingProblem, matching: Matching, mentee: int, mentor: int
) -> list[Closure]:
    """Return every limit that closes a mentor's free places to an unmatched mentee.

    Parameters
    ----------
    problem, matching
        The problem and its result.
    mentee, mentor
        An eligible pair; the mentee has no mentor, the mentor a place free.
    """
    taken = [i for i, j in matching.pairs if j == mentor]
    party = together_with(problem, mentee)
    return [
        *_spread(problem, mentor, taken, party),
        *_apart(problem, mentor, taken, party),
        *_together(problem, mentee, mentor, taken, party),
        *_minimum(problem, mentor, taken, party),
    ]


def told(
    problem: MatchingProblem, matching: Matching, mentee: int, mentors: Sequence[int]
) -> Closure | None:
    """Return what to say of mentors with places free, the best first.

    Returns
    -------
    Closure or None
        None if a place stays open as far as these limits go.
    """
    found = [closures(problem, matching, mentee, j) for j in mentors]
    if not found or not all(found):
        return None
    first = found[0]
    sentence = " ".join(closure.sentence for closure in first)
    more = len(mentors) - 1
    if more:
        sentence += f" Limits of this kind also close {counted(more, 'more mentor')} with room."
    remedy = first[0].remedy
    if len(first) > 1:
        remedy = "Each of these limits would have to be loosened to make room there."
    return Closure(sentence, remedy)


def together_with(problem: MatchingProblem, mentee: int) -> list[int]:
    """Return everybody who must have the same mentor as a mentee, themselves included."""
    party = {mentee}
    grown = True
    while grown:
        more = {b for pair in problem.together for a, b in (pair, pair[::-1]) if a in party}
        grown = not more <= party
        party |= more
    return sorted(party)


def _spread(
    problem: MatchingProblem, mentor: int, taken: Sequence[int], party: Sequence[int]
) -> list[Closure]:
    found = []
    who = problem.mentor_label(mentor)
    for limit in problem.spread:
        for group in sorted({int(limit.groups[i]) for i in party} - {-1}):
            there = [i for i in taken if limit.groups[i] == group]
            coming = [i for i in party if limit.groups[i] == group]
            if len(there) + len(coming) <= limit.most:
                continue
            names = listed([problem.mentee_label(i) for i in there])
            more = len(there) + len(coming)
            if there:
                sentence = f"{who} has a place free, but has {names} of the same {limit.name}"
            else:
                sentence = f"{listed([problem.mentee_label(i) for i in coming])} go together"
                sentence += f" and are of one {limit.name}"
            found.append(
                Closure(
                    f"{sentence}, and no more than {limit.most} may share a mentor.",
                    f"`rules: {{spread: {{{limit.name}: {more}}}}}` would make room with {who}.",
                )
            )
    return found


def _apart(
    problem: MatchingProblem, mentor: int, taken: Sequence[int], party: Sequence[int]
) -> list[Closure]:
    who = problem.mentor_label(mentor)
    return [
        Closure(
            f"{who} has a place free, but has {problem.mentee_label(b)}, from whom "
            f"{problem.mentee_label(a)} is kept apart.",
            f"Without that entry of `apart` there would be room with {who}.",
        )
        for pair in problem.apart
        for a, b in (pair, pair[::-1])
        if a in party and b in taken
    ]


def _together(
    problem: MatchingProblem,
    mentee: int,
    mentor: int,
    taken: Sequence[int],
    party: Sequence[int],
) -> list[Closure]:
    if len(party) == 1:
        return []
    who, me = problem.mentor_label(mentor), problem.mentee_label(mentee)
    names = listed([problem.mentee_label(i) for i in party])
    remedy = f"Without that entry of `together`, {who} might have room for {me}: {NOT_CHECKED}."
    free = int(problem.places_max[mentor]) - len(taken)
    if free < len(party):
        places = counted(free, "place")
        return [Closure(f"{who} has {places} free, too few for {names}, who go together.", remedy)]
    column = slice(mentor, mentor + 1)
    barred = [i for i in party if not problem.eligible.block(slice(i, i + 1), column)[0, 0]]
    return [
        Closure(
            f"{who} has places free, but not for {problem.mentee_label(i)}, with whom {me} goes "
            "together.",
            remedy,
        )
        for i in barred
    ]


def _minimum(
    problem: MatchingProblem, mentor: int, taken: Sequence[int], party: Sequence[int]
) -> list[Closure]:
    least = int(problem.places_min[mentor])
    if problem.minimum_always or taken or least <= len(party):
        return []
    who = problem.mentor_label(mentor)
    return [
        Closure(
            f"{who} takes {least} mentees or more, or none, and nobody else is placed there.",
            f"A least number of {len(party)} with {who} (places_min) would make room.",
        )
    ]
