"""``fairness.objective: highest_floor``, from the settings to the last report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hsr_match.proof import RunDocuments
from hsr_match.proof.run import check_documents
from tests.cli.edited import manifest, run
from tests.documents import ROOT

FLOOR = "fairness: {objective: highest_floor, max_price: 100%}\n"
APART = "apart: [{mentees: [E01, E02], by: Chair, reason: one team}]\n"


def solved(folder: Path, settings: str, *more: str) -> Any:
    (folder / "s.yaml").write_text(settings, "utf-8")
    cohort = str(ROOT / "examples" / "cohort.csv")
    return run("solve", cohort, "-c", "s.yaml", "-o", "run", *more, cwd=folder)


@pytest.mark.parametrize("limits", ["", APART], ids=["plain", "mentees apart"])
def test_from_the_settings_to_the_reports(limits: str, tmp_path: Path) -> None:
    ended = solved(tmp_path, FLOOR + limits, "--objectives")
    assert ended.returncode == 0, ended.stderr
    said = " ".join(ended.stdout.split())
    assert "then the worst match as good as it can be, then the highest total score." in said
    assert "Highest floor, none below 48." in said
    assert ("Worst match first: not possible with these limits" in said) is bool(limits)
    told = manifest(tmp_path / "run")
    assert told["objective"]["kind"] == told["objective"]["asked"] == "highest_floor"
    floor = told["floor"]["floor"]
    assert floor == min(pair["score"] for pair in told["pairs"]) // 100 * 100
    assert [row["kind"] for row in told["objectives"] if row["used"]] == ["highest_floor"]
    checked = run("verify", "run", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert "proven best possible" in checked.stdout
    explained = run("explain", "run", "E01", "R05", cwd=tmp_path)
    assert explained.returncode == 0, explained.stderr
    assert "paired, nobody else below 48." in " ".join(explained.stdout.split())
    for reader in ("panel", "trustees"):
        ended = run("report", "run", "--for", reader, "-o", reader, cwd=tmp_path)
        assert ended.returncode == 0, ended.stderr
    page = (tmp_path / "run" / "report.html").read_text("utf-8")
    assert "worst match as good as it can be" in page


def corrupted(folder: Path, change: Any) -> str:
    """What the check says once the manifest is changed, all hashes being right."""
    told = manifest(folder)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    del files["match.json"]
    change(told)
    documents = RunDocuments(told, json.loads(files["cohort.json"]), None, files)
    return "; ".join(failure.message for failure in check_documents(documents).failures)


def test_a_floor_that_was_tampered_with_is_rejected_for_what_it_is(tmp_path: Path) -> None:
    assert solved(tmp_path, FLOOR, "-q").returncode == 0
    folder = tmp_path / "run"
    assert corrupted(folder, lambda _: None) == ""

    def lower(told: Any) -> None:
        told["floor"]["floor"] -= 10_000

    def higher(told: Any) -> None:
        told["floor"]["floor"] += 10_000

    def unproven(told: Any) -> None:
        told["floor"]["short"] = None

    def free(told: Any) -> None:
        told["floor"]["short"]["mentors"] = dict.fromkeys(told["floor"]["short"]["mentors"], 0)

    def decimal(told: Any) -> None:
        told["floor"]["floor"] += 0.5

    def forgotten(told: Any) -> None:
        del told["floor"]

    def renamed(told: Any) -> None:
        told["objective"]["kind"] = "total"

    for change, reason in (
        (lower, "by its own prices"),
        (higher, "lies below the floor"),
        (unproven, "no higher floor can be kept"),
        (free, "by its own prices"),
        (decimal, "not a whole number"),
        (forgotten, "floor is not what settings"),
        (renamed, "floor is not what settings"),
    ):
        assert reason in corrupted(folder, change), change.__name__


def test_points_first_says_what_to_set_instead(tmp_path: Path) -> None:
    ended = solved(tmp_path, FLOOR + "rules: {order: points_first}\n")
    assert ended.returncode == 2
    assert "pairs_first" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "run").exists()


def test_worst_first_with_a_limit_that_ties_pairs_names_the_nearest(tmp_path: Path) -> None:
    ended = solved(tmp_path, "fairness: {objective: worst_first}\n" + APART)
    assert ended.returncode == 2
    assert "highest_floor" in ended.stderr
    assert not (tmp_path / "run").exists()


def test_given_scores_keep_to_the_total(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("mentee,mentor,score\nE1,R1,9\nE2,R1,5\nE2,R2,4\n", "utf-8")
    (tmp_path / "c.yaml").write_text(FLOOR, "utf-8")
    ended = run(
        "solve", "--scores", "s.csv", "-c", "c.yaml", "-o", "run", "--objectives", cwd=tmp_path
    )
    assert ended.returncode == 0, ended.stderr
    assert manifest(tmp_path / "run")["objective"]["kind"] == "total"
    assert "Highest floor" in ended.stdout
    assert run("verify", "run", cwd=tmp_path).returncode == 0
