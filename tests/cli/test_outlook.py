"""What ``check`` says before anything is solved: places, people, rules, scores, answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hsr_match.__main__ import main
from hsr_match.errors import InfeasibleError

HEADINGS = (
    "person_id,role,name,organisation,research_area,career_stage,needs,offers,places,reserve,"
    "not_these,consent_matching,member_organisation\n"
)


def mentee(number: int, organisation: str = "Kestrelby University", **cells: str) -> str:
    return _row(f"E{number}", "mentee", f"Mentee {number}", organisation, cells)


def mentor(number: int, organisation: str = "Policy Loom", **cells: str) -> str:
    offers = {"offers": "confidence:3", "places": "1"}
    return _row(f"R{number}", "mentor", f"Mentor {number}", organisation, {**offers, **cells})


def _row(key: str, role: str, name: str, organisation: str, cells: dict[str, str]) -> str:
    needs = "confidence" if role == "mentee" else ""
    own = {"career_stage": "1" if role == "mentee" else "3", "needs": needs, **cells}
    columns = ("research_area", "career_stage", "needs", "offers", "places", "reserve", "not_these")
    return ",".join(
        [key, role, name, organisation, *(own.get(column, "") for column in columns), "yes,yes\n"]
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def _check(capsys: pytest.CaptureFixture[str], *rows: str, settings: str = "") -> tuple[int, Any]:
    """Return the exit code and the report, as data."""
    code, text = _shown(capsys, *rows, settings=settings, form="json")
    return code, json.loads(text)


def _shown(
    capsys: pytest.CaptureFixture[str], *rows: str, settings: str = "", form: str = "table"
) -> tuple[int, str]:
    Path("cohort.csv").write_text(HEADINGS + "".join(rows), encoding="utf-8")
    arguments = ["check", "cohort.csv", "--format", form]
    if settings:
        Path("own.yaml").write_text(settings, encoding="utf-8")
        arguments += ["-c", "own.yaml"]
    code = main(arguments)
    return code, capsys.readouterr().out


def test_the_shortage_is_named_before_solving(capsys: pytest.CaptureFixture[str]) -> None:
    """People on the screen, ids in the data."""
    rows = [mentee(1), mentee(2), mentor(1), mentor(2, "Kestrelby University", places="4")]
    _, report = _check(capsys, *rows)
    (shortage,) = report["outlook"]["shortages"]
    assert (report["outlook"]["wanting"], report["outlook"]["most"]) == (2, 1)
    assert (shortage["mentees"], shortage["mentors"]) == (["E1", "E2"], ["R1"])
    assert (shortage["places"], shortage["short"]) == (1, 1)
    _, text = _shown(capsys, *rows)
    assert "At most 1 of 2 mentees can have a mentor." in text
    assert "E1 Mentee 1 and E2 Mentee 2 can go only to R1 Mentor 1, who has 1 place." in text


def test_everybody_can_have_a_mentor(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = _shown(capsys, mentee(1), mentor(1))
    assert "Places and rules allow every mentee a mentor." in text
    assert text.splitlines()[-1] == "Ready to solve."


def test_who_can_go_to_nobody_and_which_rule_bars_each(capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal is "not available" and nothing more."""
    rows = [mentee(1, not_these="R2"), mentor(1, "Kestrelby University"), mentor(2)]
    _, report = _check(capsys, *rows)
    assert report["outlook"]["no_mentor_possible"] == [
        {"mentee": "E1", "barred_by": {"other_organisation": ["R1"], "not_available": ["R2"]}}
    ]
    _, text = _shown(capsys, *rows)
    flat = " ".join(text.split())
    assert "E1 Mentee 1: the same organisation (R1) and not available (R2)" in flat


def test_rules_say_what_they_cost_and_private_ones_do_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [mentee(1, not_these="R2"), mentor(1, "Kestrelby University"), mentor(2)]
    _, report = _check(capsys, *rows)
    costs = {c["rule"]: (c["pairs"], c["alone"], c["gained"]) for c in report["outlook"]["rules"]}
    assert costs == {"other_organisation": (1, 1, 1), "not_available": (1, None, None)}
    _, text = _shown(capsys, *rows)
    table = [line.split() for line in text.splitlines() if line.startswith(("the same", "not av"))]
    assert table == [
        ["the", "same", "organisation", "1", "1", "1"],
        ["not", "available", "1", "-", "-"],
    ]


def test_the_minimum_score_at_several_values(capsys: pytest.CaptureFixture[str]) -> None:
    """The mentor covers a quarter of what is asked: 25 points."""
    rows = [mentee(1, career_stage=""), mentor(1, offers="confidence:1", career_stage="")]
    _, report = _check(capsys, *rows, settings="rules: {quality_floor: 20}\n")
    assert report["outlook"]["quality_floor"] == [
        {"floor": None, "mentees": 1},
        {"floor": 200_000, "mentees": 1},
        {"floor": 300_000, "mentees": 0},
    ]


def test_themes_and_career_stages_with_too_few_places(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        mentee(1, research_area="Social care", career_stage="3"),
        mentee(2, research_area="Social care"),
        mentor(1, research_area="Social care", places="1"),
        mentor(2, places="2"),
    ]
    _, report = _check(capsys, *rows)
    areas = [(a["name"], a["mentees"], a["places"]) for a in report["supply"]["areas"]]
    assert areas == [("Social care", 2, 1)]
    stages = [(s["name"], s["mentees"], s["places"]) for s in report["supply"]["stages"]]
    assert stages == [("With guidance", 1, 3), ("Own projects", 1, 0)]
    _, text = _shown(capsys, *rows)
    flat = " ".join(text.split())
    assert "More mentees than places by research theme: social care (2 for 1 place)." in flat
    assert "a step ahead, by career stage: own projects (1 for 0 places)." in flat


def test_criteria_that_decide_nothing_blanks_and_few_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [
        mentee(1),
        mentee(2, needs="", career_stage=""),
        mentor(1),
        mentor(2, offers="confidence:1"),
    ]
    _, report = _check(capsys, *rows)
    told = {row["criterion"]: (row["mentees"], row["of"]) for row in report["outlook"]["criteria"]}
    assert told["needs"] == (1, 2)
    assert told["career_stage"] == (0, 2), "both mentors are as far ahead"
    assert "lived_experience" not in told
    blanks = {(b["column"], b["role"]): b["blank"] for b in report["blanks"]}
    assert blanks["needs", "mentee"] == 1
    assert ("experience_wanted", "mentee") not in blanks
    assert "E2" in report["outlook"]["thin_evidence"]


def test_contradictions_are_problems_of_their_own_exit_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = (
        "pins:\n  - {mentee: E1, mentor: R1}\n  - {mentee: E2, mentor: R1}\n"
        "  - {mentee: E3, mentor: R2}\n"
    )
    rows = [mentee(1), mentee(2), mentee(3), mentor(1), mentor(2, "Kestrelby University")]
    code, report = _check(capsys, *rows, settings=settings)
    assert code == InfeasibleError.exit_code
    found = [p["message"] for p in report["problems"] if p["code"] == "contradiction"]
    assert [line.split(".")[0] for line in found] == [
        "pin E3 = R2: the same organisation",
        "pin E1 = R1 and pin E2 = R1: R1 has 1 place(s) at most",
    ]
    assert report["outlook"] is None


def test_solve_warns_of_too_few_places_first(capsys: pytest.CaptureFixture[str]) -> None:
    Path("cohort.csv").write_text(HEADINGS + mentee(1) + mentee(2) + mentor(1), encoding="utf-8")
    assert main(["solve", "cohort.csv", "-o", "run"]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert "2 mentees want a mentor and there are 1 places" not in told
    assert "2 mentees want a mentor and there is 1 place, extra ones included" in told
    assert "at least 1 stays without a mentor" in told
