"""Bad inputs 073-075 and 077: workbooks that would eat the machine, or spy on it."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hsr_match.cohort.reading import archive
from tests.cohort.reading.making import (
    HEADINGS,
    SHEET,
    edited,
    ods,
    put,
    reading_of,
    told,
    with_rows,
    xlsx,
)

PEOPLE = [HEADINGS, ("Zoe", "mentor", 2), ("Amy", "mentee", None)]


BOMB = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
from hsr_match.cohort.reading import read_tables
print(*[p.code for p in read_tables(sys.argv[1]).problems])
"""


def test_bad_input_073_zip_bomb_is_refused_before_unpacking(tmp_path: Path) -> None:
    out = io.BytesIO(xlsx({"a": PEOPLE}))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/bomb.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(bytes(1_000_000))
    path = put(tmp_path, "c.xlsx", out.getvalue())
    assert Path(path).stat().st_size < 1_000_000
    done = subprocess.run(
        [sys.executable, "-c", BOMB, path], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["zip-bomb"]


def test_bad_input_073_ratio_and_number_of_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dense = edited(xlsx({"a": PEOPLE}), "xl/bomb.xml", lambda _: bytes(200_000))
    assert told(reading_of(tmp_path, dense, "c.xlsx")) == [("ERROR", "zip-bomb", 0, "")]
    small = edited(xlsx({"a": PEOPLE}), "xl/media/a.bin", lambda _: bytes(99_000))
    assert told(reading_of(tmp_path, small, "c.xlsx")) == []
    monkeypatch.setattr(archive, "MAX_PARTS", 5)
    assert told(reading_of(tmp_path, small, "c.xlsx")) == [("ERROR", "zip-bomb", 0, "")]


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("prolog", [LAUGHS, OUTSIDE, b"<!DOCTYPE x>"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_bad_input_074_075_document_types(tmp_path: Path, prolog: bytes, part: str) -> None:
    def add(xml: bytes) -> bytes:
        return prolog + (xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else xml)

    reading = reading_of(tmp_path, edited(xlsx({"a": PEOPLE}), part, add), "c.xlsx")
    assert told(reading) == [("ERROR", "document-type", 0, "")]


def test_bad_input_074_075_document_types_of_ods(tmp_path: Path) -> None:
    def add(xml: bytes) -> bytes:
        return OUTSIDE + xml.partition(b"?>")[2]

    reading = reading_of(tmp_path, edited(ods({"a": PEOPLE}), "content.xml", add), "c.ods")
    assert told(reading) == [("ERROR", "document-type", 0, "")]


def test_entities_in_a_part_with_an_unusual_name_are_not_expanded(tmp_path: Path) -> None:
    # The parts are told by their names above; the library is the second line.
    data = edited(xlsx({"a": [["name"], ["Zoe"]]}), SHEET, lambda xml: xml)
    for part in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        data = edited(data, part, lambda xml: xml.replace(b"sheet1.xml", b"sheet1.bin"))
    laughing = LAUGHS + b"<worksheet>&c;</worksheet>"
    data = edited(data, "xl/worksheets/sheet1.bin", lambda _: laughing)
    assert told(reading_of(tmp_path, data, "c.xlsx")) == [("ERROR", "damaged", 0, "")]


def test_password_of_zip_and_ods(tmp_path: Path) -> None:
    data = bytearray(xlsx({"a": PEOPLE}))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    assert told(reading_of(tmp_path, bytes(data), "c.xlsx")) == [("ERROR", "password", 0, "")]

    manifest = b'<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    locked = edited(ods({"a": PEOPLE}), "META-INF/manifest.xml", lambda _: manifest)
    assert told(reading_of(tmp_path, locked, "c.ods")) == [("ERROR", "password", 0, "")]


def test_strict_workbook_is_told_from_an_empty_one(tmp_path: Path) -> None:
    def strict(xml: bytes) -> bytes:
        return xml.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )

    reading = reading_of(tmp_path, edited(xlsx({"a": PEOPLE}), SHEET, strict), "c.xlsx")
    assert told(reading) == [("ERROR", "strict-workbook", 0, "")]


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="0"><c r="A0"><v>1</v></c></row>',
        b'<row r="2"><c r="A2"><v>1</v></c></row>',
        b'<row r="x"/>',
        b'<row r="4"><c r="A4" t="s"><v>99999</v></c></row>',
        b'<row r="4"><c r="A4"><v>many</v></c></row>',
        b'<row r="4"><c r="A4" s="-7"><v>1',
    ],
)
def test_sheets_that_contradict_themselves_are_damaged(tmp_path: Path, rows: bytes) -> None:
    assert told(reading_of(tmp_path, with_rows(xlsx({"a": PEOPLE}), rows), "c.xlsx")) == [
        ("ERROR", "damaged", 0, "")
    ]


@pytest.mark.parametrize(
    ("sound", "broken"),
    [
        (b' office:value="2"', b""),
        (b' office:value="2"', b' office:value="many"'),
        (b'office:value-type="float"', b'office:value-type="time"'),
        (b"<text:p>2", b'<text:p><text:s text:c="x"/>2'),
        (
            b'office:value-type="float" office:value="2"',
            b'office:value-type="time" office:time-value="PT99999999999999H"',
        ),
        (b"<table:table-row", b'<table:table-row table:number-rows-repeated="%s"' % (b"9" * 5000)),
    ],
)
def test_ods_cells_that_contradict_themselves_never_crash(
    tmp_path: Path, sound: bytes, broken: bytes
) -> None:
    def change(xml: bytes) -> bytes:
        assert sound in xml
        return xml.replace(sound, broken)

    reading = reading_of(tmp_path, edited(ods({"a": PEOPLE}), "content.xml", change), "c.ods")
    assert [p.code for p in reading.problems if p.level == "ERROR"] in ([], ["damaged"])


def test_bad_input_077_the_reader_is_hardened() -> None:
    import openpyxl

    assert openpyxl.DEFUSEDXML
