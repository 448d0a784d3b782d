"""Whatever files are given: a result or documented problems, and nothing told in confidence.

`python -m tests.fuzz --cases 20000` is the long run; docs/explanation/fuzzing.md records one.
"""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings

from tests.cohort.test_fuzz import tables
from tests.config.strategies import SETTINGS
from tests.fuzz.case import Case
from tests.fuzz.cases import FAMILIES, case
from tests.fuzz.judge import judged

SEED = 11
PIECE = 50


def _run(numbers: range) -> None:
    found = {number: judged(case(SEED, number)[1]).defects for number in numbers}
    assert not {number: defects for number, defects in found.items() if defects}


@pytest.mark.parametrize("start", range(0, 300, PIECE))
def test_fuzz(start: int) -> None:
    _run(range(start, start + PIECE))


@pytest.mark.slow
@pytest.mark.parametrize("start", range(300, 4300, 10 * PIECE))
def test_more_fuzz(start: int) -> None:
    _run(range(start, start + 10 * PIECE))


def test_a_number_is_a_case_and_all_families_come() -> None:
    first, again = ([case(SEED, number) for number in range(60)] for _ in range(2))
    assert {name for name, _ in first} == set(FAMILIES)
    for (_, one), (_, other) in zip(first, again, strict=True):
        # A workbook holds the time at which it was written.
        books = [name for name in one.files if name.endswith((".xlsx", ".ods"))]
        assert one.words == other.words
        assert books or one.files == other.files


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=tables())
def test_any_table_through_the_whole_check(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    made = Case({"people.csv": out.getvalue().encode()}, ("check", "people.csv"))
    assert not judged(made).defects


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=SETTINGS)
def test_any_settings_through_the_whole_check(data: dict[str, object]) -> None:
    """JSON is YAML: keys of the right kinds, values that may contradict each other."""
    import json

    people = b"id,role\nE1,mentee\nR1,mentor\n"
    files = {"people.csv": people, "scheme.yaml": json.dumps(data).encode()}
    made = Case(files, ("check", "people.csv", "-c", "scheme.yaml"))
    assert not judged(made).defects


def _people(text: str) -> Case:
    return Case({"people.csv": text.encode()}, ("check", "people.csv"))


@pytest.mark.parametrize(
    "text",
    [
        "E1,mentee,Amy,Quetzalcoatlus\nE2,mentee,Bo,fine\nR1,mentor,Cy,fine\n",
        "Amy,a@b.org,Quetzalcoatlus\nBo,b@b.org,fine\n",
    ],
)
def test_found_answers_in_the_place_of_headings(text: str) -> None:
    """A file without headings: its first person stood among the columns found."""
    verdict = judged(_people(text))
    assert verdict.exit == 3
    assert verdict.codes == {"no-headings"}
    assert not verdict.defects


@pytest.mark.parametrize(
    "heading",
    ["Who would you most like to support?", "monitor_religion", "Caring responsibilities"],
)
def test_found_a_heading_taken_for_a_title(heading: str) -> None:
    """One column of confidential answers: an answer with a semicolon became the headings."""
    verdict = judged(_people(f"{heading}\na; Quetzalcoatlus:3\nQuetzalcoatlus;\n"))
    assert verdict.exit == 3
    assert not verdict.defects


def test_the_judge_sees_what_it_must() -> None:
    """A canary that is shown, an escaped error: the judge can fail."""
    shown = judged(_people("id,role,Quetzalcoatlus\nE1,mentee,x\nR1,mentor,y\n"))
    assert [defect for defect in shown.defects if "confidential" in defect]
    assert judged(Case({}, ("check", "nothing.csv"))).exit == 2
