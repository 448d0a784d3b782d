"""``hsr-match approve``: what people decided on the pairs of a run."""

from __future__ import annotations

import click

from hsr_match.cli.options import common_options, format_option, output_option

EPILOG = """\b
Examples:
  hsr-match approve matches/cohort-20260901T090000Z pairings-edited.xlsx
  hsr-match approve matches/cohort-20260901T090000Z panel.csv --by Panel
"""


@click.command(epilog=EPILOG)
@click.argument("run", metavar="RUN")
@click.argument("edited", metavar="EDITED")
@click.option(
    "--by", metavar="NAME", help="Who decided, where a row does not say. [default: login name]"
)
@click.option(
    "--reason",
    metavar="TEXT",
    default="",
    help="Why, where a row does not say; a pair that breaks a rule needs a reason.",
)
@output_option("A new folder for the run with the decisions. [default: RUN-decided]")
@format_option("table", "json")
@common_options
def approve(
    run: str, edited: str, by: str | None, reason: str, output: str | None, form: str
) -> int:
    """Record what people decided, in a new run.

    RUN is a run folder. EDITED is a copy of its pairings.xlsx or pairings.csv
    with `status` set to approved or declined, perhaps with another mentor
    written in. Decisions are checked against rules and places; refusals,
    places and consent are never set aside. RUN stays as it is: a new run
    folder follows it, with the decisions, who took them, when and why.
    """
    from hsr_match.cli.approving import approve_run

    return approve_run(run, edited, by=by, reason=reason, output=output, form=form)
