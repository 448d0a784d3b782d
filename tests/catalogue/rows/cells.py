"""041 to 053: identifiers, dates and numbers in cells."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.catalogue.case import (
    BASE,
    ERROR,
    FIXED,
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
from tests.catalogue.rows.csv_structure import SCORED, WITH_SETTINGS
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


def _epoch_1904(made: Any) -> None:
    from openpyxl.utils.datetime import MAC_EPOCH

    made.epoch = MAC_EPOCH
    sheet = made.worksheets[0]
    sheet["J1"] = "submitted_at"
    for place in range(2, 6):
        sheet.cell(place, 10, dt.datetime(2026, 1, 12))


def _serials(made: Any) -> None:
    sheet = made.worksheets[0]
    sheet["J1"] = "submitted_at"
    for place in range(2, 6):
        sheet.cell(place, 10, 46_034).number_format = "yyyy-mm-dd"
    sheet.cell(3, 10, 9_999_999).number_format = "yyyy-mm-dd"


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
    row(
        47,
        "Cell that Excel turned into a date",
        Case(
            "in-a-number",
            book(I4=dt.datetime(2026, 4, 3)),
            (Told(ERROR, "date-in-number", 4, "places", sheet="People"),),
            3,
        ),
        Case(
            "in-an-id",
            book(A3=dt.datetime(2026, 3, 1)),
            (Told(ERROR, "date-in-id", 3, "id", sheet="People"),),
            3,
        ),
    ),
    row(
        48,
        "03/04/2026",
        Case(
            "nothing-tells",
            csv(column("submitted_at", "03/04/2026")),
            (Told(WARN, "ambiguous-dates", 1, "submitted_at"),),
            why="Form exports write such dates. They only say which of two submissions is the "
            "later: the row order does that instead, said aloud, and nobody is turned away.",
        ),
        Case("another-date-tells", csv(column("submitted_at", "03/04/2026", "13/04/2026"))),
        Case("iso-dates", csv(column("submitted_at", "2026-04-03"))),
    ),
    row(
        49,
        "Excel serials and the epoch of 1904",
        Case("epoch-of-1904", book(_epoch_1904)),
        Case(
            "no-date",
            book(_serials),
            (
                Told(ERROR, "date-out-of-range", 3, "submitted_at", sheet="People"),
                Told(WARN, "unclear-date", 3, "submitted_at", sheet="People"),
            ),
            3,
        ),
        Case(
            "bare-serial",
            csv(column("submitted_at", "2026-04-03", "45000", "2026-04-03")),
            (Told(WARN, "unclear-date", 3, "submitted_at"),),
            why="A date of submission that cannot be read is left out and told; it settles nothing "
            "unless the person sent two forms, and then it is an error of its own.",
        ),
    ),
    row(
        50,
        "Time zones, times of midnight",
        Case("midnight", csv(column("submitted_at", "2026-04-03 00:00:00"))),
        Case(
            "time-zone",
            csv(column("submitted_at", "2026-04-03T09:30:00+01:00", "2026-04-03T09:30:00Z")),
            why="Forms stamp their answers with times and zones: they are read, brought to UTC, "
            "and compared.",
            shows="OK",
        ),
    ),
    row(
        51,
        "Number stored as text, percentage, currency",
        Case("text", book(I4="2", I5="1")),
        Case(
            "percentage",
            csv(base("teaching:1,2", "teaching:1,50%")),
            (Told(ERROR, "not-a-whole-number", 4, "places"),),
            3,
            says=("Read: '50%'",),
        ),
        Case(
            "currency",
            {**csv(column("metres", "£5", "1")), **SCORED},
            (Told(ERROR, "not-a-number", 2, "metres"),),
            3,
            options=WITH_SETTINGS,
        ),
    ),
    row(
        52,
        "Number with spaces, number as a word",
        Case(
            "spaces",
            csv(base("teaching:1,2", "teaching:1, 2 ")),
            (Told(FIXED, "spaces-trimmed", 4, "places"),),
        ),
        Case(
            "word",
            csv(base("teaching:1,2", "teaching:1,two")),
            (Told(ERROR, "not-a-whole-number", 4, "places"),),
            3,
        ),
    ),
    row(
        53,
        "Infinite number of places",
        *(
            Case(
                name,
                csv(base("teaching:1,2", f"teaching:1,{written}")),
                (Told(ERROR, "not-a-whole-number", 4, "places"),),
                3,
                says=("a whole number from 0 to 50",),
            )
            for name, written in (("inf", "inf"), ("1e999", "1e999"), ("minus", "-Infinity"))
        ),
    ),
)
