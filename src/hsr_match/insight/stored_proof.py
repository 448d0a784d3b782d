"""The proof of a matching, read back from ``match.json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from hsr_match.matching.matching import Certificate, LevelPhase, PriceReference, Side

if TYPE_CHECKING:
    from hsr_match.matching.coupled_certificate import CoupledCertificate, RungBound
    from hsr_match.matching.floor import HighestFloor
    from hsr_match.matching.problem import Ints, MatchingProblem

At = Mapping[str, int]


def positions(problem: MatchingProblem) -> tuple[dict[str, int], dict[str, int]]:
    """Return id → position of mentees and of mentors."""
    n, m = problem.shape
    return (
        {problem.mentee_label(i): i for i in range(n)},
        {problem.mentor_label(j): j for j in range(m)},
    )


def stored_certificate(
    problem: MatchingProblem, stored: Mapping[str, Any] | None
) -> Certificate | None:
    """Return the certificate of a flow, or None where there is none."""
    if stored is None or "rungs" not in stored:
        return None
    n, m = problem.shape
    mentees = [stored["mentees"][problem.mentee_label(i)] for i in range(n)]
    mentors = [stored["mentors"][problem.mentor_label(j)] for j in range(m)]
    rungs = tuple(stored["rungs"])
    mentee_at, mentor_at = positions(problem)
    owners: dict[Side, At] = {"mentor": mentor_at, "mentee": mentee_at}
    listed = stored.get("hubs", {})
    return Certificate(
        rungs=rungs,
        mentees=np.array(mentees, dtype=np.int64).reshape(n, -1),
        mentors=np.array(mentors, dtype=np.int64).reshape(m, -1),
        hubs={
            side: _hubs(listed[side], at, len(rungs))
            for side, at in owners.items()
            if side in listed
        },
        phases=tuple(
            LevelPhase(p["resolution"], tuple(p["cuts"]), tuple(p["weights"]))
            for p in stored.get("phases", ())
        ),
    )


def _hubs(rows: Sequence[Sequence[Any]], at: At, rungs: int) -> tuple[Ints, Ints]:
    owners = np.array([[at[owner], group] for owner, group, _ in rows], dtype=np.int64)
    prices = np.array([potentials for *_, potentials in rows], dtype=np.int64)
    return owners.reshape(-1, 2), prices.reshape(-1, rungs)


def stored_bounds(
    problem: MatchingProblem, stored: Sequence[Mapping[str, Any]] | None
) -> CoupledCertificate | None:
    """Return the bounds of a problem that no flow expresses, or None where there are none."""
    if stored is None:
        return None
    from hsr_match.matching.coupled_certificate import CoupledCertificate

    sides = positions(problem)
    return CoupledCertificate(tuple(_bound(problem, rung, *sides) for rung in stored))


def _bound(problem: MatchingProblem, rung: Mapping[str, Any], mentee: At, mentor: At) -> RungBound:
    from hsr_match.matching.coupled_certificate import RungBound

    n, m = problem.shape
    return RungBound(
        rung=rung["rung"],
        value=rung["value"],
        bound=rung["bound"],
        denominator=rung["denominator"],
        mentees=np.array([rung["mentees"][problem.mentee_label(i)] for i in range(n)], np.int64),
        mentors=np.array([rung["mentors"][problem.mentor_label(j)] for j in range(m)], np.int64),
        spread=_table([[k, mentor[j], g, p] for k, j, g, p in rung["spread"]], 4),
        different=_table([[mentee[i], g, p] for i, g, p in rung["different"]], 3),
        apart=_table([[mentee[a], mentee[b], mentor[j], p] for a, b, j, p in rung["apart"]], 4),
        floors=np.array(rung["floors"], dtype=np.int64),
        earlier=tuple(rung["earlier"]),
    )


def _table(rows: Sequence[Sequence[int]], columns: int) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(-1, columns)


def stored_floor(problem: MatchingProblem, stored: Mapping[str, Any] | None) -> HighestFloor | None:
    """Return the floor of ``highest_floor``, or None under another objective."""
    if stored is None:
        return None
    from hsr_match.matching.floor import HighestFloor

    short = stored["short"]
    return HighestFloor(
        stored["floor"], None if short is None else _bound(problem, short, *positions(problem))
    )


def stored_reference(
    problem: MatchingProblem, manifest: Mapping[str, Any]
) -> PriceReference | None:
    """Return the best total that fairness was priced against, or None."""
    stored = manifest["price_certificate"]
    if stored is None:
        return None
    mentee_at, mentor_at = positions(problem)
    return PriceReference(
        pairs=tuple((mentee_at[i], mentor_at[j]) for i, j in stored["pairs"]),
        total=manifest["objective"]["best_total"],
        certificate=stored_certificate(problem, stored),
        coupled=stored_bounds(problem, stored.get("bounds")),
    )
