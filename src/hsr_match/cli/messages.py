"""What goes to standard error: errors, notices and the closing line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import click

from hsr_match.errors import HsrMatchError, InfeasibleError, VerificationError
from hsr_match.problems import Problem
from hsr_match.text import visible

SHOWN = 20
"""Problems of one kind listed in full; the rest are counted."""


def say(text: str) -> None:
    """Print a line for the person at the keyboard, never mixed with data."""
    click.echo(text, err=True)


def fail(message: str, advice: str = "") -> None:
    """Print an error and what to do about it."""
    say(click.style("Error: ", fg="red", bold=True) + _shown(message))
    if advice:
        say(f"       {_shown(advice)}")


def data(text: str) -> None:
    """Print what was asked for, on standard output.

    Raises
    ------
    OutputError
        If it cannot be written; a reader who has left is no such case.
    """
    if not text:
        return
    try:
        click.echo(text, nl=not text.endswith("\n"))
    except BrokenPipeError:
        raise
    except OSError as error:
        from hsr_match.cli.streams import output_failed

        raise output_failed(error) from None


def problems_block(problems: Sequence[Problem], *, everything: bool = False) -> str:
    """Return problems as text, grouped by kind, the first twenty of each in full."""
    if not problems:
        return ""
    from hsr_match.reports import problems_text

    return problems_text(problems, limit=None if everything else SHOWN)


def show_notices(problems: Sequence[Problem], *, everything: bool = False) -> None:
    """Print problems for the person at the keyboard."""
    if problems:
        say(problems_block(problems, everything=everything))


def show_error(error: HsrMatchError) -> None:
    """Print an expected error; its message comes last, where the eye rests."""
    show_notices(getattr(error, "problems", ()))
    fail(error.message, error.advice)
    if isinstance(error, InfeasibleError):
        for sentence in error.conflict:
            say(f"       - {_shown(sentence)}")
    if isinstance(error, VerificationError):
        for failure in error.failures[:SHOWN]:
            say(f"       - {_shown(str(failure))}")


def show_memory_error() -> None:
    """Explain that the cohort does not fit."""
    fail(
        "This computer ran out of memory before the result was complete. Nothing was written.",
        "Close other programs, match the cohort in parts (one region or track at a time), or use "
        "a computer with more memory. With --scores, leave out the pairs that need not be made.",
    )


def show_internal_error(error: Exception, *, debug: bool) -> None:
    """Own up to a defect without showing anybody's data.

    Only the kind of error and the place in the program are shown: its text may
    quote an answer.
    """
    from secrets import token_hex

    if debug:
        import traceback

        say("The trace below may hold names and answers: do not pass it on unread.")
        say(getattr(error, "trace", "") or "".join(traceback.format_exception(error)))
    kind = getattr(error, "kind", type(error).__name__)
    place = getattr(error, "place", "") or where(error)
    fail(
        f"The program failed ({kind} at {place}), report {token_hex(4)}. Nothing was written.",
        "This is a defect of ours, not a mistake of yours. Please report the line above; "
        "--debug shows more.",
    )


def where(error: Exception) -> str:
    """Return file and line of our own code that was running last."""
    place, step = "unknown place", error.__traceback__
    while step is not None:
        path = PurePath(step.tb_frame.f_code.co_filename)
        if "hsr_match" in path.parts:
            inside = path.parts[path.parts.index("hsr_match") + 1 :]
            place = f"{'/'.join(inside)}:{step.tb_lineno}"
        step = step.tb_next
    return place


def _shown(text: str) -> str:
    """Escape what a terminal would obey, line by line."""
    return "\n       ".join(visible(line) for line in text.splitlines())
