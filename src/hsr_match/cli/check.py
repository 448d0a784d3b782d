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


@click.command(epilog="\b\nExample:\n  hsr-match check mentors.xlsx mentees.xlsx")
@cohort_argument
@reading_options
@format_option("table", "csv", "json")
@common_options
def check(cohort: tuple[str, ...], choices: Choices, form: str) -> int:
    """List every problem in a cohort, and supply against demand.

    COHORT is one table or several (CSV, XLSX, ODS; - reads CSV from standard
    input). Each problem says where it is and what to do. Then, before anything
    is solved: places against mentees, who cannot have a mentor and why, and
    what rules and minimum scores cost. Nothing is written.
    """
    from hsr_match.cli.checking import check_cohort
    from hsr_match.cli.messages import data, problems_block
    from hsr_match.cli.outlook_text import outlook_text
    from hsr_match.cli.pipeline import plain
    from hsr_match.cli.supply import supply_text

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
    return report.exit_code
