"""Settings, fields and vocabularies: what a scheme decides before anybody is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.config.load import check_settings_file, load_settings, settings_from_json
    from hsr_match.config.preset_files import presets
    from hsr_match.config.schema import settings_schema
    from hsr_match.config.settings import Settings
    from hsr_match.config.weights import Criterion
    from hsr_match.config.write import settings_yaml

__all__ = [
    "Criterion",
    "Settings",
    "check_settings_file",
    "load_settings",
    "presets",
    "settings_from_json",
    "settings_schema",
    "settings_yaml",
]

_HOME = {
    "Criterion": "weights",
    "Settings": "settings",
    "check_settings_file": "load",
    "load_settings": "load",
    "presets": "preset_files",
    "settings_from_json": "load",
    "settings_schema": "schema",
    "settings_yaml": "write",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'hsr_match.config' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"hsr_match.config.{_HOME[name]}"), name)
