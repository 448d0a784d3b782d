"""``approve`` on every kind of run: limits, several mentors, scores, stopped, interrupted."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.edited import Edits, edit_csv, manifest, run
from tests.documents import ROOT

SMALL = ROOT / "examples" / "small.csv"
WAYS_TO_READ = ("panel", "trustees")

APART = "apart: [{mentees: [E1, E2], by: Chair, reason: one team}]\n"
FLOOR = "floors: [{name: teachers, at_least: 1, need: teaching}]\n"
SPREAD = "rules: {spread: {organisation: 1}}\n"
WORST = "fairness: {objective: worst_first}\n"
FLOORED = "fairness: {objective: highest_floor}\n"
STOPPED = ("--time-limit", "0.000001")


def cohort(folder: Path, *, wanted: str = "", places: int = 2) -> None:
    """Write four mentees of two organisations and three mentors."""
    rows = ["id,name,role,organisation,places,mentors_wanted,offers,needs"]
    needs = ("teaching", "promotion")
    rows += [f"E{i},Ann {i},mentee,Ay{i % 2},,{wanted},,{needs[i % 2]}" for i in range(1, 5)]
    rows += [f"R{j},Cy {j},mentor,Cee{j},{places},,{needs[j % 2]}," for j in range(1, 4)]
    (folder / "c.csv").write_text("\n".join(rows), "utf-8")


def solved(folder: Path, settings: str = "", *options: str) -> None:
    (folder / "s.yaml").write_text(settings or "{}\n", "utf-8")
    ended = run("solve", "c.csv", "-c", "s.yaml", "-o", "run", "-q", *options, cwd=folder)
    assert ended.returncode in (0, 5), ended.stderr


def made(run_folder: Path) -> list[tuple[str, str]]:
    return [(pair["mentee"], pair["mentor"]) for pair in manifest(run_folder)["pairs"]]


def decide(folder: Path, edits: Edits, *options: str) -> subprocess.CompletedProcess[str]:
    edit_csv(folder / "run", folder / "e.csv", edits)
    return run("approve", "run", "e.csv", "-o", "new", "--by", "Panel", *options, cwd=folder)


def holds_together(folder: Path) -> None:
    """Check that a decided run verifies and can be explained, reported and solved again."""
    checked = run("verify", "new", cwd=folder)
    assert checked.returncode == 0, checked.stdout
    assert "not claimed" in checked.stdout
    for mentee in sorted({mentee for mentee, _ in made(folder / "run")}):
        ended = run("explain", "new", mentee, cwd=folder)
        assert ended.returncode == 0, ended.stderr
        assert "Solved again" not in ended.stdout
        assert "Asked for" not in ended.stdout
    for reader in WAYS_TO_READ:
        ended = run("report", "new", "--for", reader, "-o", reader, cwd=folder)
        assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("settings", "options"),
    [
        (APART, ()),
        (FLOOR, ()),
        (SPREAD, ()),
        (WORST, ()),
        (FLOORED, ()),
        (SPREAD, STOPPED),
        ("", STOPPED),
    ],
    ids=["apart", "floor", "spread", "worst first", "highest floor", "spread, stopped", "stopped"],
)
def test_decisions_on_any_kind_of_run(
    settings: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    """Three approved and one declined; the next solve keeps and avoids what it should."""
    cohort(tmp_path)
    solved(tmp_path, settings, *options)
    *kept, gone = made(tmp_path / "run")
    edits: Edits = {
        **{mentee: {"status": "approved"} for mentee, _ in kept},
        gone[0]: {"status": "declined", "reason": "moving away"},
    }
    ended = decide(tmp_path, edits)
    assert ended.returncode == 0, ended.stderr
    assert made(tmp_path / "new") == kept
    against = "the best pairs found" if options else "the proven best pairs"
    assert f"Against {against}: 1 fewer mentee with a mentor" in ended.stdout
    holds_together(tmp_path)
    again = run("solve", "c.csv", "-c", "s.yaml", "--changes", "new", "-o", "again", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert set(kept) < set(made(tmp_path / "again"))
    assert gone not in made(tmp_path / "again")
    assert "(pinned)" not in again.stdout


def test_one_of_two_mentors_is_declined(tmp_path: Path) -> None:
    """The mentee keeps the other, and may be given somebody else later."""
    cohort(tmp_path, wanted="2", places=3)
    solved(tmp_path)
    text = (tmp_path / "run" / "pairings.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0]["mentee_id"] == rows[1]["mentee_id"] == "E1"
    rows[0]["status"], rows[1]["status"] = "approved", "declined"
    with (tmp_path / "e.csv").open("w", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    ended = run("approve", "run", "e.csv", "-o", "new", "--by", "Panel", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "Against the proven best pairs: 1 fewer pair" in ended.stdout
    assert [r for m, r in made(tmp_path / "new") if m == "E1"] == [rows[0]["mentor_id"]]
    holds_together(tmp_path)
    again = run("solve", "c.csv", "--changes", "new", "-o", "again", "-q", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    theirs = {r for m, r in made(tmp_path / "again") if m == "E1"}
    assert rows[0]["mentor_id"] in theirs
    assert rows[1]["mentor_id"] not in theirs


def test_scores_without_a_cohort(tmp_path: Path) -> None:
    """No names and no answers; what may be said is said."""
    (tmp_path / "s.csv").write_text("mentee,mentor,score\nA,X,3\nA,Y,1\nB,X,3\nC,Y,2\nC,X,1\n")
    command = ("solve", "--scores", "s.csv", "--places", "2", "-o", "run", "-q")
    assert run(*command, cwd=tmp_path).returncode == 0
    ended = decide(tmp_path, {"A": {"status": "approved"}, "C": {"status": "declined"}})
    assert ended.returncode == 0, ended.stderr
    assert "2 less in total" in ended.stdout
    holds_together(tmp_path)
    page = (tmp_path / "new" / "report.html").read_text("utf-8")
    assert "The pair with Y was declined." in page


def test_another_mentor_is_no_reason_to_set_a_limit_aside(tmp_path: Path) -> None:
    """That a mentor was replaced is in the log; why two share one who must not is for a person."""
    cohort(tmp_path, places=3)
    solved(tmp_path, APART)
    mentor = dict(made(tmp_path / "run"))["E1"]
    swap = {"mentor_id": mentor, "mentor_name": "", "status": "approved"}
    refused = decide(tmp_path, {"E2": swap})
    assert (refused.returncode, "E1 and E2 share" in refused.stderr) == (4, True)
    assert not (tmp_path / "new").exists()
    # Nor is a word on somebody else's pair.
    other = {"status": "approved", "reason": "both are glad"}
    assert decide(tmp_path, {"E2": swap, "E3": other}).returncode == 4
    ended = decide(tmp_path, {"E2": {**swap, "reason": "both asked"}, "E3": other})
    assert ended.returncode == 0, ended.stderr
    (limit,) = manifest(tmp_path / "new")["limits_set_aside"]
    assert limit["reason"] == "both asked"
    assert run("verify", "new", cwd=tmp_path).returncode == 0


TOGETHER = "together: [{mentees: [E1, E2], by: Chair, reason: one team}]\n"
OFF = "{}\n"
WAYS_OUT = {
    "apart": (APART, {"E2": "E1"}, "take E1 or E2 out of their list in `apart`", OFF),
    "together": (TOGETHER, {"E2": "E3"}, "take E1 or E2 out of their list in `together`", OFF),
    "spread": (
        SPREAD,
        {"E3": "E1"},
        "set `organisation` in `rules: {spread: …}` to 2",
        SPREAD.replace("1", "2"),
    ),
    "floor": (
        FLOOR,
        {"E1": "E2", "E2": "E1", "E3": "E2", "E4": "E1"},
        "take out the floor “teachers”",
        OFF,
    ),
}


@pytest.mark.parametrize("kind", WAYS_OUT)
def test_a_limit_that_was_set_aside_is_told_with_the_way_out(kind: str, tmp_path: Path) -> None:
    """The next solve would keep pair and limit; with the way out it keeps the pairs."""
    settings, takes_from, way_out, loosened = WAYS_OUT[kind]
    cohort(tmp_path, places=3)
    solved(tmp_path, settings)
    had = dict(made(tmp_path / "run"))
    assert len(had) == 4
    why = {"status": "approved", "reason": "both asked"}
    edits = {mentee: {"status": "approved"} for mentee in had}
    for mentee, other in takes_from.items():
        edits[mentee] = {"mentor_id": had[other], "mentor_name": "", **why}
    ended = decide(tmp_path, edits)
    assert ended.returncode == 0, ended.stderr
    (limit,) = manifest(tmp_path / "new")["limits_set_aside"]
    again = ("solve", "c.csv", "-c", "s.yaml", "--changes", "new", "-o", "again", "-q")
    for path in ("new", "new/decisions.csv"):
        words = [path if word == "new" else word for word in again]
        refused = run(*words, cwd=tmp_path)
        assert refused.returncode == 4
        assert f"For this solve {way_out}, or decline one of the pairs" in refused.stderr
        assert f"approved all the same, by Panel: {limit['limit']} (both asked)" in refused.stderr
        assert "Drop" not in refused.stderr
    assert not (tmp_path / "again").exists()
    (tmp_path / "s.yaml").write_text(loosened, "utf-8")
    ended = run(*again, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert made(tmp_path / "again") == made(tmp_path / "new")
    assert run("verify", "again", cwd=tmp_path).returncode == 0


def test_other_contradictions_are_told_as_they_are(tmp_path: Path) -> None:
    """A limit that was set aside is no excuse for pins that somebody else asks for."""
    cohort(tmp_path, places=3)
    solved(tmp_path, APART)
    had = dict(made(tmp_path / "run"))
    taken = {"mentor_id": had["E1"], "mentor_name": "", "status": "approved", "reason": "asked"}
    assert decide(tmp_path, {"E1": {"status": "approved"}, "E2": taken}).returncode == 0
    (tmp_path / "s.yaml").write_text(OFF, "utf-8")
    pins = [word for j in (1, 2) for word in ("--pin", f"E3=R{j}")]
    command = ("solve", "c.csv", "-c", "s.yaml", "--changes", "new", "-o", "again", *pins)
    refused = run(*command, "--reason", "asked for", cwd=tmp_path)
    assert (refused.returncode, "approved all the same" in refused.stderr) == (4, False)
    assert "Drop the pin" in refused.stderr


INTERRUPTED = """
import os, signal, sys
from hsr_match.{module} import {name} as before
import hsr_match.{module} as module
def struck(*arguments, **options):
    os.kill(os.getpid(), signal.SIGINT)
    [0 for _ in range(99_999)]
    return before(*arguments, **options)
module.{name} = struck
from hsr_match.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("insight.stored_run", "read_run"),
        ("insight.deciding.decide", "decide"),
        ("reports.documents", "run_documents"),
        ("reports.run_folder", "write_new"),
        ("reports.run_folder", "_verify"),
    ],
)
def test_ctrl_c_leaves_nothing(module: str, name: str, tmp_path: Path) -> None:
    """Wherever it strikes: exit code 130, no new folder, the run as it was."""
    shutil.copy(SMALL, tmp_path / "c.csv")
    solved(tmp_path)
    edit_csv(tmp_path / "run", tmp_path / "e.csv", {"E01": {"status": "approved"}})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ended = subprocess.run(
        [
            *(sys.executable, "-c", INTERRUPTED.format(module=module, name=name)),
            *("approve", "run", "e.csv", "-o", "new"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 130, ended.stderr
    assert "Nothing was written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith((".", "new"))]
