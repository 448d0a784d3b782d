"""Whether the people of a run are known, and nobody is two people (checks 2–4, 9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from hsr_match.config.vocabulary import vocabulary
from hsr_match.proof.report import Failure
from hsr_match.text import fold

Document = Mapping[str, Any]


def check_people(manifest: Document, people: Document) -> list[Failure]:
    """Check that everybody is known, once, and nobody without a mentor lacks a reason (2, 3, 4)."""
    ids = {role: _ids(people[f"{role}s"]) for role in ("mentee", "mentor")}
    failures = [
        Failure(3, f"the {role} id {listed} stands for two people")
        for role, side in ids.items()
        for listed in _repeated([fold(person) for person in side])
    ]
    failures += [
        Failure(3, f"two {role}s have one identity key")
        for role in ids
        for _ in _repeated([p["key"] for p in people[f"{role}s"] if not isinstance(p, str)])
    ]
    known = {role: set(side) for role, side in ids.items()}
    for pair in manifest["pairs"]:
        for role in ("mentee", "mentor"):
            if pair[role] not in known[role]:
                failures.append(Failure(4, f"{pair[role]} is no {role} of this cohort"))
    reasons = vocabulary("unmatched_reason").terms
    for entry in manifest["unmatched"]:
        if entry["mentee"] not in known["mentee"]:
            failures.append(Failure(4, f"{entry['mentee']} is no mentee of this cohort"))
        if entry.get("reason") not in reasons:
            failures.append(Failure(2, f"{entry['mentee']} is without a mentor and a reason"))
    if [tuple(sorted(e.items())) for e in manifest["excluded"]] != [
        tuple(sorted(e.items())) for e in people.get("excluded", ())
    ]:
        failures.append(Failure(2, "those who may not take part are not the same as in the cohort"))
    return failures


def _ids(listed: Sequence[Any]) -> list[str]:
    return [person if isinstance(person, str) else person["id"] for person in listed]


def _repeated(words: Sequence[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def check_same_person(manifest: Document, cohort: Document) -> list[Failure]:
    """Check that nobody is paired with themselves, under whatever id (9)."""
    marks: dict[tuple[str, str], set[str]] = {}
    for role in ("mentee", "mentor"):
        for person in cohort[f"{role}s"]:
            email = fold(person["answers"].get("email") or "")
            marks[role, person["id"]] = {person["key"], *([f"email:{email}"] if email else [])}
    return [
        Failure(9, f"{pair['mentee']} and {pair['mentor']} are the same person")
        for pair in manifest["pairs"]
        if marks["mentee", pair["mentee"]] & marks["mentor", pair["mentor"]]
    ]
