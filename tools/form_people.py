"""The invented people of ``examples/forms/``: a small round, answered in labels and levels."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from example_people import Draw, mentees, mentors, name_everybody

SEED = 41
MENTEES, MENTORS = 14, 11

FIELDS = (
    "name",
    "email",
    "role",
    "organisation",
    "job_title",
    "track",
    "setting",
    "research_areas",
    "methods",
    "career_stage",
    "contribution_people",
    "meeting_format",
    "availability",
    "frequency",
    "consent_matching",
    "consent_special",
    "needs",
    "growth_line",
    "experience_wanted",
    "hopes",
    "offers",
    "lived_experience_offered",
    "mentor_style",
    "places",
)
# Answers that replace what was drawn, by number on their side.
MENTEE_TOUCHES: dict[int, dict[str, Any]] = {
    1: {"preferred_mentors": ["{mentor 4}", "{mentor 2}"]},
    2: {"hopes": "Somebody outside my own department, to think aloud with."},
    3: {"needs": {"managing_upwards": 3, "confidence": 2, "promotion": 1}},
    5: {"experience_wanted": ["returned_from_other_sector", "parent_or_carer"]},
    6: {"conflicts": "{mentor 1} (manager)"},
    8: {"preferred_mentors": ["{mentor 7}"], "consent_special": True},
    9: {
        "needs": {"disability_work": 3, "writing_publishing": 2},
        "consent_special": True,
        "experience_wanted": ["disabled_ltc", "part_time"],
    },
    10: {"not_these": "{mentor 3}"},
    12: {"consent_matching": False},
}
MENTOR_TOUCHES: dict[int, dict[str, Any]] = {
    2: {"places": 2, "lived_experience_offered": ["returned_from_other_sector", "disabled_ltc"]},
    4: {"offers": {"managing_upwards": 3, "confidence": 3, "promotion": 2}, "places": 1},
    5: {"consent_special": True, "lived_experience_offered": ["disabled_ltc", "parent_or_carer"]},
}


def form_people() -> list[dict[str, Any]]:
    """Return everybody, in the order in which they sent the form; the last is mentor and mentee."""
    draw = Draw(SEED)
    asking, offering = mentees(draw)[:MENTEES], mentors(draw)[:MENTORS]
    name_everybody(draw, [*asking, *offering])
    names = {f"{{mentor {n}}}": mentor["name"] for n, mentor in enumerate(offering, 1)}
    people = [
        *(_person(one, MENTEE_TOUCHES.get(n, {}), names) for n, one in enumerate(asking, 1)),
        *(_person(one, MENTOR_TOUCHES.get(n, {}), names) for n, one in enumerate(offering, 1)),
    ]
    both, asks = people.pop(), people.pop(MENTEES - 1)
    both |= {field: asks[field] for field in ("needs", "growth_line") if field in asks}
    people = [*draw.shuffled(people), both | {"role": "both"}]
    sent = datetime(2026, 1, 12, 8, 40)
    for person in people:
        sent += timedelta(minutes=draw.between(9, 700))
        person["submitted_at"] = f"{sent:%Y-%m-%d %H:%M}"
    return people


def _person(
    drawn: dict[str, Any], touches: dict[str, Any], names: dict[str, str]
) -> dict[str, Any]:
    answers = {field: drawn[field] for field in FIELDS if drawn.get(field) not in (None, [])}
    answers |= {field: _named(value, names) for field, value in touches.items()}
    return answers


def _named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [names.get(item, item) for item in value]
    if isinstance(value, str):
        for word, name in names.items():
            value = value.replace(word, name)
    return value
