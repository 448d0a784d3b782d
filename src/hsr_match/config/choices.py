"""The caller's own choices over settings: weights, pins, bans, seed, time limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from hsr_match.config.amounts import Weight
from hsr_match.config.files import settings_error
from hsr_match.config.model import is_required
from hsr_match.config.settings import Decision, Settings, Solver
from hsr_match.config.values import RefusedError, sentence, shown
from hsr_match.problems import Level, Problem


def with_choices(
    settings: Settings,
    *,
    weights: Mapping[str, float],
    pins: Iterable[Mapping[str, str | bool] | Decision],
    bans: Iterable[Mapping[str, str | bool] | Decision],
    seed: int | None,
    time_limit: float | None,
) -> Settings:
    """Return settings with the caller's choices over them.

    Raises
    ------
    SettingsError
        With everything that is wrong with the choices.
    """
    problems: list[Problem] = []
    changes: dict[str, Any] = {}
    if weights:
        changes |= _weighted(settings, weights, problems)
    for name, given in (("pins", pins), ("bans", bans)):
        decisions = [d for d in (_decision(name, one, problems) for one in given) if d]
        if decisions:
            changes[name] = _joined(getattr(settings, name), decisions)
    solver = {"seed": seed, "time_limit": time_limit}
    chosen = {
        name: _read(_reader(Solver, name), f"solver.{name}", value, problems)
        for name, value in solver.items()
        if value is not None
    }
    if problems:
        raise settings_error(problems)
    if chosen:
        changes["solver"] = replace(settings.solver, **chosen)
    return replace(settings, **changes) if changes else settings


def _weighted(
    settings: Settings, weights: Mapping[str, float], problems: list[Problem]
) -> dict[str, Any]:
    own = {spec.name: spec for spec in settings.criteria}
    built_in: dict[str, Any] = {}
    for name, value in weights.items():
        if name not in own and not hasattr(settings.weights, name):
            problems.append(_unknown_criterion(settings, name))
            continue
        weight = _read(Weight(), name, value, problems)
        if name in own:
            own[name] = replace(own[name], weight=weight)
        else:
            built_in[name] = weight
    changed = replace(settings.weights, **built_in)
    return {"weights": changed, "criteria": tuple(own.values())}


def _unknown_criterion(settings: Settings, name: str) -> Problem:
    from hsr_match.text import nearest

    known = [*(entry.name for entry in fields(settings.weights)), *_own_names(settings)]
    close = nearest(name, known, 1)
    hint = f"Did you mean `{close[0]}`? " if close else ""
    return Problem(
        "unknown-criterion",
        Level.ERROR,
        f"There is no criterion {shown(name)} to weigh.",
        f"{hint}The criteria are {', '.join(known)}.",
    )


def _own_names(settings: Settings) -> list[str]:
    return [spec.name for spec in settings.criteria]


def _reader(model: type, name: str) -> Any:
    """Return the reader that stands in a key's annotation."""
    from typing import get_type_hints

    return get_type_hints(model, include_extras=True)[name].__metadata__[0]


def _read(reader: Any, name: str, value: object, problems: list[Problem]) -> Any:
    try:
        return reader.read(value)
    except RefusedError as error:
        message = sentence(f"`{name}`: {error.message}")
        problems.append(Problem(error.code, Level.ERROR, message, error.advice))
        return value


def _decision(
    name: str, given: Mapping[str, str | bool] | Decision, problems: list[Problem]
) -> Any:
    if isinstance(given, Decision):
        return given
    values = {
        entry.name: _read(
            _reader(Decision, entry.name), f"{name}.{entry.name}", given.get(entry.name), problems
        )
        for entry in fields(Decision)
        if entry.name in given or is_required(entry)
    }
    return Decision(**values)


def _joined(before: tuple[Decision, ...], added: list[Decision]) -> tuple[Decision, ...]:
    """Return decisions with new ones after them; a pair decided again is decided anew."""
    pairs = {(d.mentee, d.mentor) for d in added}
    return (*(d for d in before if (d.mentee, d.mentor) not in pairs), *added)
