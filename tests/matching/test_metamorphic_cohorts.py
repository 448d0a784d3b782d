"""The same people, written down otherwise, get the same mentors.

Real answers (rows of the example), read, scored and solved in process: rows and
columns in another order, other ids, weights in other units, monitoring answers
of any kind.
"""

from __future__ import annotations

import csv
import random as random_module
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsr_match.cohort import read_cohort
from hsr_match.config import load_settings
from hsr_match.config.fields import monitoring_fields
from hsr_match.matching import Matching, build_problem, solve
from hsr_match.matching.problem import MatchingProblem
from hsr_match.scoring import score_pairs
from tests.cli.running import run
from tests.cohort.sheets import write_people

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "cohort.csv"
NAMES_OTHERS = ("line_manager", "supervisor", "co_author", "not_these", "preferred_mentors")
"""Columns that name people, who need not be among those drawn."""

People = list[dict[str, str]]
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@cache
def everybody() -> tuple[dict[str, str], ...]:
    with EXAMPLE.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


@st.composite
def people(draw: st.DrawFn) -> People:
    """Some mentees and mentors of the example, in any order, without references to others."""
    drawn: People = []
    for role, most in (("mentee", 20), ("mentor", 10)):
        mine = [person for person in everybody() if person["role"] == role]
        drawn += draw(st.lists(st.sampled_from(mine), min_size=2, max_size=most, unique_by=str))
    shuffled = draw(st.permutations(drawn))
    return [{k: "" if k in NAMES_OTHERS else v for k, v in one.items()} for one in shuffled]


def solved(folder: Path, rows: People, **changes: Any) -> tuple[MatchingProblem, Matching]:
    given_settings = load_settings("default", **changes)
    cohort = read_cohort([write_people(folder, *rows)], given_settings)
    problem = build_problem(cohort, score_pairs(cohort, given_settings), given_settings)
    return problem, solve(problem)


def by_id(answer: tuple[MatchingProblem, Matching]) -> set[tuple[str, str]]:
    problem, matching = answer
    return {(problem.mentee_ids[i], problem.mentor_ids[j]) for i, j in matching.pairs}


@given(rows=people(), random=st.randoms(use_true_random=False))
@FEW
def test_rows_and_columns_in_another_order(tmp_path: Path, rows: People, random: Any) -> None:
    other = list(rows)
    random.shuffle(other)
    columns = list(rows[0])
    random.shuffle(columns)
    plain = solved(tmp_path, rows)
    moved = solved(tmp_path, [{c: person[c] for c in columns} for person in other])
    assert by_id(moved) == by_id(plain)
    assert moved[1].gain == plain[1].gain


@given(rows=people())
@FEW
def test_other_ids_leave_the_worth_alone(tmp_path: Path, rows: People) -> None:
    plain = solved(tmp_path, rows)[1]
    renamed = [{**person, "person_id": f"X-{k}"} for k, person in enumerate(rows)]
    other = solved(tmp_path, renamed)[1]
    assert (other.coverage, other.gain) == (plain.coverage, plain.gain)


@given(rows=people(), times=st.sampled_from([0.01, 0.5, 3, 70]))
@FEW
def test_weights_in_other_units_change_nothing(tmp_path: Path, rows: People, times: float) -> None:
    weights = asdict(load_settings("default").weights)
    # Decimals, as they would be written in a file.
    scaled = {name: float(f"{weight * times:.10g}") for name, weight in weights.items()}
    plain, other = solved(tmp_path, rows), solved(tmp_path, rows, weights=scaled)
    assert other[1].pairs == plain[1].pairs
    assert other[1].total == plain[1].total


@given(rows=people(), data=st.data())
@FEW
def test_monitoring_answers_change_nothing(
    tmp_path: Path, rows: People, data: st.DataObject
) -> None:
    """Whatever stands there, however it lines up with who is well matched."""
    headings = [field.headings[0] for field in monitoring_fields().values()] + ["monitor_band"]
    word = st.sampled_from(["", "A", "B", "Prefer not to say", "yes", "3"])
    watched = [{**one, **{h: data.draw(word) for h in headings}} for one in rows]
    plain, other = solved(tmp_path, rows), solved(tmp_path, watched)
    assert by_id(other) == by_id(plain)
    assert other[1].gain == plain[1].gain


def test_monitoring_answers_change_no_byte_of_the_list(tmp_path: Path) -> None:
    """The whole example through the program: absent, one way round, and the other."""
    words = ("A", "B", "C")
    written = set()
    for step in (None, 1, 2):
        rows = [
            person if step is None else {**person, "monitor_group": words[k * step % 3]}
            for k, person in enumerate(everybody())
        ]
        table = write_people(tmp_path, *rows)
        ended = run("solve", table, "-o", "pairings.csv", "--force", cwd=tmp_path)
        assert ended.returncode == 0, ended.stderr
        written.add((tmp_path / "pairings.csv").read_bytes())
    assert len(written) == 1


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10))
def test_the_whole_example_in_ten_other_orders(tmp_path: Path, number: int) -> None:
    shuffled = list(everybody())
    random_module.Random(number).shuffle(shuffled)
    assert by_id(solved(tmp_path, shuffled)) == by_id(solved(tmp_path, list(everybody())))
