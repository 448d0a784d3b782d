"""What makes the invented cohort look like life, person by person; and the two small tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Answers = dict[str, Any]

# Person → answers that replace what was drawn.
TOUCHES: dict[str, Answers] = {
    # One employer under two names, and an honorary contract with another.
    "E04": {"organisation": "Exampleton University"},
    "R27": {"organisation": "Exampleton University"},
    "R18": {"other_organisations": "University of Exampleton"},
    "E28": {"other_organisations": "Norbridge University"},
    # People who know each other too well.
    "E39": {"line_manager": "obinna.gallowglen@example.ac.uk"},
    "E07": {"line_manager": "Greta Sallowfield", "consent_special": True},
    "E32": {"supervisor": "usha.chimeka@example.ac.uk"},
    "E06": {"supervisor": "Leila Wadsleigh"},
    "E18": {"co_author": "mohan.haldenby@example.ac.uk"},
    "R31": {"co_author": "Rafael Rasmussel"},
    # One refusal in confidence.
    "E21": {"not_these": "R18"},
    # Whom people would like: by id, name or e-mail, with a tie.
    "E01": {"preferred_mentors": "R34 = R13; R19"},
    "E03": {"preferred_mentors": "Hadiza Mahmoudian", "consent_special": True},
    "E08": {"preferred_mentors": "R19; R34"},
    "E13": {"preferred_mentors": "dilys.osmotherby@example.ac.uk; R34"},
    "E15": {"preferred_mentors": "R15; R05"},
    "E22": {"preferred_mentors": "Priya Ekwenze; Maeve Fairhurstle"},
    "E25": {"preferred_mentors": "R14; R28; R10"},
    "E33": {"preferred_mentors": "R26; R33 = R11"},
    "E36": {"preferred_mentors": "R17"},
    "E40": {"preferred_mentors": "Keisha Marchbanks; R15"},
    "E41": {"preferred_mentors": "R10; R08"},
    "E46": {"preferred_mentors": "R13; R19; R34"},
    # One need without which a mentor is no help.
    "E44": {
        "style": "levels",
        "consent_special": True,
        "needs": {"caring_and_work": "3!", "writing_publishing": 3, "research_funding": 2},
    },
    # Answers that may be used with consent only.
    "E31": {
        "consent_special": True,
        "needs": {"disability_work": 3, "confidence": 2, "clinical_academic_balance": 2},
    },
    "R25": {
        "consent_special": True,
        "lived_experience_offered": ["parent_or_carer", "disabled_ltc"],
    },
    "E20": {
        "preferred_mentors": "R34",
        "consent_special": True,
        "needs": {"neurodiversity_work": 3, "interviews_recruitment": 2, "involving_public": 1},
    },
    "R16": {"consent_special": True, "lived_experience_offered": ["neurodivergent"]},
    "E02": {
        "consent_special": True,
        "needs": {"bias_exclusion": 3, "promotion": 3, "independent_niche": 1},
        "experience_wanted": ["minority_ethnic", "unstuck"],
    },
    "R21": {
        "consent_special": True,
        "lived_experience_offered": ["minority_ethnic", "part_time", "career_break"],
        "offers": {"career_planning": 3, "confidence": 2, "bias_exclusion": 3, "promotion": 2},
    },
    "E45": {"needs": {"migration_visas": 3, "networking_visibility": 2, "career_planning": 2}},
    # Few can tell about a way out of academia and back, and say so.
    "R12": {"lived_experience_offered": ["unstuck", "returned_from_other_sector"]},
    "R28": {"lived_experience_offered": ["parent_or_carer", "returned_from_other_sector"]},
    "R33": {"offers": {"leaving_entering_academia": 2, "teaching": 3, "writing_publishing": 3}},
    "R35": {"reserve": True},
    "R32": {"reserve": False},
    "R30": {"lived_experience_offered": ["migrated_to_uk", "unstuck"], "consent_special": True},
    # Said no to being matched; left the number of places, or most of the form, blank.
    "E16": {"consent_matching": False},
    "R29": {"places": None},
    "E17": {"needs": None, "methods": None, "availability": None, "setting": None},
    "R23": {"offers": None, "methods": None, "mentor_style": None},
}
# One person asks for a mentor and offers to be one: the mentor's form with these answers added.
BOTH_ID, BOTH_MENTEE, BOTH_MENTOR = "B01", "E48", "R36"
BOTH_FIELDS = (
    "needs",
    "growth_line",
    "experience_wanted",
    "mentor_style_wanted",
    "co_authoring_level",
    "preferred_mentors",
)


def make_lifelike(people: Sequence[Answers]) -> list[Answers]:
    """Return the people with their touches, and two forms of one person made one."""
    touched = [{**person, **TOUCHES.get(person["person_id"], {})} for person in people]
    by_id = {person["person_id"]: person for person in touched}
    mentee, mentor = by_id.pop(BOTH_MENTEE), by_id.pop(BOTH_MENTOR)
    asked = {field: mentee[field] for field in BOTH_FIELDS if field in mentee}
    by_id[BOTH_ID] = {**mentor, **asked, "person_id": BOTH_ID, "role": "both"}
    return list(by_id.values())


SMALL = [
    ["name", "role", "organisation", "research_area", "career_stage", "needs", "offers", "places"],
    ["Ada Brightwell", "mentee", "Norbridge University", "Social care", "1",
     "Caring and work:3; Writing and publishing:2", "", ""],
    ["Bilal Ashgrove", "mentee", "Kestrelby University", "digital_data; primary_community", "2",
     "research_funding; leadership_pathway", "", ""],
    ["Carys Lindenmoor", "mentee", "Aberwenna University", "Maternity and newborn", "2",
     "Getting into leadership;Confidence;", "", ""],
    ["Dele Fallowfield", "mentee", "Policy Loom", "Commissioning and policy", "3",
     "moving_job:3; career_planning:1", "", ""],
    ["Ewa Stonebridge", "mentee", "Kestrelby University", "quality_safety", "1",
     "", "", ""],
    ["Fatou Harrowgate", "mentor", "University of Exampleton", "Social care; Maternity and newborn",
     "3", "", "caring_and_work:3; leadership_pathway:2; writing_publishing:2", "2"],
    ["Gwyn Amberley", "mentor", "Kestrelby University", "Quality and safety;Digital care and data;",
     "4", "", "Winning research funding;Getting into leadership;Confidence;", "2"],
    ["Hana Silverdale", "mentor", "Norbridge University", "commissioning_policy; primary_community",
     "3", "", "career_planning:3; moving_job:2; research_funding:3", "1"],
]  # fmt: skip

SCORES = [
    ["mentee_id", "mentor_id", "score"],
    *(
        [mentee, mentor, score]
        for mentee, row in {
            "ana": {"kit": "7.5", "lou": "3.25", "max": "-1"},
            "ben": {"kit": "6", "max": "4.75"},
            "cai": {"kit": "7.25", "lou": "-0.5", "ned": "2"},
            "dev": {"lou": "1.5", "max": "1.5", "ned": "-2.25"},
            "eve": {"ned": "0"},
            "flo": {"kit": "5", "lou": "4", "max": "3", "ned": "2.5"},
        }.items()
        for mentor, score in row.items()
    ),
]
