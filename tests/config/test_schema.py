"""The JSON Schema accepts what the loader accepts, and an editor would see a typo."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import settings as budget

from hsr_match.config import Settings, presets, settings_schema, settings_yaml
from hsr_match.config.amounts import NUMBER, number_of
from hsr_match.config.model import all_keys
from hsr_match.config.preset_files import preset_path
from hsr_match.config.values import Plain
from hsr_match.config.yaml_tree import read_tree
from tests.config.strategies import settings

SCHEMA = settings_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def as_editor_reads(text: str) -> Any:
    """Return YAML 1.2 as an editor hands it to a schema: numbers as numbers."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        if isinstance(value, Plain) and value in ("true", "false"):
            return value == "true"
        return number_of(value) if isinstance(value, Plain) and NUMBER.fullmatch(value) else value

    return plain(read_tree(text, "f").value)


def test_it_is_a_schema_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA, allow_nan=False)) == SCHEMA


@pytest.mark.parametrize("name", presets())
def test_every_preset_satisfies_it(name: str) -> None:
    CHECK.validate(as_editor_reads(preset_path(name).read_text(encoding="utf-8")))


@budget(max_examples=40, deadline=None)
@given(settings())
def test_written_settings_satisfy_it(made: Settings) -> None:
    CHECK.validate(as_editor_reads(settings_yaml(made)))


@pytest.mark.parametrize(
    "text",
    [
        "wieghts: {}",
        "weights: {neds: 1}",
        "weights: {needs: -1}",
        "weights: {needs: many}",
        "rules: {conflicts: of}",
        "rules: {other_organisation: hard}",
        "rules: {quality_floor: no}",
        "fairness: {max_price: 2}",
        "scoring: {career_stage: {one: 1}}",
        "scoring: {career_stage: {1: 2}}",
        "scoring: {rank_weights: []}",
        "pins: [{mentee: E01}]",
        "rules: {mentors_per_mentee: 0}",
        "rules: {different_organisations: maybe}",
        "rules: {spread: {organisation: 0}}",
        "rules: {spread: {gender: 1}}",
        "rules: {last_year_credit: {points: -1}}",
        "apart: [{mentees: [E01]}]",
        "floors: [{name: a, at_least: 0, need: promotion}]",
        "criteria: [{name: a, kind: simlar, weight: 1}]",
        "criteria: [{name: a, kind: same, weight: 1, folder: x}]",
    ],
)
def test_a_mistake_does_not(text: str) -> None:
    assert not CHECK.is_valid(as_editor_reads(text))


@pytest.mark.parametrize(
    "text",
    [
        "rules: {other_organisation: preferred}",
        "rules: {quality_floor: 40}",
        "rules: {different_organisations: true, spread: {organisation: 1}}",
        "apart: [{mentees: [1, E02]}]",
        "fairness: {max_price: 2.5%}",
        "scoring: {career_stage: {-3: 0}}",
        "bans: [{mentee: 7, mentor: R02}]",
    ],
)
def test_short_forms_do(text: str) -> None:
    CHECK.validate(as_editor_reads(text))


def test_every_key_is_described() -> None:
    described: set[str] = set()
    for part in (SCHEMA, *SCHEMA["$defs"].values()):
        for name, entry in part["properties"].items():
            assert entry["description"], name
            described.add(name)
    assert {path[-1] for path, _ in all_keys(Settings)} <= described
