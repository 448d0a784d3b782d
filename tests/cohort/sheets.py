"""Small tables written by hand, and what reading them says."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hsr_match.cohort import Cohort, Person, read_cohort
from hsr_match.config import Settings, load_settings
from hsr_match.errors import CohortProblems
from hsr_match.problems import Problem

Rows = Sequence[Sequence[str]]


@cache
def defaults() -> Settings:
    return load_settings("default")


def settings(**changes: Any) -> Settings:
    """The default settings with some keys replaced."""
    return dataclasses.replace(defaults(), **changes)


def own(**entry: Any) -> Any:
    """One entry of `criteria:`."""
    from hsr_match.config import Criterion

    return Criterion(**{"weight": 1.0, **entry})


def write(folder: Path, text: str, name: str = "people.csv") -> str:
    """Write a table given as lines with | between cells, blanks trimmed."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return write_rows(folder, rows, name)


def write_rows(folder: Path, rows: Rows, name: str = "people.csv") -> str:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return str(path)


def write_people(folder: Path, *people: dict[str, str], name: str = "people.csv") -> str:
    """Write people given as heading → cell; what one lacks is blank."""
    head = list(dict.fromkeys(heading for person in people for heading in person))
    rows = [[person.get(heading, "") for heading in head] for person in people]
    return write_rows(folder, [head, *rows], name)


def read(folder: Path, text: str, given: Settings | None = None) -> Cohort:
    """Read one table; it must have no ERROR."""
    return read_cohort([write(folder, text)], given or defaults())


def refused(folder: Path, text: str, given: Settings | None = None) -> tuple[Problem, ...]:
    """Read one table that must be refused, and return all its problems."""
    with pytest.raises(CohortProblems) as caught:
        read_cohort([write(folder, text)], given or defaults())
    return caught.value.problems


def found(problems: Sequence[Problem], code: str) -> Problem:
    """The one problem of a code."""
    (one,) = [problem for problem in problems if problem.code == code]
    return one


def where(problem: Problem) -> list[tuple[int, str]]:
    """Row and column of every place of a problem."""
    return [(place.row, place.column) for place in (problem.place, *problem.more)]


def codes(problems: Sequence[Problem]) -> set[str]:
    """Codes, without those that any small sheet gives."""
    return {p.code for p in problems} - {
        "consent-not-asked",
        "membership-not-asked",
        "organisation-not-asked",
        "places-not-asked",
    }


def mentee(cohort: Cohort, person_id: str = "E1") -> Person:
    (person,) = [p for p in cohort.mentees if p.id == person_id]
    return person


def mentor(cohort: Cohort, person_id: str = "R1") -> Person:
    (person,) = [p for p in cohort.mentors if p.id == person_id]
    return person
