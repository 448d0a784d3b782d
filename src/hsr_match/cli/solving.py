"""The main job in order: check the place, read, solve, check the result, tell, publish."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.cli import pipeline
from hsr_match.cli.destination import Destination, destination, need_room
from hsr_match.cli.messages import data, say, show_notices
from hsr_match.cli.options import asked, session
from hsr_match.cli.pipeline import Choices, Prepared, Solved
from hsr_match.cli.progress import Stages, somebody_watches
from hsr_match.errors import UsageError

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort, SourceFile
    from hsr_match.config import Settings
    from hsr_match.insight.outcome import Outcome

OPTIMAL, FEASIBLE = 0, 5
PIPE_WIDTH, WIDEST = 80, 160


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
    """

    cohort: Sequence[str]
    choices: Choices
    scores: str | None
    places: int | None
    output: str | None
    force: bool
    form: str


def solve_and_write(request: Request) -> int:
    """Match, check, write and tell.

    Returns
    -------
    int
        0 if the result is proven best possible, 5 if the search was stopped.

    Raises
    ------
    HsrMatchError
        With its exit code, if anything is wrong; nothing is on the disk then.
    """
    started = pipeline.now()
    place = _destination(request, started)
    stages = Stages(show=somebody_watches())
    prepared = _prepare(request, stages)
    need_room(place.path, sum(prepared.problem.shape))
    with _held(place) as path:
        solved = pipeline.solve_prepared(prepared, stages, started)
        outcome = _outcome(solved, stages)
        code = OPTIMAL if outcome.matching.status == "optimal" else FEASIBLE
        with stages.stage("write", "Writing the result"):
            _publish(path, outcome, code, single=place.single, force=request.force)
    try:
        _tell(request, outcome)
    finally:
        # Also if standard output fails: the result is there all the same.
        if asked("verbose"):
            say("  ".join(f"{name} {seconds:.2f} s" for name, seconds in stages.seconds.items()))
        if place.ours or not asked("quiet"):
            say(f"{'File' if place.single else 'Run folder'}: {path}")
    return code


def _destination(request: Request, started: datetime) -> Destination:
    inputs = request.cohort or tuple(
        path
        for path in (request.choices.mentees, request.choices.mentors, request.scores)
        if path is not None
    )
    return destination(request.output, inputs, started, force=request.force)


def _prepare(request: Request, stages: Stages) -> Prepared:
    settings = pipeline.load(request.choices)
    cohort = _read(request, settings, stages)
    if cohort is not None and not asked("quiet"):
        show_notices(cohort.notices, everything=asked("verbose"))
    return pipeline.prepare(settings, cohort, stages, scores=request.scores, places=request.places)


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


@contextmanager
def _held(place: Destination) -> Iterator[Path]:
    """Hold the destination, or the first free name like it if it is our own choice."""
    from hsr_match.reports.leftovers import clear_leftovers
    from hsr_match.reports.lock import hold, hold_free

    with hold_free(place.path) if place.ours else hold(place.path) as path:
        removed = clear_leftovers(path.parent)
        if removed and asked("verbose"):
            say(f"Removed what a run that was killed had left: {len(removed)} partial results.")
        yield path


def _outcome(solved: Solved, stages: Stages) -> Outcome:
    from hsr_match.insight import explain_matching
    from hsr_match.insight.outcome import Outcome

    ready = solved.prepared
    with stages.stage("explain", "Finding the reasons"):
        insight = explain_matching(
            ready.problem,
            solved.matching,
            ready.settings,
            cohort=ready.cohort,
            scores=ready.scores,
            given=ready.given,
        )
    return Outcome(
        settings=ready.settings,
        problem=ready.problem,
        matching=solved.matching,
        insight=insight,
        sources=_sources(ready),
        started=solved.started,
        cohort=ready.cohort,
        scores=ready.scores,
        given=ready.given,
        seconds=dict(solved.seconds),
    )


def _sources(ready: Prepared) -> tuple[SourceFile, ...]:
    given = ready.given.sources if ready.given is not None else ()
    return (*(ready.cohort.sources if ready.cohort else ()), *given)


def _publish(path: Path, outcome: Outcome, code: int, *, single: bool, force: bool) -> None:
    from hsr_match.reports import publish_file, publish_run

    def published() -> None:
        session().update(published=str(path), code=code)

    if single:
        publish_file(path, outcome, published, force=force)
    else:
        publish_run(path, outcome, published)


def _tell(request: Request, outcome: Outcome) -> None:
    if request.form == "csv":
        from hsr_match.reports import pairings_csv

        data(pairings_csv(outcome).decode("utf-8-sig"))
    elif request.form == "json":
        data(pipeline.plain(as_json(outcome)))
    else:
        from hsr_match.reports import outcome_text

        data(outcome_text(outcome, width=_width(), colour=_colour()))
        return
    if not asked("quiet"):
        from hsr_match.reports.headline import summary_sentences

        for sentence in summary_sentences(outcome):
            say(sentence)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return the pairs as plain data with ids only, in the words of the manifest."""
    from hsr_match.reports.match_json import decided

    return {"format": "hsr-match/pairs/1", "kind": outcome.kind, **decided(outcome)}


def _width() -> int:
    """Return the columns of the terminal, 80 in a pipe."""
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST)
    except (OSError, ValueError, AttributeError):
        return PIPE_WIDTH


def _colour() -> bool:
    import click

    context = click.get_current_context(silent=True)
    forbidden = context is not None and context.color is False
    return sys.stdout.isatty() and not forbidden and os.environ.get("TERM") != "dumb"


def dry_run_text(request: Request) -> str:
    """Read and check everything, and say what a solve would work on.

    Returns
    -------
    str
        Sizes, and where the result would go. Nothing is written.

    Raises
    ------
    HsrMatchError
        As :func:`solve_and_write` would.
    """
    from hsr_match.matching.consistency import check
    from hsr_match.matching.eligible import count_eligible

    place = _destination(request, pipeline.now())
    prepared = _prepare(request, Stages(show=somebody_watches()))
    problem = prepared.problem
    need_room(place.path, sum(problem.shape))
    check(problem)
    pairs, stranded = count_eligible(problem)
    mentees, mentors = problem.shape
    places = int(problem.places.sum())
    size = f"{mentees:,} mentees x {mentors:,} mentors, {places:,} places"
    lines = [f"{size}; {pairs:,} of {mentees * mentors:,} pairs may be made."]
    if stranded:
        lines.append(f"{stranded:,} of the mentees can go to no mentor.")
    if places < mentees:
        lines.append(f"At least {mentees - places:,} mentees will stay without a mentor.")
    kind = "file" if place.single else "folder"
    lines.append(f"Everything is ready; the result would go to the {kind} {place.path}.")
    return "\n".join(lines)
