"""The main job in order: check the place, read, solve, check the result, tell, publish."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hsr_match.cli import pipeline
from hsr_match.cli.destination import Destination, need_room
from hsr_match.cli.limits_set_aside import told_of_limits_set_aside
from hsr_match.cli.messages import data, say
from hsr_match.cli.options import asked, session
from hsr_match.cli.pipeline import Prepared, Solved
from hsr_match.cli.progress import Stages, somebody_watches
from hsr_match.cli.request import Request, place_of, prepare_request
from hsr_match.cli.stops import Stops, first_stop_in_peace

if TYPE_CHECKING:
    from hsr_match.cohort.model import SourceFile
    from hsr_match.insight.objectives import ObjectiveRow
    from hsr_match.insight.outcome import Outcome

OPTIMAL, FEASIBLE = 0, 5
PIPE_WIDTH, WIDEST = 80, 160


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
    place = place_of(request, started)
    stages = Stages(show=somebody_watches())
    with told_of_limits_set_aside(request.choices.changes):
        prepared = prepare_request(request, stages)
    need_room(place.path, sum(prepared.problem.shape))
    with _held(place) as path, first_stop_in_peace() as stops:
        with told_of_limits_set_aside(request.choices.changes):
            solved = pipeline.solve_prepared(
                prepared, stages, started, stops, engine=request.engine
            )
        outcome = _outcome(solved, stages, stops, objectives=request.objectives)
        code = OPTIMAL if outcome.matching.status == "optimal" else FEASIBLE
        _stop_if_asked()
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


def _stop_if_asked() -> None:
    """Heed a stop whose exception was lost in a place that lets none through."""
    stop = session().get("stop")
    if stop is not None:
        raise stop


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


def _outcome(solved: Solved, stages: Stages, stops: Stops, *, objectives: bool) -> Outcome:
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
    table: tuple[ObjectiveRow, ...] = ()
    if objectives and stops.asked is None:
        from hsr_match.insight.objectives import objective_table

        limit = ready.settings.solver.time_limit
        with stops.breaking_off(), stages.stage("objectives", "Comparing the objectives"):
            table = objective_table(ready.problem, solved.matching, time_limit=limit)
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
        objectives=table,
    )


def _sources(ready: Prepared) -> tuple[SourceFile, ...]:
    given = ready.given.sources if ready.given is not None else ()
    return (*(ready.cohort.sources if ready.cohort else ()), *given, *ready.changed_by)


def _publish(path: Path, outcome: Outcome, code: int, *, single: bool, force: bool) -> None:
    def published() -> None:
        session().update(published=str(path), code=code)

    if single:
        from hsr_match.reports import publish_file

        publish_file(path, outcome, published, force=force)
    else:
        from hsr_match.reports import publish_run

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
