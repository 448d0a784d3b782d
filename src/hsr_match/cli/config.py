"""``hsr-match config``: settings shown, checked and described."""

from __future__ import annotations

import click

from hsr_match.cli.groups import Group
from hsr_match.cli.options import common_options, format_option, settings_options
from hsr_match.cli.pipeline import Choices


@click.group(
    cls=Group, epilog="\b\nExample:\n  hsr-match config show -c my-scheme.yaml --weight needs=40"
)
def config() -> None:
    """Show and check settings."""


@config.command(epilog="\b\nExample:\n  hsr-match config show > my-scheme.yaml")
@settings_options
@format_option("yaml", "json")
@common_options
def show(choices: Choices, form: str) -> int:
    """Print the settings as a run would use them.

    Presets, your file and options are already joined; the text can be saved
    and used with -c.
    """
    from hsr_match.cli.configuring import settings_as
    from hsr_match.cli.messages import data

    data(settings_as(form, choices))
    return 0


@config.command(epilog="\b\nExample:\n  hsr-match config check my-scheme.yaml")
@click.argument("file", metavar="FILE")
@common_options
def check(file: str) -> int:
    """List every mistake in a settings file, with line and column.

    The exit code is 2 if there is one. Nothing is written.
    """
    from hsr_match.cli.configuring import check_text
    from hsr_match.cli.messages import data

    data(check_text(file))
    return 0


@config.command(epilog="\b\nExample:\n  hsr-match config schema > hsr-match.schema.json")
@common_options
def schema() -> int:
    """Print the JSON Schema of the settings, for completion in editors."""
    from hsr_match.cli.configuring import schema_text
    from hsr_match.cli.messages import data

    data(schema_text())
    return 0


@config.command(epilog="\b\nExample:\n  hsr-match config presets")
@common_options
def presets() -> int:
    """List the presets that -c accepts by name."""
    from hsr_match.cli.configuring import presets_text
    from hsr_match.cli.messages import data

    data(presets_text())
    return 0
