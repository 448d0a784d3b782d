"""Bad inputs 030-039 and 070: which rows hold headings, which hold people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cohort.reading.making import PEOPLE, cells_of, numbers_of, reading_of, told

GOOD = [("name", "role", "places"), ("Zoë", "mentor", "2"), ("Amy", "mentee", "")]


def test_bad_input_030_blank_rows_and_rows_of_commas(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role\n\nZoe,mentor\n,\n , \nAmy,mentee\n,\n")
    assert told(reading) == [("FIXED", "blank-rows", 2, "")]
    assert reading.problems[0].message.endswith(": 4.")
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


@pytest.mark.parametrize("gap", ["\n\n", "\nMentors,,\n", "\n,,\nMentors,,\n"])
def test_bad_input_070_a_second_table_below_the_first(tmp_path: Path, gap: str) -> None:
    """Its headings are no person, and its people do not stand under the first ones."""
    text = f"name,needs,email\nAmy,teaching,a@x.org{gap}name,offers,places\nZoe,teaching,2\n"
    reading = reading_of(tmp_path, text)
    errors = [(p.code, p.place.row) for p in reading.problems if p.level == "ERROR"]
    assert errors == [("second-table", 2 + gap.count("\n"))]
    assert cells_of(reading)[1:] == [("Amy", "teaching", "a@x.org")]


def test_a_row_of_known_words_among_people_begins_no_table(tmp_path: Path) -> None:
    """Without a gap, or with a word that is no heading, it is somebody."""
    text = "name,role,unit\nAmy,mentee,x\nTeam,Post,Band\n\nGrade,mentor,Leeds\n"
    reading = reading_of(tmp_path, text)
    assert [p for p in reading.problems if p.level == "ERROR"] == []
    assert len(cells_of(reading)) == 4


def test_bad_input_031_a_title_that_is_a_heading_elsewhere(tmp_path: Path) -> None:
    """*Mentees* above a table is its title; above a single column it would be a heading."""
    reading = reading_of(tmp_path, "Mentees,,\nname,role,needs\nAmy,mentee,teaching\n")
    assert told(reading) == [("FIXED", "title-rows", 2, "")]


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
