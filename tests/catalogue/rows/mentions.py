"""088 to 094: people met twice, and people named by others."""

from __future__ import annotations

from tests.catalogue.case import (
    BASE,
    E1,
    ERROR,
    HEAD,
    PEOPLE,
    R1,
    R2,
    WARN,
    Case,
    Told,
    base,
    column,
    csv,
    row,
)

E1_AT = "University of Exampleton"
E1_NAME, E2_NAME, R1_NAME, R2_NAME = PEOPLE.values()


PAST = "mentee,mentor,year\n"
BOTH = HEAD.strip() + ",email\n"


def _line(text: str, email: str) -> str:
    return f"{text.strip()},{email}\n"


TWINS = (
    BOTH
    + _line(E1, "w@example.org")
    + _line(R1.replace("R1,mentor,Rosalind Marchbanks", f"R1,mentor,{E1_NAME}"), "w@example.org")
    + _line(R2, "o@example.org")
)

CROSSED = (
    "id,role,name,organisation,consent_matching,member_organisation,needs,offers,places\n"
    "A,both,Wilhelmina Quillfeather,University of Exampleton,yes,yes,promotion:3,teaching:3,1\n"
    "B,both,Barnaby Thistledown,Norbridge University,yes,yes,teaching:3,promotion:3,1\n"
)


MENTIONS = (
    row(
        88,
        "One name, two people",
        Case(
            "other-organisations",
            csv(base("Barnaby Thistledown", E1_NAME)),
            people={**PEOPLE, "E2": E1_NAME},
        ),
        Case(
            "same-organisation",
            csv(
                BASE.replace(
                    "Barnaby Thistledown,Norbridge University",
                    f"{E1_NAME},University of Exampleton",
                )
            ),
            (Told(WARN, "name-twice", 2, more=(3,)),),
            people={**PEOPLE, "E2": E1_NAME},
            why="One name at one organisation is more often one person with two ids: they count as "
            "two, said aloud.",
        ),
    ),
    row(
        89,
        "One person as mentor and as mentee",
        Case(
            "both",
            csv(base(E1, E1.replace("E1,mentee", "E1,both").replace(",,\n", ",teaching:1,1\n"))),
            people=None,
        ),
    ),
    row(
        90,
        "One person under two ids",
        Case(
            "one-email-two-ids",
            csv(TWINS),
            (Told(WARN, "person-under-two-ids", 2, more=(3,)),),
            people={"E1": E1_NAME, "R2": R2_NAME},
        ),
    ),
    row(
        91,
        "Two people who would mentor each other; the line manager as mentor",
        Case(
            "cycle",
            csv(CROSSED),
            people=None,
            says=("mentor each other",),
            shows=WARN,
        ),
        Case(
            "line-manager",
            csv(column("Line manager", "R1", "", "", "")),
            people={**PEOPLE},
            why="Barred without a word: the column is there to say so.",
        ),
    ),
    row(
        92,
        "Preference for somebody unknown, withdrawn, or oneself",
        Case(
            "unknown",
            csv(column("preferred_mentors", "R9", "")),
            (Told(ERROR, "unknown-person", 2, "preferred_mentors"),),
            3,
        ),
        Case(
            "oneself",
            csv(column("preferred_mentors", "E1", "")),
            (Told(ERROR, "self-preference", 2, "preferred_mentors"),),
            3,
        ),
        Case(
            "withdrawn",
            csv(column("preferred_mentors", "R2", "").replace("Trust,yes,yes", "Trust,no,yes")),
            (
                Told(WARN, "left-out", 5, "consent_matching"),
                Told(WARN, "preference-not-taking-part", 2, "preferred_mentors"),
            ),
            people={"E1": E1_NAME, "E2": E2_NAME, "R1": R1_NAME},
        ),
    ),
    row(
        93,
        "Ranked list with gaps, ties or repeats",
        Case(
            "repeat",
            csv(column("preferred_mentors", "R1; R1", "")),
            (Told(WARN, "repeated-value", 2, "preferred_mentors"),),
            why="What is meant is clear: the best place counts. A round is not stopped for it.",
        ),
        Case(
            "gap",
            csv(column("Preferred mentor 2", "R2", "", table=column("Preferred mentor 1", "", ""))),
            (Told(WARN, "rank-gap", 2, "Preferred mentor 2"),),
            why="The later choices move up, as a person would read them.",
        ),
        Case(
            "tie", csv(column("preferred_mentors", "R1 = R2", "")), why="Ties are a way to answer."
        ),
    ),
    row(
        94,
        "Last year's partner not found",
        Case(
            "past-pair-unknown",
            {**csv(BASE), "past.csv": PAST + "E1,R7,2025\nE1,R9,2024\n"},
            (Told(WARN, "past-pair-unknown", 2, file="past.csv", more=(3,)),),
            options=("--history", "past.csv"),
        ),
    ),
)
