"""Bad inputs 030, 031, 039, 068-070, 076: sheets of a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cohort.reading.making import (
    HEADINGS,
    cells_of,
    edited,
    numbers_of,
    ods,
    reading_of,
    told,
    xlsx,
)

PEOPLE = [HEADINGS, ("Zoë", "mentor", 2), ("Amy", "mentee", None)]


@pytest.mark.parametrize(("make", "name"), [(xlsx, "c.xlsx"), (ods, "c.ods")])
def test_a_good_workbook_is_read_without_a_word(tmp_path: Path, make: Any, name: str) -> None:
    reading = reading_of(tmp_path, make({"People": PEOPLE}), name)
    assert told(reading) == []
    assert cells_of(reading) == [HEADINGS, ("Zoë", "mentor", "2"), ("Amy", "mentee", "")]
    assert reading.tables[0].sheet == "People"


def test_bad_input_039_merged_headings(tmp_path: Path) -> None:
    rows = [["Personal", None, "role"], ["name", "town", None], ["Zoe", "Leeds", "mentor"]]

    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells("A1:B1")

    reading = reading_of(tmp_path, xlsx({"a": rows}, merge), "c.xlsx")
    assert ("ERROR", "two-row-heading", 1, "") in told(reading)

    def merge_ods(document: Any) -> None:
        cell = document.spreadsheet.childNodes[0].childNodes[0].childNodes[0]
        cell.setAttribute("numbercolumnsspanned", "2")

    reading = reading_of(tmp_path, ods({"a": rows}, merge_ods), "c.ods")
    assert ("ERROR", "two-row-heading", 1, "") in told(reading)


def test_bad_input_039_an_answer_merged_over_several_people(tmp_path: Path) -> None:
    """The file has it in the first row alone: nobody's line manager is lost in silence."""
    rows = [["name", "manager", "role"], ["Zoe", "Ann", "mentor"], ["Amy", None, "mentee"]]

    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells("B2:B3")

    reading = reading_of(tmp_path, xlsx({"a": rows}, merge), "c.xlsx")
    assert told(reading) == [("ERROR", "merged-cells", 2, "manager")]

    def merge_ods(document: Any) -> None:
        cell = document.spreadsheet.childNodes[0].childNodes[1].childNodes[1]
        cell.setAttribute("numberrowsspanned", "2")

    reading = reading_of(tmp_path, ods({"a": rows}, merge_ods), "c.ods")
    assert told(reading) == [("ERROR", "merged-cells", 2, "manager")]


@pytest.mark.parametrize("cells", ["D2:E3", "B4:C5", "B3:B6"])
def test_bad_input_039_merged_cells_that_hide_no_answer(tmp_path: Path, cells: str) -> None:
    """Beside the table, below it, and from the last person on, where nobody else stands."""
    rows = [["name", "manager", "role"], ["Zoe", "Ann", "mentor"], ["Amy", "Bo", "mentee"]]
    reading = reading_of(
        tmp_path, xlsx({"a": rows}, lambda book: book.worksheets[0].merge_cells(cells)), "c.xlsx"
    )
    assert told(reading) == []


def test_bad_input_031_merged_title_is_only_a_title(tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        book.worksheets[0].merge_cells("A1:C1")

    reading = reading_of(tmp_path, xlsx({"a": [["Mentoring"], *PEOPLE]}, merge), "c.xlsx")
    assert told(reading) == [("FIXED", "title-rows", 2, "")]
    assert numbers_of(reading) == [3, 4]


def test_bad_input_068_hidden_sheets_are_not_read_unasked(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["old"].sheet_state = "hidden"
        book["secret"].sheet_state = "veryHidden"

    data = xlsx({"old": PEOPLE, "People": PEOPLE, "secret": PEOPLE}, hide)
    reading = reading_of(tmp_path, data, "c.xlsx")
    assert told(reading) == [("WARN", "hidden-sheet", 0, "")]
    assert "'old', 'secret'" in reading.problems[0].message
    assert [t.sheet for t in reading.tables] == ["People"]

    asked = reading_of(tmp_path, data, "c.xlsx", sheets=["old"])
    assert [t.sheet for t in asked.tables] == ["old"]


def test_bad_input_068_hidden_sheets_of_ods(tmp_path: Path) -> None:
    def hide(document: Any) -> None:
        from odf.style import Style, TableProperties

        style = Style(name="hidden", family="table")
        style.addElement(TableProperties(display="false"))
        document.automaticstyles.addElement(style)
        document.spreadsheet.childNodes[1].setAttribute("stylename", style)

    reading = reading_of(tmp_path, ods({"People": PEOPLE, "old": PEOPLE}, hide), "c.ods")
    assert told(reading) == [("WARN", "hidden-sheet", 0, "")]
    assert [t.sheet for t in reading.tables] == ["People"]


@pytest.mark.parametrize(("make", "name"), [(xlsx, "c.xlsx"), (ods, "c.ods")])
def test_sheets_of_notes_say_so_and_are_not_read(tmp_path: Path, make: Any, name: str) -> None:
    """Left out whatever stands on them, told by name; read after all if asked for by name."""
    notes = [[], ["NOT READ by  hsr-match: words to choose from"], ["a", "a"], ["x", "y"]]
    data = make({"Lists": notes, "People": PEOPLE})
    reading = reading_of(tmp_path, data, name)
    assert told(reading) == [("FIXED", "note-sheet", 0, "")]
    assert "'Lists'" in reading.problems[0].message
    assert [t.sheet for t in reading.tables] == ["People"]
    assert reading_of(tmp_path, data, name, sheets=["Lists"]).failed

    only_elsewhere = make({"People": [*PEOPLE, ["Not read by hsr-match", "mentor", "1"]]})
    assert told(reading_of(tmp_path, only_elsewhere, name)) == []


@pytest.mark.parametrize(("make", "name"), [(xlsx, "c.xlsx"), (ods, "c.ods")])
def test_all_visible_sheets_with_content_are_read(tmp_path: Path, make: Any, name: str) -> None:
    data = make({"Mentors": PEOPLE, "empty": [], "Mentees": PEOPLE})
    reading = reading_of(tmp_path, data, name)
    assert told(reading) == []
    assert [t.sheet for t in reading.tables] == ["Mentors", "Mentees"]

    chosen = reading_of(tmp_path, data, name, sheets=["mentees ", "Mentor"])
    assert [t.sheet for t in chosen.tables] == ["Mentees"]
    assert told(chosen) == [("ERROR", "unknown-sheet", 0, "")]
    assert "'Mentors'" in chosen.problems[0].advice


def test_faults_of_a_sheet_can_be_left_aside(tmp_path: Path) -> None:
    data = xlsx({"People": PEOPLE, "Notes": [["a", "a"], [1, 2]]})
    reading = reading_of(tmp_path, data, "c.xlsx")
    assert reading.failed
    assert told(reading.only(["People"])) == []
    assert [t.sheet for t in reading.only(["People"]).tables] == ["People"]


def test_bad_input_069_hidden_rows_and_columns_are_read_and_counted(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True
        book.worksheets[0].row_dimensions[9].hidden = True
        book.worksheets[0].column_dimensions["B"].hidden = True

    reading = reading_of(tmp_path, xlsx({"a": PEOPLE}, hide), "c.xlsx")
    assert told(reading) == [("WARN", "hidden-rows", 3, ""), ("WARN", "hidden-columns", 0, "")]
    assert numbers_of(reading) == [2, 3]

    def hide_ods(document: Any) -> None:
        document.spreadsheet.childNodes[0].childNodes[2].setAttribute("visibility", "filter")

    reading = reading_of(tmp_path, ods({"a": PEOPLE}, hide_ods), "c.ods")
    assert told(reading) == [("WARN", "hidden-rows", 3, "")]


def test_bad_input_070_tables_side_by_side(tmp_path: Path) -> None:
    rows = [["name", "role", None, "name", "role"], ["Zoe", "mentor", None, "Amy", "mentee"]]
    reading = reading_of(tmp_path, xlsx({"a": rows}), "c.xlsx")
    assert ("ERROR", "several-tables", 1, "C") in told(reading)


def test_bad_input_070_table_that_goes_on_below_the_left_one(tmp_path: Path) -> None:
    rows = [["a", "b", None, "c"], [1, 2, None, 3], [None, None, None, 4]]
    reading = reading_of(tmp_path, xlsx({"a": rows}), "c.xlsx")
    assert told(reading) == [("ERROR", "several-tables", 1, "C")]


def test_table_that_does_not_start_at_the_corner(tmp_path: Path) -> None:
    rows = [[], [], *[[None, None, *row] for row in PEOPLE]]
    reading = reading_of(tmp_path, xlsx({"a": rows}), "c.xlsx")
    assert told(reading) == []
    assert reading.tables[0].columns == (3, 4, 5)
    assert reading.tables[0].heading_row == 3
    assert numbers_of(reading) == [4, 5]


def test_bad_input_030_blank_rows_of_a_sheet(tmp_path: Path) -> None:
    rows = [PEOPLE[0], [], PEOPLE[1], [None, " "], [], PEOPLE[2]]
    for make, name in ((xlsx, "c.xlsx"), (ods, "c.ods")):
        reading = reading_of(tmp_path, make({"a": rows}), name)
        assert told(reading) == [("FIXED", "blank-rows", 2, "")]
        assert reading.problems[0].message.endswith(": 3.")
        assert numbers_of(reading) == [3, 6]


def test_bad_input_076_macros(tmp_path: Path) -> None:
    data = edited(xlsx({"a": PEOPLE}), "xl/vbaProject.bin", lambda _: b"x")
    for name in ("c.xlsm", "c.xlsx"):
        assert told(reading_of(tmp_path, data, name)) == [("ERROR", "macros", 0, "")]
    macro_type = edited(
        xlsx({"a": PEOPLE}),
        "[Content_Types].xml",
        lambda xml: xml.replace(
            b"openxmlformats-officedocument.spreadsheetml.sheet.main",
            b"ms-excel.sheet.macroEnabled.main",
        ),
    )
    assert told(reading_of(tmp_path, macro_type, "c.xlsm")) == [("ERROR", "macros", 0, "")]


def test_bad_input_076_embedded_objects_and_scripts(tmp_path: Path) -> None:
    data = edited(xlsx({"a": PEOPLE}), "xl/embeddings/oleObject1.bin", lambda _: b"x")
    assert told(reading_of(tmp_path, data, "c.xlsx")) == [("WARN", "embedded-object", 0, "")]
    data = edited(ods({"a": PEOPLE}), "Basic/Standard/Module1.xml", lambda _: b"<a/>")
    assert told(reading_of(tmp_path, data, "c.ods")) == [("WARN", "scripts", 0, "")]
