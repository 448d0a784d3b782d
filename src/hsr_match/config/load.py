"""Settings from a preset or a file: read, joined, checked, typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from hsr_match.config import preset_files
from hsr_match.config.choices import with_choices
from hsr_match.config.settings import Decision, Settings
from hsr_match.errors import UsageError

DEFAULT_FINGERPRINT = "e86b5008e87a3d2fbddc10d115551940cebe4035a382c8178a5b440267378311"
"""SHA-256 of the ``configs/default.yaml`` that the values in the classes equal.

A run on the defaults then needs neither YAML nor validation, which would take
longer than the matching. Any other default.yaml is read and checked in full.
"""


def load_settings(
    config: str | Path | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    pins: Iterable[Mapping[str, str | bool] | Decision] = (),
    bans: Iterable[Mapping[str, str | bool] | Decision] = (),
    seed: int | None = None,
    time_limit: float | None = None,
) -> Settings:
    """Return the settings of a run: choices over the file over what it extends.

    Parameters
    ----------
    config
        Name of a preset, or path of a YAML file; None for the defaults. A file
        without ``extends`` extends the defaults.
    weights
        Criterion (built-in or own) → weight, 0 or more; replaces the file's.
    pins, bans
        Mappings of ``mentee``, ``mentor`` and perhaps ``by``, ``reason``; added
        to the file's.
    seed
        Key of the rule that settles ties, 0 or more.
    time_limit
        Seconds, above 0.

    Raises
    ------
    UsageError
        If `config` names neither a preset nor a file.
    SettingsError
        With every mistake, each with file, line and column.
    """
    settings = _configured(config, judge_weights=not weights)
    settings = with_choices(
        settings,
        weights=weights or {},
        pins=pins,
        bans=bans,
        seed=seed,
        time_limit=time_limit,
    )
    if weights:
        _require_weight(settings)
    return settings


def check_settings_file(file: str | Path) -> Settings:
    """Return the settings that a file makes, or raise all its mistakes.

    Raises
    ------
    UsageError
        If there is no such preset or file.
    SettingsError
        With every mistake, each with file, line and column.
    """
    return _configured(file, judge_weights=True)


def settings_from_json(data: object) -> Settings:
    """Return settings from the plain JSON of :meth:`Settings.as_json`.

    Raises
    ------
    SettingsError
        If keys or values are not those of settings.
    """
    from hsr_match.config.files import refused
    from hsr_match.config.resolve import typed
    from hsr_match.config.values import kind_of

    if not isinstance(data, dict):
        raise refused(
            "not-keys", "", f"Settings are keys with values; {kind_of(data)} was read.", ""
        )
    return typed(data)


@cache
def default_settings() -> Settings:
    """Return the defaults: ``configs/default.yaml``."""
    path = preset_files.preset_path(preset_files.DEFAULT)
    if sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest() == DEFAULT_FINGERPRINT:
        return Settings()
    from hsr_match.config.resolve import resolved

    return resolved(path, path.name, Settings())


def _configured(config: str | Path | None, *, judge_weights: bool) -> Settings:
    if config is None or config == preset_files.DEFAULT:
        return default_settings()
    from hsr_match.config.resolve import resolved

    if isinstance(config, str) and config in preset_files.names():
        path, name = preset_files.preset_path(config), f"{config}.yaml"
    else:
        path, name = Path(config), str(config)
        if not name or not _exists(path):
            raise _no_such(name)
    return resolved(path, name, default_settings(), judge_weights=judge_weights)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no system accepts
        return False


def _no_such(name: str) -> UsageError:
    from hsr_match.config.chain import suggestion
    from hsr_match.config.values import shown

    return UsageError(f"There is no preset or settings file {shown(name)}.", suggestion(name))


def _require_weight(settings: Settings) -> None:
    numbers: list[Any] = [getattr(settings.weights, n) for n in settings.as_json()["weights"]]
    if any(numbers) or any(spec.weight for spec in settings.criteria):
        return
    from hsr_match.config.checks import NO_WEIGHT
    from hsr_match.config.files import settings_error
    from hsr_match.config.validate import problem

    raise settings_error([problem((("weights",), NO_WEIGHT), {}, {}, "")])
