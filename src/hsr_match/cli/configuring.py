"""What ``hsr-match config`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.cli.pipeline import Choices, load, plain

if TYPE_CHECKING:
    from hsr_match.config import Settings


def settings_as(form: str, choices: Choices) -> str:
    """Return the settings of a run as ``yaml`` or ``json``.

    Raises
    ------
    SettingsError
        If the settings are wrong.
    """
    settings = load(choices)
    if form == "json":
        return plain(settings.as_json())
    from hsr_match.config import settings_yaml

    return settings_yaml(settings)


def check_text(file: str) -> str:
    """Say that a settings file is right, and what its weights come to.

    Raises
    ------
    UsageError
        If there is no such file.
    SettingsError
        With every mistake in it.
    """
    from hsr_match.config import check_settings_file
    from hsr_match.text import visible

    settings = check_settings_file(file)
    return "\n".join([f"{visible(file)}: no mistakes.", "", *_weights(settings)])


def _weights(settings: Settings) -> list[str]:
    """Return the weights as parts of 100, the heaviest first."""
    weights = {**settings.as_json()["weights"]}
    weights |= {spec.name: spec.weight for spec in settings.criteria}
    whole = sum(weights.values())
    width = max(map(len, weights))
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    return [
        "Weights as parts of 100 (blank answers move them, in proportion):",
        *(f"  {name:<{width}}  {100 * weight / whole:5.1f}" for name, weight in ordered),
    ]


def schema_text() -> str:
    """Return the JSON Schema of a settings file."""
    from hsr_match.config import settings_schema

    return plain(settings_schema())


def presets_text() -> str:
    """Return the presets with the purpose of each, one a line."""
    from hsr_match.config import presets

    found = presets()
    width = max(map(len, found))
    return "\n".join(f"{name:<{width}}  {purpose}" for name, purpose in found.items())
