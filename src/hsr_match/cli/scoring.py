"""The table of all scores, to standard output or to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hsr_match.cli import pipeline
from hsr_match.cli.destination import single_file
from hsr_match.cli.messages import data, say, show_notices
from hsr_match.cli.options import asked, session
from hsr_match.cli.pipeline import Choices, Prepared
from hsr_match.cli.progress import Stages, somebody_watches


def write_scores(
    cohort: Sequence[str], choices: Choices, output: str | None, form: str, *, force: bool
) -> None:
    """Score every pair and write the table.

    Parameters
    ----------
    cohort
        Tables of people.
    choices
        Settings and changes to them.
    output
        File to write; None for standard output.
    form
        ``csv`` or ``json``.
    force
        Whether an existing file may be replaced.
    """
    from hsr_match.reports.lock import hold
    from hsr_match.reports.single_file import put_file

    read = (*cohort, *choices.files)
    path = single_file(output, force=force, inputs=read) if output is not None else None
    stages = Stages(show=somebody_watches())
    settings = pipeline.load(choices)
    with stages.stage("read", "Reading the cohort"):
        people = pipeline.read(cohort, choices, settings)
    if not asked("quiet"):
        show_notices(people.notices, everything=asked("verbose"))
    prepared = pipeline.prepare(settings, people, stages)
    with stages.stage("table", "Writing down every pair"):
        content = _content(prepared, form)
    if path is None:
        data(content.decode("utf-8-sig"))
        return
    with hold(path):
        put_file(path, content, lambda: _remember(path), force=force)
    if not asked("quiet"):
        mentees, mentors = prepared.problem.shape
        say(f"Scores of {mentees * mentors:,} pairs: {path}")


def _remember(path: Path) -> None:
    session().update(published=str(path), code=0)


def _content(prepared: Prepared, form: str) -> bytes:
    from hsr_match.reports import score_table

    assert prepared.scores is not None
    if form == "csv":
        return score_table(prepared.problem, prepared.scores)
    return (pipeline.plain(_as_json(prepared)) + "\n").encode("utf-8", "backslashreplace")


def _as_json(prepared: Prepared) -> dict[str, Any]:
    """Return the table as plain data; figures are integers, `scale` of them are 100 points."""
    from hsr_match.reports.scores_csv import score_columns, score_rows

    problem, scores = prepared.problem, prepared.scores
    assert scores is not None
    columns = score_columns(scores)
    return {
        "format": "hsr-match/scores-of-pairs/1",
        "scale": problem.scale,
        "pairs": [
            {
                "mentee": problem.mentee_label(row.mentee),
                "mentor": problem.mentor_label(row.mentor),
                "score": row.score,
                "eligible": row.eligible,
                "barred_by": list(row.barred_by),
                "points": dict(zip(columns, row.points, strict=True)),
            }
            for row in score_rows(problem, scores)
        ],
    }
