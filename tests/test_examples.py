"""The examples are current, look like life, and say the same in every form."""

from __future__ import annotations

import csv
import io
import random
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hsr_match import build_problem, load_settings, read_cohort, score_pairs, solve
from hsr_match.cohort.model import Cohort
from hsr_match.problems import Level

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
Pairs = set[tuple[str, str]]


@cache
def cohort(name: str, settings: str = "default") -> Cohort:
    chosen = load_settings(str(EXAMPLES / settings) if settings.endswith(".yaml") else settings)
    found: Cohort = read_cohort([str(EXAMPLES / name)], chosen)
    return found


def solved(people: Cohort, settings: str = "default") -> tuple[Any, Pairs]:
    chosen = load_settings(settings)
    matching = solve(build_problem(people, score_pairs(people, chosen), chosen))
    return matching, {(people.mentees[i].id, people.mentors[j].id) for i, j in matching.pairs}


@cache
def pairs_of_the_csv() -> Pairs:
    return solved(cohort("cohort.csv"))[1]


def rows() -> list[dict[str, str]]:
    with (EXAMPLES / "cohort.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_files_are_what_the_script_writes() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_examples.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("name", ["cohort.csv", "cohort.xlsx", "small.csv"])
def test_no_example_has_an_error(name: str) -> None:
    assert not [n for n in cohort(name).notices if n.level is Level.ERROR]


@pytest.mark.parametrize("name", ["cohort.csv", "small.csv"])
def test_every_example_is_solved_to_a_proven_optimum(name: str) -> None:
    matching, pairs = solved(cohort(name))
    assert matching.status == "optimal"
    assert pairs


def test_the_workbook_holds_the_same_people_and_gives_the_same_pairs() -> None:
    by_csv, by_workbook = cohort("cohort.csv"), cohort("cohort.xlsx")
    for one, other in (
        (by_csv.mentees, by_workbook.mentees),
        (by_csv.mentors, by_workbook.mentors),
    ):
        assert [(p.id, p.key, dict(p.answers)) for p in one] == [
            (p.id, p.key, dict(p.answers)) for p in other
        ]
    assert by_workbook.set_aside == by_csv.set_aside
    assert solved(by_workbook)[1] == pairs_of_the_csv()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_and_columns_does_not_matter(seed: int, tmp_path: Path) -> None:
    people, rng = rows(), random.Random(seed)
    rng.shuffle(people)
    fields = rng.sample(list(people[0]), len(people[0]))
    text = io.StringIO()
    writer = csv.DictWriter(text, fields)
    writer.writeheader()
    writer.writerows(people)
    path = tmp_path / "cohort.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    settings = load_settings("default")
    assert solved(read_cohort([str(path)], settings))[1] == pairs_of_the_csv()


def test_the_scores_are_matched_with_negative_and_decimal_numbers() -> None:
    command = ["solve", "--scores", str(EXAMPLES / "scores.csv"), "--dry-run"]
    done = subprocess.run(
        [sys.executable, "-m", "hsr_match", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    with (EXAMPLES / "scores.csv").open(encoding="utf-8", newline="") as stream:
        scores = [row["score"] for row in csv.DictReader(stream)]
    assert any(score.startswith("-") for score in scores)
    assert {"." in score for score in scores} == {True, False}


def test_the_cohort_looks_like_life() -> None:
    people = cohort("cohort.csv")
    assert (len(people.mentees), len(people.mentors), len(people.excluded)) == (47, 36, 1)
    assert {p.key for p in people.mentees} & {p.key for p in people.mentors} == {"id:b01"}
    assert sum("not_these" in p.answers for p in people.mentees) == 1
    assert sum("essential_need" in p.answers for p in people.mentees) == 1
    assert sum("preferred_mentors" in p.answers for p in people.mentees) >= 12
    assert sum("caring_and_work" in (p.get("needs") or {}) for p in people.mentees) >= 6
    assert sum("leadership_pathway" in (p.get("needs") or {}) for p in people.mentees) >= 10
    assert sum("parent_or_carer" in (p.get("experience_wanted") or ()) for p in people.mentees) >= 5
    kinds = {
        kind for p in (*people.mentees, *people.mentors) for _, kind in p.get("conflicts") or ()
    }
    assert {"manager", "supervisor", "co_author"} <= kinds
    assert sum(bool(p.get("reserve")) for p in people.mentors) == 1
    assert {p.get("places") for p in people.mentors} == {1, 2, None}
    assert {p.get("places_max") for p in people.mentors} >= {2, 3}


def test_places_are_about_as_many_as_mentees_and_scarce_in_mental_health() -> None:
    people = cohort("cohort.csv")
    free = [m for m in people.mentors if not m.get("reserve")]
    most = sum(m.get("places_max") or m.get("places") or 1 for m in free)
    assert len(people.mentees) - 4 <= most <= len(people.mentees)
    themes = {"mental_health_services", "children_young_people"}

    def works_on_it(answers: Sequence[Sequence[str]] | None) -> bool:
        return bool(answers) and any(theme in themes for theme in answers[0])  # type: ignore[index]

    asking = [e for e in people.mentees if works_on_it(e.get("research_areas"))]
    offered = sum(m.get("places") or 1 for m in free if works_on_it(m.get("research_areas")))
    assert offered < len(asking)


def test_one_mentee_stays_unmatched_and_the_reserve_is_held_back() -> None:
    people = cohort("cohort.csv")
    mentors = {mentor for _, mentor in pairs_of_the_csv()}
    assert len(pairs_of_the_csv()) == len(people.mentees) - 1
    assert next(m.id for m in people.mentors if m.get("reserve")) not in mentors


def test_the_example_settings_know_the_two_names_of_one_employer() -> None:
    names = {"University of Exampleton", "Exampleton University"}
    assert len(names & {row["organisation"] for row in rows()}) == 2
    plain = cohort("cohort.csv").organisations.values()
    known = cohort("cohort.csv", "settings.yaml").organisations.values()
    assert len(set(plain) & names) == 2
    assert len(set(known) & names) == 1
    assert any(n.code == "organisations-alike" for n in cohort("cohort.csv").notices)
    assert not any(
        n.code == "organisations-alike" for n in cohort("cohort.csv", "settings.yaml").notices
    )


def test_labels_ids_and_levels_are_mixed_as_forms_bring_them() -> None:
    cells = [row["needs"] for row in rows() if row["needs"]]
    assert any(cell.endswith(";") for cell in cells)
    assert any(re.search(r"[a-z]_[a-z]+:\d", cell) for cell in cells)
    assert any(re.search(r"[a-z] [a-z]+:\d", cell) for cell in cells)


def test_everybody_is_invented() -> None:
    """Addresses of reserved domains, no two people of one name."""
    people = rows()
    assert all(re.fullmatch(r"[a-z.-]+@example\.(ac\.uk|org)", row["email"]) for row in people)
    assert len({row["name"] for row in people}) == len(people)
