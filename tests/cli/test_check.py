"""``hsr-match check``: all problems at once, in three formats, and nothing on disk."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from hsr_match.__main__ import main
from hsr_match.cli.checking import COLUMNS, check_cohort
from hsr_match.cli.pipeline import Choices
from hsr_match.errors import CohortProblems, UsageError
from hsr_match.problems import Level
from tests.cli.running import run

HEADINGS = (
    "person_id,role,name,email,organisation,needs,offers,places,consent_matching,"
    "member_organisation\n"
)
ADA = "E1,mentee,Ada Brightwell,ada@example.org,Norbridge University,confidence,,,yes,yes\n"
BO = "E2,mentee,Bo Ashgrove,bo@example.org,Kestrelby University,confidence,,,yes,yes\n"
GWYN = "R1,mentor,Gwyn Amberley,gwyn@example.org,Policy Loom,,confidence:3,2,yes,yes\n"
GOOD = HEADINGS + ADA + BO + GWYN


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(text: str) -> str:
    Path("cohort.csv").write_text(text, encoding="utf-8")
    return "cohort.csv"


def _errors(text: str) -> list[tuple[str, int, str]]:
    report = check_cohort([_write(text)], Choices())
    return [
        (problem.code, problem.place.row, problem.place.column)
        for problem in report.problems
        if problem.level is Level.ERROR
    ]


@pytest.mark.usefixtures("folder")
def test_a_good_cohort_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    """No errors: exit code 0, people and places counted, the verdict in the last line."""
    assert main(["check", _write(GOOD)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "2 mentees" in "\n".join(lines)
    assert lines[-1] == "Ready to solve."


@pytest.mark.usefixtures("folder")
def test_all_errors_come_at_once_with_their_places() -> None:
    """Rows are numbered as Excel does: the heading is row 1."""
    text = (
        HEADINGS
        + ADA
        + BO.replace("mentee", "pilot")
        + GWYN.replace(",2,", ",two,")
        + GWYN.replace("R1", "R2").replace("gwyn", "gwynne").replace(",2,", ",-1,")
    )
    places = [(row, column) for _, row, column in _errors(text)]
    assert (3, "role") in places
    assert (4, "places") in places
    assert (5, "places") in places


@pytest.mark.usefixtures("folder")
def test_errors_give_exit_code_3_and_say_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    """A script can rely on the code, a person on the last line."""
    code = main(["check", _write(GOOD.replace(",2,", ",two,"))])
    assert code == CohortProblems.exit_code
    assert capsys.readouterr().out.splitlines()[-1] == "1 to correct before solving."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEADINGS + ADA, "no-mentors"),
        (HEADINGS + GWYN, "no-mentees"),
        (GOOD.replace(",2,", ",0,"), "no-places"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_an_empty_side_is_a_problem_of_the_cohort(text: str, code: str) -> None:
    """What would stop a solve is found by check, although every row is right."""
    assert code in [found for found, _, _ in _errors(text)]


@pytest.mark.usefixtures("folder")
def test_a_least_number_of_two_is_no_mistake() -> None:
    """A mentor may ask for two mentees or none."""
    text = "\n".join(
        line + (",places_min" if k == 0 else ",2" if line.startswith("R1") else ",")
        for k, line in enumerate(GOOD.splitlines())
    )
    assert _errors(text) == []


@pytest.mark.usefixtures("folder")
def test_the_formats_hold_the_same_problems(capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and JSON list what the table lists, by the same codes."""
    cohort = _write(GOOD.replace(",2,", ",two,").replace("Norbridge University", ""))
    main(["check", cohort, "--format", "json"])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    main(["check", cohort, "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    main(["check", cohort, "--verbose"])
    table = capsys.readouterr().out
    assert report["format"] == "hsr-match/check/1"
    assert report["errors"] == sum(row["level"] == "ERROR" for row in rows)
    assert list(rows[0]) == list(COLUMNS)
    in_json = [(p["code"], p["row"] or "") for p in report["problems"]]
    in_csv = [(row["code"], row["row"]) for row in rows]
    assert in_csv == [(code, str(row)) for code, row in in_json]
    assert [code for code, _ in in_json if code not in table] == []


@pytest.mark.usefixtures("folder")
def test_json_counts_supply_and_demand(capsys: pytest.CaptureFixture[str]) -> None:
    """Two ask for what one mentor offers, with two places."""
    main(["check", _write(GOOD), "--format", "json"])
    supply = json.loads(capsys.readouterr().out)["supply"]
    assert (supply["mentees"], supply["mentors"], supply["places"]) == (2, 1, 2)
    assert [(n["asked"], n["mentors"], n["places"]) for n in supply["needs"]] == [(2, 1, 2)]


def test_nothing_is_written(folder: Path) -> None:
    """Checking leaves the folder as it was."""
    main(["check", _write(GOOD)])
    assert [path.name for path in folder.iterdir()] == ["cohort.csv"]


def test_a_table_is_read_from_standard_input(folder: Path) -> None:
    """``-`` is standard input; data go to standard output, nothing to standard error."""
    ended = run("check", "-", "--format", "json", cwd=folder, stdin=GOOD)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(ended.stdout)["supply"]["mentees"] == 2


@pytest.mark.parametrize(
    "arguments", [["missing.csv"], ["."], ["cohort.csv", "-c", "missing.yaml"]]
)
@pytest.mark.usefixtures("folder")
def test_wrong_paths_are_mistakes_of_the_command_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that leads nowhere is exit code 2, never a problem of the cohort."""
    _write(GOOD)
    assert main(["check", *arguments]) == UsageError.exit_code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert arguments[-1] in shown.err


@pytest.mark.usefixtures("folder")
def test_a_cell_of_the_report_cannot_become_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever opens the CSV in a spreadsheet runs nothing that somebody typed in a form."""
    main(["check", _write(GOOD.replace(",2,", ',"=1+1",')), "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows
    assert [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@")] == []


@pytest.mark.usefixtures("folder")
def test_no_message_holds_a_name_or_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    """Problems are passed on to colleagues, so they point at rows instead."""
    text = GOOD.replace("confidence", "Xyzzy", 1) + ADA  # a duplicate, and an unknown need
    main(["check", _write(text), "--verbose"])
    shown = capsys.readouterr()
    assert "row" in shown.out
    for private in ("Ada", "Brightwell", "ada@example.org", "Xyzzy"):
        assert private not in shown.out + shown.err


@pytest.mark.parametrize(
    ("places_max", "reserve", "said"),
    [
        ("", "", "At least 1 mentee will stay without a mentor."),
        ("3", "", "2 places between them, and 1 more if need be."),
        ("3", "yes", "0 places between them."),
    ],
    ids=["short", "extra", "reserve"],
)
@pytest.mark.usefixtures("folder")
def test_places_are_counted_as_a_solve_counts_them(
    places_max: str, reserve: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three mentees, two places: extra places help, held back mentors have none."""
    cy = BO.replace("E2", "E3").replace("bo@", "cy@")
    added = {"person_id": ",places_max,reserve", "R1": f",{places_max},{reserve}"}
    lines = (GOOD + cy).splitlines()
    text = "\n".join(line + added.get(line.partition(",")[0], ",,") for line in lines)
    main(["check", _write(text)])
    assert said in capsys.readouterr().out
