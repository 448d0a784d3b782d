"""Bad inputs 016-029: how a text file is cut into cells."""

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


TEXT = st.text(st.sampled_from("ab ,;\n|é0"), max_size=12)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=6), st.sampled_from(",;|"))
def test_text_without_quotation_marks_is_split_as_the_library_does(
    rows: list[list[str]], delimiter: str
) -> None:
    text = "\n".join(delimiter.join(row) for row in rows)
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert split(text, delimiter).rows == expected
