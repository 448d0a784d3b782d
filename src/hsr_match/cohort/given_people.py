"""The people of a table of scores: those of a cohort, or those listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.cohort.find import find_person
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import Cohort, Role
from hsr_match.cohort.pair_table import PairTable
from hsr_match.cohort.stored import plain_key
from hsr_match.text import fold, natural_key

if TYPE_CHECKING:
    from hsr_match.config import Settings


@dataclass(frozen=True, slots=True)
class Listed:
    """Everybody of a table of scores, in natural order of ids.

    ``mentee_at`` and ``mentor_at`` take what stands in a cell to a position;
    ``leaving`` holds the folded ids of those who take no part.
    """

    mentees: Sequence[str]
    mentors: Sequence[str]
    mentee_keys: Sequence[str]
    mentor_keys: Sequence[str]
    places_min: Sequence[int]
    places: Sequence[int]
    places_max: Sequence[int]
    mentee_at: Mapping[str, int]
    mentor_at: Mapping[str, int]
    leaving: frozenset[tuple[Role, str]] = frozenset()


def listed_people(table: PairTable, findings: Findings, places: int) -> Listed:
    """Return the people that a table lists, each mentor with the same places."""
    mentees = _ids(table, table.mentee, findings)
    mentors = _ids(table, table.mentor, findings)
    each = [places] * len(mentors)
    return Listed(
        mentees=mentees,
        mentors=mentors,
        mentee_keys=[plain_key(person) for person in mentees],
        mentor_keys=[plain_key(person) for person in mentors],
        places_min=[0] * len(mentors),
        places=each,
        places_max=each,
        mentee_at={fold(person): i for i, person in enumerate(mentees)},
        mentor_at={fold(person): j for j, person in enumerate(mentors)},
    )


def _ids(table: PairTable, column: int, findings: Findings) -> list[str]:
    spelled = {row.cells[column] for row in table.table.rows}
    by_key: dict[str, list[str]] = {}
    for text in spelled:
        if text:
            by_key.setdefault(fold(text), []).append(text)
    for texts in by_key.values():
        if len(texts) > 1:
            findings.warn(
                "id-spelled-twice",
                "An id is written in several ways (capitals, spaces); taken as one person.",
                "Write it the same way throughout.",
                table.table.place(0, column),
            )
    return sorted((min(texts) for texts in by_key.values()), key=natural_key)


def people_of(cohort: Cohort, settings: Settings) -> Listed:
    """Return the people of a cohort with their places.

    A reserve mentor has no places under ``reserve: hold``, except those that
    pins fill.
    """
    pinned = [find_person(cohort, pin.mentor, "mentor").key for pin in settings.pins]
    least, wanted, most = [], [], []
    for mentor in cohort.mentors:
        some = mentor.get("places")
        some = 1 if some is None else int(some)
        top = max(int(mentor.get("places_max") or some), some)
        low = min(int(mentor.get("places_min") or 0), some)
        if mentor.get("reserve") and settings.rules.reserve == "hold":
            low, top = 0, min(pinned.count(mentor.key), top)
            some = min(some, top)
        least.append(low)
        wanted.append(some)
        most.append(top)
    return Listed(
        mentees=[person.id for person in cohort.mentees],
        mentors=[person.id for person in cohort.mentors],
        mentee_keys=[person.key for person in cohort.mentees],
        mentor_keys=[person.key for person in cohort.mentors],
        places_min=least,
        places=wanted,
        places_max=most,
        mentee_at=_positions(cohort, "mentee"),
        mentor_at=_positions(cohort, "mentor"),
        leaving=frozenset(
            (e.person.role, fold(text))
            for e in cohort.excluded
            for text in (e.person.id, e.person.key.partition(":")[2])
        ),
    )


def _positions(cohort: Cohort, role: Role) -> dict[str, int]:
    people = cohort.people(role)
    by_email = {fold(p.get("email") or ""): i for i, p in enumerate(people) if p.get("email")}
    return {**by_email, **{fold(p.id): i for i, p in enumerate(people)}}
