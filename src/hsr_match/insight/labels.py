"""What criteria and their parts are called, and which answers they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CRITERIA: Final = {
    "needs": "needs",
    "lived_experience": "lived experience",
    "career_stage": "career stage",
    "research_area": "research area",
    "methods": "methods",
    "career_path": "career path",
    "preferences": "the mentee's own list",
    "practicalities": "practicalities",
    "region": "region",
    "preferred_rules": "preferred rules",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a criterion: its name in words, its vocabulary, both sides' fields."""

    label: str
    vocabulary: str
    mentee: str
    mentor: str


PARTS: Final = {
    ("needs", "needs"): Part("needs", "needs", "needs", "offers"),
    ("lived_experience", "lived_experience"): Part(
        "lived experience", "lived_experience", "experience_wanted", "lived_experience_offered"
    ),
    ("career_stage", "career_stage"): Part(
        "career stage", "career_stage", "career_stage", "career_stage"
    ),
    ("research_area", "themes"): Part(
        "themes", "research_areas", "research_areas", "research_areas"
    ),
    ("research_area", "health"): Part("health area", "hrcs_health", "hrcs_health", "hrcs_health"),
    ("research_area", "activity"): Part(
        "kind of research", "hrcs_activity", "hrcs_activity", "hrcs_activity"
    ),
    ("methods", "methods"): Part("methods", "methods", "methods", "methods"),
    ("methods", "setting"): Part("setting", "setting", "setting", "setting"),
    ("career_path", "track"): Part("track", "track", "track", "track"),
    ("career_path", "sector"): Part("sector", "sector_route", "sector_route", "sector_route"),
    ("career_path", "route"): Part("route", "path", "path", "path"),
    ("career_path", "style"): Part("style", "mentor_style", "mentor_style_wanted", "mentor_style"),
    ("career_path", "background"): Part(
        "background",
        "professional_background",
        "professional_background",
        "professional_background",
    ),
    ("practicalities", "format"): Part(
        "ways of meeting", "meeting_format", "meeting_format", "meeting_format"
    ),
    ("practicalities", "availability"): Part(
        "availability", "availability", "availability", "availability"
    ),
    ("practicalities", "frequency"): Part("how often", "frequency", "frequency", "frequency"),
    ("region", "region"): Part("region", "nation_region", "nation_region", "nation_region"),
}


def criterion_label(name: str) -> str:
    """Return a criterion in words; a scheme's own one by its name."""
    return CRITERIA.get(name, name.replace("_", " "))


def part_label(criterion: str, part: str) -> str:
    """Return a part in words."""
    known = PARTS.get((criterion, part))
    return known.label if known else criterion_label(part)
