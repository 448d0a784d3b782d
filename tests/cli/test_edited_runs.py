"""A run whose answers somebody edited: every command that tells of them refuses it alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hsr_match.__main__ import main
from hsr_match.errors import VerificationError
from tests.cli.running import run as called
from tests.documents import ROOT

COMMANDS = {
    "explain": ["explain", "run", "E01"],
    "explain, as data": ["explain", "run", "E01", "R01", "--format", "json"],
    "approve": ["approve", "run", "run/pairings.csv", "-o", "there"],
    **{
        f"report for {reader}": ["report", "run", "--for", reader, "-o", "there"]
        for reader in ("mentee", "mentor", "panel", "trustees")
    },
}


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run of answers, and one of given scores with the people's names."""
    folder = tmp_path_factory.mktemp("edited")
    shutil.copy(ROOT / "examples" / "small.csv", folder)
    for words in (
        ["score", "small.csv", "-o", "scores.csv"],
        ["solve", "small.csv", "-o", "run"],
        ["solve", "small.csv", "--scores", "scores.csv", "-o", "given"],
    ):
        ended = called(*words, "-q", cwd=folder)
        assert ended.returncode == 0, ended.stderr
    return folder


def edited(solved: Path, to: Path, which: str, names: list[str]) -> None:
    """Copy a run and change a blank in some of its files, which no reader of JSON minds."""
    shutil.copytree(solved / which, to)
    for name in names:
        path = to / name
        path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("which", "names"),
    [
        ("run", ["cohort.json"]),
        ("given", ["scores.json"]),
        ("given", ["cohort.json", "scores.json"]),
    ],
)
def test_all_refuse_with_the_same_words(
    solved: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    which: str,
    names: list[str],
    command: str,
) -> None:
    edited(solved, tmp_path / "run", which, names)
    monkeypatch.chdir(tmp_path)
    assert main(COMMANDS[command]) == VerificationError.exit_code
    said = capsys.readouterr()
    assert said.out == ""
    assert "The run run is not as it was written." in said.err
    assert "`hsr-match verify` says in full what is wrong with it." in said.err
    for name in names:
        assert f"check 1: {name} was edited after the run" in said.err
    assert not Path("there").exists()


@pytest.mark.parametrize("name", ["cohort.json", "scores.json"])
def test_a_missing_file_is_named(
    solved: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
) -> None:
    """A run of given scores has lost its names, not its proof; it is refused all the same."""
    edited(solved, tmp_path / "run", "given", [])
    (tmp_path / "run" / name).unlink()
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "run", "E01"]) == 2
    assert f"{name} cannot be read" in capsys.readouterr().err
