"""The invented cohort: about 48 mentees and 36 mentors, answered the way people answer forms.

Every draw comes from ``Random.random``, whose sequence Python keeps the same
from version to version, so the same seed gives the same people everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

import example_words as words

T = TypeVar("T")
Answers = dict[str, Any]

# Theme group of each person in turn. Mental health asks more of its mentors than they can give.
MENTEE_GROUPS = (
    ["mental"] * 9 + ["primary"] * 8 + ["hospital"] * 7 + ["social"] * 5 + ["policy"] * 5
) + (["change"] * 5 + ["public"] * 5 + ["work"] * 4)
MENTOR_GROUPS = (
    ["mental"] * 3 + ["primary"] * 6 + ["hospital"] * 6 + ["social"] * 4 + ["policy"] * 5
) + (["change"] * 4 + ["public"] * 4 + ["work"] * 4)
MENTEE_STAGES = [1] * 14 + [2] * 24 + [3] * 10
MENTOR_STAGES = [2] * 3 + [3] * 19 + [4] * 14
# (least, wanted, most): 44 wanted and 47 at most, for 47 mentees who may be matched.
PLACES = [(0, 1, 1)] * 24 + [(0, 1, 2)] * 2 + [(1, 1, 1)] * 2 + [(0, 2, 2)] * 7 + [(0, 2, 3)]


class Draw:
    """Draws that depend on the seed alone."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def chance(self, share: float) -> bool:
        """Return true this often."""
        return self._random.random() < share

    def pick(self, choices: Sequence[T]) -> T:
        """Draw one."""
        return choices[int(self._random.random() * len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Draw without repeats; earlier choices come up more often."""
        left = list(choices)
        return [
            left.pop(int(self._random.random() ** 1.6 * len(left)))
            for _ in range(min(count, len(left)))
        ]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        keyed = [(self._random.random(), place) for place in range(len(items))]
        return [items[place] for _, place in sorted(keyed)]

    def between(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))


def mentees(draw: Draw) -> list[Answers]:
    """Draw the mentees' answers; ids E01 to E48."""
    stages = draw.shuffled(MENTEE_STAGES)
    return [
        _mentee(draw, f"E{i:02d}", group, stage)
        for i, (group, stage) in enumerate(
            zip(draw.shuffled(MENTEE_GROUPS), stages, strict=True), 1
        )
    ]


def mentors(draw: Draw) -> list[Answers]:
    """Draw the mentors' answers; ids R01 to R36."""
    groups, stages = draw.shuffled(MENTOR_GROUPS), draw.shuffled(MENTOR_STAGES)
    places = draw.shuffled(PLACES)
    return [
        _mentor(draw, f"R{j:02d}", groups[j - 1], stages[j - 1], places[j - 1])
        for j in range(1, len(groups) + 1)
    ]


def _both(draw: Draw, person_id: str, group: str, stage: int) -> Answers:
    employer, domain, region = draw.pick(words.EMPLOYERS)
    clinical = "NHS" in employer or "Health Board" in employer
    outside = employer in ("Policy Loom", "Centre for Everyday Care", "Wrenfield City Council")
    answers: Answers = {
        "person_id": person_id,
        "organisation": employer,
        "domain": domain,
        "research_areas": draw.some(words.THEMES[group], draw.between(1, 3)),
        "hrcs_health": draw.some(words.HEALTH[group], 1),
        "setting": draw.some(words.SETTINGS[group], draw.between(1, 2)),
        "track": "nhs_service" if clinical else "public_policy" if outside else "research",
        "sector_route": "nhs"
        if clinical
        else "think_tank_charity"
        if outside
        else "university_only",
        "career_stage": stage,
        "path": draw.pick(("straight", "from_practice", "late_entry", "mixed_sectors")),
        "meeting_format": draw.some(("online", "in_person", "hybrid", "phone"), draw.between(1, 2)),
        "availability": draw.some(
            ("weekday_am", "weekday_pm", "tue", "thu", "wed", "mon", "fri", "weekday_evening"),
            draw.between(1, 4),
        ),
        "frequency": draw.pick(("six_a_year", "six_a_year", "monthly", "flexible", "four_a_year")),
        "nation_region": region,
        "consent_matching": True,
        "member_organisation": True,
        "consent_special": draw.pick((True,) * 7 + (False, None)),
        "style": draw.pick(("ids", "labels", "labels", "levels")),
    }
    if draw.chance(0.25):
        answers["track"] = draw.pick(("clinical_academic", "teaching_and_research"))
    if answers["track"] == "clinical_academic":
        answers["sector_route"] = "clinical_academic"
    return answers


def _mentee(draw: Draw, person_id: str, group: str, stage: int) -> Answers:
    answers = _both(draw, person_id, group, stage)
    needs = draw.some(words.NEEDS, draw.between(2, 5))
    caring = "caring_and_work" in needs or draw.chance(0.15)
    learn, known = draw.some(words.METHODS[group], 2), draw.some(words.METHODS[group], 1)
    answers |= {
        "role": "mentee",
        "job_title": draw.pick(words.MENTEE_TITLES[stage]),
        "needs": {need: draw.between(1, 3) for need in needs},
        "methods": {**dict.fromkeys(learn, "want_to_learn"), **dict.fromkeys(known, "use")},
        "growth_line": draw.pick(("independence", "independence", "people", "ideas", "none")),
        "contribution_people": draw.between(0, 2),
        "contribution_ideas": draw.between(0, 2),
        "mentor_style_wanted": draw.some(("sounding_board", "guide", "challenger", "sponsor"), 1),
        "co_authoring_level": draw.pick(("feedback_only", "joint_writing")),
    }
    if caring:
        answers["experience_wanted"] = ["parent_or_carer"]
    elif draw.chance(0.2):
        answers["experience_wanted"] = [draw.pick(("career_break", "part_time", "unstuck"))]
    if draw.chance(0.15):
        answers["hopes"] = draw.pick(words.HOPES)
    _leave_blank(draw, answers, ("hrcs_health", "setting", "methods", "path", "growth_line"), 0.2)
    _leave_blank(draw, answers, ("availability", "frequency", "mentor_style_wanted"), 0.15)
    _leave_blank(draw, answers, ("contribution_ideas", "co_authoring_level"), 0.5)
    _leave_blank(draw, answers, ("career_stage", "track", "meeting_format"), 0.05)
    return answers


def _mentor(
    draw: Draw, person_id: str, group: str, stage: int, places: tuple[int, int, int]
) -> Answers:
    answers = _both(draw, person_id, group, stage)
    offers = draw.some(words.OFFERS, draw.between(5, 10))
    least, wanted, most = places
    answers |= {
        "role": "mentor",
        "job_title": draw.pick(words.MENTOR_TITLES[stage]),
        "offers": {need: draw.pick((1, 2, 2, 3, 3)) for need in offers},
        "methods": {m: draw.pick(("use", "can_teach")) for m in draw.some(words.METHODS[group], 2)},
        "contribution_people": draw.between(1, 3),
        "contribution_ideas": draw.between(1, 3),
        "mentor_style": draw.some(("sounding_board", "guide", "challenger", "sponsor"), 2),
        "lived_experience_offered": draw.some(
            ("parent_or_carer", "part_time", "career_break", "unstuck", "clinical_to_research"),
            draw.between(0, 2),
        ),
        "co_authoring_offered": draw.pick(("none", "feedback_only", "joint_writing")),
        "places_min": least or None,
        "places": wanted,
        "places_max": most if most > wanted else None,
    }
    _leave_blank(draw, answers, ("hrcs_health", "setting", "methods", "path", "mentor_style"), 0.15)
    _leave_blank(draw, answers, ("availability", "frequency", "co_authoring_offered"), 0.2)
    _leave_blank(draw, answers, ("contribution_ideas",), 0.5)
    if not answers["lived_experience_offered"]:
        del answers["lived_experience_offered"]
    return answers


def _leave_blank(draw: Draw, answers: Answers, fields: Sequence[str], share: float) -> None:
    for field in fields:
        if draw.chance(share):
            answers.pop(field, None)


def name_everybody(draw: Draw, people: Sequence[Answers]) -> None:
    """Give each person an invented name and an e-mail address, no two alike."""
    given, family = draw.shuffled(words.GIVEN), draw.shuffled(words.FAMILY)
    for person, first, last in zip(people, given, family, strict=False):
        person["name"] = f"{first} {last}"
        person["email"] = f"{first}.{last}@{person.pop('domain')}".lower()
