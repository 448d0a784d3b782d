"""Limits on pairs taken together from the sheet to the run folder, checked and read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hsr_match.__main__ import main
from hsr_match.insight import read_run

PEOPLE = """\
id,role,name,organisation,department,needs,offers,places,places_max,mentors_wanted,\
unmatched_last_year,experience_wanted,lived_experience_offered,consent_special
E01,mentee,Ann Lee,Norbridge,Health,promotion:3; teaching:2,,,,2,no,,,
E02,mentee,Ben Osei,Norbridge,Law,promotion:2,,,,,yes,,,
E03,mentee,Cat Roy,Eastmoor,Health,teaching:3; caring_and_work:3,,,,0,,parent_or_carer,,yes
E04,mentee,Don Pratt,Eastmoor,Health,promotion:1; caring_and_work:2,,,,,,parent_or_carer,,no
E05,mentee,Eve Sand,Norbridge,Health,teaching:1,,,,,,,,
R01,mentor,Dee Kaur,Southport,,,promotion:3; teaching:2,2,3,,,,,
R02,mentor,Eli Finch,Southport,,,promotion:2; teaching:3; caring_and_work:3,1,1,,,,,
R03,mentor,Fay Noor,Westvale,,,promotion:1; teaching:2,2,2,,,,parent_or_carer,yes
"""

FLOW = {
    "several mentors": "rules: {mentors_per_mentee: 2}",
    "different organisations": "rules: {mentors_per_mentee: 2, different_organisations: true}",
    "spread": "rules: {spread: {organisation: 1}}",
    "spread of departments": "rules: {spread: {department: 1}}",
    "credit": "rules: {last_year_credit: {points: 3, cap: 5}}",
    "credit on the total": (
        "rules: {last_year_credit: {points: 3, cap: 5}, order: points_first}\n"
        "fairness: {objective: total}"
    ),
    "all at once": (
        "rules: {mentors_per_mentee: 2, different_organisations: true, order: points_first,"
        " spread: {organisation: 1}, last_year_credit: {points: 2, cap: 5}}"
    ),
}

COUPLED = {
    "apart": "apart: [{mentees: [E01, E02, E04], by: A, reason: b}]",
    "together": "together: [{mentees: [E04, e05]}]",
    "floor": "floors: [{name: teaching, at_least: 1, need: teaching}]",
    "two limits of spread": "rules: {spread: {organisation: 2, department: 1}}",
    "all at once": (
        "rules: {mentors_per_mentee: 2, different_organisations: true,"
        " spread: {organisation: 2, department: 1}, last_year_credit: {points: 2, cap: 5}}\n"
        "apart: [{mentees: [E02, E05]}]\n"
        "floors: [{name: teaching, at_least: 1, need: teaching}]"
    ),
    "apart on the total": (
        "fairness: {objective: total}\napart: [{mentees: [E01, E02]}]\nrules: {order: points_first}"
    ),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def solve(settings: str, *more: str, name: str = "run") -> int:
    Path(f"{name}.yaml").write_text(f"extends: default\n{settings}\n", encoding="utf-8")
    return main(["solve", "people.csv", "-q", "-c", f"{name}.yaml", "-o", name, *more])


def manifest(name: str = "run") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(Path(name, "match.json").read_text(encoding="utf-8"))
    return made


@pytest.mark.parametrize(
    ("engine", "settings"),
    [("flow", s) for s in FLOW.values()] + [("coupled", s) for s in COUPLED.values()],
    ids=[*FLOW, *(f"coupled: {name}" for name in COUPLED)],
)
def test_a_limit_is_kept_checked_and_read_back(
    engine: str, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """``solve`` publishes only what the verifier accepts; ``verify`` and ``explain`` agree."""
    assert solve(settings) == 0, capsys.readouterr().err
    assert main(["verify", "run"]) == 0, capsys.readouterr().err
    back = read_run("run")
    made = manifest()
    assert made["engine"] == back.matching.engine == engine
    label = back.problem.mentee_label, back.problem.mentor_label
    pairs = [(label[0](p.mentee), label[1](p.mentor)) for p in back.insight.pairs]
    assert pairs == [(p["mentee"], p["mentor"]) for p in made["pairs"]]
    assert main(["explain", "run", "E01"]) == 0


@pytest.mark.parametrize("settings", FLOW.values(), ids=FLOW)
def test_both_engines_choose_the_same_pairs(settings: str) -> None:
    assert solve(settings, name="flow") == 0
    assert solve(settings, "--engine", "coupled", name="coupled") == 0
    one, other = manifest("flow"), manifest("coupled")
    assert other["engine"] == "coupled"
    assert other["objective"] == one["objective"]
    assert other["pairs"] == one["pairs"]


def test_a_group_takes_place_whole_or_not_at_all() -> None:
    """R01 takes three or nobody, as a group, and E04 does not want one."""
    text = PEOPLE.replace(
        "consent_special\n", "consent_special,places_min,group,group_or_peer_ok\n"
    )
    lines = [
        line + {"R01": ",3,yes,", "E04": ",,,no", "E05": ",,,yes"}.get(line[:3], ",,," if k else "")
        for k, line in enumerate(text.splitlines())
    ]
    text = "\n".join(lines).replace("promotion:3; teaching:2,2,3", "promotion:3; teaching:2,3,3")
    Path("people.csv").write_text(text + "\n", encoding="utf-8")
    assert solve("rules: {places_min: if_used}") == 0
    made = manifest()
    group = [pair["mentee"] for pair in made["pairs"] if pair["mentor"] == "R01"]
    assert group == ["E01", "E02", "E05"]
    assert made["barred"] == {"group": 1}
    assert main(["verify", "run"]) == 0


def test_who_wants_none_or_two_is_listed_and_is_not_unmatched() -> None:
    assert (
        solve("rules: {last_year_credit: {points: 3, cap: 5}}\nfairness: {objective: total}") == 0
    )
    made = manifest()
    assert made["mentees"] == [
        {"mentee": "E01", "wanted": 2, "credit": 0},
        {"mentee": "E02", "wanted": 1, "credit": 30_000},
        {"mentee": "E03", "wanted": 0, "credit": 0},
    ]
    assert "E03" not in {entry["mentee"] for entry in (*made["pairs"], *made["unmatched"])}
    assert "E03" not in Path("run", "pairings.csv").read_text(encoding="utf-8")


def test_credit_is_part_of_the_objective_and_of_no_score() -> None:
    total = "fairness: {objective: total}"
    assert solve(total, name="without") == 0
    assert solve(f"rules: {{last_year_credit: {{points: 3, cap: 5}}}}\n{total}", name="with") == 0
    without, credited = manifest("without")["objective"], manifest("with")["objective"]
    assert credited["total"] == without["total"]
    assert credited["gain"] == without["gain"] + 30_000


def test_who_wants_no_mentor_can_be_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert solve("rules: {mentors_per_mentee: 1}") == 0
    assert main(["explain", "run", "E03"]) == 2
    assert "E03 wants no mentor this round" in capsys.readouterr().err
    assert main(["explain", "run", "E03", "R02"]) == 0


def test_the_records_of_last_year_overrule_the_form(capsys: pytest.CaptureFixture[str]) -> None:
    """A mentee without a mentor last year has credit, whatever they say; one with has none."""
    last = "mentee,mentor,year\nE02,R03,2025\nE04,,2025\nE05,,2025\nE05,,2024\nE05,,2023\n"
    Path("last.csv").write_text(last, encoding="utf-8")
    chosen = "rules: {last_year_credit: {points: 2, cap: 5}}\nfairness: {objective: total}"
    assert solve(chosen, "--history", "last.csv") == 0, capsys.readouterr().err
    credit = {entry["mentee"]: entry["credit"] for entry in manifest()["mentees"]}
    assert credit == {"E01": 0, "E03": 0, "E04": 20_000, "E05": 50_000}
    assert main(["verify", "run"]) == 0
    stored = json.loads(Path("run", "cohort.json").read_text(encoding="utf-8"))
    assert stored["rounds_without"] == {"id:e02": 0, "id:e04": 1, "id:e05": 3}


@pytest.mark.parametrize(
    ("settings", "code", "told"),
    [
        ("floors: [{name: a, at_least: 1, gender: F}]", 2, "run.yaml:2:33"),
        ("floors: [{name: a, at_least: 1, need: gender}]", 2, "monitoring question"),
        ("floors: [{name: a, at_least: 9, need: promotion}]", 4, "floor 'a'"),
        ("apart: [{mentees: [E01, Nobody]}]", 2, "`apart`, entry 1"),
        (
            "apart: [{mentees: [E01, E02]}]\ntogether: [{mentees: [E02, E01]}]",
            4,
            "apart: E01 and E02",
        ),
    ],
)
def test_mistakes_are_told_before_anything_is_solved(
    settings: str, code: int, told: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert solve(settings) == code
    said = capsys.readouterr().err
    assert told in said
    assert not (folder / "run").exists()


def test_a_floor_counts_no_answer_that_was_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    """E04 said no to the use of sensitive answers, E03 wants no mentor: nobody is left to ask."""
    assert solve("floors: [{name: carers, at_least: 1, experience: parent_or_carer}]") == 4
    said = capsys.readouterr().err
    assert "fewer can be made" in said
    assert "0" not in said.partition("carers")[2].partition("Lower")[0]


def test_limits_that_are_off_change_no_byte() -> None:
    off = """\
rules:
  mentors_per_mentee: 1
  different_organisations: false
  spread: {organisation: off, department: off}
  group: required
  last_year_credit: {points: 0, cap: 0}
apart: []
together: []
floors: []
"""
    assert solve("rules: {}", name="plain") == 0
    assert solve(off, name="off") == 0
    for file in ("pairings.csv", "pairings.xlsx", "cohort.json"):
        assert Path("plain", file).read_bytes() == Path("off", file).read_bytes(), file
    plain, written = manifest("plain"), manifest("off")
    for seen in (plain, written):
        del seen["outputs"]["report.html"]  # it bears the time of its run
    for part in plain:
        if part not in ("run", "settings"):
            assert plain[part] == written[part], part


@pytest.mark.parametrize(
    ("engine", "settings", "code"),
    [
        ("flow", "rules: {spread: {organisation: 1}}", 0),
        ("flow", "apart: [{mentees: [E01, E02]}]", 2),
    ],
)
def test_an_engine_can_be_forced_where_it_keeps_all_limits(
    engine: str, settings: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert solve(settings, "--engine", engine) == code
    if code:
        assert "cannot keep these limits: apart" in capsys.readouterr().err
