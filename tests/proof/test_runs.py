"""Whole runs: honest ones hold, from documents, from a folder and from the command line."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import settings as limits

from hsr_match import given_problem, read_given_scores, solve
from hsr_match.cli.verifying import verify_folder
from hsr_match.cohort.model import Cohort
from hsr_match.config.settings import Settings
from hsr_match.errors import UsageError, VerificationError
from hsr_match.insight import explain_matching
from hsr_match.insight.outcome import Outcome
from hsr_match.proof import RunDocuments, verify_run
from hsr_match.reports import run_documents, write_run
from tests.proof.runs import STARTED, altered, checks, cohort, failures, outcome, settings
from tests.rules.test_compile import cases
from tests.scoring.cohorts import cohorts


@limits(max_examples=30, deadline=None)
@given(cases())
def test_every_honest_run_holds_whatever_the_rules(case: Any) -> None:
    people, chosen = case
    assume(people.mentees and people.mentors)
    assert not failures(run_documents(outcome(people, chosen)))


@limits(max_examples=25, deadline=None)
@given(cohorts())
def test_every_honest_run_holds_whatever_the_answers(people: Cohort) -> None:
    told = dataclasses.replace(
        Settings(), rules=dataclasses.replace(Settings().rules, quality_floor=41.5)
    )
    assert not failures(run_documents(outcome(people, told)))


def test_minimum_loads_and_points_first_hold() -> None:
    rules = dataclasses.replace(
        settings().rules, places_min="always", order="points_first", reserve="open"
    )
    people = cohort()
    mentors = list(people.mentors)
    for j, more in ((1, {"places": 4}), (3, {"places_min": 3})):
        mentors[j] = dataclasses.replace(mentors[j], answers={**mentors[j].answers, **more})
    people = dataclasses.replace(people, mentors=tuple(mentors))
    told = dataclasses.replace(settings(), rules=rules)
    run = run_documents(outcome(people, told))
    assert not failures(run)
    assert run.manifest["mentors"][3]["load"] == 3

    def if_used(manifest: dict[str, Any]) -> None:
        manifest["settings"]["rules"]["places_min"] = "if_used"

    # Without the minimum another pairing would be better: the proof no longer holds.
    assert 14 in checks(altered(run, if_used))


def given_run(folder: Path, table: str) -> RunDocuments:
    (folder / "scores.csv").write_text(table)
    told = Settings()
    scores = read_given_scores(str(folder / "scores.csv"), told)
    problem = given_problem(scores, told)
    matching = solve(problem)
    insight = explain_matching(problem, matching, told, given=scores)
    return run_documents(Outcome(told, problem, matching, insight, (), STARTED, given=scores))


GIVEN = """mentee_id,mentor_id,score,eligible
a,x,-1.25,yes
a,y,3,yes
b,x,2.5,yes
b,y,9,no
c,y,0.5,yes
"""


def test_given_scores_hold_and_are_recounted(tmp_path: Path) -> None:
    run = given_run(tmp_path, GIVEN)
    assert not failures(run, workbook=True)
    assert run.manifest["scale"] == 100

    def dearer(manifest: dict[str, Any]) -> None:
        manifest["pairs"][0]["score"] += 1

    assert checks(altered(run, dearer)) == {11, 33}
    scores = json.loads(run.files["scores.json"])
    scores["scores"][0][2] += 1000
    raised = dataclasses.replace(run, scores=scores)
    # a with x is worth more than the certificate says, and nobody took it.
    assert checks(raised) == {11, 14}
    scores["scores"][0][2] = 2.5
    assert checks(dataclasses.replace(run, scores=scores)) == {12}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("runs") / "run", outcome(cohort(), settings()))


def copied(folder: Path, to: Path) -> Path:
    to.mkdir()
    for path in folder.iterdir():
        (to / path.name).write_bytes(path.read_bytes())
    return to


def test_a_run_folder_is_verified_from_its_files(folder: Path) -> None:
    report = verify_run(folder, workbook=True)
    assert report.proven
    assert report.pairs_rescored == 5


def test_an_edited_file_is_named_with_what_to_do(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = copied(folder, tmp_path / "run")
    with (edited / "pairings.csv").open("ab") as stream:
        stream.write(b"\r\n")
    with pytest.raises(VerificationError) as caught:
        verify_run(edited)
    assert caught.value.exit_code == 7
    assert not verify_folder(str(edited), "table")
    told = capsys.readouterr().out
    assert "Check 1: pairings.csv was edited after the run; work on a copy" in told
    assert "REJECTED" in told


def test_the_command_says_what_was_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_folder(str(folder), "table")
    told = capsys.readouterr().out
    assert "The scores and points of all 5 pairs are those of the answers" in told
    assert told.rstrip().endswith("Everything holds: verified, and proven best possible.")
    assert verify_folder(str(folder), "json")
    report = json.loads(capsys.readouterr().out)
    assert (report["holds"], report["proven"], report["failures"]) == (True, True, [])


def test_a_stopped_run_holds_without_being_proven(tmp_path: Path) -> None:
    found = outcome(cohort(), settings())
    stopped = dataclasses.replace(
        found.matching, status="feasible", certificate=None, reference=None
    )
    path = write_run(tmp_path / "run", dataclasses.replace(found, matching=stopped))
    assert not verify_run(path).proven


def test_what_is_no_run_folder_is_a_usage_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing", Path(__file__)):
        with pytest.raises(UsageError, match="not a run folder"):
            verify_run(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"null", b'{"kind": "cohort"}', b"\xff"])
def test_a_manifest_that_is_none_is_rejected(folder: Path, tmp_path: Path, content: bytes) -> None:
    broken = copied(folder, tmp_path / "run")
    (broken / "match.json").write_bytes(content)
    with pytest.raises(VerificationError) as caught:
        verify_run(broken)
    assert {getattr(f, "check", None) for f in caught.value.failures} == {1}


def test_the_verifier_loads_neither_solver_nor_scorer_nor_anything_heavy(folder: Path) -> None:
    code = (
        "import sys; from hsr_match.proof import verify_run; verify_run(sys.argv[1]); "
        "bad = ('pandas', 'scipy', 'ortools', 'openpyxl', 'pydantic', 'yaml', 'rapidfuzz', "
        "'hsr_match.scoring', 'hsr_match.rules', 'hsr_match.matching.engines', "
        "'hsr_match.matching.ladder', 'hsr_match.matching.gains', 'hsr_match.cohort'); "
        "print([name for name in bad if name in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
