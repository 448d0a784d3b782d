"""The presets load, say what they are for, and add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from hsr_match.config import load_settings, presets
from hsr_match.config.preset_files import folder, preset_path

NAMES = ["default", "caring", "leadership", "research-fit"]


def test_the_presets_and_their_purposes() -> None:
    assert list(presets()) == NAMES
    assert all(20 < len(purpose) <= 80 for purpose in presets().values())


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_is_found_by_name_and_its_weights_are_parts_of_100(name: str) -> None:
    settings = load_settings(name)
    assert sum(settings.as_json()["weights"].values()) == 100
    assert settings == load_settings(preset_path(name))


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_preset_is_short_and_gives_its_reasons(name: str) -> None:
    lines = preset_path(name).read_text(encoding="utf-8").splitlines()
    assert "extends: default" in lines
    assert len(lines) <= 40
    assert sum("#" in line for line in lines) >= 6
    assert load_settings(name).justification


def test_presets_differ_where_they_say_so() -> None:
    default, leadership = load_settings("default"), load_settings("leadership")
    assert leadership.rules.step_ahead == "preferred"
    assert leadership.weights.career_stage > default.weights.career_stage
    assert load_settings("caring").weights.lived_experience > default.weights.lived_experience
    fit = load_settings("research-fit").weights
    assert fit.research_area + fit.methods > 50


def test_an_installed_package_is_looked_in_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "hsr_match" / "config" / "preset_files.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr("hsr_match.config.preset_files.__file__", str(module))
    for place in (tmp_path.parent / "configs", tmp_path / "hsr_match" / "configs"):
        folder.cache_clear()
        assert folder() == place
        (tmp_path / "hsr_match" / "configs").mkdir(exist_ok=True)
    folder.cache_clear()
