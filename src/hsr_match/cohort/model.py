"""People and their answers, after reading, mapping and consent gating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from hsr_match.problems import Place, Problem

Role = Literal["mentee", "mentor"]


@dataclass(frozen=True, slots=True)
class Person:
    """One person in one role; somebody who is both appears once in each list.

    Attributes
    ----------
    key
        Identity key (``id:…``, ``email:…`` or ``name:…|…``), folded. The same
        for both roles of one person. Ties are broken by it, so it never
        depends on row order.
    id
        The id that people see: as given, else issued in key order
        (``E01…`` mentees, ``R01…`` mentors).
    role
        ``mentee`` or ``mentor``.
    name
        Name as given; empty if none.
    answers
        Field name → typed value. **A missing key is a blank.** Values by field
        type (``hsr_match.config.fields``): ``one`` → id; ``many`` → tuple of
        ids (empty tuple = "None of these"); ``ranked`` → tuple of tiers, best
        first, each a tuple of ids; ``rated`` → dict id → level (``needs``: 1–3,
        ``offers``: 0–3, None where no level was given; ``methods``:
        ``want_to_learn | use | can_teach``);
        ``yesno`` → bool; ``int`` → int; ``text``, ``date`` → str;
        ``people`` (``not_these``) → tuple of keys; ``ranked_people``
        (``preferred_mentors``) → tuple of tiers of keys; ``conflicts`` → tuple
        of ``(key, kind)``; ``organisation`` → resolved organisation id, a
        folded name; ``other_organisations`` → tuple of those. ``essential_need``
        holds the id of the need marked ``!``. A scheme's own columns stand
        under their column name, typed by the criterion's kind.
    place
        File, sheet and row the person was read from.
    """

    key: str
    id: str
    role: Role
    name: str
    answers: Mapping[str, Any]
    place: Place = field(default_factory=Place)

    def get(self, name: str) -> Any:
        """Return the answer to a field, or ``None`` for a blank."""
        return self.answers.get(name)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A person who may not take part, with the reason (list ``unmatched_reason``)."""

    person: Person
    reason: Literal["no_consent", "not_a_member"]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input file as it was read: name, SHA-256 of its bytes, rows of people."""

    name: str
    sha256: str
    rows: int
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Cohort:
    """One round: everybody who takes part, sorted by id, and what was noticed.

    Attributes
    ----------
    mentees, mentors
        Participants, in natural order of their ids. Arrays elsewhere follow
        this order: mentees on axis 0, mentors on axis 1.
    excluded
        People barred by consent or membership; never scored, never counted.
    organisations
        Organisation id → name as first shown.
    notices
        WARN and FIXED problems met on the way.
    set_aside
        Field → number of special answers blanked for want of consent.
    dropped_columns
        Headings that no field or criterion claimed.
    sources
        The files read.
    past_pairs
        (mentee key, mentor key) of earlier rounds, from ``--history``.
    rounds_without
        Key of a mentee whom the last round of ``--history`` names → rounds in a
        row, up to that one, in which they had no mentor.
    given
        Criterion of kind ``given`` → {(mentee key, mentor key): thousandths}.
    """

    mentees: tuple[Person, ...]
    mentors: tuple[Person, ...]
    excluded: tuple[Excluded, ...] = ()
    organisations: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    set_aside: Mapping[str, int] = field(default_factory=dict)
    dropped_columns: tuple[str, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    past_pairs: frozenset[tuple[str, str]] = frozenset()
    given: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    rounds_without: Mapping[str, int] = field(default_factory=dict)

    def people(self, role: Role) -> Sequence[Person]:
        """Return the participants of one side."""
        return self.mentees if role == "mentee" else self.mentors
