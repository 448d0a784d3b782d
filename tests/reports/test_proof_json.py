"""What proves a matching is written by ids and read back without loss."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np

from hsr_match.insight.stored_proof import stored_bounds, stored_certificate
from hsr_match.matching import MatchingProblem, solve
from hsr_match.matching.coupled_certificate import CoupledCertificate, RungBound
from hsr_match.matching.matching import Certificate, LevelPhase
from hsr_match.matching.problem import Spread
from hsr_match.reports.certificate_json import bounds_json, certificate_json
from hsr_match.reports.match_json import mentees_json
from tests.matching.problems import problem


def as_plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: as_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {name: as_plain(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    return value.tolist() if isinstance(value, np.ndarray) else value


def there_and_back(asked: MatchingProblem, certificate: Certificate) -> Certificate:
    stored = json.loads(json.dumps(certificate_json(asked, certificate)))
    back = stored_certificate(asked, stored)
    assert back is not None
    return back


def hubbed() -> MatchingProblem:
    """Hubs on both sides: a spread, and mentors of different organisations."""
    return problem(
        [[9, 8, 1], [9, 8, 2], [7, 6, 5]],
        places=[2, 2, 2],
        wanted=[2, 2, 1],
        spread=(Spread("organisation", np.array([0, 0, -1])),),
        mentor_groups=np.array([0, 0, 1]),
    )


def test_potentials_of_hubs_come_back() -> None:
    asked = hubbed()
    proof = solve(asked).certificate
    assert proof is not None
    assert set(proof.hubs) == {"mentor", "mentee"}
    assert as_plain(there_and_back(asked, proof)) == as_plain(proof)


def test_what_is_not_there_is_not_written() -> None:
    asked = problem([[3]])
    proof = solve(asked).certificate
    assert proof is not None
    assert list(certificate_json(asked, proof)) == ["rungs", "mentees", "mentors"]
    assert as_plain(there_and_back(asked, proof)) == as_plain(proof)
    assert stored_certificate(asked, None) is None
    assert stored_bounds(asked, None) is None
    assert mentees_json(asked) == {}


def test_levels_come_back() -> None:
    asked = problem([[3]])
    table = np.zeros((1, 2), np.int64)
    phases = (LevelPhase(10, (0, 2, 5), (7, 1)),)
    proof = Certificate(("coverage", "worst_first"), table, table, {}, phases)
    assert as_plain(there_and_back(asked, proof)) == as_plain(proof)


def test_bounds_come_back() -> None:
    asked = hubbed()
    ones = np.ones(3, np.int64)
    rung = RungBound(
        rung="objective",
        value=20,
        bound=22,
        denominator=4,
        mentees=ones * 2,
        mentors=ones * 3,
        spread=np.array([[0, 1, 0, 5]]),
        different=np.array([[0, 0, 6]]),
        apart=np.array([[0, 1, 2, 7]]),
        floors=np.array([8]),
        earlier=(9,),
    )
    bounds = CoupledCertificate((rung,))
    back = stored_bounds(asked, json.loads(json.dumps(bounds_json(asked, bounds))))
    assert as_plain(back) == as_plain(bounds)


def test_who_wants_another_number_or_has_credit_is_listed() -> None:
    asked = problem([[1], [1], [1]], wanted=[0, 1, 1], credit=np.array([0, 30, 0]))
    assert mentees_json(asked) == {
        "mentees": [
            {"mentee": "mentee 1", "wanted": 0, "credit": 0},
            {"mentee": "mentee 2", "wanted": 1, "credit": 30},
        ]
    }
