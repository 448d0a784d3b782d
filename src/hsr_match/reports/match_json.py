"""``match.json``: what a run was made of, what it decided, and the proof. Ids only."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from hsr_match.proof.documents import FORMAT
from hsr_match.version import VERSION

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome
    from hsr_match.matching.problem import MatchingProblem


def manifest(outcome: Outcome, outputs: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the manifest of a run.

    Parameters
    ----------
    outcome
        A finished run.
    outputs
        File name → content of everything else in the run folder.

    Returns
    -------
    dict
        Plain JSON without floats except durations; the format is in
        ``docs/reference/run-folder.md``.
    """
    return {
        "format": FORMAT,
        "kind": outcome.kind,
        "run": _run(outcome),
        "versions": _versions(),
        "inputs": [
            {"name": PurePath(s.name).name, "sha256": s.sha256, "rows": s.rows, "sheet": s.sheet}
            for s in outcome.sources
        ],
        "outputs": {name: sha256(outputs[name]).hexdigest() for name in sorted(outputs)},
        "settings": settings_json(outcome),
        "seed": outcome.problem.seed,
        "engine": outcome.matching.engine,
        **decided(outcome),
        **mentees_json(outcome.problem),
        "mentors": _mentors(outcome),
        "barred": dict(outcome.insight.barred or {}),
        **_proof(outcome),
        **(outcome.decided.as_json() if outcome.decided else {}),
        **_objectives(outcome),
    }


def decided(outcome: Outcome) -> dict[str, Any]:
    """Return the part of the manifest that says who is with whom."""
    return {
        "scale": outcome.problem.scale,
        "status": outcome.matching.status,
        "objective": _objective(outcome),
        "pairs": _pairs(outcome),
        "unmatched": [
            {"mentee": outcome.problem.mentee_label(entry.mentee), "reason": entry.reason}
            for entry in outcome.insight.unmatched
        ],
        "excluded": [
            {"id": left.person.id, "role": left.person.role, "reason": left.reason}
            for left in (outcome.cohort.excluded if outcome.cohort else ())
        ],
    }


def _run(outcome: Outcome) -> dict[str, Any]:
    finished = datetime.now(UTC).replace(microsecond=0)
    return {
        # The clock may be wrong or set back: the random part keeps ids apart.
        "id": f"{outcome.started:%Y%m%dT%H%M%SZ}-{os.urandom(4).hex()}",
        "started": f"{outcome.started:%Y-%m-%dT%H:%M:%SZ}",
        "finished": f"{finished:%Y-%m-%dT%H:%M:%SZ}",
        "seconds": {stage: round(seconds, 3) for stage, seconds in outcome.seconds.items()},
    }


def _versions() -> dict[str, str]:
    import numpy
    import ortools

    return {
        "hsr_match": VERSION,
        "python": ".".join(map(str, sys.version_info[:3])),
        # Its stubs do not name the version, and importlib.metadata takes 60 ms.
        "ortools": str(vars(ortools)["__version__"]),
        "numpy": numpy.__version__,
    }


def settings_json(outcome: Outcome) -> dict[str, Any]:
    """Return the settings with ids in place of e-mails and names of people."""
    plain: dict[str, Any] = outcome.settings.as_json()
    for decision in (*plain["pins"], *plain["bans"]):
        for role in ("mentee", "mentor"):
            decision[role] = _id_of(outcome, decision[role], role)
    for tie in (*plain["apart"], *plain["together"]):
        tie["mentees"] = [_id_of(outcome, word, "mentee") for word in tie["mentees"]]
    return plain


def _id_of(outcome: Outcome, word: str, role: Literal["mentee", "mentor"]) -> str:
    if outcome.cohort is not None:
        from hsr_match.cohort import find_person

        return find_person(outcome.cohort, word, role).id
    given = outcome.given
    assert given is not None
    if role == "mentee":
        return given.mentees[given.mentee_position(word)]
    return given.mentors[given.mentor_position(word)]


def _objective(outcome: Outcome) -> dict[str, Any]:
    matching, problem = outcome.matching, outcome.problem
    reference = matching.reference
    return {
        "kind": matching.kind,
        "alpha": plain_decimal(matching.alpha),
        "order": problem.order,
        "asked": problem.objective.kind,
        "max_price": plain_decimal(problem.objective.max_price),
        "coverage": matching.coverage,
        "gain": matching.gain,
        "total": matching.total,
        "best_total": reference.total if reference else matching.total,
    }


def _objectives(outcome: Outcome) -> dict[str, Any]:
    """Return the table of objectives, if it was asked for."""
    if not outcome.objectives:
        return {}
    from hsr_match.reports.objectives import objectives_json

    return {"objectives": objectives_json(outcome)}


def plain_decimal(value: float) -> str:
    """Return a setting as people write it: ``2`` rather than ``2.0``."""
    return f"{Decimal(str(value)).normalize():f}"


def _pairs(outcome: Outcome) -> list[dict[str, Any]]:
    pairs = sorted(outcome.insight.pairs, key=lambda pair: (pair.mentee, pair.mentor))
    gains = _gains(outcome, [pair.score for pair in pairs])
    return [
        {
            "mentee": outcome.problem.mentee_label(pair.mentee),
            "mentor": outcome.problem.mentor_label(pair.mentor),
            "score": pair.score,
            "gain": gain,
            "rank": pair.rank,
            "pinned": pair.pinned,
            "points": dict(pair.points),
        }
        for pair, gain in zip(pairs, gains, strict=True)
    ]


def _gains(outcome: Outcome, scores: Sequence[int]) -> list[int]:
    import numpy as np

    from hsr_match.matching.gains import transform

    gains: list[int] = transform(np.array(scores, np.int64), outcome.matching.alpha).tolist()
    return gains


def mentees_json(problem: MatchingProblem) -> dict[str, Any]:
    """Return the mentees who want another number of mentors than one, or have credit."""
    wanted = problem.wanted.tolist()
    credit = [0] * len(wanted) if problem.credit is None else problem.credit.tolist()
    listed = [
        {"mentee": problem.mentee_label(i), "wanted": number, "credit": units}
        for i, (number, units) in enumerate(zip(wanted, credit, strict=True))
        if number != 1 or units
    ]
    return {"mentees": listed} if listed else {}


def _mentors(outcome: Outcome) -> list[dict[str, Any]]:
    problem = outcome.problem
    load = [0] * problem.shape[1]
    for _, mentor in outcome.matching.pairs:
        load[mentor] += 1
    people = outcome.cohort.mentors if outcome.cohort else ()
    return [
        {
            "mentor": problem.mentor_label(j),
            "places_min": int(problem.places_min[j]),
            "places": int(problem.places[j]),
            "places_max": int(problem.places_max[j]),
            "load": load[j],
            "reserve": bool(people[j].get("reserve")) if people else False,
        }
        for j in range(problem.shape[1])
    ]


def _proof(outcome: Outcome) -> dict[str, Any]:
    from hsr_match.reports.certificate_json import (
        bounds_json,
        certificate_json,
        floor_json,
        price_json,
    )

    problem, matching = outcome.problem, outcome.matching
    certificate, reference = matching.certificate, matching.reference
    proof: dict[str, Any] = {
        "certificate": None if certificate is None else certificate_json(problem, certificate),
        "price_certificate": None if reference is None else price_json(problem, reference),
    }
    if matching.floor is not None:
        proof["floor"] = floor_json(problem, matching.floor)
    if matching.coupled is not None:
        proof["bounds"] = bounds_json(problem, matching.coupled)
        proof["canonical"] = matching.canonical
    return proof
