"""What click calls a usage error, in our words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import click

from hsr_match.cli.messages import fail

RANGES = {
    "is not in the range x>=0": "is not 0 or more",
    "is not in the range x>0": "is not more than 0",
}
"""Intervals as click writes them, and as people do."""


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
    hint = (
        f"`{command} --help` shows what there is."
        if context
        else "Add --help to the command to see what there is."
    )
    if isinstance(error, click.NoSuchOption):
        hint = _meant(error.option_name, error.possibilities) + hint
        return f"`{command}` has no option {error.option_name}.", hint
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(context) if context else str(error.param.name)
        return f"`{command}` needs {name}.", hint
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[0] if error.param.param_type_name == "option" else "The argument"
        return _sentence(f"{name}: {_plain(error.message)}"), hint
    return _sentence(error.format_message()), hint


def _meant(word: str, known: Sequence[str] | None) -> str:
    near = get_close_matches(word, known or (), 1, 0.5)
    return f"Did you mean {near[0]}? " if near else ""


def _plain(message: str) -> str:
    for theirs, ours in RANGES.items():
        message = message.replace(theirs, ours)
    return message


def _sentence(message: str) -> str:
    message = message.rstrip()
    return message if message[-1:] in (".", "?") else f"{message}."
