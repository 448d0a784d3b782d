"""The same people give the same rows, whichever program saved them."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hsr_match.cohort.table import Reading
from tests.cohort.reading.making import ods, reading_of, told, xlsx

# Anything that a person can type, but for what each format has to be told apart by.
CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
)
WORDS = st.text(CHARACTERS, max_size=12).map(str.strip)
CELLS = WORDS | st.sampled_from(["A;B", "a, b", 'say "x"', "one\ntwo", "007", "1E5", "TRUE", "0,5"])
ROWS = st.lists(
    st.tuples(CELLS, CELLS, st.sampled_from(["mentor", "mentee"])), min_size=1, max_size=5
)


def _csv(rows: list[tuple[str, ...]], delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _without_formulas(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    # The library that writes the test's workbook makes formulas and errors of such text.
    return [tuple("" if c.startswith(("=", "#")) else c for c in row) for row in rows]


def _content(reading: Reading) -> tuple[object, ...]:
    (table,) = reading.tables
    return table.headings, table.heading_row, table.rows


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_csv_xlsx_and_ods_of_the_same_rows_agree(rows: list[tuple[str, str, str]]) -> None:
    people = _without_formulas([("name", "notes", "role"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        readings = [
            reading_of(Path(folder), _csv(people, ","), "c.csv"),
            reading_of(Path(folder), _csv(people, ";"), "d.csv", delimiter=";"),
            reading_of(Path(folder), xlsx({"a": people}), "c.xlsx"),
            reading_of(Path(folder), ods({"a": people}), "c.ods"),
        ]
    first = readings[0]
    assert [row.cells for row in first.tables[0].rows] == people[1:]
    for other in readings[1:]:
        assert _content(other) == _content(first)
        assert [(level, code) for level, code, *_ in told(other)] == [
            (level, code) for level, code, *_ in told(first)
        ]
