"""Bad inputs 009-015: files that are not what they should be."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from hsr_match.cohort.reading import files, read_tables
from hsr_match.errors import UsageError
from tests.cohort.reading.making import PEOPLE, edited, ods, put, reading_of, told, xlsx

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\ufeff\n \n", ",,\n,,\n", "sep=;\n"])
def test_bad_input_009_empty_files(tmp_path: Path, text: str) -> None:
    reading = reading_of(tmp_path, text)
    assert [p.code for p in reading.problems if p.level == "ERROR"] == ["empty-file"]
    assert reading.tables == ()


def test_bad_input_009_headings_without_people(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "name,role\n\n,\n")
    assert told(reading) == [("ERROR", "no-rows", 1, "")]
    assert reading.tables[0].headings == ("name", "role")


def test_bad_input_009_blank_workbook(tmp_path: Path) -> None:
    assert told(reading_of(tmp_path, xlsx({"a": [], "b": [[""]]}), "c.xlsx")) == [
        ("ERROR", "empty-file", 0, "")
    ]


def test_bad_input_010_file_that_looks_cut_off(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, PEOPLE + "Bo,men")
    assert told(reading) == [("ERROR", "cut-off", 4, "")]
    # With its line end the last row is a row that is too short.
    reading = reading_of(tmp_path, PEOPLE + "Bo,men\n")
    assert told(reading) == [("ERROR", "missing-cell", 4, "")]


WORKBOOK = xlsx({"People": [["name", "role"], ["Zoe", "mentor"]]})


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("c.csv", WORKBOOK, "wrong-name", "c.xlsx"),
        ("c.xls", WORKBOOK, "wrong-name", "c.xlsx"),
        ("c", WORKBOOK, "wrong-name", "c.xlsx"),
        ("my.cohort", WORKBOOK, "wrong-name", "my.cohort.xlsx"),
        ("c.xlsx", ods({"a": [["x"], ["y"]]}), "wrong-name", "c.ods"),
        ("c.xlsx", PEOPLE, "wrong-name", "c.csv"),
        ("c.ods", PEOPLE, "wrong-name", "c.csv"),
        ("c.xls", PEOPLE, "wrong-name", "c.csv"),
        ("c.xls", "<html><table><tr><td>a</td></tr></table></html>", "wrong-format", "web page"),
        ("c.csv", "\ufeff\n<!DOCTYPE HTML>\n<p>Sign in</p>", "wrong-format", "web page"),
        ("c.xlsx", b"%PDF-1.7\n...", "wrong-format", "PDF"),
        ("c.csv", b"%PDF-1.7\n...", "wrong-format", "PDF"),
        ("c.csv", '{"pairs": []}', "wrong-format", "JSON"),
        ("c.yaml", "extends: default\n", "wrong-format", "settings"),
        ("c.csv", b"\x89PNG\r\n\x1a\n", "wrong-format", "picture"),
        ("c.xls", '<?xml version="1.0"?><Workbook/>', "wrong-format", "XML"),
        ("c.xls", OLE2 + utf16("Workbook"), "old-excel", ".xlsx"),
        ("c.xlsx", OLE2 + utf16("Workbook"), "old-excel", ".xlsx"),
        ("c.xls", b"\x09\x08\x10\x00\x00\x06", "old-excel", ".xlsx"),
        ("c.doc", OLE2 + utf16("WordDocument"), "wrong-format", "Word"),
        ("c.xlsx", OLE2 + utf16("EncryptedPackage"), "password", "File > Info"),
        ("c.xlsx", b"", "empty-file", "empty"),
        ("c.xlsx", WORKBOOK[:-60], "damaged", "cut off"),
        ("c.xlsx", b"PK\x03\x04 nonsense", "damaged", "cut off"),
        ("~$c.xlsx", b"\x05Maria" + bytes(160), "owner-file", "~$"),
        ("c.xlsb", edited(WORKBOOK, "xl/workbook.bin", lambda _: b"x"), "wrong-format", "binary"),
        ("c.numbers", edited(WORKBOOK, "a.iwa", lambda _: b"x"), "wrong-name", "c.xlsx"),
    ],
)
def test_bad_input_011_to_014_content_under_the_wrong_name(
    tmp_path: Path, name: str, content: str | bytes, code: str, says: str
) -> None:
    reading = reading_of(tmp_path, content, name)
    assert told(reading) == [("ERROR", code, 0, "")]
    assert reading.tables == ()
    assert says in reading.problems[0].message + reading.problems[0].advice


def test_bad_input_012_table_that_ends_where_old_excel_ends(tmp_path: Path) -> None:
    rows = ["name,role", *["Zoe,mentor"] * 65_535]
    reading = reading_of(tmp_path, "\n".join(rows) + "\n")
    assert told(reading) == [("WARN", "row-limit-reached", 65_536, "")]
    assert told(reading_of(tmp_path, "\n".join(rows[:-1]) + "\n")) == []


def test_bad_input_015_paths_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    bad = [tmp_path, tmp_path / "missing.csv", tmp_path / "pipe.csv", Path("/dev/null")]
    for path in [*map(str, bad), "a\x00b", "", "x" * 5000]:
        with pytest.raises(UsageError) as caught:
            read_tables(path)
        assert "\n" not in caught.value.message
        assert "\x00" not in caught.value.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_bad_input_015_file_without_permission(tmp_path: Path) -> None:
    path = put(tmp_path, "c.csv", PEOPLE)
    Path(path).chmod(0)
    with pytest.raises(UsageError, match="may not be read"):
        read_tables(path)


def test_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "c.csv", PEOPLE)
    real, calls = os.fstat, []

    def fstat(handle: int) -> os.stat_result:
        calls.append(handle)
        if len(calls) == 2:
            with Path(path).open("a") as file:
                file.write("Bo,mentee,\n")
        return real(handle)

    monkeypatch.setattr(files.os, "fstat", fstat)
    assert told(read_tables(path)) == [("ERROR", "file-changed", 0, "")]


def test_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", len(PEOPLE.encode()) - 1)
    reading = reading_of(tmp_path, PEOPLE)
    assert told(reading) == [("ERROR", "too-large", 0, "")]
    assert reading.tables == ()


class _Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input_is_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(PEOPLE.encode()))
    reading = read_tables("-")
    assert told(reading) == []
    assert reading.tables[0].file == "-"

    monkeypatch.setattr(sys, "stdin", _Input(WORKBOOK))
    assert told(read_tables("-")) == [("ERROR", "wrong-format", 0, "")]


@pytest.mark.parametrize("delimiter", ["", "ab", "x", "1", '"', "\n"])
def test_delimiter_that_makes_no_sense(tmp_path: Path, delimiter: str) -> None:
    path = put(tmp_path, "c.csv", PEOPLE)
    with pytest.raises(UsageError, match="cannot separate"):
        read_tables(path, delimiter=delimiter)


def test_hash_is_of_the_bytes_as_they_are(tmp_path: Path) -> None:
    import hashlib

    data = PEOPLE.encode("utf-16")
    assert reading_of(tmp_path, data).tables[0].sha256 == hashlib.sha256(data).hexdigest()
