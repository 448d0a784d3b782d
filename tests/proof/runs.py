"""Real runs through the public steps, as documents that a test may corrupt."""

from __future__ import annotations

import copy
import dataclasses
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from hsr_match.cohort.model import Cohort, Excluded, Person
from hsr_match.config.settings import Decision, Settings
from hsr_match.insight import explain_matching
from hsr_match.insight.outcome import Outcome
from hsr_match.matching import build_problem, solve
from hsr_match.proof import Failure, RunDocuments
from hsr_match.proof.run import check_documents
from hsr_match.reports import run_documents
from hsr_match.scoring import score_pairs

STARTED = datetime(2026, 9, 1, 9, 0, 0, tzinfo=UTC)


def person(role: str, number: int, name: str, **answers: Any) -> Person:
    letter = "E" if role == "mentee" else "R"
    return Person(f"id:{letter}{number:02}".lower(), f"{letter}{number:02}", role, name, answers)  # type: ignore[arg-type]


MENTEES = (
    person(
        "mentee",
        1,
        "Ada Brook",
        organisation="north university",
        needs={"caring_and_work": 3, "writing_publishing": None},
        experience_wanted=("parent_or_carer",),
        research_areas=(("social_care",), ("quality_safety",)),
        career_stage=1,
        email="ada@example.ac.uk",
    ),
    person(
        "mentee",
        2,
        "=Bo Ek",
        organisation="east university",
        needs={"leadership_pathway": 2},
        research_areas=(("social_care", "maternity"),),
        career_stage=2,
        not_these=("id:r01",),
    ),
    person(
        "mentee",
        3,
        "Cy Dale",
        organisation="west trust",
        needs={"promotion": 3, "teaching": 1},
        essential_need="promotion",
        research_areas=(("maternity",),),
        career_stage=2,
    ),
    person("mentee", 4, "Di Erin", organisation="south college", career_stage=3),
    person(
        "mentee",
        5,
        "Ed Fell",
        needs={"promotion": 1},
        conflicts=(("id:r03", "manager"),),
        preferred_mentors=(("id:r02",), ("id:r01",)),
        career_stage=1,
    ),
    person("mentee", 6, "Flo Gant", organisation="north university", needs={"teaching": 2}),
    person("mentee", 7, "Gus Hale", needs={"promotion": 2}, career_stage=2),
)
MENTORS = (
    person(
        "mentor",
        1,
        "Hal Ives",
        organisation="north university",
        offers={"caring_and_work": 3, "leadership_pathway": 2, "promotion": 0},
        lived_experience_offered=("parent_or_carer",),
        research_areas=(("social_care",),),
        career_stage=3,
        places=1,
        places_max=2,
    ),
    person(
        "mentor",
        2,
        "Ira Joss",
        organisation="far university",
        offers={"promotion": 3, "teaching": None, "writing_publishing": 1},
        lived_experience_offered=("parent_or_carer",),
        research_areas=(("maternity",), ("quality_safety",)),
        career_stage=2,
        places=2,
    ),
    person("mentor", 3, "Jan Kerr", organisation="south college", career_stage=4, places=1),
    person("mentor", 4, "Kim Lowe", organisation="far trust", reserve=True, places=3),
)


def settings() -> Settings:
    base = Settings()
    rules = replace(base.rules, step_ahead="preferred")
    return replace(
        base,
        rules=rules,
        # E06 works with R01: a named person sets the rule aside.
        pins=(Decision(mentee="E06", mentor="R01", by="A Person", reason="another campus"),),
        bans=(Decision(mentee="E04", mentor="R02"),),
    )


def outcome(cohort: Cohort, told: Settings) -> Outcome:
    scores = score_pairs(cohort, told)
    problem = build_problem(cohort, scores, told)
    matching = solve(problem)
    insight = explain_matching(problem, matching, told, cohort=cohort, scores=scores)
    return Outcome(told, problem, matching, insight, (), STARTED, cohort=cohort, scores=scores)


def cohort() -> Cohort:
    left_out = Excluded(person("mentee", 90, "Left Out"), "no_consent")
    return Cohort(MENTEES, MENTORS, excluded=(left_out,))


def documents(told: Settings | None = None) -> RunDocuments:
    """Seven mentees for five places; one pinned against a rule, one banned pair."""
    return run_documents(outcome(cohort(), told or settings()))


def unchanged(document: dict[str, Any]) -> None:
    """Leave a document as it is."""


def altered(
    run: RunDocuments,
    alter: Callable[[dict[str, Any]], None] = unchanged,
    *,
    alter_cohort: Callable[[dict[str, Any]], None] = unchanged,
    files: dict[str, bytes] | None = None,
    rehash: bool = True,
) -> RunDocuments:
    """Return the run with something changed, and the hashes made to fit again."""
    manifest, people = copy.deepcopy(run.manifest), copy.deepcopy(run.cohort)
    alter(manifest)
    content = {**run.files, **(files or {})}
    if people is not None:
        alter_cohort(people)
        if people != run.cohort:
            content["cohort.json"] = json.dumps(people).encode()
    if rehash:
        manifest["outputs"] = {n: sha256(c).hexdigest() for n, c in sorted(content.items())}
    return dataclasses.replace(run, manifest=manifest, cohort=people, files=content)


def failures(run: RunDocuments, **options: Any) -> tuple[Failure, ...]:
    return check_documents(run, **options).failures


def checks(run: RunDocuments, **options: Any) -> set[int]:
    return {failure.check for failure in failures(run, **options)}
