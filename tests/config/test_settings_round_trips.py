"""Settings written as YAML or JSON and read again are the same settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as budget

from hsr_match.config import Settings, load_settings, settings_from_json, settings_yaml
from tests.config.strategies import settings

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("round")
    (path / "scores.csv").write_text("mentee_id,mentor_id,score\n")
    return path


@budget(max_examples=120, deadline=None)
@given(settings())
def test_yaml(folder: Path, made: Settings) -> None:
    path = folder / "scheme.yaml"
    path.write_text(settings_yaml(made), encoding="utf-8")
    assert load_settings(path) == made


@budget(max_examples=80, deadline=None)
@given(settings())
def test_json(made: Settings) -> None:
    assert settings_from_json(json.loads(json.dumps(made.as_json(), allow_nan=False))) == made


def test_yaml_is_readable() -> None:
    text = settings_yaml(load_settings("leadership"))
    for line in (
        "extends: default",
        "  needs: 30",
        "  step_ahead: preferred",
        "  quality_floor: off",
        "  career_stage: {-2: 0, -1: 0.2, 0: 0.5, 1: 1, 2: 1, 3: 0.8}",
        "  max_price: 0.02",
        "bans: []",
    ):
        assert line in text.splitlines()
