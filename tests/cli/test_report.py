"""``hsr-match report``: what is written, what is said, and what is refused."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hsr_match.__main__ import main
from hsr_match.errors import OutputError, SettingsError, UsageError, VerificationError
from tests.cli.running import loaded_by
from tests.reports.letters.rounds import people, run_of


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished run, with its parent as the working folder."""
    monkeypatch.chdir(tmp_path)
    return run_of(tmp_path)


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("mentor", ["R1.eml", "R2.eml", "letters.csv"]),
        ("mentee", ["E1.eml", "E2.eml", "E3.eml", "letters.csv"]),
        ("panel", ["panel.html"]),
        ("trustees", ["trustees.html", "trustees.md"]),
    ],
)
def test_a_private_folder_beside_the_run(
    audience: str, names: list[str], run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in run.iterdir()}
    assert main(["report", "run", "--for", audience]) == 0
    folder = run.with_name(f"run-for-{audience}")
    assert sorted(path.name for path in folder.iterdir()) == names
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert {path: path.read_bytes() for path in run.iterdir()} == before
    said = capsys.readouterr()
    assert f"run-for-{audience} is ready:" in said.out
    assert "no person has approved these pairs" in said.err
    assert [p.name for p in run.parent.iterdir() if p.name.startswith(".")] == []
    assert main(["verify", "run"]) == 0


@pytest.mark.parametrize("audience", ["mentor", "mentee", "panel", "trustees"])
def test_no_letter_goes_to_whoever_was_written_in_later(audience: str, run: Path) -> None:
    path = run / "cohort.json"
    path.write_text(path.read_text("utf-8").replace("ann@", "somebody.else@"), "utf-8")
    command = ["report", "run", "--for", audience, "-o", "there"]
    assert main(command) == VerificationError.exit_code
    assert not Path("there").exists()


def test_nothing_is_overwritten(run: Path) -> None:
    assert main(["report", "run", "--for", "mentee", "-o", "there"]) == 0
    before = {path: path.stat().st_mtime_ns for path in Path("there").iterdir()}
    assert main(["report", "run", "--for", "panel", "-o", "there"]) == OutputError.exit_code
    assert {path: path.stat().st_mtime_ns for path in Path("there").iterdir()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["run"],
        ["--for", "panel"],
        ["run", "--for", "everybody"],
        ["nowhere", "--for", "panel"],
        ["run", "--for", "panel", "--templates", "nowhere"],
        ["run", "--for", "trustees", "--small-groups", "3"],
        ["run", "--write-templates", "x"],
    ],
)
def test_what_makes_no_sense_is_refused(arguments: list[str], run: Path) -> None:
    assert main(["report", *arguments]) == UsageError.exit_code
    assert sorted(p.name for p in run.parent.iterdir()) == ["people.csv", "run"]


def test_a_template_that_fails_leaves_nothing_behind(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--write-templates", "mine"]) == 0
    with Path("mine/mentor.txt").open("a", encoding="utf-8") as file:
        file.write("{{ reader.rank }}\n")
    command = ["report", "run", "--for", "mentor", "--templates", "mine"]
    assert main(command) == SettingsError.exit_code
    said = capsys.readouterr().err
    assert "mine/mentor.txt, row" in said
    assert "rank is not shown to mentors" in said
    assert not Path("run-for-mentor").exists()


def test_what_templates_were_used_is_said(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    Path("mine/signature.txt").write_text("Alex\n", encoding="utf-8")
    Path("mine/signatur.txt").write_text("Alex\n", encoding="utf-8")
    assert main(["report", "run", "--for", "mentee", "--templates", "mine"]) == 0
    said = capsys.readouterr().err
    assert "Templates of yours: signature.txt." in said
    assert "Not known as templates, and not used: signatur.txt." in said


def test_whoever_cannot_be_reached_is_listed_by_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run_of(tmp_path, people(E2={"email": ""}))
    assert main(["report", "run", "--for", "mentee"]) == 0
    said = capsys.readouterr().err
    assert "No draft for E2:" in said
    assert "Ben" not in said


def test_approved_pairs_make_letters_and_no_drafts(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """End to end with what people decided."""
    edited = Path("edited.csv")
    lines = (run / "pairings.csv").read_text("utf-8-sig").splitlines()
    at = lines[0].split(",").index("status")
    assert at
    text = "\n".join([lines[0], lines[1].replace("proposed", "approved"), *lines[2:]])
    edited.write_text(text, encoding="utf-8")
    assert main(["approve", "run", "edited.csv", "-o", "decided", "--by", "Kim Vale"]) == 0
    capsys.readouterr()
    assert main(["report", "decided", "--for", "mentor"]) == 0
    said = capsys.readouterr().err
    assert "1 pair stands in no letter" in said
    assert "no person has approved" not in said
    assert sorted(p.name for p in Path("decided-for-mentor").iterdir()) == ["R1.eml", "letters.csv"]
    assert b"DRAFT" not in Path("decided-for-mentor/R1.eml").read_bytes()


@pytest.mark.parametrize("audience", ["mentor", "trustees"])
def test_only_what_is_used_is_loaded(audience: str, run: Path) -> None:
    loaded = loaded_by("report", "run", "--for", audience, cwd=run.parent)
    assert "jinja2" in loaded
    assert loaded & {"pandas", "scipy", "xlsxwriter", "openpyxl", "rich"} == set()
