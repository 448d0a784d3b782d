"""Pairs that answers name: refusals, conflicts of any kind, earlier pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from hsr_match.cohort.model import Cohort, Person

Positions = set[tuple[int, int]]

CONFLICT_KINDS: Final = ("manager", "supervisor", "co_author", "joint_grant", "assessor")
"""Kinds of conflict that may be told; all others, family among them, are private."""


def named_pairs(
    cohort: Cohort, names: Iterable[tuple[str, str]], other_way: Iterable[tuple[str, str]]
) -> Positions:
    """Return positions of pairs of which one side names the other.

    Parameters
    ----------
    cohort
        The participants; keys of people who do not take part are passed over.
    names
        (mentee key, mentor key): the mentee names the mentor.
    other_way
        (mentor key, mentee key): the mentor names the mentee.
    """
    mentee_at = {person.key: i for i, person in enumerate(cohort.mentees)}
    mentor_at = {person.key: j for j, person in enumerate(cohort.mentors)}
    pairs = [*names, *((mentee, mentor) for mentor, mentee in other_way)]
    return {
        (mentee_at[mentee], mentor_at[mentor])
        for mentee, mentor in pairs
        if mentee in mentee_at and mentor in mentor_at
    }


def pairs_in_conflict(cohort: Cohort, is_meant: Callable[[str], bool]) -> Positions:
    """Return positions of pairs of which one side names the other with such a kind."""
    return named_pairs(
        cohort, _in_conflict(cohort.mentees, is_meant), _in_conflict(cohort.mentors, is_meant)
    )


def pairs_not_available(cohort: Cohort) -> Positions:
    """Return positions of pairs that a refusal or a private conflict of either side bars."""
    refused = named_pairs(
        cohort,
        [(p.key, key) for p in cohort.mentees for key in p.get("not_these") or ()],
        [(p.key, key) for p in cohort.mentors for key in p.get("not_these") or ()],
    )
    return refused | pairs_in_conflict(cohort, lambda kind: kind not in CONFLICT_KINDS)


def _in_conflict(
    people: Sequence[Person], is_meant: Callable[[str], bool]
) -> list[tuple[str, str]]:
    return [
        (person.key, key)
        for person in people
        for key, kind in person.get("conflicts") or ()
        if is_meant(kind)
    ]
