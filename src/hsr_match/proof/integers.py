"""Whether every number of a run is a whole one (check 12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hsr_match.proof.report import Failure

Document = Mapping[str, Any]


def check_integers(manifest: Document, scores: Document | None) -> list[Failure]:
    """Check that every count, score and price is a whole number, never a decimal one (12)."""
    return [
        Failure(12, f"{where} is not a whole number")
        for where, value in _numbers(manifest, scores)
        if type(value) is not int or abs(value) > 2**62
    ]


def _numbers(manifest: Document, scores: Document | None) -> Iterator[tuple[str, Any]]:
    for name in ("scale", "seed"):
        yield f"match.json: {name}", manifest[name]
    for name in ("coverage", "gain", "total", "best_total"):
        yield f"match.json: objective {name}", manifest["objective"][name]
    for pair in manifest["pairs"]:
        where = f"match.json: {pair['mentee']} with {pair['mentor']}"
        for name in ("score", "gain", "rank"):
            yield f"{where}, {name}", pair[name]
        for name, units in pair["points"].items():
            yield f"{where}, points of {name}", units
    price = manifest["price_certificate"] or {}
    for proof in (manifest["certificate"] or {}, price):
        yield from _proof_numbers(proof)
    floor = manifest.get("floor", {"floor": None, "short": None})
    if floor["floor"] is not None:
        yield "match.json: the floor", floor["floor"]
    short = () if floor["short"] is None else (floor["short"],)
    for bound in (*manifest.get("bounds", ()), *price.get("bounds", ()), *short):
        where = f"match.json: a number of the bound on the {bound['rung']}"
        yield from ((where, x) for x in _bound_numbers(bound))
    for entry in manifest.get("mentees", ()):
        for name in ("wanted", "credit"):
            yield f"match.json: {name} of {entry['mentee']}", entry[name]
    for entry in manifest["mentors"]:
        for name in ("places_min", "places", "places_max", "load"):
            yield f"match.json: {name} of {entry['mentor']}", entry[name]
    for mentee, mentor, value in scores["scores"] if scores else ():
        yield f"scores.json: {mentee} with {mentor}", value


def _proof_numbers(proof: Document) -> Iterator[tuple[str, Any]]:
    for side in ("mentees", "mentors"):
        for person, row in proof.get(side, {}).items():
            yield from ((f"match.json: the proof's number for {person}", x) for x in row)
    for rows in proof.get("hubs", {}).values():
        for owner, group, row in rows:
            where = f"match.json: the proof's number for a group with {owner}"
            yield from ((where, x) for x in (group, *row))
    for phase in proof.get("phases", ()):
        numbers = (phase["resolution"], *phase["cuts"], *phase["weights"])
        yield from (("match.json: a number of a phase of levels", x) for x in numbers)


def _bound_numbers(bound: Document) -> Iterator[Any]:
    yield from (bound[name] for name in ("value", "bound", "denominator"))
    yield from (price for side in ("mentees", "mentors") for price in bound[side].values())
    for limit, _, group, price in bound["spread"]:
        yield from (limit, group, price)
    for _, group, price in bound["different"]:
        yield from (group, price)
    yield from (entry[3] for entry in bound["apart"])
    yield from (*bound["floors"], *bound["earlier"])
