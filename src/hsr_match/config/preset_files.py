"""Presets: the settings files that come with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DEFAULT = "default"


@cache
def folder() -> Path:
    """Return the folder of the presets: in the package, or in a checkout of the sources."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "configs"
    return installed if installed.is_dir() else package.parents[1] / "configs"


@cache
def names() -> tuple[str, ...]:
    """Return the names that ``-c`` and ``extends`` accept, the default first."""
    found = sorted(path.stem for path in folder().glob("*.yaml"))
    return (DEFAULT, *(name for name in found if name != DEFAULT))


def preset_path(name: str) -> Path:
    """Return the file of a preset."""
    return folder() / f"{name}.yaml"


def presets() -> dict[str, str]:
    """Return the presets with their purpose, the first comment line of each file."""
    return {name: _purpose(preset_path(name)) for name in names()}


def _purpose(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                return line.lstrip("# ").strip()
    return ""
