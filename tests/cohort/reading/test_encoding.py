"""Bad inputs 001-008: bytes and encodings."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tests.cohort.reading.making import PEOPLE, cells_of, numbers_of, reading_of, told

GOOD = [("name", "role", "places"), ("Zoë", "mentor", "2"), ("Amy", "mentee", "")]


@pytest.mark.parametrize(
    "data",
    [
        PEOPLE.encode(),
        codecs.BOM_UTF8 + PEOPLE.encode(),
        codecs.BOM_UTF16_LE + PEOPLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PEOPLE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + PEOPLE.encode("utf-32-le"),
    ],
    ids=["utf-8", "001-utf-8-mark", "005-utf-16-le", "005-utf-16-be", "utf-32"],
)
def test_bad_input_001_005_marks_of_encodings_are_read_without_complaint(
    tmp_path: Path, data: bytes
) -> None:
    reading = reading_of(tmp_path, data)
    assert told(reading) == []
    assert cells_of(reading) == GOOD


def test_bad_input_002_windows_1252_is_read_with_the_rows_to_check(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace("Amy", "“Amélie”").encode("cp1252"))
    assert told(reading) == [("WARN", "windows-1252", 2, "")]
    assert [p.row for p in reading.problems[0].more] == [3]
    assert cells_of(reading)[2][0] == "“Amélie”"


def test_bad_input_003_garbled_accents_are_pointed_at(tmp_path: Path) -> None:
    garbled = PEOPLE.encode().decode("cp1252")
    reading = reading_of(tmp_path, garbled)
    assert told(reading) == [("WARN", "garbled-accents", 2, "name")]


@pytest.mark.parametrize("name", ["É—", "CAFÉ’S", "SÃO", "ÂGE", "Åse", "Ångström", "Änne", "naïve"])
def test_bad_input_003_ordinary_accents_are_no_garble(tmp_path: Path, name: str) -> None:
    assert told(reading_of(tmp_path, PEOPLE.replace("Zoë", name))) == []


@pytest.mark.parametrize("character", ["\x92", "\x1b", "\x07", "\x7f", "\x0b", "\x85"])
def test_bad_input_004_122_125_control_character_is_refused_and_named_by_its_number(
    tmp_path: Path, character: str
) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace("Amy", f"Am{character}y"))
    assert told(reading) == [("ERROR", "control-character", 3, "name")]
    assert f"U+{ord(character):04X}" in reading.problems[0].message
    assert character not in reading.problems[0].message


def test_bad_input_004_control_character_at_the_edge_is_not_trimmed_away(tmp_path: Path) -> None:
    # str.strip() takes U+001F and U+0085 for white space.
    reading = reading_of(tmp_path, PEOPLE.replace("Amy", "\x1fAmy\x85"))
    assert ("ERROR", "control-character", 3, "name") in told(reading)


def test_bad_input_006_nul_is_binary_data(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace("Amy", "Am\x00y"))
    assert told(reading) == [("ERROR", "binary-data", 3, "name")]


def test_bad_input_006_binary_file_is_refused_as_a_whole(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, b"name,role\n" + bytes(range(256)) * 8)
    assert told(reading) == [("ERROR", "binary-data", 2, "")]
    assert reading.tables == ()


def test_bad_input_007_mixed_encodings_name_the_first_line_that_does_not_fit(
    tmp_path: Path,
) -> None:
    data = 'name,role\nZoë,"a\nb"\nRené,mentee\n'.encode() + "André,mentee\n".encode("cp1252")
    reading = reading_of(tmp_path, data)
    # Row 4, although it is the fifth line: Excel counts rows.
    assert told(reading) == [("ERROR", "mixed-encoding", 4, "")]
    assert "UTF-8" in reading.problems[0].message

    mostly_old = "name\nAndré\nRené\n".encode("cp1252") + "Zoë\n".encode()
    reading = reading_of(tmp_path, mostly_old)
    assert told(reading) == [("ERROR", "mixed-encoding", 4, "")]
    assert "Windows-1252" in reading.problems[0].message


def test_bytes_that_are_no_text_in_any_of_the_encodings(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, b"name,role\nZo\x81,mentor\n")
    assert told(reading) == [("ERROR", "unknown-encoding", 2, "")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_bad_input_008_line_ends_of_any_kind(tmp_path: Path, end: str) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace("\n", end))
    assert told(reading) == []
    assert cells_of(reading) == GOOD


def test_bad_input_008_mixed_line_ends(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role\r\nZoe,mentor\rAmy,mentee\nBo,mentee")
    assert told(reading) == []
    assert numbers_of(reading) == [2, 3, 4]


def test_bad_input_082_invisible_characters_go_at_the_edges_only(tmp_path: Path) -> None:
    text = PEOPLE.replace("Amy", "\u200bA\u200dmy\ufeff")
    reading = reading_of(tmp_path, text)
    assert told(reading) == [("FIXED", "invisible-character", 3, "name")]
    assert "U+200B, U+FEFF" in reading.problems[0].message
    assert cells_of(reading)[2][0] == "A\u200dmy"


def test_bad_input_085_direction_marks_go_wherever_they_stand(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace("Amy", "A\u202emy\u2069"))
    assert told(reading) == [("FIXED", "direction-mark", 3, "name")]
    assert cells_of(reading)[2][0] == "Amy"


@pytest.mark.parametrize(
    "name",
    [
        "שרה לוי",
        "محمد",
        "Nguyễn",
        "O'Neill-Smythe",
        "X",
        "Ｚｏｅ",
        "İpek Weiß",
        "Amy ❤️",
        "👩‍🔬 Bo",
        "x" * 100,
    ],
)
def test_bad_input_084_085_086_087_names_are_read_as_they_are(tmp_path: Path, name: str) -> None:
    reading = reading_of(tmp_path, PEOPLE.replace("Amy", name))
    assert told(reading) == []
    assert cells_of(reading)[2][0] == name


def test_spaces_at_the_edges_go_and_are_told_once(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name , role\nZoe,\u00a0mentor\nAmy ,   \n")
    assert told(reading) == [("FIXED", "spaces-trimmed", 1, "name")]
    assert len(reading.problems[0].more) == 3
    assert cells_of(reading) == [("name", "role"), ("Zoe", "mentor"), ("Amy", "")]


def test_messages_hold_no_cell(tmp_path: Path) -> None:
    secret = "xq7SECRET"
    text = (
        f"name,role\n{secret}\x07,\u200b{secret}\n{secret}Ã©,\u202e{secret}\n{secret},b\n"
        f"{secret} ,b\n{secret},b,{secret}\n{secret}"
    )
    problems = reading_of(tmp_path, text).problems
    assert {p.code for p in problems} == {
        *("control-character", "invisible-character", "garbled-accents", "direction-mark"),
        *("spaces-trimmed", "extra-cell", "cut-off"),
    }
    assert all(secret not in p.message + p.advice + p.value + p.place.column for p in problems)
