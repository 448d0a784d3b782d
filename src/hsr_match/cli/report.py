"""``hsr-match report``: what each reader may know of a run, and no more."""

from __future__ import annotations

import click

from hsr_match.cli.options import common_options, output_option

EPILOG = """\b
Examples:
  hsr-match report matches/cohort-20260901T090000Z --for mentee
  hsr-match report matches/cohort-20260901T090000Z --for trustees -o summary
  hsr-match report --write-templates my-templates
"""


@click.command(epilog=EPILOG)
@click.argument("run", metavar="[RUN]", required=False)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["mentor", "mentee", "panel", "trustees"]),
    help="Who will read it.",
)
@output_option("New folder to write. [default: beside the run, named after it]")
@click.option("--templates", metavar="DIR", help="Your own templates; ours stand in for the rest.")
@click.option("--write-templates", metavar="DIR", help="Write our templates there, to change.")
@click.option(
    "--small-groups",
    type=click.Choice(["5", "10"]),
    default="5",
    show_default=True,
    help="For trustees: counts below this read 'fewer than'.",
)
@common_options
def report(
    run: str | None,
    audience: str | None,
    output: str | None,
    templates: str | None,
    write_templates: str | None,
    small_groups: str,
) -> int:
    """Write letters, a page for a panel, or a summary without names.

    RUN is a run folder. Mentors and mentees get a table for mail merge and
    e-mail drafts, which nobody sends but you; a panel gets a page with a pair
    to decide on each sheet; trustees get rounded figures. Each holds what its
    reader may see and nothing else.
    """
    from hsr_match.cli.reporting import report_run, templates_to_change

    if write_templates is not None:
        return templates_to_change(write_templates, also=run or audience or output)
    return report_run(run, audience, output, templates, int(small_groups))
