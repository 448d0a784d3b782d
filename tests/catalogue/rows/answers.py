"""054 to 064: places, scores, lists and free text."""

from __future__ import annotations

from tests.catalogue.case import ERROR, NOWHERE, WARN, Case, Told, base, column, csv, row
from tests.catalogue.rows.csv_structure import SCORED, WITH_SETTINGS


def _places(
    name: str, written: str, *told: Told, exit_code: int = 0, why: str = "", short: bool = False
) -> Case:
    """Return a case of one number of places; `short`: there are too few for all mentees."""
    return Case(
        name,
        csv(base("teaching:1,2", f"teaching:1,{written}")),
        (*told, Told(WARN, "fewer-places", file=NOWHERE)) if short else told,
        exit_code,
        people=None,
        why=why,
    )


WRONG = Told(ERROR, "not-a-whole-number", 4, "places")

RANKED = "".join(
    f"E{i},R{j},{place}\n"
    for place, (i, j) in enumerate(((i, j) for i in (1, 2, 3) for j in (1, 2, 3)), start=1)
)
EACH_RANKS = "".join(f"E{i},R{j},{(i + j) % 4 + 1}\n" for i in range(1, 5) for j in range(1, 5))
NAMELESS = base("id,role", "Shoe size,role")
SCORES = "mentee_id,mentor_id,score\n"


def _scores(name: str, rows: str, *told: Told, exit_code: int = 0) -> Case:
    return Case(
        name,
        {"scores.csv": SCORES + rows},
        told,
        exit_code,
        (),
        solve_options=("--scores", "scores.csv"),
        commands=("solve",),
        people=None,
    )


ANSWERS = (
    row(
        54,
        "Places 0 or blank",
        _places("zero", "0", Told(WARN, "no-places", 4, "places"), short=True),
        _places(
            "blank",
            "",
            Told(WARN, "places-blank", 4, "places"),
            why="A form in which a mentor skipped the question should not stop a round: blank "
            "counts as 1 and is told.",
        ),
    ),
    row(
        55,
        "Places negative, 1.5 or a thousand million",
        _places("negative", "-1", WRONG, exit_code=3),
        _places("fraction", "1.5", WRONG, exit_code=3),
        _places("huge", "1000000000", WRONG, exit_code=3),
    ),
    row(
        56,
        "Digits that are not 0 to 9",
        _places("arabic", "٣", WRONG, exit_code=3),
        _places("superscript", "²", WRONG, exit_code=3),
        _places("underscore", "2_0", WRONG, exit_code=3),
    ),
    row(
        57,
        "Score outside its scale",
        Case(
            "level-of-a-need",
            csv(base("promotion:3", "promotion:11")),
            (Told(ERROR, "out-of-range", 2, "needs"),),
            3,
            says=("whole numbers 1 to 3 only",),
        ),
        Case(
            "career-stage",
            csv(column("career_stage", "2", "7", "3")),
            (Told(ERROR, "out-of-range", 3, "career_stage"),),
            3,
        ),
    ),
    row(
        58,
        "Score column that is exactly 1 to n",
        _scores("over-all-pairs", RANKED, Told(WARN, "looks-like-ranks", 1, "score")),
        _scores("for-each-mentee", EACH_RANKS, Told(WARN, "looks-like-ranks", 1, "score")),
        _scores("scores", RANKED.replace(",9\n", ",8\n")),
    ),
    row(
        59,
        "Criterion that is constant or blank",
        Case(
            "constant",
            {**csv(column("metres", "5")), **SCORED},
            options=WITH_SETTINGS,
            says=("distance",),
            shows=WARN,
            why="It is said in the words of the report, beside the criteria that do decide, "
            "because a criterion that decides nothing is no mistake in a cell.",
        ),
        Case(
            "all-blank",
            {**csv(column("metres", "")), **SCORED},
            options=WITH_SETTINGS,
            says=("distance",),
            shows=WARN,
        ),
    ),
    row(
        60,
        "Unknown category or spelling",
        Case(
            "misspelt",
            csv(column("research_area", "Quallity and safety", "")),
            (Told(WARN, "unknown-value", 2, "research_area"),),
            says=(
                "'Quallity and safety' is not in the list of research_areas (once)",
                "Did you mean",
            ),
        ),
    ),
    row(
        61,
        "Several values in a cell for one",
        Case(
            "semicolon",
            csv(column("track", "research; teaching", "research")),
            (Told(WARN, "several-values", 2, "track"),),
        ),
        Case(
            "slash",
            csv(column("track", "research/teaching", "research")),
            (Told(WARN, "unknown-value", 2, "track"),),
        ),
        Case("in-a-list", csv(column("setting", "acute; community", "acute"))),
    ),
    row(
        62,
        "Yes and no in many forms",
        *(
            Case(name, csv(base("Exampleton,yes", f"Exampleton,{written}")))
            for name, written in (("y", "Y"), ("one", "1"), ("true", "TRUE"), ("tick", "✓"))
        ),
        Case(
            "maybe",
            csv(base("Exampleton,yes", "Exampleton,perhaps")),
            (Told(ERROR, "not-yes-or-no", 2, "consent_matching"),),
            3,
        ),
    ),
    row(
        63,
        "E-mail without @, or several in one cell",
        Case(
            "without-at",
            csv(column("email", "wilhelmina.example.org", "b@example.org", "r@example.org", "")),
            (Told(WARN, "bad-email", 2, "email"),),
        ),
        Case(
            "several",
            csv(column("email", "w@example.org; b@example.org", "")),
            (Told(WARN, "bad-email", 2, "email"),),
        ),
        Case(
            "that-says-who-people-are",
            csv(column("email", "w", "b@example.org", "r@example.org", "", table=NAMELESS)),
            (Told(ERROR, "bad-email", 2, "email"), Told(WARN, "unknown-column", 1, "Shoe size")),
            3,
        ),
    ),
    row(
        64,
        "Free text that holds personal data",
        Case("biography", csv(column("biography", "My mother's number is 01632 960000.", ""))),
    ),
)
