"""Whatever is thrown at it, reading ends with a Reading or a UsageError."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsr_match.cohort.reading import read_tables
from hsr_match.cohort.reading.codes import kinds
from hsr_match.errors import UsageError
from tests.cohort.reading.making import PEOPLE, ods, xlsx

ROWS = [["name", "role", "places"], ["Zoë", "mentor", 2], ["Amy", "=1+1", None]]
WORKBOOKS = {".xlsx": xlsx({"a": ROWS, "b": ROWS}), ".ods": ods({"a": ROWS, "b": ROWS})}
PARTS = {suffix: zipfile.ZipFile(io.BytesIO(data)).namelist() for suffix, data in WORKBOOKS.items()}
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def check(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            reading = read_tables(str(path))
        except UsageError:
            return
    assert reading.tables or reading.failed
    for table in reading.tables:
        width = len(table.headings)
        assert width > 0
        assert len(table.columns) == width
        numbers = [table.heading_row, *(row.number for row in table.rows)]
        assert numbers == sorted(set(numbers))
        for row in table.rows:
            assert len(row.cells) == width
            assert any(row.cells)
            assert all(cell == cell.strip() for cell in row.cells)
    for problem in reading.problems:
        assert problem.code in kinds()
        assert problem.level is kinds()[problem.code].level
        text = problem.message + problem.advice
        assert "{" not in text
        assert text.isprintable()


@FUZZ
@given(st.binary(max_size=300), st.sampled_from(["c.csv", "c.xlsx", "c.ods", "c"]))
def test_random_bytes(data: bytes, name: str) -> None:
    check(data, name)


@FUZZ
@given(st.text(st.sampled_from("ab,;\t|\"\n\r \x00\ufeff\u200b\x85é'=0"), max_size=60))
def test_random_tables(text: str) -> None:
    check(text.encode(), "c.csv")


@FUZZ
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4),
    st.sampled_from([".csv", ".xlsx", ".ods"]),
    st.integers(0, 400),
)
def test_changed_bytes_and_lost_ends(
    changes: list[tuple[int, int]], suffix: str, lost: int
) -> None:
    data = bytearray(WORKBOOKS.get(suffix, PEOPLE.encode() * 5))
    for place, byte in changes:
        data[place % len(data)] = byte
    check(bytes(data[: len(data) - lost] if lost % 2 else data), "c" + suffix)


@FUZZ
@given(st.data())
def test_changed_parts_of_a_workbook(data: st.DataObject) -> None:
    """Parts are changed before packing: the archive itself is sound."""
    suffix = data.draw(st.sampled_from([".xlsx", ".ods"]))
    part = data.draw(st.sampled_from(PARTS[suffix]))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WORKBOOKS[suffix])) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = bytearray(old.read(name))
            if name == part and content:
                start = data.draw(st.integers(0, len(content) - 1))
                length = data.draw(st.integers(0, 12))
                piece = data.draw(
                    st.sampled_from(
                        [b"", b"<", b"0", b"-1", b"99999999999", b"\xff", b'"/>', b"&a;"]
                    )
                )
                content[start : start + length] = piece
            if name != part or data.draw(st.integers(0, 9)):
                new.writestr(name, bytes(content))
    check(out.getvalue(), "c" + suffix)


@pytest.mark.parametrize("name", ["c.csv", "c.xlsx"])
def test_deeply_nested_text(name: str) -> None:
    check(b"[" * 100_000, name)
