"""030 to 033: rows that hold nobody."""

from __future__ import annotations

from tests.catalogue.case import (
    BASE,
    E1,
    E2,
    ERROR,
    FIXED,
    HEAD,
    PEOPLE,
    R1,
    R2,
    WARN,
    Case,
    Told,
    csv,
    row,
)

ROWS_OF_NOBODY = (
    row(
        30,
        "Blank rows and rows of commas",
        Case(
            "blank-rows",
            csv(HEAD + E1 + "\n" + E2 + ",,,,,,,,\n" + R1 + R2),
            (Told(FIXED, "blank-rows", 3),),
        ),
    ),
    row(
        31,
        "Title rows above the headings",
        Case(
            "title-rows",
            csv("Mentoring round\n\n" + BASE),
            (Told(FIXED, "title-rows", 3),),
            says=("Row 3 was taken as the headings",),
        ),
    ),
    row(
        32,
        "Totals or notes below the people",
        Case(
            "total",
            csv(BASE + "Total,,,,,,,,3\n"),
            (Told(ERROR, "total-row", 6),),
            3,
        ),
        Case(
            "note", csv(BASE + "Exported on 3 March,,,,,,,,\n"), (Told(ERROR, "total-row", 6),), 3
        ),
    ),
    row(
        33,
        "Headings repeated in the middle",
        Case(
            "repeated-heading",
            csv(HEAD + E1 + E2 + HEAD + R1 + R2),
            (Told(WARN, "repeated-heading", 4),),
            people=PEOPLE,
        ),
    ),
)
