"""The JSON Schema of a settings file, for completion and checks in editors."""

from __future__ import annotations

from typing import Any

from hsr_match.config import preset_files
from hsr_match.config.settings import Settings
from hsr_match.config.texts import Step


def settings_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a settings file.

    Every key has a description; choices are enumerations. What no schema can
    say (names used twice, all weights 0, monitoring columns) is checked when
    the file is read.
    """
    from pydantic import TypeAdapter

    generated: dict[str, Any] = TypeAdapter(Settings).json_schema()
    definitions = generated.pop("$defs")
    _describe(definitions, generated)
    extends = {
        "type": "string",
        "title": "extends",
        "description": "Preset or file that this one changes: "
        f"{', '.join(preset_files.names())}, or a file beside it.",
        "examples": list(preset_files.names()),
        "default": preset_files.DEFAULT,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hsr-match settings",
        "description": "Settings of hsr-match; see docs/reference/settings.md.",
        "type": "object",
        "properties": {"extends": extends, **generated["properties"]},
        "additionalProperties": False,
        "$defs": definitions,
    }


def _describe(definitions: dict[str, Any], root: dict[str, Any]) -> None:
    """Name every key in the schema and add what the annotations cannot say."""
    for group in (*definitions.values(), root):
        for name, entry in group["properties"].items():
            entry["title"] = name
    steps = Step().json_schema()["pattern"]
    scoring = definitions["Scoring"]["properties"]
    for table in (
        scoring["offer_levels"],
        scoring["own_weights"],
        scoring["career_stage"],
        definitions["Criterion"]["properties"]["levels"],
    ):
        table["propertyNames"] = {"pattern": steps}
        (table["additionalProperties"],) = table.pop("patternProperties").values()
    definitions["Criterion"]["properties"].pop("folder")
    definitions["Tie"]["properties"]["mentees"]["minItems"] = 2
    rules = definitions["Rules"]["properties"]
    level = definitions["OtherOrganisation"]["properties"]["level"]
    full = rules["other_organisation"]
    rules["other_organisation"] = {
        "title": "other_organisation",
        "description": full["description"],
        "anyOf": [{"$ref": "#/$defs/OtherOrganisation"}, {"enum": level["enum"]}],
    }
