"""What click calls a usage error, in our words."""

from __future__ import annotations

from difflib import get_close_matches

import click

from hsr_match.cli.messages import fail


def show_usage_error(error: click.ClickException) -> None:
    """Print what is wrong with the command line and how to find out more."""
    if isinstance(error, click.UsageError) and type(error).__name__ == "NoArgsIsHelpError":
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return
    message, advice = explain(error)
    fail(message, advice)


def explain(error: click.ClickException) -> tuple[str, str]:
    """Return what is wrong, and what to do.

    Parameters
    ----------
    error
        As click raised it.

    Returns
    -------
    tuple of str
        Message and advice.
    """
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "hsr-match"
    help_hint = f"`{command} --help` shows what there is."
    if isinstance(error, click.NoSuchOption):
        near = get_close_matches(error.option_name, error.possibilities or (), 1, 0.5)
        return (
            f"`{command}` has no option {error.option_name}.",
            f"Did you mean {near[0]}? {help_hint}" if near else help_hint,
        )
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(context) if context else str(error.param.name)
        return f"`{command}` needs {name}.", help_hint
    message = error.format_message().rstrip()
    return message if message[-1:] in ".?" else f"{message}.", help_hint
