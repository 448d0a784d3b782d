"""``hsr-match init``: everything that a new scheme begins with."""

from __future__ import annotations

import click

from hsr_match.cli.options import common_options


@click.command(epilog="\b\nExample:\n  hsr-match init spring-round")
@click.argument("folder", metavar="DIR")
@common_options
def init(folder: str) -> int:
    """Start a scheme: sheets to fill in, settings, questions for a form.

    A new folder, DIR, gets a workbook to fill in (sheets for mentors and
    mentees with drop-down lists), a settings file with comments, the questions
    to paste into a form, a consent and privacy wording to adapt, and the same
    workbook with invented people to play with. Nothing is overwritten.
    """
    from hsr_match.cli.init_files import start
    from hsr_match.cli.messages import data

    data(start(folder))
    return 0
