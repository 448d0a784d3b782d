"""Cells as form services write them: labels, levels, places, times."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hsr_match.config.fields import Field, fields
from hsr_match.config.vocabulary import vocabulary

Person = Mapping[str, Any]
Rows = list[list[str]]
Cell = Callable[[Person], str]
Column = tuple[str, Cell]
"""A heading, and what a person has in its column."""

WHO = ("role", "name", "email", "submitted_at")


def label(name: str, term_id: str) -> str:
    """Return the words of a form for an item of a list; with its code where two share them."""
    terms = vocabulary(name)
    words = terms.terms[term_id].label
    found = terms.find(words)
    return words if found is not None and found.id == term_id else f"{term_id} {words}"


def question(field: str, words: Mapping[str, str]) -> str:
    """Return how a form asks for a field: in the given words, else in listed ones."""
    entry = fields()[field]
    listed = [word for word in entry.headings if not entry.parts.get(word)]
    return words.get(field) or (listed[0] if listed else entry.name)


def asked(people: Sequence[Person], side: str = "") -> list[str]:
    """Return the fields that somebody answered, in the order of the form."""
    answered = {name for person in people for name in person if person[name] not in (None, "")}
    return [
        name
        for name, entry in fields().items()
        if name in answered and name not in WHO and (not side or entry.side in ("both", side))
    ]


def joined(entry: Field, person: Person, joint: str, end: str = "") -> str:
    """Return a whole answer in one cell."""
    value = person.get(entry.name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if entry.type in ("one", "level"):
        return label(str(entry.vocabulary), str(value))
    if not isinstance(value, list | Mapping):
        return as_text(value)
    if entry.type == "ranked_people" or not entry.vocabulary:
        return "; ".join(value)
    return joint.join(label(entry.vocabulary, item) for item in value) + (end if value else "")


def level_of(entry: Field, item: str) -> Callable[[Person], str]:
    """Return the level of one row of a grid, in words."""

    def cell(person: Person) -> str:
        level = (person.get(entry.name) or {}).get(item)
        return "" if level is None else label(str(entry.levels), str(level))

    return cell


def choice_of(entry: Field, place: int) -> Callable[[Person], str]:
    """Return what stands in one place of an order."""

    def cell(person: Person) -> str:
        chosen = person.get(entry.name) or []
        if place >= len(chosen):
            return ""
        return label(entry.vocabulary, chosen[place]) if entry.vocabulary else str(chosen[place])

    return cell


def place_of(entry: Field, item: str) -> Callable[[Person], str]:
    """Return the place of one option in an order."""

    def cell(person: Person) -> str:
        chosen = person.get(entry.name) or []
        return str(chosen.index(item) + 1) if item in chosen else ""

    return cell


def ticked(entry: Field, item: str) -> Callable[[Person], str]:
    """Return one choice where it is ticked."""

    def cell(person: Person) -> str:
        return label(str(entry.vocabulary), item) if item in (person.get(entry.name) or ()) else ""

    return cell


def items(entry: Field, people: Sequence[Person]) -> list[str]:
    """Return the rows of a grid: what somebody chose, in the order of the list."""
    chosen = dict.fromkeys(item for person in people for item in person.get(entry.name) or ())
    if entry.vocabulary is None:
        return sorted(chosen)
    return [item for item in vocabulary(entry.vocabulary).terms if item in chosen]


def is_levelled(entry: Field, people: Sequence[Person]) -> bool:
    """Tell whether every answer has a level, as a grid gives it."""
    answers = [person[entry.name] for person in people if person.get(entry.name)]
    return all(level is not None for answer in answers for level in answer.values())


def as_text(value: object) -> str:
    """Return a value as text; nothing for a blank."""
    return "" if value is None else str(value)


def moved(text: str, minutes: int) -> str:
    """Return a time some minutes later."""
    return f"{datetime.fromisoformat(text) + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"


def google_time(text: str) -> str:
    """Return a time as Google writes it."""
    time = datetime.fromisoformat(text)
    half = "am" if time.hour < 12 else "pm"
    return f"{time:%Y/%m/%d} {(time.hour + 11) % 12 + 1}:{time:%M:%S} {half} GMT"


def mark(text: str) -> int:
    """Return a number that looks like chance."""
    return zlib.crc32(text.encode())


def table(columns: Sequence[Column], people: Sequence[Person]) -> Rows:
    """Return the rows of a table, headings first."""
    head = [heading for heading, _ in columns]
    return [head, *([cell(person) for _, cell in columns] for person in people)]


def always(text: str) -> Cell:
    """Return the same text for everybody."""
    return lambda _: text


def at(minutes: int = 0) -> Cell:
    """Return when a person sent the form, some minutes later."""
    return lambda person: moved(person["submitted_at"], minutes)
