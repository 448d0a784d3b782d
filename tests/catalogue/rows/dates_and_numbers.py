"""047 to 053: dates and numbers in cells."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.catalogue.case import (
    ERROR,
    FIXED,
    WARN,
    Case,
    Told,
    base,
    column,
    csv,
    row,
)
from tests.catalogue.rows.cells import book
from tests.catalogue.rows.csv_structure import SCORED, WITH_SETTINGS


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


DATES_AND_NUMBERS = (
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
            (Told(ERROR, "date-out-of-range", 3, "submitted_at", sheet="People"),),
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
