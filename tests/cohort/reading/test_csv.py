"""Bad inputs 016-040: the structure of a text file, its rows and headings."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.cohort.reading.delimiter import split
from tests.cohort.reading.making import PEOPLE, cells_of, numbers_of, reading_of, told

GOOD = [("name", "role", "places"), ("Zoë", "mentor", "2"), ("Amy", "mentee", "")]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_bad_input_016_018_delimiter_recognised(tmp_path: Path, delimiter: str) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace(",", delimiter))
    assert told(reading) == [("FIXED", "delimiter", 0, "")]
    assert cells_of(reading) == GOOD


def test_bad_input_018_tabs_are_what_a_tsv_file_has(tmp_path: Path) -> None:
    assert told(reading_of(tmp_path, PEOPLE.replace(",", "\t"), "c.tsv")) == []


@pytest.mark.parametrize(("declared", "mark"), [(";", ";"), ("tab", "\t"), ("^", "^")])
def test_declared_delimiter_is_taken_without_a_word(
    tmp_path: Path, declared: str, mark: str
) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace(",", mark), delimiter=declared)
    assert told(reading) == []
    assert cells_of(reading) == GOOD


def test_bad_input_017_commas_inside_semicolons(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "id;n;places\n1;A, B;2\n2;C;1\n")
    assert told(reading) == [("FIXED", "delimiter", 0, "")]
    assert cells_of(reading)[1] == ("1", "A, B", "2")


@pytest.mark.parametrize(
    "text",
    [
        "id;n;places\n1;A, B;2\n2;C\n3;D\n",
        "a,b;c,d\n1,2;3,4\n",
        "Round 1, 2026\nname;role\nZoe;mentor\nAmy;mentee\nBo;mentee\nCy;a;b\n",
    ],
)
def test_bad_input_017_delimiter_that_cannot_be_told(tmp_path: Path, text: str) -> None:
    reading = reading_of(tmp_path, text)
    assert told(reading) == [("ERROR", "delimiter-unclear", 0, "")]
    assert reading.tables == ()


def test_one_faulty_row_does_not_turn_answers_into_columns(tmp_path: Path) -> None:
    # Every row but the headings has one semicolon: it is no delimiter for all that.
    reading = reading_of(tmp_path, "name,needs\nZoe,A;B\nAmy,C;D\nBo,E;F\nCy,G;H,x\n")
    assert told(reading) == [("ERROR", "extra-cell", 5, "")]
    assert cells_of(reading)[0] == ("name", "needs")


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_bad_input_019_separator_line_is_skipped_and_not_counted(tmp_path: Path, line: str) -> None:
    reading = reading_of(tmp_path, f"{line}\r\n" + PEOPLE.replace(",", ";"))
    assert told(reading) == [("FIXED", "separator-line", 0, "")]
    assert cells_of(reading) == GOOD
    # Excel does not show that line.
    assert numbers_of(reading) == [2, 3]


def test_bad_input_020_one_column(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name\nZoe\nAnn\n")
    assert told(reading) == []
    assert cells_of(reading) == [("name",), ("Zoe",), ("Ann",)]


def test_bad_input_021_decimal_comma_declared(tmp_path: Path) -> None:
    text = "id;score;note\n1;0,5;a,b\n2;-12,25;1,5 and more\n"
    reading = reading_of(tmp_path, text, decimal=",")
    assert told(reading) == [("FIXED", "delimiter", 0, "")]
    assert cells_of(reading)[1:] == [("1", "0.5", "a,b"), ("2", "-12.25", "1,5 and more")]
    # Undeclared, the text stays as it is, and is refused where a number is wanted.
    assert cells_of(reading_of(tmp_path, text))[1] == ("1", "0,5", "a,b")


def test_bad_input_022_thousands_with_a_dot_under_a_decimal_comma(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "id;score\n1;1.000\n", decimal=",", delimiter=";")
    assert told(reading) == [("ERROR", "thousands-separator", 2, "score")]


def test_bad_input_023_row_too_long(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PEOPLE + "Bo,mentee,,x\nCy,mentee,\n")
    assert told(reading) == [("ERROR", "extra-cell", 4, "")]
    # The row cannot be told, the others can.
    assert numbers_of(reading) == [2, 3, 5]


def test_bad_input_024_every_row_too_long_is_never_repaired(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role\nE1,Zoe,mentor\nE2,Amy,mentee\n")
    assert told(reading) == [("ERROR", "every-row-too-long", 2, "")]
    assert reading.tables == ()


def test_bad_input_024_nor_if_only_some_of_the_surplus_cells_are_filled(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role\nE1,Zoe,mentor\nE2,Amy,\nE3,Bo,\n")
    assert ("ERROR", "every-row-too-long", 2, "") in told(reading)
    assert reading.tables == ()


def test_bad_input_025_trailing_comma_on_every_row(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role\nZoe,mentor,\nAmy,mentee,\n")
    assert told(reading) == [("FIXED", "trailing-comma", 2, "")]
    assert cells_of(reading) == [("name", "role"), ("Zoe", "mentor"), ("Amy", "mentee")]


def test_bad_input_026_row_too_short(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PEOPLE + "Bo,mentee\nCy,mentee,\n")
    assert told(reading) == [("ERROR", "missing-cell", 4, "")]


def test_bad_input_027_line_break_inside_a_cell_counts_as_no_row(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, 'name,notes\r\nZoe,"one\r\ntwo"\r\nAmy,x\r\n')
    assert told(reading) == []
    assert cells_of(reading)[1] == ("Zoe", "one\ntwo")
    assert numbers_of(reading) == [2, 3]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ('Zoe,"mentor,2\nAmy,mentee,\n', "open-quote"),
        ('Zoe,"mentor,2\nAmy,"mentee",\n', "open-quote"),
        ('Zoe,"men"tor,2\nAmy,mentee,\n', "stray-quote"),
    ],
)
def test_bad_input_028_quotation_mark_is_pointed_at_where_it_opened(
    tmp_path: Path, bad: str, code: str
) -> None:
    reading = reading_of(tmp_path, "name,role,places\nBo,mentor,1\n" + bad)
    assert told(reading) == [("ERROR", code, 3, "")]


def test_bad_input_028_quotation_marks_inside_text_are_ordinary(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, 'name,notes\nZoe,5" tall\nAmy,"a ""b"""\n')
    assert told(reading) == []
    assert cells_of(reading)[1:] == [("Zoe", '5" tall'), ("Amy", 'a "b"')]


@pytest.mark.parametrize("length", [32_768, 140_000])
@pytest.mark.parametrize("quote", ["", '"'])
def test_bad_input_029_123_cell_too_long(tmp_path: Path, length: int, quote: str) -> None:
    long = quote + "x" * length + quote
    reading = reading_of(tmp_path, f"name;notes\nZoe;a\nAmy;{long}\n")
    assert told(reading) == [
        ("FIXED", "delimiter", 0, ""),
        ("ERROR", "text-too-long", 3, "notes"),
    ]


def test_bad_input_123_longest_cell_is_fine(tmp_path: Path) -> None:
    assert told(reading_of(tmp_path, f"name,notes\nZoe,{'x' * 32_767}\n")) == []


def test_bad_input_030_blank_rows_and_rows_of_commas(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role\n\nZoe,mentor\n,\n , \nAmy,mentee\n,\n")
    assert told(reading) == [("FIXED", "blank-rows", 2, "")]
    assert reading.problems[0].message.startswith("4 ")
    assert numbers_of(reading) == [3, 6]


def test_bad_input_031_title_rows(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "Mentoring 2026,,\n\nExported today,,\n" + PEOPLE)
    assert told(reading) == [("FIXED", "title-rows", 4, "")]
    assert cells_of(reading) == GOOD
    assert reading.tables[0].heading_row == 4
    assert numbers_of(reading) == [5, 6]


@pytest.mark.parametrize(
    "tail",
    [
        "Total,,2",
        ",TOTAL:,2",
        "Note: two people withdrew,,",
        "Exported from the form on Monday,,",
        "Average,,1.5",
        f"long text{' and more' * 12},,",
    ],
)
def test_bad_input_032_totals_and_notes_below(tmp_path: Path, tail: str) -> None:
    reading = reading_of(tmp_path, PEOPLE + tail + "\n")
    assert told(reading) == [("ERROR", "total-row", 4, "")]
    assert numbers_of(reading) == [2, 3]


@pytest.mark.parametrize(
    "tail", ["Sum Chan,mentee,", "Mean,mentee,2", "Noteh,,", "Total Recall,mentee,"]
)
def test_bad_input_032_people_are_no_totals(tmp_path: Path, tail: str) -> None:
    reading = reading_of(tmp_path, PEOPLE + tail + "\n")
    assert told(reading) == []
    assert numbers_of(reading) == [2, 3, 4]


def test_bad_input_033_headings_repeated(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PEOPLE + "name,role,places\nBo,mentee,\n")
    assert told(reading) == [("WARN", "repeated-heading", 4, "")]
    assert numbers_of(reading) == [2, 3, 5]


def test_bad_input_034_duplicate_headings(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role,name\nZoe,mentor,Z\n")
    assert told(reading) == [("ERROR", "duplicate-heading", 1, "name")]
    assert "A and C" in reading.problems[0].message


@pytest.mark.parametrize(
    "twin",
    ["NAME of mentee", "Name  of mentee", "Name of\u00a0mentee", "name of mentée", "Name of “m”"],
)
def test_bad_input_035_headings_that_count_as_the_same(tmp_path: Path, twin: str) -> None:
    first = {"name of mentée": "name of mente\u0301e", "Name of “m”": 'Name of "m"'}
    heading = first.get(twin, "Name of mentee").replace('"', '""')
    reading = reading_of(tmp_path, f'"{heading}",role,{twin}\nZoe,mentor,Z\n')
    assert [(p.level, p.code) for p in reading.problems] == [("ERROR", "similar-heading")]
    assert "A and C" in reading.problems[0].message


def test_bad_input_036_blank_heading_with_values(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,,role\nZoe,x,mentor\nAmy,,mentee\n")
    assert told(reading) == [("ERROR", "blank-heading", 1, "B")]


def test_bad_input_036_empty_columns_are_nothing_to_tell(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,,role,,\nZoe,,mentor,,\nAmy, ,mentee,,\n")
    assert told(reading) == []
    assert cells_of(reading) == [("name", "role"), ("Zoe", "mentor"), ("Amy", "mentee")]
    assert reading.tables[0].columns == (1, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Personal,,,Mentoring,,\nname,organisation,role,needs,offers,places\nZoe,Leeds,mentor,,a,2\n",
        "name,Contact,,,role\n,email,phone,town,\nZoe,z@example.org,1,Leeds,mentor\n",
    ],
)
def test_bad_input_039_two_rows_of_headings(tmp_path: Path, text: str) -> None:
    reading = reading_of(tmp_path, text)
    assert [p.code for p in reading.problems if p.level == "ERROR"] == ["two-row-heading"]
    assert reading.tables == ()


def test_bad_input_070_lookup_list_beside_the_people(tmp_path: Path) -> None:
    text = "name,role,,stage,label\nZoe,mentor,,1,early\nAmy,mentee,,2,late\nBo,mentee,,,\n"
    assert told(reading_of(tmp_path, text)) == [("ERROR", "several-tables", 1, "C")]


def test_several_faults_are_told_in_one_go(tmp_path: Path) -> None:
    text = (
        "name,role,Role,\nZoe,mentor,a,x\nAmy,me\x07ntee,,\nBo,mentee\nCy,mentee,,,z\nDi,mentee,,\n"
    )
    assert {p.code for p in reading_of(tmp_path, text).problems} == {
        *("similar-heading", "blank-heading", "control-character", "missing-cell", "extra-cell"),
    }


TEXT = st.text(st.sampled_from("ab ,;\n|é0"), max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=6), st.sampled_from(",;|"))
def test_text_without_quotation_marks_is_split_as_the_library_does(
    rows: list[list[str]], delimiter: str
) -> None:
    text = "\n".join(delimiter.join(row) for row in rows)
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert split(text, delimiter).rows == expected
