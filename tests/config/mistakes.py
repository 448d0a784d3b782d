"""Settings files in a temporary folder, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.config import load_settings
from hsr_match.config.settings import Settings
from hsr_match.errors import SettingsError
from hsr_match.problems import Problem


def problems_of(folder: Path, text: str | bytes, name: str = "scheme.yaml") -> list[Problem]:
    """Write a file, load it, and return everything that is wrong with it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert caught.value.exit_code == 2
    return list(caught.value.problems)


def found(problems: list[Problem]) -> list[tuple[str, int, int]]:
    """Return code, line and column of each."""
    return [(p.code, p.place.row, int(p.place.column or 0)) for p in problems]


def loaded_or_mistakes(path: Path) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Load a file; any other error than a list of mistakes escapes."""
    try:
        return load_settings(path), ()
    except SettingsError as error:
        return None, error.problems
