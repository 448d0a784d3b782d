"""People as form services export them: Microsoft, Google and Qualtrics, and a clean sheet.

A person is a mapping of field → value, typed as the program holds answers: ``one``
an id, ``many`` a list of ids, ``ranked`` a list of ids (best first), ``rated`` id →
level, ``level`` and ``int`` a number, ``yesno`` a truth value, all else text;
``preferred_mentors`` a list of names. Also ``role`` (mentor, mentee or both),
``name``, ``email`` and ``submitted_at`` (2026-01-12 09:30).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from form_cells import (
    WHO,
    Cell,
    Column,
    Person,
    Rows,
    always,
    as_text,
    asked,
    at,
    choice_of,
    google_time,
    is_levelled,
    items,
    joined,
    label,
    level_of,
    mark,
    place_of,
    question,
    table,
    ticked,
)
from hsr_match.config.fields import Field, fields

PLACES = ("1st choice", "2nd choice", "3rd choice", "4th choice", "5th choice")


# The clean sheet


def clean_rows(people: Sequence[Person]) -> Rows:
    """Return one table headed by the names of the fields."""
    names = asked(people)
    columns = [_plain(name) for name in (*WHO, *names)]
    return table(columns, people)


def _plain(name: str) -> Column:
    def cell(person: Person) -> str:
        value = person.get(name)
        if isinstance(value, Mapping):
            return "; ".join(f"{k}:{v}" if v is not None else k for k, v in value.items())
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "; ".join(value) if isinstance(value, list) else as_text(value)

    return name, cell


# Microsoft Forms: a workbook for each form


def microsoft_rows(people: Sequence[Person], side: str, words: Mapping[str, str]) -> Rows:
    """Return the answers of one side's form; the times are those of the workbook."""
    there = [person for person in people if person["role"] in (side, "both")]
    number = {id(person): str(n) for n, person in enumerate(there, 1)}
    columns: list[Column] = [
        ("ID", lambda person: number[id(person)]),
        ("Start time", at(-11)),
        ("Completion time", at()),
        ("Email", always("anonymous")),
        ("Name", always("")),
        ("Last modified time", always("")),
        ("Name2", lambda person: str(person["name"])),
        ("Email2", lambda person: str(person["email"])),
    ]
    for name in asked(people, side):
        columns += _microsoft(fields()[name], there, words)
    return table(_with_digits(columns), there)


def _microsoft(entry: Field, people: Sequence[Person], words: Mapping[str, str]) -> list[Column]:
    if entry.type == "rated" and is_levelled(entry, people):
        return [
            (label(str(entry.vocabulary), item), level_of(entry, item))
            for item in items(entry, people)
        ]
    return [(question(entry.name, words), lambda person: joined(entry, person, ";", end=";"))]


def _with_digits(columns: Iterable[Column]) -> list[Column]:
    """Put a digit after the second question with the words of a first."""
    seen: dict[str, int] = {}
    told = []
    for heading, cell in columns:
        seen[heading] = seen.get(heading, 0) + 1
        told.append((heading if seen[heading] == 1 else f"{heading}{seen[heading]}", cell))
    return told


# Google Forms: one CSV for both roles


def google_rows(people: Sequence[Person], words: Mapping[str, str]) -> Rows:
    """Return the answers of one form that asks first which side a person is on."""
    columns: list[Column] = [
        ("Timestamp", lambda person: google_time(person["submitted_at"])),
        ("Email Address", lambda person: str(person["email"])),
        (
            words.get("role", "Would you like to be a mentor, a mentee or both?"),
            lambda person: str(person["role"]).capitalize(),
        ),
        ("Full name", lambda person: str(person["name"])),
    ]
    for name in asked(people):
        columns += _google(fields()[name], people, words)
    return table(columns, people)


def _google(entry: Field, people: Sequence[Person], words: Mapping[str, str]) -> list[Column]:
    text = question(entry.name, words)
    if entry.type == "rated" and is_levelled(entry, people):
        return [
            (f"{text} [{label(str(entry.vocabulary), item)}]", level_of(entry, item))
            for item in items(entry, people)
        ]
    if entry.type in ("ranked", "ranked_people"):
        most = max(len(person.get(entry.name) or ()) for person in people)
        return [(f"{text} [{PLACES[n]}]", choice_of(entry, n)) for n in range(most)]
    return [(text, lambda person: joined(entry, person, ", "))]


# Qualtrics: one CSV with three heading rows


def qualtrics_rows(people: Sequence[Person], words: Mapping[str, str]) -> Rows:
    """Return the answers of one survey for both roles."""
    service: list[tuple[str, str, Cell]] = [
        ("StartDate", "Start Date", at(-9)),
        ("EndDate", "End Date", at()),
        ("Status", "Response Type", always("IP Address")),
        ("IPAddress", "IP Address", always("192.0.2.17")),
        ("Progress", "Progress", always("100")),
        ("Duration (in seconds)", "Duration (in seconds)", always("540")),
        ("Finished", "Finished", always("True")),
        ("RecordedDate", "Recorded Date", at()),
        ("ResponseId", "Response ID", lambda person: f"R_{abs(mark(str(person['email']))):08x}"),
        ("RecipientLastName", "Recipient Last Name", always("")),
        ("RecipientFirstName", "Recipient First Name", always("")),
        ("RecipientEmail", "Recipient Email", always("")),
        ("ExternalReference", "External Data Reference", always("")),
        ("LocationLatitude", "Location Latitude", always("52.4")),
        ("LocationLongitude", "Location Longitude", always("-1.5")),
        ("DistributionChannel", "Distribution Channel", always("anonymous")),
        ("UserLanguage", "User Language", always("EN-GB")),
    ]
    columns: list[tuple[str, list[Column]]] = [
        ("Q1", [(words.get("role", "I am applying as"), lambda p: str(p["role"]).capitalize())]),
        ("Q2", [("Your name", lambda person: str(person["name"]))]),
        ("Q3", [("Work email", lambda person: str(person["email"]))]),
    ]
    for number, name in enumerate(asked(people), 4):
        columns.append((f"Q{number}", _qualtrics(fields()[name], people, words)))
    codes = [code for code, _, _ in service]
    texts = [text for _, text, _ in service]
    cells = [cell for _, _, cell in service]
    imports = [f"{code[0].lower()}{code[1:]}" for code in codes]
    for code, several in columns:
        for n, (text, cell) in enumerate(several, 1):
            codes.append(code if len(several) == 1 else f"{code}_{n}")
            imports.append(codes[-1].replace("Q", "QID"))
            texts.append(text)
            cells.append(cell)
    ids = [json.dumps({"ImportId": name}, separators=(",", ":")) for name in imports]
    return [codes, texts, ids, *([cell(person) for cell in cells] for person in people)]


def _qualtrics(entry: Field, people: Sequence[Person], words: Mapping[str, str]) -> list[Column]:
    text, name = question(entry.name, words), str(entry.vocabulary)
    if entry.type == "rated" and is_levelled(entry, people):
        return [
            (f"{text} - {label(name, item)}", level_of(entry, item))
            for item in items(entry, people)
        ]
    if entry.type == "many" and entry.vocabulary:
        return [
            (f"{text} - Selected Choice - {label(name, item)}", ticked(entry, item))
            for item in items(entry, people)
        ]
    if entry.type in ("ranked", "ranked_people"):
        return [
            (f"{text} - {label(name, item) if entry.vocabulary else item}", place_of(entry, item))
            for item in items(entry, people)
        ]
    return [(text, lambda person: joined(entry, person, ","))]
