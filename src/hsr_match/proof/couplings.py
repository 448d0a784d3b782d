"""Limits that tie pairs to each other, counted from the problem alone (check 10)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from hsr_match.matching.problem import MatchingProblem
from hsr_match.proof.report import Failure

Pairs = Sequence[tuple[int, int]]


def check_couplings(pairs: Pairs, problem: MatchingProblem) -> list[Failure]:
    """Check spread, different groups of mentors, apart, together and floors.

    Parameters
    ----------
    pairs
        Positions of known people.
    problem
        The problem.
    """
    return [
        Failure(10, message)
        for messages in (
            _spread(pairs, problem),
            _different_groups(pairs, problem),
            _apart_and_together(pairs, problem),
            _floors(pairs, problem),
        )
        for message in messages
    ]


def _spread(pairs: Pairs, problem: MatchingProblem) -> list[str]:
    messages = []
    for limit in problem.spread:
        counts = Counter((j, group) for i, j in pairs if (group := int(limit.groups[i])) >= 0)
        messages += [
            f"{problem.mentor_label(j)} has {count} mentees of one {limit.name}; at most "
            f"{limit.most}"
            for (j, _), count in counts.items()
            if count > limit.most
        ]
    return messages


def _different_groups(pairs: Pairs, problem: MatchingProblem) -> list[str]:
    groups = problem.mentor_groups
    if groups is None:
        return []
    counts = Counter((i, group) for i, j in pairs if (group := int(groups[j])) >= 0)
    return [
        f"{problem.mentee_label(i)} has {count} mentors of one organisation; they must differ"
        for (i, _), count in counts.items()
        if count > 1
    ]


def _apart_and_together(pairs: Pairs, problem: MatchingProblem) -> list[str]:
    mentors: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in pairs:
        mentors[i].add(j)
    return [
        f"{problem.mentee_label(a)} and {problem.mentee_label(b)} share a mentor and must not"
        for a, b in problem.apart
        if mentors[a] & mentors[b]
    ] + [
        f"{problem.mentee_label(a)} and {problem.mentee_label(b)} must share a mentor and do not"
        for a, b in problem.together
        if mentors[a] != mentors[b]
    ]


def _floors(pairs: Pairs, problem: MatchingProblem) -> list[str]:
    messages = []
    for floor in problem.floors:
        count = sum(bool(floor.mentees[i] and floor.mentors[j]) for i, j in pairs)
        if count < floor.least:
            messages.append(f"{count} of at least {floor.least} pairs for {floor.name}")
    return messages
