"""`solve` and `score` as a whole: what goes where, and what can be read back."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli.running import loaded_by, run

ROOT = Path(__file__).parents[2]
COHORT = ROOT / "examples" / "cohort.csv"
SMALL = ROOT / "examples" / "small.csv"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_data_alone_goes_to_standard_output(form: str, tmp_path: Path) -> None:
    """What is piped on is the file, to the letter, or JSON with ids only."""
    ended = run("solve", str(SMALL), "-o", "run", "--format", form, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    if form == "csv":
        written = (tmp_path / "run" / "pairings.csv").read_text("utf-8-sig")
        assert list(csv.reader(io.StringIO(ended.stdout))) == list(csv.reader(io.StringIO(written)))
    else:
        document = json.loads(ended.stdout)
        assert (
            document["pairs"] == json.loads((tmp_path / "run" / "match.json").read_text())["pairs"]
        )
        assert "Brightwell" not in ended.stdout


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """Sizes, and where the result would go."""
    ended = run("solve", str(SMALL), "--dry-run", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "5 mentees x 3 mentors, 5 places" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_scores_written_and_read_back_give_the_same_pairs(tmp_path: Path) -> None:
    """`score` and `solve --scores` round-trip, barred pairs included."""
    (tmp_path / "total.yaml").write_text("extends: default\nfairness: {objective: total}\n")
    chosen = ("-c", "total.yaml")
    assert run("score", str(COHORT), *chosen, "-o", "s.csv", cwd=tmp_path).returncode == 0
    whole = run("solve", str(COHORT), *chosen, "-o", "a.json", cwd=tmp_path)
    assert whole.returncode == 0, whole.stderr
    again = run("solve", str(COHORT), "--scores", "s.csv", "-o", "b.json", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    first, second = (json.loads((tmp_path / f"{x}.json").read_text()) for x in "ab")
    pairs = [[(p["mentee"], p["mentor"], p["score"]) for p in m["pairs"]] for m in (first, second)]
    assert first["scale"] == second["scale"] * 100
    assert len(pairs[0]) > 30
    assert pairs[0] == pairs[1]


def test_given_scores_alone(tmp_path: Path) -> None:
    """No cohort: people are those listed, totals are in the given units, exactly."""
    scores = "mentee_id,mentor_id,score\na,x,0.1\na,y,0.25\nb,x,-3\nb,y,0.2\n"
    (tmp_path / "s.csv").write_text(scores)
    ended = run("solve", "--scores", "s.csv", "-o", "run", "--format", "csv", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    rows = {row["mentee_id"]: row for row in csv.DictReader(io.StringIO(ended.stdout))}
    assert (rows["a"]["mentor_id"], rows["a"]["score"]) == ("x", "0.10")
    assert (rows["b"]["mentor_id"], rows["b"]["score"]) == ("y", "0.20")
    manifest = json.loads((tmp_path / "run" / "match.json").read_text())
    assert (manifest["objective"]["total"], manifest["scale"]) == (30, 100)


def test_places_belong_to_scores_alone(tmp_path: Path) -> None:
    ended = run("solve", str(SMALL), "--places", "2", cwd=tmp_path)
    assert ended.returncode == 2
    assert "--places" in ended.stderr


def test_a_table_of_scores_as_json_has_the_same_figures(tmp_path: Path) -> None:
    """`score --format json` and `--format csv` differ in nothing but their form."""
    table = csv.DictReader(io.StringIO(run("score", str(SMALL), cwd=tmp_path).stdout))
    document = json.loads(run("score", str(SMALL), "--format", "json", cwd=tmp_path).stdout)
    for row, pair in zip(table, document["pairs"], strict=True):
        assert (row["mentee_id"], row["mentor_id"]) == (pair["mentee"], pair["mentor"])
        assert float(row["score"]) * document["scale"] / 100 == pytest.approx(pair["score"])
        assert (row["eligible"] == "true") == pair["eligible"]
    assert list(tmp_path.iterdir()) == []


def test_score_replaces_a_file_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("mine")
    assert run("score", str(SMALL), "-o", "s.csv", cwd=tmp_path).returncode == 6
    assert (tmp_path / "s.csv").read_text() == "mine"
    ended = run("score", str(SMALL), "-o", "s.csv", "--force", "-q", cwd=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert (tmp_path / "s.csv").read_text("utf-8-sig").startswith("mentee_id,mentor_id,score,")


def test_pins_are_kept_by_id_without_names(tmp_path: Path) -> None:
    """A pin given by name stands in the manifest by id, and locked in the list."""
    pin = "Bilal Ashgrove=Fatou Harrowgate"
    ended = run("solve", str(SMALL), "--pin", pin, "-o", "run", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    text = (tmp_path / "run" / "match.json").read_text()
    assert "Ashgrove" not in text
    assert json.loads(text)["settings"]["pins"][0]["mentee"] == "E02"
    with (tmp_path / "run" / "pairings.csv").open(encoding="utf-8-sig", newline="") as file:
        locked = {row["mentee_id"]: row["locked"] for row in csv.DictReader(file)}
    assert locked == {"E01": "no", "E02": "yes", "E03": "no", "E04": "no", "E05": "no"}


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What a person at a terminal sees on standard output."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "hsr_match", *arguments],
        cwd=cwd,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert child.wait() == 0
    return seen.decode()


def test_a_terminal_gets_colours_unless_they_are_declined(tmp_path: Path) -> None:
    """The words are the same with and without."""
    environment = dict.fromkeys(("NO_COLOR", "COLUMNS"), "")
    seen = on_a_terminal("solve", str(SMALL), "-o", "a", cwd=tmp_path, **environment)
    assert "\x1b[" in seen
    plain = on_a_terminal("solve", str(SMALL), "-o", "b", "--no-color", cwd=tmp_path, **environment)
    assert "\x1b[" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", seen) == plain
    dumb = {**environment, "TERM": "dumb"}
    assert "\x1b[" not in on_a_terminal("solve", str(SMALL), "-o", "c", cwd=tmp_path, **dumb)


def test_a_run_loads_only_what_it_uses(tmp_path: Path) -> None:
    """One file as CSV needs neither tables, nor workbooks, nor drawing."""
    loaded = loaded_by("solve", str(SMALL), "-o", "pairs.csv", cwd=tmp_path)
    needless = {"jinja2", "odf", "openpyxl", "pandas", "rich", "scipy", "xlsxwriter"}
    assert loaded & needless == set()


def test_the_version_in_a_manifest_is_the_packages_own(tmp_path: Path) -> None:
    """It stands in the program a second time, for speed; the two agree."""
    ended = run("solve", str(SMALL), "-o", "run.json", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    manifest = json.loads((tmp_path / "run.json").read_text())
    assert manifest["versions"]["hsr_match"] == version("hsr-match")
