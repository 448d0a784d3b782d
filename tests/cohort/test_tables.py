"""Files and sheets: which side each holds."""

import io
from pathlib import Path

import pytest

from hsr_match.cohort import read_cohort
from hsr_match.config.settings import Sheets
from hsr_match.errors import CohortProblems, UsageError
from tests.cohort.sheets import codes, defaults, settings, write

MENTEES, MENTORS = "name|needs\nAnn|teaching", "name|offers\nBo|teaching"


def workbook(folder: Path, sheets: dict[str, list[list[str]]], name: str = "people.xlsx") -> str:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / name
    book.save(path)
    return str(path)


def rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.splitlines()]


def sides(paths: list[str], given: object = None, **options: str) -> tuple[list[str], list[str]]:
    cohort = read_cohort(paths, given or defaults(), **options)  # type: ignore[arg-type]
    return [p.name for p in cohort.mentees], [p.name for p in cohort.mentors]


def test_two_files_by_name_by_columns_and_by_option(tmp_path: Path) -> None:
    mentees, mentors = (
        write(tmp_path, MENTEES, "Mentees 2026.csv"),
        write(tmp_path, MENTORS, "b.csv"),
    )
    assert sides([mentees, mentors]) == (["Ann"], ["Bo"])
    plain = write(tmp_path, "name|setting\nCy|acute", "c.csv")
    assert sides([mentees], mentors=plain) == (["Ann"], ["Cy"])


def test_a_workbook_with_a_sheet_per_side(tmp_path: Path) -> None:
    book = workbook(tmp_path, {"Mentees": rows(MENTEES), "Mentors": rows(MENTORS)})
    assert sides([book]) == (["Ann"], ["Bo"])
    assert sides([], mentors=book, mentees=book) == (["Ann"], ["Bo"])


def test_sheets_named_in_the_settings(tmp_path: Path) -> None:
    """Other sheets are not read, and each sheet may stand in a workbook of its own."""
    plain = {"Sheet1": rows("name|setting\nAnn|acute"), "Sheet2": rows("name|setting\nBo|acute")}
    given = settings(sheets=Sheets(mentees="Sheet1", mentors="sheet2"))
    book = workbook(tmp_path, {**plain, "Notes": [["whatever"], ["x"]]})
    assert sides([book], given) == (["Ann"], ["Bo"])
    one = workbook(tmp_path, {"Sheet1": plain["Sheet1"]}, "one.xlsx")
    two = workbook(tmp_path, {"Sheet2": plain["Sheet2"]}, "two.xlsx")
    assert sides([one, two], given) == (["Ann"], ["Bo"])


def test_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"name,role\nAnn,mentee\n"))
    monkeypatch.setattr("sys.stdin", stream)
    assert sides(["-"]) == (["Ann"], [])


def test_swapped_files_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(CohortProblems) as caught:
        sides(
            [], mentors=write(tmp_path, MENTEES, "a.csv"), mentees=write(tmp_path, MENTORS, "b.csv")
        )
    assert codes(caught.value.problems) == {"roles-swapped"}


def test_one_file_twice_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "name|role\nAnn|mentee")
    with pytest.raises(CohortProblems) as caught:
        sides([path, path])
    assert "same-file-twice" in codes(caught.value.problems)


def test_a_role_against_the_option_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "name|role\nAnn|mentee\nBo|mentor")
    with pytest.raises(CohortProblems) as caught:
        sides([], mentors=path)
    assert codes(caught.value.problems) == {"role-clash"}


def test_both_in_one_form_counts_there_and_asks_for_the_other(tmp_path: Path) -> None:
    mentors = write(tmp_path, "email|role\na@example.org|both\nb@example.org|both", "mentors.csv")
    mentees = write(tmp_path, "email|needs\nA@example.org|", "mentees.csv")
    cohort = read_cohort([], defaults(), mentors=mentors, mentees=mentees)
    assert (len(cohort.mentees), len(cohort.mentors)) == (1, 2)
    (missing,) = [p for p in cohort.notices if p.code == "other-form-missing"]
    assert missing.place.row == 3


def test_problems_of_all_files_come_together_and_nothing_follows_from_a_broken_one(
    tmp_path: Path,
) -> None:
    """A mentors' file that cannot be read makes no preference unknown."""
    mentees = write(tmp_path, "id|preferred_mentors|needs|career_stage\nE1|R1||9", "mentees.csv")
    empty = tmp_path / "mentors.csv"
    empty.write_bytes(b"")
    with pytest.raises(CohortProblems) as caught:
        sides([mentees, str(empty)])
    assert codes(caught.value.problems) == {"empty-file", "out-of-range"}


def test_a_missing_path_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        sides([str(tmp_path / "nothing.csv")])


def test_sources_tell_what_was_read(tmp_path: Path) -> None:
    import hashlib

    path = write(tmp_path, "name|role\nAnn|mentee\nBo|mentor")
    (source,) = read_cohort([path], defaults()).sources
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    assert (source.name, source.sha256, source.rows) == (path, digest, 2)


def test_a_cell_without_a_result_is_told_once(tmp_path: Path) -> None:
    """What a formula would have given is not read: nothing is said of it as if it were."""
    people = rows("name|role|offers|places\nBo|mentor|#N/A|=1+1\nCy|mentor|teaching|=1+1")
    people += [["Total", "", "", "=SUM(D2:D3)"]]
    with pytest.raises(CohortProblems) as caught:
        read_cohort([workbook(tmp_path, {"People": people})], defaults())
    errors = [p.code for p in caught.value.problems if p.level == "ERROR"]
    assert sorted(errors) == ["formula-error", "formula-not-calculated", "total-row"]
    assert "unknown-value" not in codes(caught.value.problems)


def test_a_sheet_that_holds_no_people_is_told_how_to_leave_out(tmp_path: Path) -> None:
    sheets = {"Read me": [["Hello"], ["Notes"]], "Mentors": rows(MENTORS), "Mentees": rows(MENTEES)}
    path = workbook(tmp_path, sheets)
    with pytest.raises(CohortProblems) as caught:
        read_cohort([path], defaults())
    (problem,) = [p for p in caught.value.problems if p.code == "role-unknown"]
    assert problem.place.sheet == "Read me"
    assert "hide the sheet" in problem.advice
    given = settings(sheets=Sheets(mentors="Mentors", mentees="Mentees"))
    assert sides([path], given) == (["Ann"], ["Bo"])
