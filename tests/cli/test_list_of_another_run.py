"""``approve`` with a list that was copied from another run: told once, nothing written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.edited import Edits, edit_csv, edit_workbook, pairs_of, run
from tests.documents import ROOT

COHORT = ROOT / "examples" / "cohort.csv"
SETTINGS = """\
weights: {needs: 1, research_area: 9, methods: 9, career_path: 0, preferences: 0, practicalities: 0}
fairness: {objective: total}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Runs of the small example, of the example, and of the example under other settings."""
    home = tmp_path_factory.mktemp("lists")
    shutil.copy(ROOT / "examples" / "small.csv", home)
    shutil.copy(COHORT, home)
    (home / "other.yaml").write_text(SETTINGS, "utf-8")
    for name, words in {
        "small": ["small.csv"],
        "run": ["cohort.csv"],
        "other": ["cohort.csv", "--config", "other.yaml"],
    }.items():
        ended = run("solve", *words, "-o", name, "-q", cwd=home)
        assert ended.returncode == 0, ended.stderr
    same = set(pairs_of(home / "run").items()) & set(pairs_of(home / "other").items())
    assert len(same) < 23
    return home


def all_of(home: Path, status: str) -> Edits:
    return {mentee: {"status": status} for mentee in pairs_of(home)}


def told(folder: Path, of: str, path: str, to: str = "new") -> tuple[int, str]:
    ended = run("approve", of, path, "-o", to, cwd=folder)
    return ended.returncode, " ".join(ended.stderr.split())


@pytest.mark.parametrize(("of", "whose"), [("run", "small"), ("small", "run"), ("run", "other")])
@pytest.mark.parametrize("name", ["pairings.csv", "pairings.xlsx"])
def test_it_is_said_once(folder: Path, of: str, whose: str, name: str) -> None:
    code, said = told(folder, of, f"{whose}/{name}")
    assert code == 3
    assert said.count("Error: ") == 2
    assert "Error: other-run (1 place)" in said
    assert f"This list is not of this run: of its {47 if whose != 'small' else 5} rows" in said
    assert f"Name the run that the list was copied from (it lies in the run {whose})" in said
    assert "row 2" not in said
    assert not (folder / "new").exists()


def test_ids_alike_and_other_names_are_other_people(folder: Path) -> None:
    """Last year's list, all approved: E01 is an id in every round."""
    edit_csv(folder / "small", folder / "last-year.csv", all_of(folder / "small", "approved"))
    code, said = told(folder, "run", "last-year.csv")
    assert (code, "of its 5 rows 5 name people that the run does not have" in said) == (3, True)
    assert "it lies in" not in said


def test_a_list_all_approved_counts_with_a_warning(folder: Path, tmp_path: Path) -> None:
    """A panel may turn everything round; that it meant this run is for it to say."""
    without = pairs_of(folder / "run").keys() - pairs_of(folder / "other").keys()
    edits = {**all_of(folder / "other", "approved"), **{w: {"status": "declined"} for w in without}}
    edit_csv(folder / "other", folder / "all.csv", edits)
    code, said = told(folder, "run", "all.csv", str(tmp_path / "new"))
    assert (code, "Warning: mostly-replaced (1 place)" in said) == (0, True), said
    assert pairs_of(tmp_path / "new").items() >= pairs_of(folder / "other").items()


def test_one_slip_is_told_where_it_stands(folder: Path) -> None:
    edits = {"E01": {"mentor_id": "R03", "mentor_name": ""}, "E02": {"mentee_id": "X9"}}
    edit_csv(folder / "run", folder / "slips.csv", edits)
    code, said = told(folder, "run", "slips.csv")
    assert (code, "other-run" in said, "not-decided" in said) == (3, False, True)
    (folder / "short.csv").write_text("mentee_id,mentor_id,status\nX9,R01,approved\n", "utf-8")
    code, said = told(folder, "run", "short.csv")
    assert (code, "other-run" in said, "unknown-person" in said) == (3, False, True)


def test_names_that_a_spreadsheet_spoilt_are_no_strangers(folder: Path, tmp_path: Path) -> None:
    names = {mentee: {"mentee_name": "?????", "mentor_name": "Å½Ã³"} for mentee in
             pairs_of(folder / "run")}  # fmt: skip
    edit_csv(folder / "run", folder / "spoilt.csv", names | {"E02": {"status": "approved"}})
    code, said = told(folder, "run", "spoilt.csv", str(tmp_path / "new"))
    assert (code, "other-run" in said, "name-differs" in said) == (0, False, True), said


def test_the_log_of_a_run_is_not_that_of_another(folder: Path, tmp_path: Path) -> None:
    """Most pairs that were declined are no pairs of the run any more, and were decided on it."""
    edits = {mentee: {"status": "declined"} for mentee in list(pairs_of(folder / "run"))[:5]}
    edit_workbook(folder / "run", folder / "declined.xlsx", edits)
    decided = str(tmp_path / "decided")
    assert told(folder, "run", "declined.xlsx", decided)[0] == 0
    assert "other-run" not in told(folder, decided, f"{decided}/decisions.csv")[1]
