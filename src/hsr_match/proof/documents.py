"""The documents of a run, and the problem and result that they tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.matching import Certificate, Matching, PriceReference, Rung
from hsr_match.matching.problem import MatchingProblem, Objective
from hsr_match.proof.answers import exact, round_half_up
from hsr_match.text import fold

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
SCALE = 1_000_000


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
    """

    mentees: People
    mentors: People
    scores: NDArray[Any]
    eligible: Mask
    places: tuple[Ints, Ints, Ints]
    barred: dict[str, int]


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
        wanted=np.ones(len(told.mentees.ids), dtype=np.int64),
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
    )


def matching_of(manifest: Mapping[str, Any], told: Told) -> Matching:
    """Return the result that a manifest tells."""
    objective, price = manifest["objective"], manifest["price_certificate"]
    reference = None
    if price is not None:
        reference = PriceReference(
            pairs=_positions(price["pairs"], told),
            total=objective["best_total"],
            certificate=_certificate(price, told),
        )
    proof = manifest["certificate"]
    return Matching(
        pairs=_positions([(p["mentee"], p["mentor"]) for p in manifest["pairs"]], told),
        status=manifest["status"],
        alpha=float(objective["alpha"]),
        coverage=objective["coverage"],
        gain=objective["gain"],
        total=objective["total"],
        certificate=None if proof is None else _certificate(proof, told),
        reference=reference,
    )


def _positions(pairs: Sequence[Sequence[str]], told: Told) -> tuple[tuple[int, int], ...]:
    row, column = told.mentees.at, told.mentors.at
    return tuple((row[mentee], column[mentor]) for mentee, mentor in pairs)


def _certificate(proof: Mapping[str, Any], told: Told) -> Certificate:
    rungs = cast(tuple[Rung, ...], tuple(proof["rungs"]))
    mentees, mentors = (
        _potentials(proof[side], people.ids, len(rungs))
        for side, people in (("mentees", told.mentees), ("mentors", told.mentors))
    )
    return Certificate(rungs, mentees, mentors)


def _potentials(rows: Mapping[str, Sequence[int]], ids: Sequence[str], rungs: int) -> Ints:
    """Return the potentials of one side; a row that is missing leaves the shape wrong."""
    table = np.array([rows[person] for person in ids if person in rows], dtype=np.int64)
    return table.reshape(-1, rungs)


def people_of(document: Mapping[str, Any], side: str, role: str) -> People:
    """Return one side of ``cohort.json`` or ``scores.json``."""
    listed = document[side]
    if all(isinstance(person, str) for person in listed):
        keys = document.get(f"{role}_keys", {})
        return People(listed, [keys.get(person, f"id:{fold(person)}") for person in listed])
    return People([person["id"] for person in listed], [person["key"] for person in listed])
