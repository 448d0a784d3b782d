"""``hsr-match config``: settings shown, checked, described, listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hsr_match.cli.configuring import check_text, presets_text, schema_text, settings_as
from hsr_match.cli.pipeline import Choices
from hsr_match.config import load_settings, settings_from_json
from hsr_match.errors import SettingsError, UsageError


def test_settings_shown_as_yaml_load_again(tmp_path: Path) -> None:
    path = tmp_path / "shown.yaml"
    path.write_text(settings_as("yaml", Choices("caring", weights=(("needs", 40.0),))))
    assert load_settings(path) == load_settings("caring", weights={"needs": 40})


def test_settings_shown_as_json_load_again() -> None:
    text = settings_as("json", Choices(bans=(("E01", "R01"),)))
    assert settings_from_json(json.loads(text)).bans[0].mentee == "E01"


def test_a_right_file_shows_its_weights_as_parts_of_100(tmp_path: Path) -> None:
    path = tmp_path / "scheme.yaml"
    path.write_text("criteria: [{name: wards, kind: terms, weight: 25}]\n")
    lines = check_text(str(path)).splitlines()
    assert lines[0] == f"{path}: no mistakes."
    shares = {name: float(share) for name, share in (line.split() for line in lines[3:])}
    assert shares["wards"] == 20.0
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert sum(shares.values()) == pytest.approx(100, abs=0.5)


def test_a_wrong_file_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "scheme.yaml"
    path.write_text("rules:\n  confilcts: off\n")
    with pytest.raises(SettingsError) as caught:
        check_text(str(path))
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.row, problem.place.column) == (str(path), 2, "3")
    with pytest.raises(UsageError):
        check_text(str(tmp_path / "no.yaml"))


def test_the_schema_is_json() -> None:
    assert json.loads(schema_text())["title"] == "hsr-match settings"


def test_presets_are_listed_with_their_purpose() -> None:
    lines = presets_text().splitlines()
    assert [line.split()[0] for line in lines] == [
        "default",
        "caring",
        "leadership",
        "research-fit",
    ]
    assert all(len(line) <= 100 for line in lines)
