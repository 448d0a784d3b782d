"""016 to 029: what separates the cells, and rows that do not fit."""

from __future__ import annotations

from tests.catalogue.case import (
    BASE,
    ERROR,
    FIXED,
    R1,
    WARN,
    Case,
    Told,
    base,
    csv,
    row,
)

SCORED = {
    "settings.yaml": "extends: default\n"
    "criteria:\n"
    "  - {name: distance, kind: number, column: metres, range: 2, weight: 10}\n"
}
"""Settings that read a column of numbers, for decimal commas and the like."""


def _between(mark: str) -> str:
    """Return the four people between other separators, one item each for R1 and R2."""
    return (
        BASE.replace("promotion:3; teaching:1", "promotion:3")
        .replace("teaching:3; promotion:1", "teaching:3")
        .replace(",", mark)
    )


def _with_metres(numbers: str, mark: str = ",") -> str:
    """Return the four people between `mark`, with a column of numbers at the end."""
    values = numbers.split(" ")
    lines = _between(mark).strip().split("\n")
    added = [f"{line}{mark}{value}" for line, value in zip(lines, ["metres", *values], strict=True)]
    return "\n".join(added) + "\n"


def _every_line(ending: str, heading: str = "") -> str:
    lines = BASE.strip().split("\n")
    return "\n".join([lines[0] + heading, *(line + ending for line in lines[1:])]) + "\n"


DECLARED = {"settings.yaml": SCORED["settings.yaml"] + "decimal: ','\n"}
WITH_SETTINGS = ("-c", "settings.yaml")

CSV_STRUCTURE = (
    row(
        16,
        "Semicolons between the cells",
        Case("semicolons", csv(_between(";")), (Told(FIXED, "delimiter"),)),
    ),
    row(
        17,
        "Semicolons between the cells, commas inside text",
        Case(
            "rows-disagree",
            csv("a,b;c,d\n1,2;3,4\n"),
            (Told(ERROR, "delimiter-unclear"),),
            3,
        ),
        Case(
            "every-row-agrees",
            csv(_between(";").replace("Eastlea Trust", "Eastlea Trust, North Wing")),
            (Told(FIXED, "delimiter"),),
        ),
    ),
    row(
        18,
        "Tabs or bars between the cells",
        Case("tabs", csv(_between("\t")), (Told(FIXED, "delimiter"),)),
        Case("bars", csv(_between("|")), (Told(FIXED, "delimiter"),)),
        Case("tabs-in-a-tsv-file", {"cohort.tsv": _between("\t")}),
    ),
    row(
        19,
        "Excel's first line sep=;",
        Case("separator-line", csv("sep=;\n" + _between(";")), (Told(FIXED, "separator-line"),)),
    ),
    row(
        20,
        "One column, whose letters a sniffer may take for separators",
        Case(
            "one-column",
            {"mentees.csv": "name\nAnnan\nBenn\n", "mentors.csv": "name\nNan\nDenny\n"},
            (
                Told(WARN, "consent-not-asked", more=(0,)),
                Told(WARN, "membership-not-asked", more=(0,)),
                Told(WARN, "organisation-not-asked", more=(0,)),
                Told(WARN, "places-not-asked", file="mentors.csv"),
            ),
            cohort=("mentees.csv", "mentors.csv"),
            people={"E01": "Annan", "E02": "Benn", "R01": "Denny", "R02": "Nan"},
            shows="OK",
        ),
    ),
    row(
        21,
        "Decimal comma",
        Case(
            "not-declared",
            {**csv(_with_metres("0,5 1 2 1", ";")), **SCORED},
            (Told(FIXED, "delimiter"), Told(ERROR, "not-a-number", 2, "metres")),
            3,
            options=WITH_SETTINGS,
            says=("A decimal comma needs `decimal: ','`",),
        ),
        Case(
            "declared",
            {**csv(_with_metres("0,5 1 2 1", ";")), **DECLARED},
            (Told(FIXED, "delimiter"),),
            options=WITH_SETTINGS,
        ),
    ),
    row(
        22,
        "Thousands separator",
        Case(
            "comma",
            csv(base("teaching:1,2", 'teaching:1,"1,000"')),
            (Told(ERROR, "not-a-whole-number", 4, "places"),),
            3,
        ),
        Case(
            "dot-under-a-decimal-comma",
            {**csv(_with_metres("1.000 1 2 1", ";")), **DECLARED},
            (Told(FIXED, "delimiter"), Told(ERROR, "thousands-separator", 2, "metres")),
            3,
            options=WITH_SETTINGS,
            why="An error of its own, since 1.000 would be a number without the comma.",
        ),
    ),
    row(
        23,
        "One row too long",
        Case(
            "extra-cell",
            csv(base("Eastlea Trust", "Eastlea,Trust")),
            (Told(ERROR, "extra-cell", 5),),
            3,
        ),
    ),
    row(
        24,
        "Every row one cell too long",
        Case(
            "every-row-too-long",
            csv(_every_line(",x")),
            (Told(ERROR, "every-row-too-long", 2),),
            3,
        ),
    ),
    row(
        25,
        "Trailing comma on every row",
        Case("trailing-comma", csv(_every_line(",")), (Told(FIXED, "trailing-comma", 2),)),
        Case(
            "one-surplus-cell-filled",
            csv(_every_line(",").replace("1,\n", "1,x\n")),
            (Told(FIXED, "trailing-comma", 2), Told(ERROR, "every-row-too-long", 5)),
            3,
        ),
        Case("heading-row-too", csv(_every_line(",", ","))),
    ),
    row(
        26,
        "One row too short",
        Case(
            "missing-cell",
            csv(base(R1, R1.replace(",2", ""))),
            (Told(ERROR, "missing-cell", 4),),
            3,
        ),
    ),
    row(
        27,
        "Line break inside a quoted cell",
        Case(
            "in-a-name",
            csv(base("Rosalind Marchbanks", '"Rosalind\nMarchbanks"')),
            (Told(WARN, "line-break", 4, "name"),),
        ),
        Case(
            "in-notes",
            csv(_every_line(',"Two\nlines"', ",biography")),
        ),
    ),
    row(
        28,
        "Quotation mark never closed",
        Case(
            "open-quote",
            csv(base("Norbridge University", '"Norbridge University')),
            (Told(ERROR, "open-quote", 3),),
            3,
        ),
        Case(
            "text-after-a-quote",
            csv(base("Norbridge University", '"Norbridge" University')),
            (Told(ERROR, "stray-quote", 3),),
            3,
        ),
    ),
    row(
        29,
        "Cell of more than 131 072 characters",
        Case(
            "long-cell",
            csv(lambda: base("Eastlea Trust", "x" * 131_073)),
            (Told(ERROR, "text-too-long", 5, "organisation"),),
            3,
        ),
    ),
)
