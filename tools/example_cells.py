"""Cells as form services write them: ids, labels, labels with levels."""

from __future__ import annotations

from typing import Any

from hsr_match.config.vocabulary import vocabulary

Answers = dict[str, Any]


def cell(field: str, answers: Answers) -> str:
    """Write one answer as a cell: ids, or labels as form services join them."""
    value, style = answers.get(field), answers["style"]
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return ("Yes" if value else "No") if style != "ids" else ("yes" if value else "no")
    match field:
        case "needs" | "offers":
            return _rated("needs", value, style)
        case "methods":
            levels = vocabulary("method_level").terms
            pairs = [
                (_shown("methods", m, style), how if style == "ids" else levels[how].label)
                for m, how in value.items()
            ]
            return "; ".join(f"{m}: {how}" for m, how in pairs)
        case "career_stage":
            return (
                str(value) if style != "labels" else vocabulary(field).terms[str(value)].synonyms[0]
            )
    name = LISTS.get(field)
    if name is None:
        return str(value)
    values = [value] if isinstance(value, str) else value
    shown = [_shown(name, v, style) for v in values]
    # Microsoft Forms ends a list with its separator.
    return (
        ";".join(shown) + ";" if style == "labels" and isinstance(value, list) else "; ".join(shown)
    )


LISTS = {
    "track": "track",
    "sector_route": "sector_route",
    "research_areas": "research_areas",
    "hrcs_health": "hrcs_health",
    "setting": "setting",
    "path": "path",
    "meeting_format": "meeting_format",
    "availability": "availability",
    "frequency": "frequency",
    "nation_region": "nation_region",
    "growth_line": "growth_line",
    "mentor_style": "mentor_style",
    "mentor_style_wanted": "mentor_style",
    "experience_wanted": "lived_experience",
    "lived_experience_offered": "lived_experience",
    "co_authoring_level": "co_authoring_level",
    "co_authoring_offered": "co_authoring_level",
}


def _rated(name: str, value: dict[str, int | str], style: str) -> str:
    if style == "labels":
        return "".join(f"{_shown(name, term, style)};" for term in value)
    return "; ".join(f"{_shown(name, term, style)}:{level}" for term, level in value.items())


def _shown(name: str, term: str, style: str) -> str:
    return term if style == "ids" else vocabulary(name).terms[term].label
