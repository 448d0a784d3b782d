"""The workbook: no live cell, no author, no time; easy to use, print and read back."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from hsr_match.reports import pairings_csv, pairings_xlsx, read_pairings
from hsr_match.reports.workbook.book import sheets_of
from hsr_match.reports.workbook.writer import CUT, LONGEST, SHADES, fitting, lines_in
from tests.reports.briefings import briefing
from tests.reports.outcomes import given_outcome, outcome

HOSTILE = (
    '=HYPERLINK("http://example.invalid","x")',
    "http://example.invalid",
    "{=1}",
    "+1",
    "@SUM(A1)",
    "-2+3",
    "\ttab",
    "<r><t>x</t></r>",
    "<r></r><!-- </r>",
    "_x0041_",
    "bell\x07 here",
    "Zoë 👩🏽‍🔬 O'Hara",
    "internal:Pairs!A1",
    " both ends ",
    "",
    "'=1",
)
SHEETS = ["Pairs", "By mentor", "Unmatched", "Alternatives", "Why", "Needs", "Rules", "Run"]


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_the_sheets_and_their_comfort() -> None:
    """Heading in view, filters, and lists to choose status and locked from."""
    workbook = book(pairings_xlsx(briefing()))
    assert workbook.sheetnames == SHEETS
    pairs = workbook["Pairs"]
    assert pairs.freeze_panes == "C2"
    assert pairs.auto_filter.ref == "A1:L4"
    lists = {v.formula1: str(v.sqref) for v in pairs.data_validations.dataValidation}
    assert lists == {'"proposed,approved,declined,unmatched"': "K2:K4", '"yes,no"': "L2:L4"}


def test_every_sheet_can_be_filtered_printed_and_scrolled() -> None:
    """Landscape, as wide as a page, headings on each page and in view."""
    for sheet in book(pairings_xlsx(briefing())):
        assert sheet.freeze_panes is not None, sheet.title
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row)), sheet.title
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        titles = [cell.value for cell in sheet[1]]
        assert all(titles)
        assert len(set(titles)) == len(titles)


def test_wrapped_texts_have_the_room_they_need() -> None:
    """Programs that do not fit rows to their texts on opening show all of it."""
    long = "word " * 60
    made = briefing(headline=(long, "short"))
    page = book(pairings_xlsx(made))["Run"]
    assert page.row_dimensions[2].height >= 15 * (len(long) / page.column_dimensions["B"].width)
    assert page.row_dimensions[3].height in (None, 15)
    assert lines_in("a\nb", 40) == 2
    assert lines_in(3, 40) == lines_in(None, 40) == lines_in("x" * 40, 40) == 1


def luminance(colour: tuple[float, float, float]) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_colours_of_scores_read_in_grey() -> None:
    """The higher the darker, without exception, and black figures stand out on every shade."""
    low, high = ([int(c[k : k + 2], 16) / 255 for k in (1, 3, 5)] for c in SHADES)
    steps = [
        luminance(tuple(a + (b - a) * step / 100 for a, b in zip(low, high, strict=True)))
        for step in range(101)
    ]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) == len(steps)
    assert steps[0] - steps[-1] > 0.4
    assert (steps[-1] + 0.05) / 0.05 >= 7


@pytest.mark.parametrize(("made", "kind"), [(outcome(), "num"), (given_outcome(), "min")])
def test_a_colour_means_the_same_on_every_sheet(made: object, kind: str) -> None:
    """Points are shaded from 0 to 100, given scores from the lowest to the highest."""
    workbook = book(pairings_xlsx(briefing(made)))
    for name, column in (("Pairs", "E"), ("By mentor", "G"), ("Alternatives", "F")):
        ranges = list(workbook[name].conditional_formatting)
        assert [str(found.sqref).rstrip("0123456789") for found in ranges] == [
            f"{column}2:{column}"
        ]
        low = ranges[0].rules[0].colorScale.cfvo[0]
        assert low.type == kind
        assert kind == "min" or float(low.val) == 0


@pytest.mark.parametrize("made", [outcome(), given_outcome()])
def test_it_says_the_same_as_the_csv(made: object) -> None:
    """Check H33: every cell of sheet Pairs equals its cell of pairings.csv."""
    heading, *rows = book(pairings_xlsx(briefing(made)))["Pairs"].iter_rows(values_only=True)
    for row, plain in zip(rows, read_pairings(pairings_csv(made)), strict=True):
        for title, cell in zip(heading, row, strict=True):
            if isinstance(cell, int | float):
                assert float(plain[title]) == cell
            else:
                assert plain[title] == (cell or "")


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_input_120_nothing_is_live(name: str) -> None:
    """Formulas, array formulas, addresses and markup in names are plain text, every letter kept."""
    content = pairings_xlsx(briefing(outcome(mentees=(name, "Bo Ek", "Cerys Pugh"))))
    workbook = book(content)
    for sheet in ("Pairs", "Alternatives", "Why"):
        cell = workbook[sheet]["B2"]
        assert unescaped(cell.value or "") == name
        assert cell.data_type == ("s" if name else "n")
    parts = parts_of(content)
    everything = b"".join(parts.values())
    assert b"<f>" not in everything
    assert b"<hyperlink" not in everything
    assert not [part for part in parts if "externalLink" in part]


def unescaped(text: str) -> str:
    """Undo ``_xHHHH_`` as Excel does; openpyxl hands it on as it is stored."""
    return text.replace("_x0007_", "\x07").replace("_x005F_", "_")


def test_no_text_is_cut_in_silence() -> None:
    """A cell holds 32,767 UTF-16 units; a longer text says that there was more."""
    for text in ("x" * 40_000, "👩" * 20_000, "<r>" + "x" * 40_000 + "</r>"):
        cell = fitting(text)
        assert cell.endswith(CUT)
        assert len(cell.encode("utf-16-le")) // 2 <= LONGEST
        made = briefing(outcome(mentees=(text, "Bo Ek", "Cerys Pugh")))
        assert book(pairings_xlsx(made))["Pairs"]["B2"].value == cell
    assert fitting("👩" * 16_383) == "👩" * 16_383
    assert fitting("x" * LONGEST) == "x" * LONGEST


def test_equal_input_gives_equal_bytes_and_no_author(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither clock nor time zone nor user nor what a run took leaves a trace."""
    first = pairings_xlsx(briefing())
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("USER", "somebody")
    made = outcome()
    later = replace(made, started=made.started + timedelta(days=9), seconds={"solve": 7.5})
    assert pairings_xlsx(briefing(later)) == first
    parts = parts_of(first)
    core = parts["docProps/core.xml"].decode()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time[:3] for part in archive.infolist()} == {(1980, 1, 1)}
    assert "<dc:creator></dc:creator>" in core
    assert "2000-01-01" in core
    assert "2026-09" not in b"".join(parts.values()).decode()
    authors = b"".join(xml for name, xml in parts.items() if "comments" in name)
    assert b"<author></author>" in authors


def test_no_temporary_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worksheets with personal data never lie in the system's temporary folder."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert pairings_xlsx(briefing())


def test_the_last_sheet_says_what_each_is_for() -> None:
    """One line for every other sheet, its shortening included."""
    *others, run = sheets_of(briefing())
    told = {str(what): str(value) for what, value in run.rows if str(what).startswith("Sheet ")}
    assert list(told) == [f"Sheet {sheet.name}" for sheet in others]
    assert all(told.values())
