"""Bad inputs 041-049, 065-067: cells of a workbook as text."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest

from hsr_match.cohort.reading.values import is_long, number_text
from tests.cohort.reading.making import (
    HEADINGS,
    SHEET,
    cells_of,
    edited,
    ods,
    ods_cell,
    ods_row,
    reading_of,
    told,
    xlsx,
)

PEOPLE = [HEADINGS, ("Zoë", "mentor", 2), ("Amy", "mentee", None)]


def _shown(value: Any, number_format: str, tmp_path: Path) -> tuple[str, list[str]]:
    def change(book: Any) -> None:
        book.worksheets[0]["B2"] = value
        book.worksheets[0]["B2"].number_format = number_format

    reading = reading_of(tmp_path, xlsx({"a": [["x", "y"], ["1", ""]]}, change), "c.xlsx")
    return cells_of(reading)[1][1], [p.code for p in reading.problems]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (7, "General", "7"),
        (7.0, "General", "7"),
        (7, "000", "007"),
        (1234, "000", "1234"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (-0.5, "0.00", "-0.5"),
        (1.5e6, "0.00E+00", "1500000"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (123456789012345, "0", "123456789012345"),
        (7, "0%", "700%"),
        (20, "0.00%", "2000%"),
        (1e-9, "0%", "0.0000001%"),
        (True, "General", "TRUE"),
        ("007", "General", "007"),
        ("1E5", "General", "1E5"),
        ("TRUE", "General", "TRUE"),
        ("N/A", "General", "N/A"),
        ("None", "General", "None"),
        (dt.datetime(2026, 4, 3), "yyyy-mm-dd", "2026-04-03"),
        (dt.date(2026, 4, 3), "dd/mm/yyyy", "2026-04-03"),
        (dt.datetime(2026, 4, 3, 14, 5), "yyyy-mm-dd h:mm", "2026-04-03T14:05:00"),
        (dt.datetime(2026, 4, 3, 23, 59, 59, 999900), "yyyy-mm-dd h:mm:ss", "2026-04-04"),
        (dt.time(9, 30), "h:mm", "09:30:00"),
        (dt.timedelta(hours=30, minutes=5), "[h]:mm:ss", "30:05:00"),
    ],
)
def test_bad_input_041_to_046_values_as_text(
    tmp_path: Path, value: Any, number_format: str, text: str
) -> None:
    assert _shown(value, number_format, tmp_path) == (text, [])


def test_bad_input_044_number_of_more_than_15_digits(tmp_path: Path) -> None:
    data = xlsx({"a": [["name", "id"], ["Zoe", 5]]})
    data = edited(data, SHEET, lambda xml: xml.replace(b"<v>5</v>", b"<v>12345678901234567</v>"))
    reading = reading_of(tmp_path, data, "c.xlsx")
    assert told(reading) == [("WARN", "long-number", 2, "id")]
    assert cells_of(reading)[1][1] == "12345678901234567"


def test_bad_input_047_dates_are_known_as_dates(tmp_path: Path) -> None:
    rows = [["name", "range"], ["Zoe", dt.datetime(2026, 4, 3)], ["Amy", "2026-04-03"]]
    for make, name in ((xlsx, "c.xlsx"), (ods, "c.ods")):
        (table,) = reading_of(tmp_path, make({"a": rows}), name).tables
        assert [row.cells[1] for row in table.rows] == ["2026-04-03", "2026-04-03"]
        assert table.dates == {(2, 1)}


def test_bad_input_049_epoch_of_1904_and_serials_that_are_no_dates(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import MAC_EPOCH

    def mac(book: Any) -> None:
        book.epoch = MAC_EPOCH

    rows = [["name", "day"], ["Zoe", dt.datetime(2026, 4, 3)]]
    reading = reading_of(tmp_path, xlsx({"a": rows}, mac), "c.xlsx")
    assert cells_of(reading)[1] == ("Zoe", "2026-04-03")

    def far(book: Any) -> None:
        book.worksheets[0]["B2"] = 99_999_999
        book.worksheets[0]["B2"].number_format = "yyyy-mm-dd"

    reading = reading_of(tmp_path, xlsx({"a": rows}, far), "c.xlsx")
    assert told(reading) == [("ERROR", "date-out-of-range", 2, "day")]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_bad_input_065_error_values(tmp_path: Path, error: str) -> None:
    rows = [["name", "places"], ["Zoe", error], ["Amy", 1]]
    reading = reading_of(tmp_path, xlsx({"a": rows}), "c.xlsx")
    assert told(reading) == [("ERROR", "formula-error", 2, "places")]
    assert "B2" in reading.problems[0].message
    assert reading.problems[0].value == error

    def formula(document: Any) -> None:
        row = ods_row(["Bo"])
        row.addElement(ods_cell(error, formula="of:=[.A1]/0"))
        document.spreadsheet.childNodes[0].addElement(row)

    reading = reading_of(tmp_path, ods({"a": [["name", "places"], ["Zoe", 1]]}, formula), "c.ods")
    assert told(reading) == [("ERROR", "formula-error", 3, "places")]


def test_bad_input_066_formula_that_was_never_calculated(tmp_path: Path) -> None:
    rows = [["name", "places"], ["Zoe", "=1+1"], ["Amy", 1], ["Bo", "=1+2"]]
    reading = reading_of(tmp_path, xlsx({"a": rows}), "c.xlsx")
    assert told(reading) == [("ERROR", "formula-not-calculated", 2, "places")]
    assert [p.row for p in reading.problems[0].more] == [4]

    def formula(document: Any) -> None:
        from odf.table import TableCell

        row = ods_row(["Bo"])
        row.addElement(TableCell(formula="of:=1+1"))
        document.spreadsheet.childNodes[0].addElement(row)

    reading = reading_of(tmp_path, ods({"a": [["name", "places"], ["Zoe", 1]]}, formula), "c.ods")
    assert told(reading) == [("ERROR", "formula-not-calculated", 3, "places")]


def _with_formula(text: bytes, kind: bytes = b"") -> bytes:
    data = xlsx({"a": [["name", "places"], ["Zoe", 5]]})
    old = b'<c r="B2" t="n"><v>5</v></c>'
    new = b'<c r="B2"' + kind + b">" + text + b"</c>"

    def change(sheet: bytes) -> bytes:
        assert old in sheet
        return sheet.replace(old, new)

    return edited(data, SHEET, change)


def test_bad_input_067_saved_results_of_formulas_are_used(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, _with_formula(b"<f>2+3</f><v>5</v>"), "c.xlsx")
    assert told(reading) == []
    assert cells_of(reading)[1] == ("Zoe", "5")


def test_bad_input_067_a_saved_result_may_be_empty_text(tmp_path: Path) -> None:
    data = _with_formula(b'<f>IF(1,"","")</f><v></v>', b' t="str"')
    reading = reading_of(tmp_path, data, "c.xlsx")
    assert told(reading) == []
    assert cells_of(reading)[1] == ("Zoe", "")


def test_bad_input_067_076_links_to_other_files(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, _with_formula(b"<f>[1]Sheet1!A1</f><v>5</v>"), "c.xlsx")
    assert told(reading) == [("WARN", "external-link", 2, "places")]
    assert cells_of(reading)[1] == ("Zoe", "5")

    linked = edited(xlsx({"a": PEOPLE}), "xl/externalLinks/externalLink1.xml", lambda _: b"<a/>")
    assert told(reading_of(tmp_path, linked, "c.xlsx")) == [("WARN", "external-link", 0, "")]


def test_escaped_control_characters_of_a_workbook(tmp_path: Path) -> None:
    # XML cannot hold them, so Excel and XlsxWriter store them by number.
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["name", "notes"])
    sheet.write_row(1, 0, ["Zo\x07e", "one\r\ntwo"])
    book.close()
    reading = reading_of(tmp_path, out.getvalue(), "c.xlsx")
    assert told(reading) == [("ERROR", "control-character", 2, "name")]
    assert cells_of(reading)[1][1] == "one\ntwo"


def test_one_ods_file_leaves_no_trace_in_the_next(tmp_path: Path) -> None:
    # odfpy collects namespaces, and writes them unescaped.
    strange = edited(
        ods({"a": PEOPLE}),
        "content.xml",
        lambda xml: xml.replace(b"<office:body>", b'<office:body xmlns:q="a&quot;&lt;" q:x="1">'),
    )
    assert not reading_of(tmp_path, strange, "c.ods").failed
    assert told(reading_of(tmp_path, ods({"a": PEOPLE}), "c.ods")) == []


def test_ods_cells_as_people_see_them(tmp_path: Path) -> None:
    def cells(document: Any) -> None:
        from odf.office import Annotation
        from odf.table import CoveredTableCell
        from odf.text import P

        row = ods_row([])
        commented = ods_cell("a  b\tc\nd")
        note = Annotation()
        note.addElement(P(text="a comment"))
        commented.insertBefore(note, commented.childNodes[0])
        row.addElement(commented)
        row.addElement(ods_cell(7, shown="007"))
        percent = ods_cell("50%", valuetype="string")
        percent.setAttribute("valuetype", "percentage")
        percent.setAttribute("value", "0.5")
        row.addElement(percent)
        row.addElement(CoveredTableCell(valuetype="string"))
        row.addElement(ods_cell("x", numbercolumnsrepeated="2"))
        document.spreadsheet.childNodes[0].addElement(row)

    data = ods({"a": [["h1", "h2", "h3", "h4", "h5", "h6"]]}, cells)
    reading = reading_of(tmp_path, data, "c.ods")
    assert told(reading) == []
    assert cells_of(reading)[1] == ("a  b\tc\nd", "007", "50%", "", "x", "x")


def test_numbers_of_any_length_are_text_without_an_exponent() -> None:
    huge = 10**400 + 1
    assert number_text(huge) == str(huge)
    assert number_text(huge, "0%") == str(huge * 100) + "%"
    assert is_long(huge)
    assert number_text(1e300) == str(int(1e300))
    assert number_text(float("inf")) == "inf"
    assert not is_long(float("inf"))
    assert not is_long(float("nan"))
