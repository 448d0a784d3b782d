"""``hsr-match score``: the score of every pair and what bars it."""

from __future__ import annotations

import click

from hsr_match.cli.options import (
    cohort_argument,
    common_options,
    force_option,
    format_option,
    output_option,
    scoring_options,
)
from hsr_match.cli.pipeline import Choices

EPILOG = """\b
Examples:
  hsr-match score cohort.csv -o scores.csv
  hsr-match solve cohort.csv --scores scores.csv
"""


@click.command(epilog=EPILOG)
@cohort_argument
@scoring_options
@output_option("Write to this file instead of to standard output.")
@force_option
@format_option("csv", "json")
@common_options
def score(
    cohort: tuple[str, ...], choices: Choices, output: str | None, force: bool, form: str
) -> int:
    """Write the score of every pair and what bars it.

    COHORT is one table or several. One line per mentee and mentor: score,
    whether the pair may be made, the rules that bar it, and the points of each
    criterion. `solve --scores` reads the table back.
    """
    from hsr_match.cli.scoring import write_scores

    write_scores(cohort, choices, output, form, force=force)
    return 0
