"""``hsr-match check``: every problem of a cohort at once."""

from __future__ import annotations

import click

from hsr_match.cli.options import (
    asked,
    cohort_argument,
    common_options,
    format_option,
    reading_options,
)
from hsr_match.cli.pipeline import Choices

READY = "Ready to solve."


EPILOG = """\b
Examples:
  hsr-match check mentors.xlsx mentees.xlsx
  hsr-match check mentors.xlsx mentees.xlsx --annotate to-correct.xlsx
  hsr-match check mentors.xlsx mentees.xlsx --write-columns my-scheme.yaml
"""


@click.command(epilog=EPILOG)
@cohort_argument
@reading_options
@click.option(
    "--annotate",
    metavar="FILE",
    help="Write a copy of the cohort as one workbook, each problem's cell marked and the advice "
    "as its comment.",
)
@click.option("--force", is_flag=True, help="Replace an existing workbook given with --annotate.")
@click.option(
    "--write-columns",
    metavar="FILE",
    help="Write a new settings file that proposes a field for each unknown heading, every line "
    "to be confirmed.",
)
@format_option("table", "csv", "json")
@common_options
def check(
    cohort: tuple[str, ...],
    choices: Choices,
    annotate: str | None,
    force: bool,
    write_columns: str | None,
    form: str,
) -> int:
    """List every problem in a cohort, and supply against demand.

    COHORT is one table or several (CSV, XLSX, ODS; - reads CSV from standard
    input). Each problem says where it is and what to do. Then, before anything
    is solved: places against mentees, who cannot have a mentor and why, and
    what rules and minimum scores cost. Nothing is written unless asked for.
    """
    from hsr_match.cli.checking import check_cohort
    from hsr_match.cli.messages import data, problems_block
    from hsr_match.cli.outlook_text import outlook_text
    from hsr_match.cli.pipeline import plain
    from hsr_match.cli.supply import supply_text

    proposals = None
    if write_columns is not None:
        from hsr_match.cli.write_columns import columns_place

        proposals = columns_place(write_columns, cohort, choices.config)
    copy = None
    if annotate is not None:
        from hsr_match.cli.annotating import annotated_place

        copy = annotated_place(annotate, cohort, choices, force=force)
    report = check_cohort(cohort, choices)
    seen = report.prospect
    if form == "json":
        data(plain(report.as_json()))
    elif form == "csv":
        data(report.as_csv())
    else:
        closing = f"{report.errors} to correct before solving." if report.errors else READY
        parts = [
            problems_block(report.problems, everything=asked("verbose")),
            supply_text(report.supply) if report.supply else "",
            outlook_text(seen.outlook, seen.problem, seen.cohort, report.blanks) if seen else "",
            closing,
        ]
        data("\n\n".join(part.strip("\n") for part in parts if part))
    if copy is not None:
        from hsr_match.cli.annotating import annotate as write_copy
        from hsr_match.cli.messages import say

        say(write_copy(copy, cohort, choices, report.problems, force=force))
    if proposals is not None:
        from hsr_match.cli.messages import say
        from hsr_match.cli.write_columns import write_columns as write

        say(write(proposals, cohort, choices))
    return report.exit_code
