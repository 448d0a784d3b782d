"""The workbook: no live cell, no author, no time, the same as the CSV."""

from __future__ import annotations

import io
import tempfile
import zipfile

import openpyxl
import pytest

from hsr_match.reports import pairings_csv, pairings_xlsx, read_pairings
from tests.reports.outcomes import given_outcome, outcome

HOSTILE = ('=HYPERLINK("http://example.invalid","x")', "http://example.invalid", "{=1}")


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_sheets_and_their_comfort() -> None:
    """Heading in view, filters, and lists to choose status and locked from."""
    workbook = book(pairings_xlsx(outcome()))
    assert workbook.sheetnames == ["Pairs", "By mentor", "Unmatched", "Run"]
    pairs = workbook["Pairs"]
    assert pairs.freeze_panes == "C2"
    assert pairs.auto_filter.ref == "A1:L4"
    lists = {v.formula1: str(v.sqref) for v in pairs.data_validations.dataValidation}
    assert lists == {'"proposed,approved,declined,unmatched"': "K2:K4", '"yes,no"': "L2:L4"}


@pytest.mark.parametrize("made", [outcome(), given_outcome()])
def test_it_says_the_same_as_the_csv(made: object) -> None:
    """Check H33: every cell of sheet Pairs equals its cell of pairings.csv."""
    heading, *rows = book(pairings_xlsx(made))["Pairs"].iter_rows(values_only=True)
    for row, plain in zip(rows, read_pairings(pairings_csv(made)), strict=True):
        for title, cell in zip(heading, row, strict=True):
            if isinstance(cell, int | float):
                assert float(plain[title]) == cell
            else:
                assert plain[title] == (cell or "")


def test_bad_input_120_nothing_is_live() -> None:
    """Formulas, array formulas and addresses in names are plain text."""
    content = pairings_xlsx(outcome(mentees=HOSTILE))
    sheet = book(content)["Pairs"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == list(HOSTILE)
    assert {sheet.cell(row, 2).data_type for row in (2, 3, 4)} == {"s"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
        names = parts.namelist()
    assert b"<f>" not in everything
    assert b"<hyperlink" not in everything
    assert not [name for name in names if "externalLink" in name]


def test_equal_input_gives_equal_bytes_and_no_author(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither clock nor time zone nor user leaves a trace."""
    first = pairings_xlsx(outcome())
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("USER", "somebody")
    assert pairings_xlsx(outcome()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert {part.date_time[:3] for part in parts.infolist()} == {(1980, 1, 1)}
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01" in core
    assert "2026" not in core


def test_no_temporary_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worksheets with personal data never lie in the system's temporary folder."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert pairings_xlsx(outcome())


def test_people_in_no_pair_stand_with_their_reason() -> None:
    """Mentees without a mentor, and people who may not take part."""
    rows = list(book(pairings_xlsx(outcome()))["Unmatched"].iter_rows(min_row=2, values_only=True))
    assert rows == [
        (
            *("E03", "Cerys Pugh", "mentee", "All places taken"),
            *("Both mentors are full.", "One more place."),
        ),
        ("X01", "Left Out", "mentee", "No consent to be matched", None, None),
    ]


def test_mentors_stand_with_their_mentees() -> None:
    rows = list(book(pairings_xlsx(outcome()))["By mentor"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("R01", "Dr Jane Smith", 1, 1, "E01", "Amina Rahman", 72.3456)
