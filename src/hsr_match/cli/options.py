"""Options that several commands share, each written once."""

from __future__ import annotations

import functools
import math
import os
from collections.abc import Callable
from typing import Any

import click

from hsr_match.cli.pipeline import Choices

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _read_weights(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    return tuple(_read_weight(value, param, ctx) for value in values)


def _read_weight(value: str, param: click.Parameter, ctx: click.Context) -> tuple[str, float]:
    criterion, _, number = (part.strip() for part in value.partition("="))
    try:
        weight = float(number)
    except ValueError:
        weight = math.nan
    if not criterion or not math.isfinite(weight) or weight < 0:
        raise click.BadParameter(
            f"{value!r} is not a weight. Write, for instance, --weight needs=40", ctx, param
        )
    return criterion, weight


def _read_pairs(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    return tuple(_read_pair(value, param, ctx) for value in values)


def _read_pair(value: str, param: click.Parameter, ctx: click.Context) -> tuple[str, str]:
    mentee, _, mentor = (part.strip() for part in value.partition("="))
    if not mentee or not mentor or "=" in mentor:
        # The value is not quoted: it may be a name.
        raise click.BadParameter(
            f"write one mentee and one mentor, for instance {param.opts[0]} E07=R03", ctx, param
        )
    return mentee, mentor


def _stack(*options: Decorator) -> Decorator:
    """Join decorators so that help lists the options in the order written."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _bundle(*options: Decorator) -> Decorator:
    """Gather the options of :class:`Choices` into one argument, ``choices``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def gathered(**arguments: Any) -> Any:
            names = [name for name in Choices.__dataclass_fields__ if name in arguments]
            choices = Choices(**{name: arguments.pop(name) for name in names})
            return command(choices=choices, **arguments)

        return _stack(*options)(gathered)

    return decorate


_config = click.option(
    "-c",
    "--config",
    metavar="PRESET|FILE",
    help="Settings: a preset's name or a YAML file. [default: default]",
)
_weights = click.option(
    "--weight",
    "weights",
    metavar="CRITERION=NUMBER",
    callback=_read_weights,
    multiple=True,
    help="Change the weight of one criterion; repeat for more.",
)
_history = click.option(
    "--history",
    metavar="PATH",
    multiple=True,
    help="Pairs of earlier rounds not to repeat: a run folder, or a CSV of mentee, mentor, year.",
)
_mentors = click.option("--mentors", metavar="FILE", help="Table of mentors only.")
_mentees = click.option("--mentees", metavar="FILE", help="Table of mentees only.")
_pins = click.option(
    "--pin",
    "pins",
    metavar="MENTEE=MENTOR",
    callback=_read_pairs,
    multiple=True,
    help="Make this pair; id, e-mail or unique name on either side.",
)
_bans = click.option(
    "--ban",
    "bans",
    metavar="MENTEE=MENTOR",
    callback=_read_pairs,
    multiple=True,
    help="Never make this pair; repeat for more.",
)
_changes = click.option(
    "--changes",
    metavar="PATH",
    multiple=True,
    help="Pins and bans from a file: changes.yaml, or pairings.xlsx or .csv as people edited it; "
    "repeat for more.",
)
_reason = click.option(
    "--reason",
    default="",
    help="Why the pins may set a rule aside. Kept in the run with your login name; "
    "consent, places and refusals stay.",
)
_seed = click.option(
    "--seed",
    type=click.IntRange(0),
    metavar="NUMBER",
    help="Key of the rule that settles ties. [default: 2026]",
)
_time_limit = click.option(
    "--time-limit",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Stop looking for something better after this long. [default: 60]",
)

cohort_argument = click.argument("cohort", nargs=-1, metavar="[COHORT]...")

reading_options = _bundle(_config, _mentors, _mentees, _history)
scoring_options = _bundle(_config, _weights, _mentors, _mentees, _history)
solving_options = _bundle(
    _config,
    _weights,
    _pins,
    _bans,
    _changes,
    _reason,
    _history,
    _seed,
    _time_limit,
    _mentors,
    _mentees,
)
settings_options = _bundle(_config, _weights)

given_scores_options = _stack(
    click.option(
        "--scores",
        metavar="FILE",
        help="Match by these scores (mentee, mentor, score) instead of by answers; "
        "pairs that are not listed are not made.",
    ),
    click.option(
        "--places",
        type=click.IntRange(0),
        metavar="N",
        help="With --scores and no COHORT: places of every mentor. [default: 1]",
    ),
)


def output_option(what: str) -> Decorator:
    """Return ``-o`` with a sentence on what may be named."""
    return click.option("-o", "--output", metavar="PATH", help=what)


force_option = click.option(
    "--force", is_flag=True, help="Replace an existing single file given with -o."
)


def format_option(*formats: str) -> Decorator:
    """Return ``--format`` with the given choices; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="What goes to standard output; everything else goes to standard error.",
    )


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    ctx.ensure_object(dict)[param.name] = value


def _colour(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value or os.environ.get("NO_COLOR"):
        ctx.color = False


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``-q -v --no-color --debug``; read them with :func:`asked`."""
    flag = functools.partial(click.option, is_flag=True, expose_value=False, is_eager=True)
    return _stack(
        flag(
            "-q",
            "--quiet",
            callback=_remember,
            help="Say only what was asked for and what went wrong.",
        ),
        flag(
            "-v",
            "--verbose",
            callback=_remember,
            help="Show every notice, and the time each stage took.",
        ),
        flag(
            "--no-color",
            callback=_colour,
            help="Plain text; the variable NO_COLOR does the same.",
        ),
        flag(
            "--debug",
            callback=_remember,
            help="Show the program's inner trace if it fails; it may hold personal data.",
        ),
    )(command)


def session() -> dict[str, Any]:
    """Return what this call of the program remembers across its layers."""
    context = click.get_current_context(silent=True)
    return context.ensure_object(dict) if context else {}


def asked(name: str) -> bool:
    """Tell whether ``quiet``, ``verbose`` or ``debug`` was given."""
    return bool(session().get(name))
