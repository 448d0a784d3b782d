"""``hsr-match verify``: the independent check, from the files alone."""

from __future__ import annotations

import click

from hsr_match.cli.options import common_options, format_option

REJECTED = 7


@click.command(epilog="\b\nExample:\n  hsr-match verify matches/cohort-20260901T090000Z")
@click.argument("run", metavar="RUN")
@click.option(
    "--previous",
    metavar="RUN",
    help="Of a run that `approve` wrote: the run it followed, if that is not beside it.",
)
@format_option("table", "json")
@common_options
def verify(run: str, previous: str | None, form: str) -> int:
    """Check a finished run from its files alone.

    RUN is a run folder. Hashes, rules, places, scores and the proof that no
    better matching exists are worked out again by code that shares nothing
    with the matcher. The exit code is 7 if anything does not hold.
    """
    from hsr_match.cli.verifying import verify_folder

    return 0 if verify_folder(run, form, previous) else REJECTED
