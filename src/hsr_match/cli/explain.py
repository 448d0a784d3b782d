"""``hsr-match explain``: why this mentor, why not that one."""

from __future__ import annotations

import click

from hsr_match.cli.options import common_options, format_option

EPILOG = """\b
Examples:
  hsr-match explain matches/cohort-20260901T090000Z E07
  hsr-match explain matches/cohort-20260901T090000Z E07 R03
  hsr-match explain matches/cohort-20260901T090000Z R03
"""


@click.command(epilog=EPILOG)
@click.argument("run", metavar="RUN")
@click.argument("mentee", metavar="MENTEE")
@click.argument("mentor", metavar="[MENTOR]", required=False)
@click.option(
    "--show-confidential",
    is_flag=True,
    help="Name confidential needs and experiences; for the coordinator's eyes only.",
)
@format_option("table", "json")
@common_options
def explain(run: str, mentee: str, mentor: str | None, show_confidential: bool, form: str) -> int:
    """Say why a pair was made, or why not, or who a mentor has.

    RUN is a run folder. MENTEE and MENTOR are ids, e-mails or unique names;
    without MENTOR the mentee's own match is explained, each if there are several.
    A mentor's id alone shows their mentees, who else wants them, and what one
    more place is worth.
    """
    from hsr_match.cli.explaining import explain_pair

    explain_pair(run, mentee, mentor, form, show_confidential=show_confidential)
    return 0
