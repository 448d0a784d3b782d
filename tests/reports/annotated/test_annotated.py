"""The annotated copy: every problem in its place, every cell as it was, nobody given away."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsr_match.cohort.reading import read_tables
from hsr_match.problems import Level, Place, Problem
from hsr_match.reports.annotated import copy as annotated_copy
from hsr_match.reports.annotated.book import annotated_xlsx
from tests.cohort.reading.making import cells_of, ods, put, xlsx
from tests.reports.annotating import (
    CSV,
    annotated,
    book_of,
    listed,
    marked,
    problems_of,
    write_csv,
)

ROOT = Path(__file__).resolve().parents[3]
QUIET = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ROWS = [line.split(",") for line in CSV.splitlines()]


def at(path: str, row: int, column: str, level: Level = Level.WARN) -> Problem:
    return Problem("long-text", level, "Said.", "Do.", Place(path, "", row, column))


def test_each_problem_is_marked_in_its_cell_with_the_advice(tmp_path: Path) -> None:
    found = marked(annotated(write_csv(tmp_path)))
    assert "Not a role.\nWrite mentor, mentee or both." in found["people!B3"]
    assert "Not a whole number" in found["people!G4"]
    assert set(found) == {"people!B3", "people!G4"}


def test_levels_differ_by_border_so_that_print_in_grey_shows_them(tmp_path: Path) -> None:
    path = write_csv(tmp_path)
    levels = [(2, Level.ERROR), (3, Level.WARN), (4, Level.FIXED)]
    made = annotated_xlsx([path], [at(path, row, "name", level) for row, level in levels], sides={})
    page = book_of(made)["people"]
    cells = [page[f"C{row}"] for row, _ in levels]
    assert len({cell.border.left.style for cell in cells}) == 3
    assert len({cell.fill.fgColor.rgb for cell in cells}) == 3
    assert page["C1"].border.left.style is None


def test_several_problems_of_a_cell_share_one_comment_the_worst_first(tmp_path: Path) -> None:
    path = write_csv(tmp_path)
    both = [
        Problem("b", Level.WARN, "Mild.", "", Place(path, "", 2, "name")),
        Problem("a", Level.ERROR, "Bad.", "", Place(path, "", 2, "name")),
    ]
    made = annotated_xlsx([path], both, sides={})
    assert marked(made) == {"people!C2": "hsr-match error: Bad.\n\nhsr-match warning: Mild."}
    assert made.marked == 1
    assert made.listed == 2


def test_every_place_is_listed_errors_first_with_its_cell_as_text(tmp_path: Path) -> None:
    path = write_csv(tmp_path)
    made = annotated(path)
    rows = listed(made)
    levels = [row["Level"] for row in rows]
    assert levels == sorted(levels, key=["Error", "Warning", "Fixed"].index)
    assert {row["Cell"] for row in rows if row["Level"] == "Error"} == {"people!B3", "people!G4"}
    places = sum(1 + len(problem.more) for problem in problems_of(path))
    assert len(rows) == places == made.listed
    role = next(row for row in rows if row["Code"] == "unknown-role")
    assert (role["Row"], role["Column"], role["Read"]) == (3, "role", "pilot")
    assert role["File"] == path


def test_a_row_is_marked_at_its_first_cell_and_a_column_at_its_heading(tmp_path: Path) -> None:
    path = write_csv(tmp_path)
    found = [at(path, 3, ""), at(path, 0, "offers"), at(path, 0, ""), at(path, 4, "AA")]
    made = annotated_xlsx([path], found, sides={})
    assert set(marked(made)) == {"people!A3", "people!F1", "people!AA4"}
    assert made.listed == 4


def test_of_a_question_asked_twice_the_answer_that_stands_there_is_marked(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "Timestamp,Name,Goals,Goals\n1,Ada,,promotion\n2,Bo,teaching,\n")
    made = annotated_xlsx([path], [at(path, 2, "Goals"), at(path, 3, "Goals")], sides={})
    assert set(marked(made)) == {"people!D2", "people!C3"}


def test_headings_too_broken_to_read_are_found_by_their_words(tmp_path: Path) -> None:
    rows = [["Contact", None, "Round"], ["name", "role", "places"], ["Ada", "mentor", "x"]]
    data = xlsx({"Mentors": rows}, lambda book: book.worksheets[0].merge_cells("A1:B1"))
    path = put(tmp_path, "c.xlsx", data)
    two_rows = problems_of(path)
    assert "two-row-heading" in {problem.code for problem in two_rows}
    place = Place(path, "Mentors", 3, "places")
    made = annotated_xlsx([path], [*two_rows, Problem("x", Level.WARN, "", "", place)], sides={})
    assert "Mentors!C3" in marked(made)
    assert "Mentors!A1" in marked(made)


CELLS = st.one_of(
    st.text("ab=+-@{}'#/0 é\n\t", max_size=8),
    st.sampled_from(["=1+1", "#N/A", "TRUE", "007", "http://x.org", "_x0041_", "1e5", "{=1}"]),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2050, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


@QUIET
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_cells_of_a_workbook_keep_value_and_type(tmp_path: Path, rows: list[list[Any]]) -> None:
    """Text that looks like a formula stays text; numbers, dates and truth values stay so."""

    def texts_stay_texts(book: Any) -> None:
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"

    path = put(tmp_path, "c.xlsx", xlsx({"Mentors": [["a", "b", "c"], *rows]}, texts_stay_texts))
    made = annotated_xlsx([path], [at(path, 0, "")], sides={})
    before, after = openpyxl.load_workbook(path)["Mentors"], book_of(made)["Mentors"]
    for row in before.iter_rows():
        for cell in (cell for cell in row if cell.value is not None):
            copy = after[cell.coordinate]
            assert (copy.value, copy.data_type) == (cell.value, cell.data_type)


@QUIET
@given(
    st.lists(
        st.lists(st.text("ab=+-@'#_x0041, 7é\n", min_size=1, max_size=9), min_size=2, max_size=2),
        min_size=1,
        max_size=4,
    )
)
def test_a_text_file_reads_the_same_from_its_copy(tmp_path: Path, rows: list[list[str]]) -> None:
    """All cells are text in the copy, whatever they look like, and are read as they were."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["name", "needs"], *rows])
    path = write_csv(tmp_path, text.getvalue())
    before = read_tables(path)
    if before.failed:
        return
    made = annotated_xlsx([path], [at(path, 0, "")], sides={})
    after = read_tables(put(tmp_path, "copy.xlsx", made.content))
    assert cells_of(after) == cells_of(before)
    assert [r.number for r in after.tables[0].rows] == [r.number for r in before.tables[0].rows]
    cells = [cell for row in book_of(made)["people"].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}


def _with_formulas() -> bytes:
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet("Mentors")
        page.write_row(0, 0, ["name", "places", "note"])
        page.write_row(1, 0, ["Ada", 1])
        page.write_formula(1, 2, '="a<b"&B2', None, "a<b1")
        page.write_formula(2, 1, "=B2*2", None, 2)
        page.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        page.write_formula(3, 1, "=B2>0", None, True)
        page.write_array_formula(4, 1, 4, 1, "{=SUM(B2:B3)}", None, 3)
    return content.getvalue()


def test_formulas_keep_their_text_and_their_results(tmp_path: Path) -> None:
    """The copy can be checked before any spreadsheet program has worked it out again."""
    path = put(tmp_path, "c.xlsx", _with_formulas())
    made = annotated_xlsx([path], [at(path, 0, "")], sides={})
    for how in ({"data_only": True}, {"data_only": False}):
        before = openpyxl.load_workbook(path, **how)["Mentors"]
        after = book_of(made, **how)["Mentors"]
        for cell in ("C2", "B3", "C3", "B4"):
            assert after[cell].value == before[cell].value, cell
            assert after[cell].data_type == before[cell].data_type, cell
        value = getattr(after["B5"].value, "text", after["B5"].value)
        assert value == getattr(before["B5"].value, "text", before["B5"].value)


def test_formats_widths_lists_comments_and_other_sheets_stay(tmp_path: Path) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    def dress(book: Any) -> None:
        page = book["Mentors"]
        page.column_dimensions["A"].width = 33
        page["B2"].font, page["B2"].number_format = Font(italic=True), "000"
        page["A2"].comment = Comment("Ask her again", "A. Coordinator")
        rule = DataValidation("list", formula1='"1,2,3"')
        rule.add("B2:B9")
        page.add_data_validation(rule)
        book["Old"].sheet_state = "hidden"

    sheets = {"Mentors": [["name", "places"], ["Ada", 7]], "Old": [["x"], ["y"]]}
    path = put(tmp_path, "c.xlsx", xlsx(sheets, dress))
    place = Place(path, "Mentors", 2, "name")
    made = annotated_xlsx([path], [Problem("x", Level.WARN, "Said.", "", place)], sides={})
    book = book_of(made)
    page = book["Mentors"]
    assert page.column_dimensions["A"].width == 33
    assert (page["B2"].font.italic, page["B2"].number_format) == (True, "000")
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["B2:B9"]
    assert page["A2"].comment.text == "Ask her again\n\nhsr-match warning: Said."
    assert (book["Old"].sheet_state, book["Old"]["A2"].value) == ("hidden", "y")


def test_no_link_no_formula_no_author_no_time(tmp_path: Path) -> None:
    """What people typed is not run; the file does not say who made it, or when."""
    path = write_csv(tmp_path, CSV.replace("pilot", "=HYPERLINK(A1)"))
    made = annotated(path)
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()}
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    everything = "".join(parts.values())
    assert "<f>" not in everything
    assert "hyperlink" not in everything.replace("HYPERLINK(A1)", "")
    core = parts["docProps/core.xml"]
    assert re.search(r"<dc:creator\s*/>|<dc:creator></dc:creator>", core)
    assert "lastModifiedBy" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}
    authors = [p for name, p in parts.items() if "comment" in name and name.endswith(".xml")]
    assert authors
    assert all(re.search(r"<author\s*/>|<author></author>", part) for part in authors)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    path = put(tmp_path, "c.xlsx", _with_formulas())
    other = write_csv(tmp_path)
    assert annotated(path, other).content == annotated(path, other).content


def test_comments_and_list_hold_no_name_address_or_confidence(tmp_path: Path) -> None:
    """What anybody else may see of a problem is what `check` prints."""
    head = "person_id,role,name,email,needs,not_these,access_needs,what_is_stuck,places"
    full = "canary@example.org,Canaryneed,Canary Refused,Canaryaccess,Canarystuck,"
    rows = [
        f"E1,mentee,Canary Nameford,{full}",
        "E1,mentee,Canary Nameford,canary@example.org,Canaryneed,,,,",
        "R1,mentor,Dee Plain,canary at example,,,,,two",
    ]
    made = annotated(write_csv(tmp_path, "\n".join([head, *rows]) + "\n"))
    said = " ".join([*marked(made).values(), *(str(v) for r in listed(made) for v in r.values())])
    assert "two" in said
    assert "canary" not in said.casefold()


def test_files_of_all_kinds_come_together_and_read_the_same(tmp_path: Path) -> None:
    """One workbook; sheets of one name are told apart; who is who needs no options."""
    mentors = [["name", "offers", "places"], ["Ada", "promotion", 2], ["Bo", "Xyz", "two"]]
    mentees = [["name", "needs"], ["Cy", "promotion"], ["Di", "Abc"]]
    paths = [
        put(tmp_path, "mentors.xlsx", xlsx({"Form1": mentors})),
        put(tmp_path, "mentees.xlsx", xlsx({"Form1": mentees})),
        put(tmp_path, "mentees2.ods", ods({"Mentees": [["name", "needs"], ["Ed", "Ghi"]]})),
        write_csv(tmp_path, "name,needs\nFi,Jkl\n", "late-mentees.csv"),
    ]
    made = annotated(*paths)
    copy = put(tmp_path, "copy.xlsx", made.content)
    assert book_of(made).sheetnames == [
        "Problems", "Mentors - Form1", "Mentees - Form1", "Mentees", "late-mentees"
    ]  # fmt: skip

    def said(problems: Any) -> set[tuple[str, int, str]]:
        places = [(p.code, place) for p in problems for place in (p.place, *p.more)]
        return {(code, place.row, place.column) for code, place in places} - {("note-sheet", 0, "")}

    assert said(problems_of(copy)) == said(problems_of(*paths))
    assert {"unknown-value", "not-a-whole-number"} <= {code for code, *_ in said(problems_of(copy))}


@pytest.mark.parametrize("names", [("microsoft",), ("google",)])
def test_form_exports_read_the_same_from_their_copy(names: tuple[str], tmp_path: Path) -> None:
    forms = ROOT / "examples" / "forms"
    paths = (
        [str(forms / "mentors.xlsx"), str(forms / "mentees.xlsx")]
        if names == ("microsoft",)
        else [str(forms / "google.csv")]
    )
    before = problems_of(*paths)
    copy = put(tmp_path, "copy.xlsx", annotated(*paths).content)
    after = [problem for problem in problems_of(copy) if problem.code != "note-sheet"]

    def told(problems: Any) -> list[Any]:
        return sorted(
            (p.code, sorted((q.row, q.column) for q in (p.place, *p.more)), p.value)
            for p in problems
            if p.code != "delimiter"
        )

    assert told(after) == told(before)


def test_a_second_copy_marks_only_what_is_still_wrong(tmp_path: Path) -> None:
    """Work goes on in the copy: old marks and the old list go, corrections stay."""
    first = put(tmp_path, "first.xlsx", annotated(write_csv(tmp_path)).content)
    book = openpyxl.load_workbook(first)
    assert book["people"]["B3"].border.left.style == "thick"
    book["people"]["B3"] = "mentee"
    book.save(first)
    made = annotated(first)
    assert set(marked(made)) == {"people!G4"}
    assert book_of(made).sheetnames == ["Problems", "people"]
    page = book_of(made)["people"]
    assert not page["B3"].border.left
    assert page["B3"].fill.fill_type is None
    assert {row["Cell"] for row in listed(made) if row["Level"] == "Error"} == {"people!G4"}


def test_a_sheet_of_their_own_named_problems_is_kept(tmp_path: Path) -> None:
    data = xlsx({"Problems": [["x"], ["y"]], "Mentors": [["name", "places"], ["Ada", 1]]})
    path = put(tmp_path, "c.xlsx", data)
    made = annotated_xlsx([path], [at(path, 0, "")], sides={})
    book = book_of(made)
    assert len(book.sheetnames) == 3
    assert {page["A1"].value for page in book.worksheets} >= {"x", "name"}


def test_what_cannot_be_opened_is_said_and_the_rest_is_marked(tmp_path: Path) -> None:
    broken = put(tmp_path, "broken.xlsx", b"PK\x03\x04 not a workbook")
    made = annotated(broken, write_csv(tmp_path))
    assert made.unopened == (broken,)
    assert book_of(made).sheetnames == ["Problems", "people"]
    page = book_of(made)["Problems"]
    assert "broken.xlsx" in str(page["A3"].value)
    assert any(row["File"] == broken and row["Code"] == "damaged" for row in listed(made))
    assert annotated(broken).content == b""


def test_a_workbook_too_large_for_formats_is_copied_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotated_copy, "MAX_COPIED_CELLS", 3)
    path = put(tmp_path, "c.xlsx", xlsx({"Mentors": [["name", "places"], ["Ada", "two"]]}))
    made = annotated(path)
    assert "Mentors!B2" in marked(made)
    assert book_of(made)["Mentors"]["B2"].value == "two"


def test_bad_input_072_a_stray_cell_in_the_last_corner_is_marked(tmp_path: Path) -> None:
    """Only the cells that are stored are looked at, or this would take hours."""
    sheets = {"Mentors": [["name", "places"], ["Ada", "two"]]}
    data = xlsx(sheets, lambda book: book.worksheets[0].cell(1_048_576, 16_384, "x"))
    other = put(tmp_path, "mentees.xlsx", data)
    path = put(tmp_path, "c.xlsx", data)
    made = annotated_xlsx([path, other], problems_of(path), sides={})
    assert made.marked == 2  # the places "two", and the stray cell
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        sheets_xml = [package.read(f"xl/worksheets/sheet{k}.xml") for k in (2, 3)]
    assert all(b'"XFD1048576"' in xml for xml in sheets_xml)


def test_a_table_that_is_too_large_is_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hsr_match.reports.annotated import sources as annotated_sources

    monkeypatch.setattr(annotated_sources, "MAX_COPIED_CELLS", 10)
    assert annotated(write_csv(tmp_path)).unopened == (str(tmp_path / "people.csv"),)


def test_cells_lie_in_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash leaves no answers behind in the system's folder."""
    import tempfile

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a temporary file")

    path = write_csv(tmp_path)
    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse, raising=False)
    assert annotated(path).content


def test_control_characters_survive_to_be_marked(tmp_path: Path) -> None:
    """They cannot stand in a workbook as they are, and must not vanish on the way."""
    path = write_csv(tmp_path, CSV.replace("Policy", "Pol\x07icy"))
    made = annotated(path)
    assert "control character" in marked(made)["people!D3"]
    again = problems_of(put(tmp_path, "copy.xlsx", made.content))
    assert [(p.place.row, p.place.column) for p in again if p.code == "control-character"] == [
        (3, "organisation")
    ]
