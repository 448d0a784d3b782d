"""``hsr-match init``: what it writes goes through check and solve once it is filled in."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from hsr_match.__main__ import main
from hsr_match.cohort import read_cohort
from hsr_match.cohort.model import Cohort
from hsr_match.config import load_settings
from hsr_match.config.vocabulary import vocabulary
from hsr_match.errors import CohortProblems, OutputError, UsageError
from hsr_match.problems import Level
from hsr_match.reports.scheme.folder import PURPOSE, scheme_files
from hsr_match.reports.scheme.form import form, form_questions
from hsr_match.reports.scheme.questions import ADDED_BY_SERVICES, Question, Side, questions
from hsr_match.reports.scheme.workbook import HOW, LISTS, SHEETS, example
from tests.cohort.sheets import write_people

SIDES: tuple[Side, ...] = ("mentee", "mentor")
ANSWERS = {
    "name": "{} Example",
    "email": "{}@example.org",
    "organisation": "{} University",
    "places": "2",
    "places_max": "3",
    "reserve": "No",
    "submitted_at": "2026-01-12",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh scheme, with its parent as the working folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["init", "scheme"]) == 0
    return tmp_path / "scheme"


def answer(question: Question, first_name: str) -> str:
    """What an invented person may answer; blank for people, whom nobody here knows."""
    name = question.field.name
    if name in ("conflicts", "not_these", "preferred_mentors"):
        return ""
    if name in ANSWERS:
        return ANSWERS[name].format(first_name if name != "email" else first_name.lower())
    return example(question)


def people(side: Side) -> list[dict[str, str]]:
    names = ("Ada", "Bo", "Cy") if side == "mentee" else ("Gwyn", "Hana")
    return [{q.text: answer(q, name) for q in questions(side)} for name in names]


def fill(path: Path) -> None:
    """Fill the sheets in as a person does, under the headings that stand there."""
    book = openpyxl.load_workbook(path)
    for sheet, side in SHEETS.items():
        page = book[sheet]
        headings = [cell.value for cell in page[1]]
        for row, person in enumerate(people(side), start=2):
            for column, heading in enumerate(headings, start=1):
                text = person[heading]
                page.cell(row, column).value = int(text) if text.isdigit() else text or None
    book.save(path)


def test_the_folder_holds_what_it_says_and_is_private(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(PURPOSE)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_it_says_what_it_wrote_and_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands that it names work as typed."""
    monkeypatch.chdir(tmp_path)
    main(["init", "my scheme"])
    said = capsys.readouterr().out
    assert [name for name in PURPOSE if name not in said] == []
    commands = re.findall(r"^  hsr-match (.+)$", said, re.MULTILINE)
    typed = [[part.strip('"') for part in re.findall(r'"[^"]+"|\S+', line)] for line in commands]
    assert main(typed[0]) == 0
    assert main(typed[1]) == CohortProblems.exit_code  # nobody stands in it yet


def test_filled_in_it_goes_through_check_and_solve(folder: Path) -> None:
    fill(folder / "people.xlsx")
    given = ["scheme/people.xlsx", "-c", "scheme/settings.yaml"]
    assert main(["check", *given]) == 0
    assert main(["solve", *given, "-o", "run"]) == 0
    cohort = read_cohort(["scheme/people.xlsx"], load_settings("scheme/settings.yaml"))
    assert (len(cohort.mentees), len(cohort.mentors)) == (3, 2)


def test_every_column_is_read_and_every_example_understood(folder: Path) -> None:
    """No heading is unknown, no word of a list is refused, only the notes are left out."""
    fill(folder / "people.xlsx")
    cohort = read_cohort([str(folder / "people.xlsx")], load_settings("default"))
    assert [notice.code for notice in cohort.notices] == ["note-sheet"]
    for side, person in (("mentee", cohort.mentees[0]), ("mentor", cohort.mentors[0])):
        read = {*person.answers, "name", "email", "organisation"}
        asked = {q.field.name for q in questions(side) if answer(q, "Ada")}  # type: ignore[arg-type]
        assert asked - read == set(), side


def test_an_empty_workbook_says_that_nobody_stands_in_it(folder: Path) -> None:
    with pytest.raises(CohortProblems) as caught:
        read_cohort([str(folder / "people.xlsx")], load_settings("default"))
    assert {p.code for p in caught.value.problems if p.level is Level.ERROR} == {"no-rows"}


def test_the_example_is_ready_to_play_with(folder: Path) -> None:
    """Invented people at reserved addresses; all of it understood; everybody matched."""
    cohort: Cohort = read_cohort([str(folder / "example.xlsx")], load_settings("default"))
    assert {notice.code for notice in cohort.notices} == {"note-sheet"}
    book = openpyxl.load_workbook(folder / "example.xlsx")
    emails = [
        cell.value
        for sheet in SHEETS
        for row in book[sheet].iter_rows(min_row=2)
        for cell in row
        if "@" in str(cell.value)
    ]
    assert emails
    assert all(str(email).endswith("@example.org") for email in emails)
    assert main(["solve", "scheme/example.xlsx", "--dry-run"]) == 0


@pytest.mark.parametrize("side", SIDES)
def test_the_forms_questions_need_no_columns_block(side: Side, tmp_path: Path) -> None:
    """Pasted as headings, answered by the options as worded, all are read as their field."""
    asked = form(side)
    person = {q.text: answer(q, "Ada") for q in asked} | {"Completion time": "2026-01-12 09:30"}
    other = {q.text: answer(q, "Gwyn") for q in form("mentor" if side == "mentee" else "mentee")}
    paths = [
        write_people(tmp_path, person, name=f"{side}s.csv"),
        write_people(tmp_path, other, name="mentors.csv" if side == "mentee" else "mentees.csv"),
    ]
    cohort = read_cohort(paths, load_settings("default"))
    unread = [n for n in cohort.notices if n.code in ("unknown-column", "unknown-value")]
    assert unread == []
    assert not any(question.field.name in ADDED_BY_SERVICES for question in asked)


@pytest.mark.parametrize("side", SIDES)
def test_every_option_is_read_as_what_it_stands_for(side: Side) -> None:
    for question in questions(side):
        if question.field.vocabulary is None or not question.options:
            continue
        terms = vocabulary(question.field.vocabulary)
        assert [terms.find(label) for label in question.options] == list(terms.terms.values())


def test_the_form_text_holds_each_question_with_its_options() -> None:
    text = form_questions()
    for side in SIDES:
        part = text.partition(f"## Form for {side}s")[2].partition("\n## ")[0]
        for question in form(side):
            block = part.partition(f"### {question.text}\n")[2].partition("\n### ")[0]
            assert block, question.text
            assert [o for o in question.options if f"\n{o}\n" not in block] == []
            typed = "with ; between" in block
            assert not (typed and question.options), question.text


def test_drop_downs_offer_the_lists_and_refuse_only_where_one_answer_is_wanted(
    folder: Path,
) -> None:
    book = openpyxl.load_workbook(folder / "people.xlsx")
    names = {name: str(entry.attr_text) for name, entry in book.defined_names.items()}
    for sheet, side in SHEETS.items():
        page = book[sheet]
        rules = {
            str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
            for rule in page.data_validations.dataValidation
        }
        for cell, question in zip(page[1], questions(side), strict=True):
            assert cell.value == question.text
            assert cell.comment.text == question.note
            rule = rules[cell.column_letter]
            assert rule.prompt == question.note
            if question.kind == "number":
                assert (rule.type, rule.formula1, rule.formula2) == ("whole", "0", "50")
            elif question.options:
                offered = book[LISTS][names[rule.formula1.lstrip("=")].partition("!")[2]]
                assert tuple(row[0].value for row in offered) == question.options
                assert rule.showErrorMessage == (question.kind != "many")


def test_notes_and_lists_are_not_read_even_without_settings(folder: Path) -> None:
    """They say so themselves, in their first cell."""
    book = openpyxl.load_workbook(folder / "people.xlsx")
    assert book.sheetnames == [*SHEETS, HOW, LISTS]
    for sheet in (HOW, LISTS):
        assert str(book[sheet]["A1"].value).startswith("Not read by hsr-match")
    explained = {row[0].value for row in book[HOW].iter_rows()}
    asked = {question.text for side in SIDES for question in questions(side)}
    assert asked <= explained


def test_the_settings_are_the_defaults_until_changed(folder: Path) -> None:
    """Left as they are, and with every line uncommented, they say what the defaults say."""
    path = folder / "settings.yaml"
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text) == {"extends": "default"}
    defaults = load_settings("default")
    assert load_settings(str(path)).as_json() == defaults.as_json()
    head, _, rest = text.partition("extends: default\n")
    opened = "\n".join(line.removeprefix("# ") for line in rest.splitlines())
    path.write_text(f"{head}extends: default\n{opened}\n", encoding="utf-8")
    keys = set(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert {"weights", "rules", "fairness", "consent", "lawful_basis"} <= keys
    assert load_settings(str(path)).as_json() == defaults.as_json()


def test_the_wording_of_consent_uses_the_forms_questions(folder: Path) -> None:
    """A question that is reworded there would no longer be known."""
    text = (folder / "consent-and-privacy.md").read_text(encoding="utf-8")
    consents = {
        question.text
        for side in SIDES
        for question in form(side)
        if question.field.name.startswith("consent_")
    }
    assert consents == set(re.findall(r"^\d\. \*\*(.+?)\*\*", text, re.MULTILINE))
    assert "[organisation]" in text


def test_nothing_is_overwritten_and_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    Path("file").write_text("mine", encoding="utf-8")
    Path("dangling").symlink_to("nowhere")
    before = sorted(path.name for path in tmp_path.iterdir())
    for name in ("there", "file", "dangling", "no/parent"):
        assert main(["init", name]) == OutputError.exit_code
    for name in (".", "", "a\0b"):
        assert main(["init", name]) == UsageError.exit_code
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert Path("file").read_text(encoding="utf-8") == "mine"

    from hsr_match.reports.scheme import folder as template_folder

    written: list[str] = []

    def full(path: Path, content: bytes) -> int:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(path.name)
        path.write_bytes(content)
        return 0

    monkeypatch.setattr(template_folder, "write_new", full)
    assert main(["init", "fresh"]) == OutputError.exit_code
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_every_call_writes_the_same_bytes_without_author_or_time() -> None:
    first, second = scheme_files(), scheme_files()
    assert first == second
    for name in ("people.xlsx", "example.xlsx"):
        with zipfile.ZipFile(io.BytesIO(first[name])) as package:
            core = package.read("docProps/core.xml").decode()
            comments: Any = [package.read(n) for n in package.namelist() if "comments" in n]
        assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}
        assert re.search(r"<dc:creator></dc:creator>|<dc:creator/>", core)
        assert all(b"<author></author>" in part for part in comments if b"<comments" in part)
