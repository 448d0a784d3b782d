"""041 to 046: ids, and words that look like something else."""

from __future__ import annotations

from typing import Any

from tests.catalogue.case import (
    BASE,
    ERROR,
    PEOPLE,
    WARN,
    Case,
    Content,
    Told,
    base,
    column,
    csv,
    row,
)
from tests.cohort.reading.making import xlsx

CELLS = [line.split(",") for line in BASE.strip().split("\n")]


def book(change: Any = None, **cells: Any) -> dict[str, Content]:
    """Return the four people as a workbook, with cells such as ``A2=7`` set."""

    def make() -> bytes:
        def fill(made: Any) -> None:
            sheet = made.worksheets[0]
            for name, value in cells.items():
                sheet[name] = value
            if change:
                change(made)

        return xlsx({"People": CELLS}, fill)

    return {"cohort.xlsx": make}


def ids(*new: str) -> tuple[str, dict[str, str]]:
    """Return the table under other ids, and who they are."""
    text = BASE
    for old, word in zip(PEOPLE, new, strict=True):
        text = text.replace(f"\n{old},", f"\n{word},")
    return text, dict(zip(new, PEOPLE.values(), strict=True))


def _with_ids(name: str, *new: str, told: tuple[Told, ...] = (), exit_code: int = 0) -> Case:
    text, people = ids(*new)
    return Case(name, csv(text), told, exit_code, people=people)


def _zeros(made: Any) -> None:
    sheet = made.worksheets[0]
    for place in range(2, 6):
        sheet.cell(place, 1, place).number_format = "000"


def _long_ids(made: Any) -> None:
    sheet = made.worksheets[0]
    for place in range(2, 6):
        sheet.cell(place, 1, place * 10**16 + 1)
        sheet.cell(place, 1).number_format = "0"


LONG = [str(place * 10**16 + 1) for place in range(2, 6)]
NAMES = list(PEOPLE.values())

CELL_VALUES = (
    row(
        41,
        "Surname None, department NA, N/A",
        Case(
            "none-and-na",
            csv(column("department", "NA", "N/A", table=base("Thistledown", "None"))),
            people={**PEOPLE, "E2": "Barnaby None"},
        ),
        Case(
            "null",
            csv(base("Barnaby Thistledown", "Null")),
            people={**PEOPLE, "E2": "Null"},
        ),
    ),
    row(
        42,
        "Id 007",
        _with_ids("leading-zeros", "007", "008", "009", "010"),
        Case(
            "number-format",
            book(_zeros),
            people=dict(zip(("002", "003", "004", "005"), NAMES, strict=True)),
        ),
        _with_ids(
            "beside-7",
            *("7", "007", "R1", "R2"),
            told=(Told(ERROR, "ids-alike", 2, more=(3,)),),
            exit_code=3,
        ),
    ),
    row(
        43,
        "Whole-number ids beside one blank",
        Case(
            "blank-places",
            book(A2=7, A3=8, A4=9, A5=10, I4=2, I5=1),
            people=dict(zip(("7", "8", "9", "10"), NAMES, strict=True)),
        ),
        Case(
            "blank-id",
            book(A2=7, A3=None, A4=9, A5=10),
            (Told(ERROR, "no-id", 3, "id", sheet="People"),),
            3,
        ),
    ),
    row(
        44,
        "Id of 17 digits",
        Case(
            "number-in-a-workbook",
            book(_long_ids),
            (Told(WARN, "long-number", 2, "id", sheet="People", more=(3, 4, 5)),),
            people=None,
        ),
        _with_ids("text-in-csv", *LONG),
    ),
    row(45, "Id 1E5 beside 100000", _with_ids("1e5", "1E5", "100000", "R1", "R2")),
    row(46, "Id TRUE or False", _with_ids("truth-values", "TRUE", "False", "R1", "R2")),
)
