"""110 to 119: people and settings that are right one by one, and wrong together."""

from __future__ import annotations

from dataclasses import replace

from tests.catalogue.case import (
    BASE,
    E1,
    E2,
    ERROR,
    HEAD,
    NOWHERE,
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
from tests.catalogue.rows.csv_structure import WITH_SETTINGS

E2_AT = "Norbridge University"
E1_NAME, E2_NAME, R1_NAME, R2_NAME = PEOPLE.values()
SCORES = "mentee_id,mentor_id,score\n"
FEWER = Told(WARN, "fewer-places", file=NOWHERE)
CONTRADICTION = Told(ERROR, "contradiction", file=NOWHERE)


def _scores(
    name: str, rows: str, *told: Told, exit_code: int = 0, says: tuple[str, ...] = ()
) -> Case:
    return Case(
        name,
        {"scores.csv": SCORES + rows},
        told,
        exit_code,
        (),
        solve_options=("--scores", "scores.csv"),
        commands=("solve",),
        people=None,
        says=says,
    )


def _contradicts(
    name: str, *options: str, told: tuple[Told, ...] = (), says: tuple[str, ...] = ()
) -> Case:
    """Return a case of pins and bans that cannot all be kept: nothing is solved."""
    return Case(
        name,
        csv(BASE),
        told,
        4,
        options=(),
        solve_options=options,
        commands=("solve",),
        says=says,
        shows=ERROR,
    )


WHOLE = (
    row(
        110,
        "No mentors or no mentees",
        Case("no-mentors", csv(HEAD + E1 + E2), (Told(ERROR, "no-mentors", file=NOWHERE),), 3),
        Case("no-mentees", csv(HEAD + R1 + R2), (Told(ERROR, "no-mentees", file=NOWHERE),), 3),
        Case(
            "nobody-after-consent",
            csv(HEAD + E1 + E2 + R1.replace("yes,yes", "no,yes")),
            (
                Told(WARN, "left-out", 4, "consent_matching"),
                Told(ERROR, "no-mentors", file=NOWHERE),
            ),
            3,
        ),
        Case(
            "no-places",
            csv(base("teaching:1,2", "teaching:1,0").replace("promotion:1,1", "promotion:1,0")),
            (
                Told(WARN, "no-places", 4, "places", more=(5,)),
                Told(ERROR, "no-places", file=NOWHERE),
            ),
            3,
        ),
    ),
    row(
        111,
        "Fewer places than mentees",
        Case(
            "fewer-places",
            csv(HEAD + E1 + E2 + R2),
            (FEWER,),
            people={"E1": E1_NAME, "E2": E2_NAME, "R2": R2_NAME},
            unmatched=("E1",),
            says=("2 mentees want a mentor and there is 1 place", "at least 1 stays"),
        ),
    ),
    row(
        112,
        "Mentee with no eligible mentor",
        Case(
            "all-barred",
            csv(
                base("Westmere Institute", "Norbridge University").replace(
                    "Eastlea Trust", "Norbridge University"
                )
            ),
            people={"E1": E1_NAME, "E2": E2_NAME, "R1": R1_NAME},
            unmatched=("E2",),
            says=("same organisation",),
            shows=WARN,
        ),
    ),
    row(
        113,
        "Mentees who share too few mentors",
        Case(
            "hall",
            csv(
                HEAD
                + E1
                + E2.replace("Norbridge University", "University of Exampleton")
                + R1.replace("Westmere Institute", "University of Exampleton")
                + R2
            ),
            people=None,
            shows=WARN,
            why="A round in which not everybody can have a mentor is still a round: who misses "
            "out, why, and how many places are lacking stands in the result.",
        ),
    ),
    row(
        114,
        "Pins and bans that contradict each other or the places",
        _contradicts("pin-and-ban", "--pin", "E1=R1", "--ban", "E1=R1"),
        _contradicts("two-pins", "--pin", "E1=R1", "--pin", "E1=R2"),
        _contradicts("pins-over-places", "--pin", "E1=R2", "--pin", "E2=R2"),
        Case(
            "withdrawn",
            csv(base("Eastlea Trust,yes", "Eastlea Trust,no")),
            (Told(WARN, "left-out", 5, "consent_matching"),),
            2,
            solve_options=("--pin", "E1=R2"),
            commands=("solve",),
            says=("takes no part",),
            shows=ERROR,
            why="Somebody who takes no part cannot be named: a wrong word on the command line.",
        ),
    ),
    row(
        115,
        "Minimum loads that cannot be met",
        Case(
            "sums",
            {
                **csv(column("places_min", "", "", "2", "1")),
                "settings.yaml": "extends: default\nrules: {places_min: always}\n",
            },
            exit=4,
            options=WITH_SETTINGS,
            check_told=(CONTRADICTION,),
            shows=ERROR,
        ),
    ),
    row(
        116,
        "Numbers so large that sums overflow",
        _scores(
            "rounded",
            f"E1,R1,0.{'1' * 18}\nE2,R2,123456789\n",
            Told(WARN, "scores-rounded", 0, "score"),
            says=("the most that can be added exactly",),
        ),
        _scores(
            "too-large",
            f"E1,R1,{'9' * 19}\nE2,R1,1\n",
            Told(ERROR, "scores-too-large", 0, "score"),
            exit_code=3,
        ),
    ),
    row(
        117,
        "All scores equal",
        replace(
            _scores("equal", "E1,R1,5\nE1,R2,5\nE2,R1,5\nE2,R2,5\n", says=("equally good",)),
            shows=WARN,
        ),
    ),
    row(
        118,
        "More pairs than memory can hold",
        Case(
            "scores",
            {"scores.csv": lambda: SCORES + "E1,R1,5\n" * 500_000},
            (Told(ERROR, "memory-short"),),
            3,
            (),
            solve_options=("--scores", "scores.csv"),
            commands=("solve",),
            patch=("hsr_match.cohort.reading.csv_file.free_bytes", lambda: 200_000_000),
            says=("takes about 0.3 GB of memory, and 0.2 GB are free",),
            why="Scores made from answers are worked out block by block and never held as a whole, "
            "so that only a table of given scores can be too large: it is refused before it is "
            "taken apart, nothing is left out in silence.",
        ),
    ),
    row(
        119,
        "Monitoring answers blank, refused, or one person's alone",
        Case(
            "gender",
            csv(column("gender", "", "Prefer not to say", "woman", "non-binary")),
            (Told(WARN, "monitoring-column", 1, "gender"),),
            shows="OK",
        ),
    ),
)
