"""`check --write-columns`: a settings file of proposals, refused until a person has read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hsr_match.__main__ import main
from hsr_match.cli.write_columns import Place, proposals_yaml
from hsr_match.cohort.proposals import Proposal
from hsr_match.config import load_settings

COHORT = """\
role,name,email,Where do you do research?,Favourite colour,places
mentee,Ada Brightwell,ada@example.org,Acute,zqgreen,
mentee,Bo Ashgrove,bo@example.org,Community,zqblue,
mentor,Cy Amberley,cy@example.org,Acute,zqred,2
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cohort.csv").write_text(COHORT, encoding="utf-8")
    return tmp_path


def write(*more: str) -> int:
    return main(["check", "cohort.csv", "--write-columns", "scheme.yaml", *more])


def test_a_proposal_is_refused_until_its_question_mark_is_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write() == 0
    path = folder / "scheme.yaml"
    text = path.read_text(encoding="utf-8")
    assert '  "Where do you do research?": setting?' in text
    assert main(["config", "check", "scheme.yaml"]) == 2
    line = next(n for n, row in enumerate(text.splitlines(), 1) if ": setting?" in row)
    assert f"scheme.yaml:{line}:" in capsys.readouterr().err
    path.write_text(text.replace("setting?", "setting"), encoding="utf-8")
    assert main(["config", "check", "scheme.yaml"]) == 0
    assert load_settings(path).columns == {"Where do you do research?": "setting"}


def test_a_file_whose_lines_are_all_deleted_is_refused_too(folder: Path) -> None:
    """Nothing stands after `columns:`; the message says so."""
    write()
    path = folder / "scheme.yaml"
    kept = [line for line in path.read_text().splitlines() if not line.startswith('  "')]
    path.write_text("\n".join(kept))
    assert main(["config", "check", "scheme.yaml"]) == 2


def test_no_answer_name_or_address_is_in_the_file(folder: Path) -> None:
    write()
    text = (folder / "scheme.yaml").read_text(encoding="utf-8")
    assert not [word for word in ("zq", "Brightwell", "example.org") if word in text]
    assert "(Acute; Community)" in text
    assert '# "Favourite colour": like no field' in text


def test_a_person_in_place_of_headings_is_not_proposed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a row of headings the first person stands there: no name is copied."""
    (folder / "mentees.csv").write_text("Ada,ada@example.org,Acute\nBo,bo@example.org,Acute\n")
    assert main(["check", "mentees.csv", "--write-columns", "scheme.yaml"]) == 3
    assert not (folder / "scheme.yaml").exists()
    assert "no-headings" in capsys.readouterr().out


def test_nothing_is_overwritten(folder: Path) -> None:
    """Told before anything is read."""
    (folder / "scheme.yaml").write_text("mine", encoding="utf-8")
    assert write() == 6
    assert (folder / "scheme.yaml").read_text(encoding="utf-8") == "mine"


def test_data_on_standard_output_stay_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert write("--format", "json") == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["format"].startswith("hsr-match/check/")
    assert "scheme.yaml: 1 heading to confirm" in shown.err


def test_proposals_come_although_the_cohort_has_errors(folder: Path) -> None:
    """An unknown heading may be the very reason that nothing tells mentors from mentees."""
    (folder / "cohort.csv").write_text(COHORT.replace("role", "Which are you?", 1))
    assert write() == 3
    assert '"Which are you?": role?' in (folder / "scheme.yaml").read_text(encoding="utf-8")


def test_nothing_is_written_where_nothing_is_unknown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cohort.csv").write_text(
        COHORT.replace("Where do you do research?", "setting").replace("Favourite colour", "grade")
    )
    assert write() == 0
    assert not (folder / "scheme.yaml").exists()
    assert "none is unknown" in capsys.readouterr().err


def test_the_new_file_builds_upon_the_settings_in_use(folder: Path) -> None:
    (folder / "mine.yaml").write_text(
        'columns: {"Favourite colour": pronouns}\nretention_months: 6\n', encoding="utf-8"
    )
    assert write("-c", "mine.yaml") == 0
    path = folder / "scheme.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("setting?", "setting"))
    made = load_settings(path)
    assert made.retention_months == 6
    assert made.columns == {
        "Favourite colour": "pronouns",
        "Where do you do research?": "setting",
    }


def test_a_preset_is_extended_by_its_name(folder: Path) -> None:
    assert write("-c", "caring") == 0
    assert "\nextends: caring\n" in (folder / "scheme.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-", "--write-columns", "scheme.yaml"],
        ["check", "cohort.csv", "--write-columns", "scheme.csv"],
        ["check", "cohort.csv", "-c", "mine.yaml", "--write-columns", "below/scheme.yaml"],
    ],
    ids=["standard input", "not yaml", "settings elsewhere"],
)
def test_what_cannot_work_is_a_mistake_of_the_command_line(
    arguments: list[str], folder: Path
) -> None:
    (folder / "below").mkdir()
    (folder / "mine.yaml").write_text("retention_months: 6\n")
    assert main(arguments) == 2
    assert {p.name for p in folder.rglob("*.yaml")} == {"mine.yaml"}


@pytest.mark.parametrize(
    "heading",
    [
        'He said "no": why?',
        "a\u00a0b",
        "#1, yes & no",
        "null",
        "\u201cSmart\u201d",
        "x" * 300,
        "é\\n",
    ],
)
def test_any_heading_comes_back_as_it_was(heading: str, tmp_path: Path) -> None:
    path = tmp_path / "made.yaml"
    proposal = Proposal(heading, ("setting", "hopes"), "", ("a.csv",))
    text = proposals_yaml([proposal], Place(path, "default"), "2026-02-01")
    path.write_text(text.replace("setting?", "setting"), encoding="utf-8")
    assert load_settings(path).columns == {heading: "setting"}
