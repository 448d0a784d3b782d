"""034 to 040: headings, and files given in the wrong place."""

from __future__ import annotations

from typing import Any

from tests.catalogue.case import (
    BASE,
    E1,
    E2,
    ERROR,
    FIXED,
    HEAD,
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
from tests.catalogue.rows.encoding import CELLS
from tests.cohort.reading.making import xlsx

MENTEES = HEAD.replace(",offers,places", "") + E1[:-3] + "\n" + E2[:-3] + "\n"
MENTORS = (HEAD + R1 + R2).replace(",needs", "").replace("yes,yes,,", "yes,yes,")


def _merged(book: Any) -> None:
    book.worksheets[0].merge_cells("C1:D1")


def _merged_below(book: Any) -> None:
    book.worksheets[0].merge_cells("D2:D3")


def _two_rows() -> bytes:
    groups = ["Person", "", "", "Work", "", "", "Round", "", ""]
    return xlsx({"People": [groups, *CELLS]})


HEADINGS = (
    row(
        34,
        "Duplicate headings",
        Case(
            "duplicate-heading",
            csv(column("name", "x")),
            (Told(ERROR, "duplicate-heading", 1, "name", more=(1,)),),
            3,
            says=("columns: C and J",),
        ),
    ),
    row(
        35,
        "Headings equal after case, spaces and accents",
        Case(
            "similar-heading",
            csv(column("NAME ", "x")),
            (
                Told(ERROR, "similar-heading", 1, "name", more=(1,)),
                Told(FIXED, "spaces-trimmed", 1, "NAME"),
            ),
            3,
            says=("differ in capital letters only",),
        ),
    ),
    row(
        36,
        "Blank heading",
        Case(
            "over-values",
            csv(base("organisation,", ",")),
            (Told(ERROR, "blank-heading", 1, "D"), Told(WARN, "organisation-not-asked")),
            3,
        ),
        Case("over-nothing", csv(BASE.replace("\n", ",\n"))),
    ),
    row(
        37,
        "Column missing or misspelt",
        Case(
            "misspelt-role",
            csv(base("role", "rolle").replace(",needs,offers,places", ",a,b,c")),
            (Told(ERROR, "role-unknown"),),
            3,
            says=("'rolle'",),
        ),
        Case(
            "misspelt-places",
            csv(base("places", "capcity")),
            (Told(WARN, "unknown-column", 1, "capcity"), Told(WARN, "places-not-asked")),
            says=("Did you mean places",),
            why="Every column but the role and a name may be missing; what cannot be read is told "
            "with the likeliest field, and so is what then counts as not asked.",
        ),
        Case(
            "nobody-named",
            csv("role,needs,offers\nmentee,promotion:3,\nmentor,,promotion:3\n"),
            (
                Told(ERROR, "no-person-column", 1),
                Told(WARN, "consent-not-asked"),
                Told(WARN, "membership-not-asked"),
                Told(WARN, "organisation-not-asked"),
            ),
            3,
            says=("person_id, email or name",),
        ),
        Case(
            "misspelt-in-scores",
            {"scores.csv": "mentee_id,mentor_id,scroe\nE1,R1,5\n"},
            (Told(ERROR, "missing-column", 1),),
            3,
            (),
            solve_options=("--scores", "scores.csv"),
            commands=("solve",),
            says=("No column score", "'scroe'"),
        ),
    ),
    row(
        38,
        "Columns that are not needed",
        Case(
            "unknown-column",
            csv(column("Shoe size", "x")),
            (Told(WARN, "unknown-column", 1, "Shoe size"),),
            says=("Delete personal columns",),
        ),
        Case(
            "never-read",
            csv(column("Age", "51")),
            (Told(WARN, "never-read", 1, "Age"),),
        ),
    ),
    row(
        39,
        "Merged cells, two-row headings",
        Case(
            "merged",
            {"cohort.xlsx": lambda: xlsx({"People": CELLS}, _merged)},
            (Told(ERROR, "two-row-heading", 1, sheet="People"),),
            3,
        ),
        Case(
            "merged-below",
            {"cohort.xlsx": lambda: xlsx({"People": CELLS}, _merged_below)},
            (
                Told(ERROR, "merged-cells", 2, "organisation", sheet="People"),
                Told(WARN, "organisation-blank", 3, "organisation", sheet="People"),
            ),
            3,
        ),
        Case(
            "two-rows",
            {"cohort.xlsx": _two_rows},
            (
                Told(ERROR, "two-row-heading", 2, sheet="People"),
                Told(FIXED, "title-rows", 2, sheet="People"),
            ),
            3,
        ),
    ),
    row(
        40,
        "Mentor and mentee files swapped, or one file twice",
        Case(
            "swapped",
            {"mentors.csv": MENTEES, "mentees.csv": MENTORS},
            (),
            cohort=("mentors.csv", "mentees.csv"),
            why="A role column says of each row who it is, whatever the file is called.",
        ),
        Case(
            "swapped-without-a-role-column",
            {
                "mentors.csv": "id,name,needs\nE1,A,teaching\n",
                "mentees.csv": "id,name,offers\nR1,B,teaching\n",
            },
            (Told(ERROR, "roles-swapped", 1), Told(ERROR, "roles-swapped", 1, file="mentees.csv")),
            3,
            ("mentors.csv", "mentees.csv"),
        ),
        Case(
            "swapped-by-options",
            {"a.csv": "id,name,needs\nE1,A,teaching\n", "b.csv": "id,name,offers\nR1,B,teaching\n"},
            (Told(ERROR, "roles-swapped", 1), Told(ERROR, "roles-swapped", 1, file="b.csv")),
            3,
            ("--mentors", "a.csv", "--mentees", "b.csv"),
        ),
        Case(
            "same-file-twice",
            {"a.csv": BASE, "b.csv": BASE},
            (Told(ERROR, "same-file-twice", file="b.csv"),),
            3,
            ("a.csv", "b.csv"),
        ),
    ),
)
