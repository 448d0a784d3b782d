"""The same people in each form service's style, written by the tool that makes the examples."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hsr_match.cohort import Cohort, read_cohort
from hsr_match.config.fields import fields
from tests.cohort.sheets import defaults, write_rows

TOOLS = Path(__file__).resolve().parents[3] / "tools"

Person = Mapping[str, Any]


sys.path.insert(0, str(TOOLS))
exports = importlib.import_module("form_exports")


def clean(folder: Path, people: Sequence[Person]) -> Cohort:
    return read_cohort([write_rows(folder, exports.clean_rows(people))], defaults())


def microsoft(folder: Path, people: Sequence[Person]) -> Cohort:
    paths = [
        write_rows(folder, exports.microsoft_rows(people, side, {}), f"{side}s.csv")
        for side in ("mentee", "mentor")
        if any(person["role"] in (side, "both") for person in people)
    ]
    return read_cohort(paths, defaults())


def google(folder: Path, people: Sequence[Person]) -> Cohort:
    return read_cohort(
        [write_rows(folder, exports.google_rows(people, {}), "answers.csv")], defaults()
    )


def qualtrics(folder: Path, people: Sequence[Person]) -> Cohort:
    return read_cohort(
        [write_rows(folder, exports.qualtrics_rows(people, {}), "survey.csv")], defaults()
    )


def content(cohort: Cohort) -> object:
    """Who everybody is and what they answered; neither where nor in which order of boxes."""
    sides = [
        [(p.key, p.id, p.name, {n: _plain(n, v) for n, v in p.answers.items()}) for p in side]
        for side in (cohort.mentees, cohort.mentors)
    ]
    left = [(e.person.key, e.person.role, e.reason) for e in cohort.excluded]
    return sides, left, dict(cohort.organisations), dict(cohort.set_aside)


def _plain(name: str, value: Any) -> Any:
    entry = fields().get(name)
    return sorted(value) if entry is not None and entry.type == "many" else value
