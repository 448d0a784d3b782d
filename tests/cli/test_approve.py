"""``approve``: decisions read, checked and kept in a run that follows another."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from hsr_match.insight import read_run
from tests.cli.edited import Edits, edit_csv, edit_workbook, manifest, pairs_of, run
from tests.cli.running import loaded_by
from tests.documents import ROOT

SMALL = ROOT / "examples" / "small.csv"
COHORT = ROOT / "examples" / "cohort.csv"
Ended = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a run of the small example and one of the example cohort."""
    home = tmp_path_factory.mktemp("approve")
    shutil.copy(SMALL, home)
    shutil.copy(COHORT, home)
    for name, cohort in (("run", "small.csv"), ("large", "cohort.csv")):
        assert run("solve", cohort, "-o", name, "-q", cwd=home).returncode == 0
    return home


@pytest.fixture
def folder(solved: Path, tmp_path: Path) -> Path:
    """Return a folder of one's own with the run of the small example."""
    shutil.copy(SMALL, tmp_path)
    shutil.copytree(solved / "run", tmp_path / "run")
    return tmp_path


def approve(folder: Path, edits: Edits, *options: str, of: str = "run", to: str = "new") -> Ended:
    """Edit the workbook of a run and approve it."""
    edit_workbook(folder / of, folder / "edited.xlsx", edits)
    return run("approve", of, "edited.xlsx", "-o", to, *options, cwd=folder)


def all_of(run_folder: Path, status: str) -> dict[str, dict[str, str]]:
    """Return edits that give every pair of a run a status."""
    return {mentee: {"status": status} for mentee in pairs_of(run_folder)}


def log_of(run_folder: Path) -> list[dict[str, str]]:
    """Return the rows of the log that people read."""
    with (run_folder / "decisions.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def statuses(run_folder: Path) -> dict[str, str]:
    """Return mentee → status, from the list that people read."""
    with (run_folder / "pairings.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["mentee_id"]: row["status"] for row in csv.DictReader(stream)}


def hashes(run_folder: Path) -> Mapping[str, str]:
    """Return file → hash of its bytes."""
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in run_folder.iterdir()}


def test_decisions_make_a_run_that_follows(folder: Path) -> None:
    """Statuses, log, link; the run decided on is not touched, and both verify."""
    made, before = pairs_of(folder / "run"), hashes(folder / "run")
    ended = approve(
        folder,
        {
            "E01": {"status": "approved"},
            "E02": {"status": "declined", "reason": "'=moving away"},
        },
        "--by",
        "Panel",
    )
    assert ended.returncode == 0, ended.stderr
    assert "1 approved, 1 declined and 3 still proposed" in ended.stdout
    assert hashes(folder / "run") == before
    assert statuses(folder / "new") == {
        "E01": "approved",
        "E02": "unmatched",
        **dict.fromkeys(("E03", "E04", "E05"), "proposed"),
    }
    assert [
        (r["mentee_id"], r["mentor_id"], r["status"], r["by"]) for r in log_of(folder / "new")
    ] == [
        ("E01", made["E01"], "approved", "Panel"),
        ("E02", made["E02"], "declined", "Panel"),
    ]
    assert log_of(folder / "new")[1]["reason"] == "'=moving away"
    told = manifest(folder / "new")
    assert told["status"] == "decided"
    assert told["previous"] == {
        "id": manifest(folder / "run")["run"]["id"],
        "sha256": before["match.json"],
        "folder": "run",
    }
    assert [entry["reason"] for entry in told["unmatched"]] == ["declined"]
    for name in ("run", "new"):
        checked = run("verify", name, cwd=folder)
        assert checked.returncode == 0, checked.stdout
    assert "not claimed" in checked.stdout
    assert "proven best possible" not in checked.stdout


def test_a_list_saved_by_excel_as_csv_says_the_same(folder: Path) -> None:
    """Semicolons, Windows-1252, other columns first, blank rows."""
    edits = {"E01": {"status": "approved"}, "E02": {"status": "declined"}}
    edit_csv(folder / "run", folder / "e.csv", edits, as_excel=True)
    ended = run("approve", "run", "e.csv", "-o", "one", "--by", "Jo", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    assert approve(folder, edits, "--by", "Jo").returncode == 0
    one, other = (manifest(folder / name) for name in ("one", "new"))
    for document in (one, other):
        for entry in document["decisions"]:
            entry.pop("when")
    assert one["decisions"] == other["decisions"]
    assert one["pairs"] == other["pairs"]


def test_explain_and_the_library_read_it(folder: Path) -> None:
    """What was decided is part of the run read back, and said in its words."""
    assert approve(folder, {"E02": {"status": "declined"}}).returncode == 0
    ended = run("explain", "new", "E02", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    assert "was declined" in ended.stdout
    assert "search was stopped" not in ended.stdout
    outcome = read_run(folder / "new")
    assert outcome.matching.status == "decided"
    assert [entry.status for entry in outcome.decisions.values()] == ["declined"]


def test_another_mentor_needs_a_reason_where_a_rule_bars(folder: Path) -> None:
    """E01 and R03 are of one organisation."""
    others = {m: {"status": "declined"} for m, r in pairs_of(folder / "run").items() if r == "R03"}
    edits: dict[str, dict[str, str]] = {
        **others,
        "E01": {"mentor_id": "R03", "mentor_name": "", "status": "approved"},
    }
    ended = approve(folder, edits)
    assert ended.returncode == 4
    assert "row 2" in ended.stderr
    assert "the same organisation" in ended.stderr
    assert not (folder / "new").exists()
    edits["E01"]["reason"] = "both asked"
    ended = approve(folder, edits, "--by", "Panel")
    assert ended.returncode == 0, ended.stderr
    assert pairs_of(folder / "new")["E01"] == "R03"
    entry = manifest(folder / "new")["decisions"][-1 if "E01" in others else 1]
    log = {(e["mentee"], e["mentor"]): e for e in manifest(folder / "new")["decisions"]}
    entry = log["E01", "R03"]
    assert (entry["set_aside"], entry["reason"]) == (["other_organisation"], "both asked")
    old = log["E01", pairs_of(folder / "run")["E01"]]
    assert (old["status"], old["reason"]) == ("declined", "both asked")
    checked = run("verify", "new", cwd=folder)
    assert checked.returncode == 0, checked.stdout


def test_places_are_never_set_aside(folder: Path) -> None:
    """A mentor who is full stays full, whatever the reason."""
    made = pairs_of(folder / "run")
    mentor = made["E02"]
    moved = next(m for m, r in made.items() if r != mentor and m != "E01")
    edits = {moved: {"mentor_id": mentor, "mentor_name": "", "status": "approved"}}
    ended = approve(folder, edits, "--reason", "please")
    assert ended.returncode == 4, ended.stderr
    assert "at most" in ended.stderr
    assert not (folder / "new").exists()


def test_a_refusal_is_never_set_aside(tmp_path: Path) -> None:
    """It reads "not available", whoever asked for it and whatever the reason."""
    (tmp_path / "c.csv").write_text(
        "id,name,role,organisation,places,not_these\n"
        "E1,Ann,mentee,Ay,,R2\nE2,Bea,mentee,Bee,,\nR1,Cy,mentor,Cee,2,\nR2,Di,mentor,Dee,2,\n"
    )
    assert run("solve", "c.csv", "-o", "run", "-q", cwd=tmp_path).returncode == 0
    ended = approve(
        tmp_path,
        {"E1": {"mentor_id": "R2", "mentor_name": "", "status": "approved"}},
        "--reason",
        "please",
    )
    assert (ended.returncode, "not available" in ended.stderr) == (4, True)


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    """With file, sheet, row and column; nothing is written."""
    made = pairs_of(folder / "run")
    other = next(r for r in ("R01", "R02", "R03") if r != made["E03"])
    ended = approve(
        folder,
        {
            "E01": {"status": "fine"},
            "E02": {"mentor_id": "R77", "status": "approved"},
            "E03": {"mentor_id": other, "mentor_name": ""},
            "E04": {"mentor_id": "", "mentor_name": "", "status": "approved"},
            "E05": {"mentee_id": "E55"},
        },
    )
    assert ended.returncode == 3
    for code in ("unknown-status", "unknown-person", "not-decided", "no-mentor-named"):
        assert f"Error: {code}" in ended.stderr
    assert "edited.xlsx, sheet 'Pairs', row 3, column 'mentor_id'" in ended.stderr
    assert not (folder / "new").exists()


def test_nothing_decided_is_no_run(folder: Path) -> None:
    """A list as it was written says nothing new."""
    ended = run("approve", "run", "run/pairings.csv", "-o", "new", cwd=folder)
    assert (ended.returncode, "Nothing is decided" in ended.stderr) == (3, True)
    assert not (folder / "new").exists()


@pytest.mark.parametrize(("reason", "warned"), [("", True), ("talked over", False)])
def test_all_at_one_stroke_is_remarked_on(reason: str, warned: bool, folder: Path) -> None:
    """A word on a single row shows that somebody looked."""
    edits = all_of(folder / "run", "approved")
    edits["E03"]["reason"] = reason
    ended = approve(folder, edits)
    assert ended.returncode == 0, ended.stderr
    assert ("in one stroke" in ended.stderr) is warned
    assert "as good as the proven best pairs" in ended.stdout


def test_missing_rows_and_rows_left_open_are_told(folder: Path) -> None:
    """The pairs stay proposed."""
    edit_csv(folder / "run", folder / "all.csv", {"E01": {"status": "approved"}})
    lines = (folder / "all.csv").read_text("utf-8-sig").splitlines(keepends=True)
    (folder / "some.csv").write_text("".join(lines[:3]), "utf-8")
    ended = run("approve", "run", "some.csv", "-o", "new", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    assert "Warning: pair-missing" in ended.stderr
    assert "Warning: still-proposed (1 place)" in ended.stderr
    assert pairs_of(folder / "new") == pairs_of(folder / "run")


def test_two_rows_beyond_what_a_mentee_wants_are_refused(folder: Path) -> None:
    """One of them has to go."""
    made = pairs_of(folder / "run")
    other = next(r for r in ("R01", "R02") if r != made["E01"])
    edit_csv(folder / "run", folder / "e.csv", {"E01": {"status": "approved"}})
    text = (folder / "e.csv").read_text("utf-8-sig")
    head = text.splitlines()[0].split(",")
    extra = {"mentee_id": "E01", "mentor_id": other, "status": "approved"}
    row = ",".join(extra.get(name, "") for name in head)
    (folder / "e.csv").write_text(f"{text}{row}\r\n", "utf-8")
    ended = run("approve", "run", "e.csv", "-o", "new", "--reason", "x", cwd=folder)
    assert (ended.returncode, "E01 has 2 mentors; at most 1" in ended.stderr) == (4, True)


def test_a_chain_of_three(folder: Path) -> None:
    """Decisions on decisions: the log grows, and each link is checked back to the solve."""
    made = pairs_of(folder / "run")
    assert approve(folder, {"E01": {"status": "declined"}}, to="second").returncode == 0
    back = {"E01": {"mentor_id": made["E01"], "status": "approved", "reason": "after all"}}
    third = approve(folder, back, "--by", "Chair", of="second", to="third")
    assert third.returncode == 0, third.stderr
    assert [(r["mentee_id"], r["status"]) for r in log_of(folder / "third")] == [
        ("E01", "declined"),
        ("E01", "approved"),
    ]
    assert pairs_of(folder / "third") == made
    checked = run("verify", "third", cwd=folder)
    assert (checked.returncode, "The 2 runs before it" in checked.stdout) == (0, True)


def test_a_changed_byte_anywhere_in_the_chain_is_found(folder: Path) -> None:
    """In the manifest two links back, and in the log of the run itself."""
    assert approve(folder, {"E01": {"status": "declined"}}, to="second").returncode == 0
    edits = {"E02": {"status": "approved"}}
    assert approve(folder, edits, of="second", to="third").returncode == 0
    path = folder / "run" / "match.json"
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"seconds"', b'"secondz"', 1))
    checked = run("verify", "third", cwd=folder)
    assert (checked.returncode, "Check 36" in checked.stdout) == (7, True)
    path.write_bytes(content)
    assert run("verify", "third", cwd=folder).returncode == 0
    log = folder / "third" / "decisions.csv"
    log.write_bytes(log.read_bytes().replace(b"approved", b"declined", 1))
    checked = run("verify", "third", cwd=folder)
    assert (checked.returncode, "decisions.csv was edited" in checked.stdout) == (7, True)


def test_an_earlier_run_elsewhere_is_named(folder: Path) -> None:
    """Beside the run or named; otherwise the check says that it did not look."""
    assert approve(folder, {"E01": {"status": "declined"}}).returncode == 0
    (folder / "away").mkdir()
    (folder / "run").rename(folder / "away" / "old")
    checked = run("verify", "new", cwd=folder)
    assert (checked.returncode, "not checked" in checked.stdout) == (0, True)
    checked = run("verify", "new", "--previous", "away/old", cwd=folder)
    assert (checked.returncode, "as on the day" in checked.stdout) == (0, True)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("decisions", lambda told: told["decisions"][0].update(by="")),
        ("decisions", lambda told: told["decisions"][0].update(when="yesterday")),
        ("decisions", lambda told: told["decisions"].pop()),
        ("decisions", lambda told: told["decisions"][0].update(status="declined")),
        ("decisions", lambda told: told["decisions"][0].update(set_aside=["manager"])),
        ("status", lambda told: told.update(status="optimal")),
        ("status", lambda told: told.update(status="feasible")),
        ("solved", lambda told: told["solved"].update(total=1)),
    ],
)
def test_a_forged_record_is_rejected(part: str, change: object, folder: Path) -> None:
    """What the record says of decisions must be what pairs and earlier run show."""
    edits = {"E01": {"status": "approved"}, "E02": {"status": "declined"}}
    assert approve(folder, edits).returncode == 0
    told = manifest(folder / "new")
    assert callable(change), part
    change(told)
    (folder / "new" / "match.json").write_text(json.dumps(told), "utf-8")
    assert run("verify", "new", cwd=folder).returncode == 7


def test_a_list_edited_inside_its_run_is_read_all_the_same(folder: Path) -> None:
    """`verify` names the cause; `approve` and `--changes` take what people wrote."""
    edit_csv(folder / "run", folder / "run" / "pairings.csv", {"E01": {"status": "declined"}})
    checked = run("verify", "run", cwd=folder)
    assert (checked.returncode, "pairings.csv was edited" in checked.stdout) == (7, True)
    for command in (("approve", "run", "run"), ("solve", "small.csv", "--changes", "run")):
        name = command[0]
        ended = run(*command, "-o", f"by-{name}", "-q", cwd=folder)
        assert ended.returncode == 0, ended.stderr
        assert "E01" not in pairs_of(folder / f"by-{name}") or name == "solve"


def test_answers_edited_inside_the_run_are_not_decided_on(folder: Path) -> None:
    """The people must be those of the run."""
    path = folder / "run" / "cohort.json"
    path.write_bytes(path.read_bytes() + b" ")
    ended = approve(folder, {"E01": {"status": "approved"}})
    assert (ended.returncode, "cohort.json was edited" in ended.stderr) == (7, True)


def test_solving_again_keeps_the_approved_and_finds_others(solved: Path, tmp_path: Path) -> None:
    """Approved pairs stay, declined ones do not come back, and the rest is proven again."""
    shutil.copytree(solved / "large", tmp_path / "large")
    made = pairs_of(tmp_path / "large")
    kept, gone = ("E03", "E04", "E05"), ("E06", "E07")
    edits = {
        **{mentee: {"status": "approved"} for mentee in kept},
        **{mentee: {"status": "declined"} for mentee in gone},
    }
    assert approve(tmp_path, edits, of="large").returncode == 0
    ended = run("solve", str(COHORT), "--changes", "new", "-o", "again", "-q", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    found = pairs_of(tmp_path / "again")
    assert all(found[mentee] == made[mentee] for mentee in kept)
    assert all(found.get(mentee) != made[mentee] for mentee in gone)
    assert manifest(tmp_path / "again")["status"] == "optimal"


def test_history_takes_approved_pairs(folder: Path) -> None:
    """Of a decided run the approved pairs count, not those that were declined or left open."""
    made = pairs_of(folder / "run")
    edits = {"E01": {"status": "approved"}, "E02": {"status": "declined"}}
    assert approve(folder, edits).returncode == 0
    ended = run("solve", "small.csv", "--history", "new", "-o", "next", "-q", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    past = json.loads((folder / "next" / "cohort.json").read_text())["past_pairs"]
    people = json.loads((folder / "new" / "cohort.json").read_text())
    key = {p["id"]: p["key"] for side in ("mentees", "mentors") for p in people[side]}
    assert past == [[key["E01"], key[made["E01"]]]]


def test_given_scores_are_decided_on_too(tmp_path: Path) -> None:
    """Ids alone; a pair of which the scores know nothing cannot be made."""
    (tmp_path / "s.csv").write_text("mentee,mentor,score\nA,X,3\nA,Y,1\nB,X,3\nC,Y,2\n")
    command = ("solve", "--scores", "s.csv", "--places", "2", "-o", "run", "-q")
    assert run(*command, cwd=tmp_path).returncode == 0
    edits = {"A": {"mentor_id": "Y", "status": "approved"}, "B": {"status": "declined"}}
    ended = approve(tmp_path, edits)
    assert ended.returncode == 0, ended.stderr
    assert pairs_of(tmp_path / "new") == {"A": "Y", "C": "Y"}
    checked = run("verify", "new", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    ended = approve(
        tmp_path, {"C": {"mentor_id": "X", "status": "approved"}}, "--reason", "x", to="no"
    )
    assert (ended.returncode, "not in the table of scores" in ended.stderr) == (4, True)


def test_limits_on_pairs_together_need_a_reason(tmp_path: Path) -> None:
    """Two mentees who are kept apart, and a mentor left with fewer than they need."""
    (tmp_path / "c.csv").write_text(
        "id,name,role,organisation,places,places_min\n"
        "E1,Ann,mentee,Ay,,\nE2,Bea,mentee,Bee,,\n"
        "R1,Cy,mentor,Cee,2,2\nR2,Di,mentor,Dee,2,\n"
    )
    (tmp_path / "s.yaml").write_text("rules: {places_min: if_used}\n")
    (tmp_path / "pins.yaml").write_text("- {do: pin, mentee: E1, mentor: R1}\n")
    command = ("solve", "c.csv", "-c", "s.yaml", "--changes", "pins.yaml", "-o", "run", "-q")
    ended = run(*command, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert pairs_of(tmp_path / "run") == {"E1": "R1", "E2": "R1"}
    ended = approve(tmp_path, {"E2": {"status": "declined"}})
    assert (ended.returncode, "at least 2" in ended.stderr) == (4, True)
    ended = approve(tmp_path, {"E2": {"status": "declined"}}, "--reason", "R1 agrees")
    assert ended.returncode == 0, ended.stderr
    assert [e["reason"] for e in manifest(tmp_path / "new")["limits_set_aside"]] == ["R1 agrees"]
    checked = run("verify", "new", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    told = manifest(tmp_path / "new")
    told["limits_set_aside"] = []
    (tmp_path / "new" / "match.json").write_text(json.dumps(told), "utf-8")
    assert run("verify", "new", cwd=tmp_path).returncode == 7


def test_a_folder_that_is_there_is_not_touched(folder: Path) -> None:
    """Exit code 6; and without -o the name moves on."""
    (folder / "new").mkdir()
    ended = approve(folder, {"E01": {"status": "approved"}})
    assert ended.returncode == 6
    assert list((folder / "new").iterdir()) == []
    for name in ("run-decided", "run-decided-2"):
        ended = run("approve", "run", "edited.xlsx", "-q", cwd=folder)
        assert (ended.returncode, ended.stderr) == (0, f"Run folder: {name}\n")
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".")) == []


def test_data_is_printed_with_ids_only(folder: Path) -> None:
    """--format json: the pairs, the decisions and the link."""
    ended = approve(folder, {"E01": {"status": "approved"}}, "--format", "json")
    told = json.loads(ended.stdout)
    assert (told["format"], told["status"]) == ("hsr-match/decisions/1", "decided")
    assert told["decisions"] == manifest(folder / "new")["decisions"]
    assert "Brightwell" not in ended.stdout


def test_a_plain_solve_loads_nothing_of_this(folder: Path) -> None:
    """Decisions and changes cost only those who use them."""
    loaded = loaded_by("solve", "small.csv", "-o", "plain", "-q", cwd=folder)
    ours = ("changes", "changing", "decided", "decide", "decisions", "approv", "chain")
    own = [name for name in loaded if name.startswith("hsr_match.")]
    assert [n for n in own if n.rpartition(".")[2].startswith(ours) and "config" not in n] == []
