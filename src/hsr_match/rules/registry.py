"""All rules, in the order in which they are reported. A new rule is a file and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hsr_match.config import Settings


def _always(settings: Settings) -> str:
    del settings
    return "required"


RULES: Final[Mapping[str, Callable[[Settings], str]]] = {
    "same_person": _always,
    "other_organisation": lambda settings: settings.rules.other_organisation.level,
    "conflicts": lambda settings: settings.rules.conflicts,
    "not_available": _always,
    "past_pair": lambda settings: settings.rules.past_pairs,
    "essential_need": lambda settings: settings.rules.essential_need,
    "department": lambda settings: settings.rules.department,
    "language": lambda settings: settings.rules.language,
    "meeting_format": lambda settings: settings.rules.meeting_format,
    "group": lambda settings: settings.rules.group,
    "step_ahead": lambda settings: settings.rules.step_ahead,
    "ban": lambda settings: "required" if settings.bans else "off",
}
"""File of a rule, which holds a function of the same name → its level in the settings.

The function takes the cohort, the settings and the level, and returns compiled
rules; its file is loaded only if the level is not ``off``.
"""
