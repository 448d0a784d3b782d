"""The command group; a command's module is imported only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from hsr_match.cli.groups import Group
from hsr_match.version import VERSION

COMMANDS = {
    "init": "Start a scheme: sheets to fill in, settings, questions for a form.",
    "solve": "Match mentees to mentors: the main job.",
    "check": "List every problem in a cohort, and supply against demand.",
    "score": "Write the score of every pair and what bars it.",
    "approve": "Record what people decided, in a new run.",
    "explain": "Say why a pair was made, or why not, or who a mentor has.",
    "report": "Write letters, a page for a panel, or a summary without names.",
    "verify": "Check a finished run from its files alone.",
    "config": "Show and check settings.",
}


class LazyGroup(Group):
    """A group that knows its commands by name and one line of help.

    Help and completion need no more than that line, so neither loads a
    command's module.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a coordinator meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"hsr_match.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


EPILOG = """\b
Start here:
  hsr-match init my-scheme
  hsr-match check mentors.xlsx mentees.xlsx
  hsr-match solve mentors.xlsx mentees.xlsx

Everything runs on this computer; nothing is ever sent anywhere.
"""


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, message="hsr-match %(version)s")
def cli() -> None:
    """Match mentees to mentors: provably the best possible, explained and checked."""
