"""Cohort and scores as the run folder keeps them (``cohort.json``, ``scores.json``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hsr_match.cohort.model import Cohort, Excluded, Person, Role, SourceFile
from hsr_match.problems import Level, Place, Problem
from hsr_match.text import fold

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores

COHORT_FORMAT = "hsr-match/cohort/1"
SCORES_FORMAT = "hsr-match/scores/1"


def cohort_document(cohort: Cohort) -> dict[str, Any]:
    """Return a cohort as plain JSON data.

    Of those who take no part only id, role and reason are kept.
    """
    return {
        "format": COHORT_FORMAT,
        "mentees": [_person(person) for person in cohort.mentees],
        "mentors": [_person(person) for person in cohort.mentors],
        "excluded": [
            {"id": e.person.id, "role": e.person.role, "reason": e.reason} for e in cohort.excluded
        ],
        "organisations": dict(cohort.organisations),
        "past_pairs": [list(pair) for pair in sorted(cohort.past_pairs)],
        "rounds_without": dict(sorted(cohort.rounds_without.items())),
        "given": {
            name: [[mentee, mentor, value] for (mentee, mentor), value in sorted(table.items())]
            for name, table in cohort.given.items()
        },
        "set_aside": dict(cohort.set_aside),
        "dropped_columns": list(cohort.dropped_columns),
        "sources": [asdict(source) for source in cohort.sources],
        "notices": [_notice(problem) for problem in cohort.notices],
    }


def cohort_from_document(document: Mapping[str, Any]) -> Cohort:
    """Return the cohort of a document of :func:`cohort_document`.

    Raises
    ------
    ValueError
        If the document is of another format.
    """
    _require(document, COHORT_FORMAT)
    return Cohort(
        mentees=tuple(_from_person(item, "mentee") for item in document["mentees"]),
        mentors=tuple(_from_person(item, "mentor") for item in document["mentors"]),
        excluded=tuple(
            Excluded(Person("", item["id"], item["role"], "", {}), item["reason"])
            for item in document["excluded"]
        ),
        organisations=dict(document["organisations"]),
        notices=tuple(_from_notice(item) for item in document["notices"]),
        set_aside=dict(document["set_aside"]),
        dropped_columns=tuple(document.get("dropped_columns", ())),
        sources=tuple(SourceFile(**item) for item in document.get("sources", ())),
        past_pairs=frozenset((mentee, mentor) for mentee, mentor in document["past_pairs"]),
        rounds_without=dict(document.get("rounds_without", {})),
        given={
            name: {(mentee, mentor): value for mentee, mentor, value in table}
            for name, table in document["given"].items()
        },
    )


def given_document(given: GivenScores) -> dict[str, Any]:
    """Return given scores as plain JSON data.

    Keys are kept only where they are not ``id:`` and the folded id.
    """
    document: dict[str, Any] = {
        "format": SCORES_FORMAT,
        "decimals": given.decimals,
        "mentees": list(given.mentees),
        "mentors": list(given.mentors),
        "places": dict(zip(given.mentors, given.places.tolist(), strict=True)),
        "places_min": dict(zip(given.mentors, given.places_min.tolist(), strict=True)),
        "places_max": dict(zip(given.mentors, given.places_max.tolist(), strict=True)),
        "scores": [
            [given.mentees[i], given.mentors[j], value]
            for i, j, value in zip(
                given.rows.tolist(), given.columns.tolist(), given.values.tolist(), strict=True
            )
        ],
        "barred": [[given.mentees[i], given.mentors[j]] for i, j in given.barred],
    }
    for side, ids, keys in (
        ("mentee_keys", given.mentees, given.mentee_keys),
        ("mentor_keys", given.mentors, given.mentor_keys),
    ):
        other = {
            person: key for person, key in zip(ids, keys, strict=True) if key != plain_key(person)
        }
        if other:
            document[side] = other
    return document


def given_from_document(document: Mapping[str, Any]) -> GivenScores:
    """Return the given scores of a document of :func:`given_document`.

    Raises
    ------
    ValueError
        If the document is of another format.
    """
    import numpy as np

    from hsr_match.cohort.given_scores import GivenScores

    _require(document, SCORES_FORMAT)
    mentees, mentors = tuple(document["mentees"]), tuple(document["mentors"])
    row_of = {person: i for i, person in enumerate(mentees)}
    column_of = {person: j for j, person in enumerate(mentors)}
    places = document["places"]
    least, most = document.get("places_min", {}), document.get("places_max", places)
    keys = document.get("mentee_keys", {}), document.get("mentor_keys", {})
    return GivenScores(
        mentees=mentees,
        mentors=mentors,
        mentee_keys=tuple(keys[0].get(person, plain_key(person)) for person in mentees),
        mentor_keys=tuple(keys[1].get(person, plain_key(person)) for person in mentors),
        rows=np.array([row_of[i] for i, _, _ in document["scores"]], dtype=np.int64),
        columns=np.array([column_of[j] for _, j, _ in document["scores"]], dtype=np.int64),
        values=np.array([value for _, _, value in document["scores"]], dtype=np.int64),
        barred=tuple((row_of[i], column_of[j]) for i, j in document["barred"]),
        decimals=document["decimals"],
        places_min=np.array([least.get(person, 0) for person in mentors], dtype=np.int64),
        places=np.array([places[person] for person in mentors], dtype=np.int64),
        places_max=np.array([most[person] for person in mentors], dtype=np.int64),
    )


def plain_key(person_id: str) -> str:
    """Return the identity key of somebody of whom only an id is known."""
    return f"id:{fold(person_id)}"


def _require(document: Mapping[str, Any], wanted: str) -> None:
    if document.get("format") != wanted:
        raise ValueError(f"not a document of format {wanted}")


def _person(person: Person) -> dict[str, Any]:
    place = person.place
    return {
        "id": person.id,
        "key": person.key,
        "name": person.name,
        "answers": {name: _plain(value) for name, value in person.answers.items()},
        "place": {"file": place.file, "sheet": place.sheet, "row": place.row},
    }


def _from_person(item: Mapping[str, Any], role: Role) -> Person:
    answers = {name: _typed(value) for name, value in item["answers"].items()}
    return Person(item["key"], item["id"], role, item["name"], answers, Place(**item["place"]))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return [_plain(entry) for entry in value] if isinstance(value, tuple) else value


def _typed(value: Any) -> Any:
    return tuple(_typed(entry) for entry in value) if isinstance(value, list) else value


def _notice(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "level": str(problem.level)}


def _from_notice(item: Mapping[str, Any]) -> Problem:
    return Problem(
        code=item["code"],
        level=Level(item["level"]),
        message=item["message"],
        advice=item["advice"],
        place=Place(**item["place"]),
        value=item.get("value", ""),
        more=tuple(Place(**place) for place in item.get("more", ())),
    )
