"""Random cohorts for properties: every scored field, blank or filled."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config.vocabulary import vocabulary

FEW_NEEDS = (
    "caring_and_work",
    "methods_skill",
    "bias_exclusion",
    "co_authoring",
    "leaving_entering_academia",
    "teaching",
    "return_after_break",
)
FEW_LIVED = ("parent_or_carer", "part_time", "minority_ethnic", "returned_from_other_sector")
FEW_THEMES = ("primary_community", "urgent_emergency", "mental_health_services", "digital_data", "involvement")
FEW_METHODS = ("medical_statistics", "epidemiology", "qualitative", "routine_data_linkage")


def subset(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least).map(tuple)


def ids(name: str, count: int = 4) -> tuple[str, ...]:
    return tuple(vocabulary(name).terms)[:count]


def ranked() -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    single = subset(FEW_THEMES).map(lambda values: tuple((v,) for v in values))
    tied = subset(FEW_THEMES, 2).map(lambda values: (values[:2], *((v,) for v in values[2:])))
    return single | tied


def answers(role: str) -> st.SearchStrategy[dict[str, Any]]:
    levels = st.sampled_from(("want_to_learn", "use", "can_teach"))
    shared = {
        "research_areas": ranked(),
        "hrcs_health": subset(("10MEN", "20GEN", "02CAN")),
        "hrcs_activity": subset(("8.1", "8.2", "7.1")),
        "methods": st.dictionaries(st.sampled_from(FEW_METHODS), levels, max_size=3),
        "setting": subset(ids("setting")),
        "career_stage": st.integers(1, 4),
        "contribution_people": st.integers(0, 3),
        "contribution_ideas": st.integers(0, 3),
        "track": st.sampled_from(("research", "teaching", "other")),
        "sector_route": st.sampled_from(("nhs", "government")),
        "path": st.sampled_from(("straight", "from_practice")),
        "professional_background": subset(("nursing", "economics", "other")),
        "meeting_format": subset(("online", "in_person", "hybrid", "phone")),
        "availability": subset(("mon", "tue", "weekday_am")),
        "frequency": st.sampled_from(("four_a_year", "six_a_year", "monthly", "flexible")),
        "nation_region": st.sampled_from(("wales", "scotland")),
    }
    if role == "mentee":
        shared |= {
            "needs": st.dictionaries(st.sampled_from(FEW_NEEDS), st.integers(1, 3), max_size=4),
            "experience_wanted": subset(FEW_LIVED),
            "growth_line": st.sampled_from(("independence", "ideas", "people", "none")),
            "co_authoring_level": st.sampled_from(("feedback_only", "joint_project")),
            "mentor_style_wanted": subset(("guide", "sponsor", "unsure")),
            "weight_people": st.integers(0, 3),
            "weight_topic": st.integers(0, 3),
            "weight_experience": st.integers(0, 3),
        }
    else:
        shared |= {
            "offers": st.dictionaries(st.sampled_from(FEW_NEEDS), st.integers(0, 3), max_size=4),
            "lived_experience_offered": subset(FEW_LIVED),
            "co_authoring_offered": st.sampled_from(("none", "feedback_only", "joint_writing")),
            "mentor_style": subset(("guide", "sponsor", "unsure")),
        }
    return st.fixed_dictionaries({}, optional=shared)


@st.composite
def cohorts(draw: st.DrawFn) -> Cohort:
    """Two to four people a side."""
    mentors = tuple(
        Person(f"id:r{j}", f"R{j}", "mentor", "", draw(answers("mentor")))
        for j in range(draw(st.integers(1, 4)))
    )
    mentees = []
    for i in range(draw(st.integers(1, 3))):
        given = draw(answers("mentee"))
        if draw(st.booleans()):
            listed = draw(st.lists(st.sampled_from(mentors), unique=True, max_size=3))
            given["preferred_mentors"] = tuple((m.key,) for m in listed)
        mentees.append(Person(f"id:e{i}", f"E{i}", "mentee", "", given))
    return Cohort(mentees=tuple(mentees), mentors=mentors)
