"""The proof of a matching as plain JSON, by ids (``docs/reference/run-folder.md``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.matching.coupled_certificate import CoupledCertificate, RungBound
    from hsr_match.matching.floor import HighestFloor
    from hsr_match.matching.matching import Certificate, PriceReference
    from hsr_match.matching.problem import MatchingProblem


def certificate_json(problem: MatchingProblem, certificate: Certificate) -> dict[str, Any]:
    """Return the potentials of a flow per rung, those of hubs too."""
    made: dict[str, Any] = {
        "rungs": list(certificate.rungs),
        "mentees": {
            problem.mentee_label(i): row for i, row in enumerate(certificate.mentees.tolist())
        },
        "mentors": {
            problem.mentor_label(j): row for j, row in enumerate(certificate.mentors.tolist())
        },
    }
    labels = {"mentor": problem.mentor_label, "mentee": problem.mentee_label}
    hubs = {
        side: [
            [labels[side](owner), group, prices]
            for (owner, group), prices in zip(owners.tolist(), table.tolist(), strict=True)
        ]
        for side, (owners, table) in certificate.hubs.items()
        if len(owners)
    }
    if hubs:
        made["hubs"] = hubs
    if certificate.phases:
        made["phases"] = [
            {"resolution": p.resolution, "cuts": list(p.cuts), "weights": list(p.weights)}
            for p in certificate.phases
        ]
    return made


def bounds_json(problem: MatchingProblem, bounds: CoupledCertificate) -> list[dict[str, Any]]:
    """Return the bounds on a problem that no flow expresses, rung by rung."""
    return [_bound(problem, rung) for rung in bounds.rungs]


def _bound(problem: MatchingProblem, rung: RungBound) -> dict[str, Any]:
    mentee, mentor = problem.mentee_label, problem.mentor_label
    return {
        "rung": rung.rung,
        "value": rung.value,
        "bound": rung.bound,
        "denominator": rung.denominator,
        "mentees": {mentee(i): price for i, price in enumerate(rung.mentees.tolist())},
        "mentors": {mentor(j): price for j, price in enumerate(rung.mentors.tolist())},
        "spread": [[k, mentor(j), g, price] for k, j, g, price in rung.spread.tolist()],
        "different": [[mentee(i), g, price] for i, g, price in rung.different.tolist()],
        "apart": [[mentee(a), mentee(b), mentor(j), p] for a, b, j, p in rung.apart.tolist()],
        "floors": rung.floors.tolist(),
        "earlier": list(rung.earlier),
    }


def floor_json(problem: MatchingProblem, raised: HighestFloor) -> dict[str, Any]:
    """Return the floor of ``highest_floor`` with what shows that none higher can be kept."""
    short = None if raised.short is None else _bound(problem, raised.short)
    return {"floor": raised.floor, "short": short}


def price_json(problem: MatchingProblem, reference: PriceReference) -> dict[str, Any]:
    """Return the pairs of the best total with what proves it."""
    made: dict[str, Any] = {}
    if reference.certificate is not None:
        made = certificate_json(problem, reference.certificate)
    if reference.coupled is not None:
        made["bounds"] = bounds_json(problem, reference.coupled)
    made["pairs"] = [[problem.mentee_label(i), problem.mentor_label(j)] for i, j in reference.pairs]
    return made
