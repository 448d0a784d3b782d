"""The result that a manifest tells: pairs and proof, ids turned into positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np

from hsr_match.matching.coupled_certificate import CoupledCertificate, RungBound
from hsr_match.matching.floor import HighestFloor
from hsr_match.matching.matching import (
    Certificate,
    LevelPhase,
    Matching,
    PriceReference,
    Rung,
    Side,
)
from hsr_match.proof.documents import Told
from hsr_match.proof.objective import Ints

Document = Mapping[str, Any]


def matching_of(manifest: Document, told: Told) -> Matching:
    """Return the result that a manifest tells."""
    objective, price = manifest["objective"], manifest["price_certificate"]
    reference = None
    if price is not None:
        reference = PriceReference(
            pairs=_positions(price["pairs"], told),
            total=objective["best_total"],
            certificate=_certificate(price, told) if "rungs" in price else None,
            coupled=_bounds(price.get("bounds"), told),
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
        engine=manifest["engine"],
        worst_first=objective["kind"] == "worst_first",
        coupled=_bounds(manifest.get("bounds"), told),
        canonical=manifest.get("canonical", True),
        floor=_floor(manifest["floor"], told) if "floor" in manifest else None,
    )


def _floor(stored: Document, told: Told) -> HighestFloor:
    short = stored["short"]
    return HighestFloor(stored["floor"], None if short is None else _bound(short, told))


def _positions(pairs: Sequence[Sequence[str]], told: Told) -> tuple[tuple[int, int], ...]:
    row, column = told.mentees.at, told.mentors.at
    return tuple((row[mentee], column[mentor]) for mentee, mentor in pairs)


def _certificate(proof: Document, told: Told) -> Certificate:
    rungs = cast(tuple[Rung, ...], tuple(proof["rungs"]))
    sides = {"mentee": told.mentees, "mentor": told.mentors}
    mentees, mentors = (
        _potentials(proof[f"{side}s"], people.ids, len(rungs)) for side, people in sides.items()
    )
    hubs: dict[Side, tuple[Ints, Ints]] = {}
    for side, rows in proof.get("hubs", {}).items():
        at = sides[side].at
        owners = [(at[owner], group) for owner, group, _ in rows]
        table = np.array([values for _, _, values in rows], dtype=np.int64)
        hubs[side] = np.array(owners, dtype=np.int64), table
    phases = tuple(
        LevelPhase(phase["resolution"], tuple(phase["cuts"]), tuple(phase["weights"]))
        for phase in proof.get("phases", ())
    )
    return Certificate(rungs, mentees, mentors, hubs, phases)


def _potentials(rows: Mapping[str, Sequence[int]], ids: Sequence[str], rungs: int) -> Ints:
    """Return the potentials of one side; a row that is missing leaves the shape wrong."""
    table = np.array([rows[person] for person in ids if person in rows], dtype=np.int64)
    return table.reshape(-1, rungs)


def _bounds(listed: Sequence[Document] | None, told: Told) -> CoupledCertificate | None:
    if listed is None:
        return None
    return CoupledCertificate(tuple(_bound(bound, told) for bound in listed))


def _bound(bound: Document, told: Told) -> RungBound:
    row, column = told.mentees.at, told.mentors.at
    return RungBound(
        rung=bound["rung"],
        value=bound["value"],
        bound=bound["bound"],
        denominator=bound["denominator"],
        mentees=_prices(bound["mentees"], told.mentees.ids),
        mentors=_prices(bound["mentors"], told.mentors.ids),
        spread=_rows([[k, column[j], g, x] for k, j, g, x in bound["spread"]], 4),
        different=_rows([[row[i], g, x] for i, g, x in bound["different"]], 3),
        apart=_rows([[row[a], row[b], column[j], x] for a, b, j, x in bound["apart"]], 4),
        floors=np.array(bound["floors"], dtype=np.int64),
        earlier=tuple(bound["earlier"]),
    )


def _prices(listed: Mapping[str, int], ids: Sequence[str]) -> Ints:
    """Return the prices of one side; one that is missing leaves the shape wrong."""
    return np.array([listed[person] for person in ids if person in listed], dtype=np.int64)


def _rows(listed: Sequence[Sequence[int]], width: int) -> Ints:
    return np.array(listed, dtype=np.int64).reshape(-1, width)
