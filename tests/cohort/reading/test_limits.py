"""Bad inputs 071-072: where a sheet ends, and how far reading goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hsr_match.cohort.reading import extent
from tests.cohort.reading.making import (
    HEADINGS,
    numbers_of,
    ods,
    ods_row,
    reading_of,
    told,
    with_rows,
    xlsx,
)

PEOPLE = [HEADINGS, ("Zoe", "mentor", 2), ("Amy", "mentee", None)]
BLANK_ROWS = b"".join(b'<row r="%d" s="1"/>' % n for n in range(4, 1_048_577))


def test_bad_input_071_a_million_styled_blank_rows(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, with_rows(xlsx({"a": PEOPLE}), BLANK_ROWS), "c.xlsx")
    assert told(reading) == [("FIXED", "blank-rows-end", 1_004, "")]
    assert numbers_of(reading) == [2, 3]


def test_bad_input_071_people_below_blank_rows_are_never_lost(tmp_path: Path) -> None:
    late = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>Bo</t></is></c></row>'
    rows = BLANK_ROWS.rpartition(b"<row")[0] + late
    reading = reading_of(tmp_path, with_rows(xlsx({"a": PEOPLE}), rows), "c.xlsx")
    assert told(reading) == [("ERROR", "content-after-gap", 1_004, "")]


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD3", "SG2"])
def test_bad_input_072_stray_cell(tmp_path: Path, cell: str) -> None:
    def stray(book: Any) -> None:
        book.worksheets[0][cell] = "x"

    reading = reading_of(tmp_path, xlsx({"a": PEOPLE}, stray), "c.xlsx")
    problems = [p for p in reading.problems if p.code == "stray-cell"]
    assert len(problems) == 1
    assert cell in problems[0].message
    assert problems[0].level == "ERROR"


def test_bad_input_072_stray_cells_of_ods(tmp_path: Path) -> None:
    def far_down(document: Any) -> None:
        table = document.spreadsheet.childNodes[0]
        table.addElement(ods_row([None], numberrowsrepeated="1048572"))
        table.addElement(ods_row(["x"]))

    reading = reading_of(tmp_path, ods({"a": PEOPLE}, far_down), "c.ods")
    assert told(reading) == [("ERROR", "stray-cell", 1_048_576, "A")]

    def far_right(document: Any) -> None:
        from tests.cohort.reading.making import ods_cell

        row = ods_row(["Bo"])
        row.addElement(ods_cell(None, numbercolumnsrepeated="16382"))
        row.addElement(ods_cell("x"))
        document.spreadsheet.childNodes[0].addElement(row)

    reading = reading_of(tmp_path, ods({"a": PEOPLE}, far_right), "c.ods")
    assert told(reading) == [("ERROR", "stray-cell", 4, "XFD")]


def test_repeats_of_ods_are_limited_too(tmp_path: Path) -> None:
    def many(document: Any) -> None:
        row = ods_row(["x", "y"], numberrowsrepeated="2000000000")
        document.spreadsheet.childNodes[0].addElement(row)

    reading = reading_of(tmp_path, ods({"a": PEOPLE}, many), "c.ods")
    assert told(reading) == [("ERROR", "too-many-rows", 100_001, "")]

    def wide(document: Any) -> None:
        from tests.cohort.reading.making import ods_cell

        row = ods_row([])
        row.addElement(ods_cell("x", numbercolumnsrepeated="2000000000"))
        document.spreadsheet.childNodes[0].addElement(row)

    reading = reading_of(tmp_path, ods({"a": PEOPLE}, wide), "c.ods")
    assert told(reading) == [("ERROR", "too-many-columns", 4, "")]

    def blank_to_the_end(document: Any) -> None:
        row = ods_row([None], numberrowsrepeated="1048573")
        document.spreadsheet.childNodes[0].addElement(row)

    # LibreOffice ends every sheet so: nothing to tell.
    assert told(reading_of(tmp_path, ods({"a": PEOPLE}, blank_to_the_end), "c.ods")) == []


def test_bad_input_072_limits_of_rows_columns_and_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = [[f"h{n}" for n in range(501)], list(range(501))]
    assert told(reading_of(tmp_path, xlsx({"a": wide}), "c.xlsx")) == [
        ("ERROR", "too-many-columns", 1, "")
    ]
    text = "\n".join(",".join(map(str, row)) for row in wide) + "\n"
    assert told(reading_of(tmp_path, text)) == [("ERROR", "too-many-columns", 1, "")]
    full = [[f"h{n}" for n in range(500)], list(range(500))]
    assert told(reading_of(tmp_path, xlsx({"a": full}), "c.xlsx")) == []

    monkeypatch.setattr(extent, "MAX_WORKBOOK_ROWS", 3)
    assert told(reading_of(tmp_path, xlsx({"a": PEOPLE}), "c.xlsx")) == []
    more = xlsx({"a": [*PEOPLE, ("Bo", "mentee", 1)]})
    assert told(reading_of(tmp_path, more, "c.xlsx")) == [("ERROR", "too-many-rows", 4, "")]
    monkeypatch.undo()
    # Counted to the last cell with content: 3 + 3 + 2 + 3.
    monkeypatch.setattr(extent, "MAX_WORKBOOK_CELLS", 10)
    assert told(reading_of(tmp_path, more, "c.xlsx")) == [("ERROR", "too-many-cells", 4, "")]
