"""What every report says of a run that people decided, and of the solve after it."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from hsr_match.insight import read_run
from hsr_match.insight.briefing.made import brief
from tests.cli.edited import Edits, edit_csv, manifest, pairs_of, run
from tests.documents import ROOT

SMALL = ROOT / "examples" / "small.csv"
COHORT = ROOT / "examples" / "cohort.csv"
ASKED = "Asked for by the coordinator"


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a run, decisions on it, and the solve after them.

    In the first solve E01 is asked for, in the second E05. Three pairs are
    approved, that of E01 among them; E04's is declined, and E05's is left open.
    The settings call every pair weak, so that all have something to look at.
    """
    home = tmp_path_factory.mktemp("decided")
    shutil.copy(SMALL, home)
    (home / "s.yaml").write_text("scoring: {weak_pair: 100}\n")
    solve = ("solve", "small.csv", "-c", "s.yaml")
    pinned = run(*solve, "--pin", "E01=R01", "-o", "run", "-q", cwd=home)
    assert pinned.returncode == 0, pinned.stderr
    edits: Edits = {
        **{mentee: {"status": "approved"} for mentee in ("E01", "E02", "E03")},
        "E04": {"status": "declined", "reason": "moving away"},
    }
    edit_csv(home / "run", home / "edited.csv", edits)
    made = run("approve", "run", "edited.csv", "--by", "Panel", "-o", "new", cwd=home)
    assert made.returncode == 0, made.stderr
    pin = f"E05={pairs_of(home / 'run')['E05']}"
    after = run(*solve, "--changes", "new", "--pin", pin, "-o", "again", cwd=home)
    assert after.returncode == 0, after.stderr
    (home / "again.txt").write_text(after.stdout, "utf-8")
    return home


@pytest.mark.parametrize(
    ("name", "kept", "wanted"),
    [("new", ("E01", "E02", "E03"), "E01"), ("again", ("E01", "E02", "E03", "E05"), "E05")],
)
def test_what_was_approved_is_not_said_to_be_asked_for(
    name: str, kept: tuple[str, ...], wanted: str, decided: Path
) -> None:
    """Only the pair that somebody did ask for says so; all are kept."""
    outcome = read_run(decided / name)
    told = brief(outcome, named=True)
    label = outcome.problem.mentee_label
    assert {label(p.mentee) for p in outcome.insight.pairs if p.pinned} == {*kept}
    for pairs in (outcome.insight.pairs, told.pairs):
        asked = {label(p.mentee) for p in pairs if any(c.code == "pinned" for c in p.cautions)}
        assert asked == {wanted}
        assert {label(p.mentee) for p in pairs if ASKED in p.why} == {wanted}
    asked = {label(p.mentee) for p in told.pairs if "coordinator asked for" in p.verdict}
    assert asked == {wanted}


def test_the_screen_tells_pins_from_approvals(decided: Path) -> None:
    screen = (decided / "again.txt").read_text("utf-8")
    assert re.findall(r"^(E\d+) .*\((pinned|approved before)\)", screen, re.MULTILINE) == [
        ("E01", "approved before"),
        ("E02", "approved before"),
        ("E03", "approved before"),
        ("E05", "pinned"),
    ]


def test_what_is_approved_is_looked_at(decided: Path) -> None:
    """Only pairs that nobody has approved, then or before, are still to be looked at."""
    outcome = read_run(decided / "new")
    assert all(pair.cautions for pair in outcome.insight.pairs)
    assert "1 pair to look at before you approve." in brief(outcome, named=False).headline
    page = (decided / "new" / "report.html").read_text("utf-8")
    rows = re.findall(r'data-cautions="([^"]*)" data-status="(\w+)"', page)
    assert [codes for codes, status in rows if status == "approved"] == ["", "", ""]
    assert "With something to look at (1)" in page
    after = read_run(decided / "again")
    assert all(pair.cautions for pair in after.insight.pairs)
    screen = (decided / "again.txt").read_text("utf-8")
    assert "1 pair to look at, marked with ! above." in screen
    page = (decided / "again" / "report.html").read_text("utf-8")
    assert "With something to look at (1)" in page
    marked = {line.split()[0] for line in re.findall(r"^E.*(?=\n(?:    .*\n)+  !)", screen, re.M)}
    assert marked == {"E05"}


def test_sentences_and_captions_say_what_is_decided_and_by_whom(decided: Path) -> None:
    state = "3 pairs are approved, 1 pair was declined and 1 pair is still a proposal."
    page = (decided / "new" / "report.html").read_text("utf-8")
    assert f"<strong>{state} Decided by Panel.</strong>" in page
    assert ">Pairs: 3 approved, 1 still proposed</caption>" in page
    assert "These pairs are proposals" not in page
    workbook = load_workbook(decided / "new" / "pairings.xlsx")
    told = dict(row[:2] for row in workbook["Run"].iter_rows(values_only=True))
    assert told["How to use"].startswith(f"{state} Decided by Panel.")
    workbook.close()
    page = (decided / "run" / "report.html").read_text("utf-8")
    assert "<strong>These pairs are proposals.</strong>" in page
    assert ">Proposed pairs</caption>" in page
    page = (decided / "again" / "report.html").read_text("utf-8")
    assert "<strong>3 pairs were approved before, and 1 pair is a proposal.</strong>" in page
    assert ">Pairs: 3 approved, 1 still proposed</caption>" in page


def test_all_approved_says_so(decided: Path) -> None:
    edits: Edits = {mentee: {"status": "approved"} for mentee in pairs_of(decided / "run")}
    edit_csv(decided / "run", decided / "all.csv", edits)
    ended = run("approve", "run", "all.csv", "--by", "<b>Jo</b>", "-o", "every", cwd=decided)
    assert ended.returncode == 0, ended.stderr
    page = (decided / "every" / "report.html").read_text("utf-8")
    assert "<strong>All 5 pairs are approved. Decided by &lt;b&gt;Jo&lt;/b&gt;.</strong>" in page
    assert ">Approved pairs</caption>" in page
    assert "to look at before you approve" not in page


def test_the_remedy_of_a_declined_pair_is_words(decided: Path) -> None:
    """Commands are for the screen of whoever runs the program."""
    mentor = pairs_of(decided / "run")["E04"]
    outcome = read_run(decided / "new")
    (left,) = outcome.insight.unmatched
    assert left.sentence == f"The pair with {mentor} was declined."
    assert "hsr-match" not in left.remedy
    assert left.named.endswith(f"({mentor}) was declined.")
    page = (decided / "new" / "report.html").read_text("utf-8")
    section = page[page.index('<section id="unmatched"') : page.index('id="run-data"')]
    assert left.remedy in section
    assert left.named in section
    workbook = load_workbook(decided / "new" / "pairings.xlsx")
    said = [cell for row in workbook["Unmatched"].iter_rows(values_only=True) for cell in row]
    workbook.close()
    assert left.remedy in said
    ended = run("explain", "new", "E04", cwd=decided)
    assert "`hsr-match solve COHORT --changes RUN`" in ended.stdout
    assert left.named in " ".join(ended.stdout.split())
    told = run("report", "new", "--for", "panel", "-o", "panel", cwd=decided)
    assert told.returncode == 0, told.stderr
    panel = (decided / "panel" / "panel.html").read_text("utf-8")
    assert left.remedy in panel
    assert "hsr-match" not in panel


def test_letters_go_to_approved_pairs_alone(decided: Path) -> None:
    made = pairs_of(decided / "run")
    approved = {"E01", "E02", "E03"}
    for audience, expected in (("mentee", approved), ("mentor", {made[m] for m in approved})):
        ended = run("report", "new", "--for", audience, "-o", audience, cwd=decided)
        assert ended.returncode == 0, ended.stderr
        with (decided / audience / "letters.csv").open(encoding="utf-8-sig", newline="") as file:
            assert {row["id"] for row in csv.DictReader(file)} == expected


def test_nothing_is_priced_against_what_people_decided(decided: Path) -> None:
    """A second solve would price their decisions, not the pair that is asked about."""
    ended = run("explain", "new", "E02", "R01", cwd=decided)
    assert ended.returncode == 0, ended.stderr
    assert "Solved again" not in ended.stdout
    assert "the run before the decisions says" in " ".join(ended.stdout.split())


def test_approvals_are_told_apart_in_the_settings(decided: Path) -> None:
    """In the run of the decisions what somebody asked for stays so, once approved as well."""
    for name, asked in (("new", "E01"), ("again", "E05")):
        pins = manifest(decided / name)["settings"]["pins"]
        assert [pin["mentee"] for pin in pins if not pin["approved"]] == [asked]


def test_pairs_approved_before_stay_approved_in_the_next_solve(tmp_path: Path) -> None:
    """The list says so, nobody is asked again, letters go out, and the check agrees."""
    run("solve", str(COHORT), "-o", "round", cwd=tmp_path)
    (tmp_path / "panel.csv").write_text(
        "mentee_id,mentor_id,status,reason\nE01,R19,approved,\nE02,R23,declined,She is away\n"
    )
    run("approve", "round", "panel.csv", "--by", "Panel", "-o", "decided", cwd=tmp_path)
    again = run("solve", str(COHORT), "--changes", "decided", "-o", "again", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    with (tmp_path / "again" / "pairings.csv").open(encoding="utf-8-sig", newline="") as file:
        status = {row["mentee_id"]: row["status"] for row in csv.DictReader(file)}
    assert status["E01"] == "approved"
    assert status["E03"] == "proposed"
    assert run("verify", "again", cwd=tmp_path).returncode == 0
    edit_csv(tmp_path / "again", tmp_path / "more.csv", {"E03": {"status": "approved"}})
    told = run("approve", "again", "more.csv", "--by", "Panel", "-o", "more", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert pairs_of(tmp_path / "more") == pairs_of(tmp_path / "again")
    assert run("verify", "more", cwd=tmp_path).returncode == 0
    letters = run("report", "again", "--for", "mentee", "-o", "letters", cwd=tmp_path)
    assert "no person has approved" not in letters.stderr
    assert (tmp_path / "letters" / "E01.eml").exists()
    assert not (tmp_path / "letters" / "E03.eml").exists()
