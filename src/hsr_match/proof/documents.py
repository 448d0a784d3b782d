"""The documents of a run, and the problem that they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.problem import MatchingProblem, Objective
from hsr_match.proof.answers import exact, round_half_up
from hsr_match.proof.limits import Limits
from hsr_match.text import fold

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
SCALE = 1_000_000
MANIFEST = "match.json"
FORMAT = "hsr-match/run/1"


@dataclass(frozen=True, slots=True)
class RunDocuments:
    """A run as its files tell it.

    Attributes
    ----------
    manifest
        ``match.json``.
    cohort
        ``cohort.json``, where answers were scored.
    scores
        ``scores.json``, where scores were given.
    files
        Name → content of every file but the manifest.
    """

    manifest: dict[str, Any]
    cohort: dict[str, Any] | None
    scores: dict[str, Any] | None
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of all pairs, served by block."""

    values: NDArray[Any]

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        return self.values.shape[0], self.values.shape[1]

    def block(self, rows: slice, columns: slice) -> NDArray[Any]:
        """Return a block of pairs; 32-bit scores become 64-bit."""
        block = self.values[rows, columns]
        return block if block.dtype == np.bool_ else block.astype(np.int64)


@dataclass(frozen=True, slots=True)
class People:
    """Ids and keys of one side, in the order of the documents.

    Attributes
    ----------
    ids, keys
        As people see them, and as identities compare.
    at
        Id → position.
    """

    ids: Sequence[str]
    keys: Sequence[str]

    @property
    def at(self) -> dict[str, int]:
        """Id → position."""
        return {person: position for position, person in enumerate(self.ids)}


@dataclass(frozen=True, slots=True)
class Told:
    """What a run's documents say, in positions.

    Attributes
    ----------
    mentees, mentors
        Both sides.
    scores, eligible
        Integer scores and eligibility of all pairs, worked out again.
    places
        Least, wanted and most mentees of each mentor, worked out again.
    barred
        Rule → number of pairs it bars, worked out again.
    limits
        What ties pairs to each other, worked out again.
    """

    mentees: People
    mentors: People
    scores: NDArray[Any]
    eligible: Mask
    places: tuple[Ints, Ints, Ints]
    barred: dict[str, int]
    limits: Limits


def asked_alpha(settings: Mapping[str, Any], *, given: bool) -> float:
    """Return the strength of ``balanced`` that the settings ask for; 0 for other objectives."""
    fairness = settings["fairness"]
    return 0.0 if given or fairness["objective"] != "balanced" else float(fairness["alpha"])


def problem_of(manifest: Mapping[str, Any], told: Told) -> MatchingProblem:
    """Return the problem that the settings of a run state."""
    settings = manifest["settings"]
    rules, fairness = settings["rules"], settings["fairness"]
    given = manifest["kind"] == "scores"
    row, column = told.mentees.at, told.mentors.at
    pins = dict.fromkeys((row[p["mentee"]], column[p["mentor"]]) for p in settings["pins"])
    point = manifest["scale"] if given else SCALE // 100
    return MatchingProblem(
        scores=Table(told.scores),
        eligible=Table(told.eligible),
        mentee_keys=told.mentees.keys,
        mentor_keys=told.mentors.keys,
        wanted=told.limits.wanted,
        places_min=told.places[0],
        places=told.places[1],
        places_max=told.places[2],
        minimum_always=rules["places_min"] == "always",
        pins=tuple(pins),
        order=rules["order"],
        objective=Objective("total")
        if given
        else Objective(
            fairness["objective"], float(fairness["alpha"]), float(fairness["max_price"])
        ),
        extra_place_cost=round_half_up(exact(rules["extra_place_cost"]) * point),
        scale=manifest["scale"],
        seed=settings["solver"]["seed"],
        mentee_ids=told.mentees.ids,
        mentor_ids=told.mentors.ids,
        credit=told.limits.credit,
        mentor_groups=told.limits.mentor_groups,
        spread=told.limits.spread,
        apart=told.limits.apart,
        together=told.limits.together,
        floors=told.limits.floors,
    )


def people_of(document: Mapping[str, Any], side: str, role: str) -> People:
    """Return one side of ``cohort.json`` or ``scores.json``."""
    listed = document[side]
    if all(isinstance(person, str) for person in listed):
        keys = document.get(f"{role}_keys", {})
        return People(listed, [keys.get(person, f"id:{fold(person)}") for person in listed])
    return People([person["id"] for person in listed], [person["key"] for person in listed])
