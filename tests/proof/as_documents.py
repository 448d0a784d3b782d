"""A cohort as ``cohort.json`` holds it, and the verifier's view of it."""

from __future__ import annotations

import json
from typing import Any

from hsr_match.cohort.model import Cohort
from hsr_match.config.settings import Settings
from hsr_match.proof.answers import Form
from hsr_match.proof.rescoring import Rescored


def cohort_document(cohort: Cohort) -> dict[str, Any]:
    """What ``docs/reference/run-folder.md`` says, through real JSON."""
    sides = {
        side: [
            {"id": p.id, "key": p.key, "name": p.name, "answers": dict(p.answers)} for p in people
        ]
        for side, people in (("mentees", cohort.mentees), ("mentors", cohort.mentors))
    }
    document = {
        "format": "hsr-match/cohort/1",
        **sides,
        "excluded": [
            {"id": e.person.id, "role": e.person.role, "reason": e.reason} for e in cohort.excluded
        ],
        "organisations": dict(cohort.organisations),
        "past_pairs": sorted(map(list, cohort.past_pairs)),
        "given": {
            name: [[*pair, value] for pair, value in sorted(table.items())]
            for name, table in cohort.given.items()
        },
        "set_aside": {},
        "notices": [],
    }
    result: dict[str, Any] = json.loads(json.dumps(document))
    return result


def rescored(cohort: Cohort, settings: Settings) -> Rescored:
    document = cohort_document(cohort)
    told = json.loads(json.dumps(settings.as_json()))
    form = Form(
        [p["answers"] for p in document["mentees"]],
        [p["answers"] for p in document["mentors"]],
        [p["key"] for p in document["mentees"]],
        [p["key"] for p in document["mentors"]],
        told["scoring"],
    )
    given = {
        name: {(a, b): value for a, b, value in table} for name, table in document["given"].items()
    }
    return Rescored(form, told, given)
