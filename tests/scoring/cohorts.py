"""Random cohorts for properties: every scored field, blank or filled."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort, Person

NEEDS = (
    "caring_and_work",
    "methods_skill",
    "bias_exclusion",
    "co_authoring",
    "leaving_entering_academia",
    "teaching",
    "return_after_break",
    "other",
)
LIVED = (
    "parent_or_carer",
    "part_time",
    "minority_ethnic",
    "returned_from_other_sector",
    "other",
)
THEMES = (
    "primary_community",
    "urgent_emergency",
    "mental_health_services",
    "digital_data",
    "involvement",
    "other",
)
METHODS = (
    "medical_statistics",
    "epidemiology",
    "qualitative",
    "routine_data_linkage",
    "coproduction",
    "other",
)


def subset(*values: str, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least, max_size=4).map(tuple)


def ranked() -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    single = subset(*THEMES).map(lambda values: tuple((v,) for v in values))
    tied = subset(*THEMES, least=2).map(lambda vs: (vs[:2], *((v,) for v in vs[2:])))
    return single | tied


def levels(highest: int, lowest: int = 0) -> st.SearchStrategy[int]:
    return st.integers(lowest, highest)


def rated(words: tuple[str, ...], lowest: int) -> st.SearchStrategy[dict[str, int | None]]:
    return st.dictionaries(st.sampled_from(words), st.none() | levels(3, lowest), max_size=4)


SHARED: dict[str, st.SearchStrategy[Any]] = {
    "research_areas": ranked(),
    "hrcs_health": subset("10MEN", "20GEN", "02CAN"),
    "hrcs_activity": subset("8.1", "8.2", "7.1"),
    "methods": st.dictionaries(
        st.sampled_from(METHODS),
        st.sampled_from((None, "want_to_learn", "use", "can_teach")),
        max_size=3,
    ),
    "setting": subset("primary_care", "acute", "policy", "other"),
    "career_stage": levels(4, 1),
    "contribution_people": levels(3),
    "contribution_ideas": levels(3),
    "track": st.sampled_from(("research", "teaching", "other")),
    "sector_route": st.sampled_from(("nhs", "government")),
    "path": st.sampled_from(("straight", "from_practice")),
    "professional_background": subset("nursing", "economics", "other"),
    "meeting_format": subset("online", "in_person", "hybrid", "phone"),
    "availability": subset("mon", "tue", "weekday_am"),
    "frequency": st.sampled_from(("four_a_year", "six_a_year", "monthly", "flexible")),
    "nation_region": st.sampled_from(("wales", "scotland")),
}
MENTEE: dict[str, st.SearchStrategy[Any]] = {
    **SHARED,
    "needs": rated(NEEDS, 1),
    "experience_wanted": subset(*LIVED),
    "growth_line": st.sampled_from(("independence", "ideas", "people", "users", "none")),
    "co_authoring_level": st.sampled_from(("none", "feedback_only", "joint_project")),
    "mentor_style_wanted": subset("guide", "sponsor", "unsure"),
    "weight_people": levels(3),
    "weight_topic": levels(3),
    "weight_experience": levels(3),
}
MENTOR: dict[str, st.SearchStrategy[Any]] = {
    **SHARED,
    "offers": rated(NEEDS, 0),
    "lived_experience_offered": subset(*LIVED),
    "co_authoring_offered": st.sampled_from(("none", "feedback_only", "joint_writing")),
    "mentor_style": subset("guide", "sponsor", "unsure"),
}


def answers(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Each field left blank, given up or answered."""
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def cohorts(draw: st.DrawFn, most: int = 4) -> Cohort:
    """One to three mentees and one to `most` mentors; some mentees list mentors."""
    mentors = tuple(
        Person(f"id:r{j}", f"R{j}", "mentor", "", draw(answers(MENTOR)))
        for j in range(draw(st.integers(1, most)))
    )
    mentees = []
    keys = [m.key for m in mentors] + ["id:elsewhere"]
    for i in range(draw(st.integers(1, 3))):
        given = draw(answers(MENTEE))
        if draw(st.booleans()):
            listed = draw(st.lists(st.sampled_from(keys), unique=True, max_size=3))
            tied = draw(st.booleans())
            given["preferred_mentors"] = (
                (tuple(listed),) if tied and listed else tuple((key,) for key in listed)
            )
        mentees.append(Person(f"id:e{i}", f"E{i}", "mentee", "", given))
    return Cohort(mentees=tuple(mentees), mentors=mentors)
