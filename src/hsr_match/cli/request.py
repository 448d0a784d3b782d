"""What `solve` was asked to do, and the way from there to a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hsr_match.cli import pipeline, sides
from hsr_match.cli.destination import Destination, destination
from hsr_match.cli.messages import show_notices
from hsr_match.cli.options import asked
from hsr_match.cli.pipeline import Choices, Prepared
from hsr_match.cli.progress import Stages
from hsr_match.errors import UsageError

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings


@dataclass(frozen=True, slots=True)
class Request:
    """What `solve` was asked to do, named as its arguments.

    Attributes
    ----------
    cohort
        Tables of people; may be empty with ``scores``.
    choices
        Settings and changes to them.
    scores
        File of given scores, or None.
    places
        Places of every mentor, with ``scores`` and no cohort.
    output
        Where the result goes, or None for a new folder under ``matches``.
    force
        Whether an existing single file may be replaced.
    form
        ``table``, ``csv`` or ``json`` on standard output.
    objectives
        Whether to work out what each objective would give.
    engine
        Engine to be used whatever the problem, for tests; None for the faster.
    """

    cohort: Sequence[str]
    choices: Choices
    scores: str | None
    places: int | None
    output: str | None
    force: bool
    form: str
    objectives: bool = False
    engine: str | None = None


def place_of(request: Request, started: datetime) -> Destination:
    """Return where the result goes, checked as far as that is possible before a run."""
    inputs = request.cohort or tuple(
        path
        for path in (request.choices.mentees, request.choices.mentors, request.scores)
        if path is not None
    )
    others = (*request.choices.files, *([request.scores] if request.scores else ()))
    return destination(request.output, inputs, started, force=request.force, others=others)


def prepare_request(request: Request, stages: Stages) -> Prepared:
    """Read settings and people, show what was noticed, and build the problem."""
    settings = pipeline.load(request.choices)
    cohort = _read(request, settings, stages)
    if cohort is not None and not asked("quiet"):
        show_notices(cohort.notices, everything=asked("verbose"))
    prepared = pipeline.prepare(
        settings,
        cohort,
        stages,
        scores=request.scores,
        places=request.places,
        choices=request.choices,
    )
    if not asked("quiet"):
        if prepared.given is not None:
            show_notices(prepared.given.notices, everything=asked("verbose"))
        show_notices(sides.too_few_places(prepared.problem))
    return prepared


def _read(request: Request, settings: Settings, stages: Stages) -> Cohort | None:
    choices = request.choices
    people = bool(request.cohort or choices.mentors or choices.mentees)
    if request.places is not None and (people or request.scores is None):
        raise UsageError(
            "--places is for --scores without a cohort.",
            "Give the places in the column `places` of the mentors.",
        )
    if not people and request.scores is not None:
        return None
    with stages.stage("read", "Reading the cohort"):
        return pipeline.read(request.cohort, choices, settings)
