"""``hsr-match solve``: the main job."""

from __future__ import annotations

import click

from hsr_match.cli.options import (
    cohort_argument,
    common_options,
    force_option,
    format_option,
    given_scores_options,
    output_option,
    solving_options,
)
from hsr_match.cli.pipeline import Choices

EPILOG = """\b
Examples:
  hsr-match solve mentors.xlsx mentees.xlsx
  hsr-match solve cohort.csv --weight needs=40 --pin E07=R03 --ban E11=R02
  hsr-match solve cohort.csv --changes changes.yaml
  hsr-match solve cohort.csv --changes pairings-edited.xlsx
  hsr-match solve cohort.csv -o pairings.csv
  hsr-match solve --scores scores.csv --places 2
"""


@click.command(epilog=EPILOG)
@cohort_argument
@solving_options
@given_scores_options
@output_option(
    "A new folder for the whole run, or one file: .csv, .xlsx, .html or .json. "
    "[default: matches/<cohort>-<time>]"
)
@force_option
@format_option("table", "csv", "json")
@click.option(
    "--objectives",
    is_flag=True,
    help="Also show what each choice of `fairness` would give this cohort, and what it costs.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, solve and write nothing.")
@click.option(
    "--engine",
    type=click.Choice(["flow", "coupled"]),
    hidden=True,
    help="Solve by this engine, to test one against the other; by default the faster one.",
)
@common_options
def solve(
    cohort: tuple[str, ...],
    choices: Choices,
    scores: str | None,
    places: int | None,
    output: str | None,
    force: bool,
    form: str,
    objectives: bool,
    dry_run: bool,
    engine: str | None,
) -> int:
    """Match mentees to mentors: the main job.

    COHORT is one table or several (CSV, XLSX, ODS; - reads CSV from standard
    input). The result is proven to be the best possible under the settings,
    checked independently and written to a new run folder; pairs are proposals
    until a person approves them. If a time limit or Ctrl-C stops the search,
    the exit code is 5.
    """
    from hsr_match.cli.request import Request

    request = Request(cohort, choices, scores, places, output, force, form, objectives, engine)
    if dry_run:
        from hsr_match.cli.dry_run import dry_run_text
        from hsr_match.cli.messages import say

        say(dry_run_text(request))
        return 0
    from hsr_match.cli.solving import solve_and_write

    return solve_and_write(request)
