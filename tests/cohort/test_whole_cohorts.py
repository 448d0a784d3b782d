"""Properties of reading as a whole: order, secrecy, what is loaded."""

import ast
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hsr_match.cohort import Cohort, read_cohort
from hsr_match.config.fields import fields
from hsr_match.errors import CohortProblems
from hsr_match.problems import Level, Problem
from tests.cohort.sheets import defaults, write_rows

EXAMPLE = Path(__file__).parents[2] / "examples" / "cohort.csv"


def example_rows() -> list[list[str]]:
    with EXAMPLE.open(newline="", encoding="utf-8-sig") as stream:
        return list(csv.reader(stream))


def content(cohort: Cohort) -> object:
    """Everything matching may see, without the rows people were read from."""
    people = [
        [(p.key, p.id, p.name, dict(sorted(p.answers.items()))) for p in side]
        for side in (cohort.mentees, cohort.mentors)
    ]
    left = [(e.person.id, e.reason) for e in cohort.excluded]
    return people, left, cohort.organisations, cohort.set_aside


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(tmp_path: Path, random: object) -> None:
    """Keys, ids, names and answers of the example cohort under shuffles of both."""
    head, *body = example_rows()
    order = list(range(len(head)))
    random.shuffle(order)  # type: ignore[attr-defined]
    random.shuffle(body)  # type: ignore[attr-defined]
    rows = [[row[i] for i in order] for row in (head, *body)]
    mixed = read_cohort([write_rows(tmp_path, rows)], defaults())
    assert content(mixed) == content(read_cohort([str(EXAMPLE)], defaults()))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(random=st.randoms(use_true_random=False))
def test_issued_ids_do_not_depend_on_the_order_of_rows(tmp_path: Path, random: object) -> None:
    head, *body = example_rows()
    gone = head.index("person_id")
    refers = head.index("preferred_mentors"), head.index("not_these")
    for row in body:
        for index in refers:
            row[index] = ""
    rows = [[c for i, c in enumerate(row) if i != gone] for row in (head, *body)]
    plain = content(read_cohort([write_rows(tmp_path, rows)], defaults()))
    tail = rows[1:]
    random.shuffle(tail)  # type: ignore[attr-defined]
    assert content(read_cohort([write_rows(tmp_path, [rows[0], *tail])], defaults())) == plain


CONFIDENTIAL = sorted(
    field.name
    for field in fields().values()
    if field.name != "role"
    and (field.sensitivity != "plain" or field.gate != "none" or field.type in ("text", "date"))
)


@pytest.mark.parametrize("shape", ["{}", "{}; {}", "{}:9", "{} (9)", "{}, {}", "zz{}@x", "zz{}!"])
@pytest.mark.parametrize("rows", [1, 2])
def test_no_confidential_cell_name_or_free_text_is_ever_quoted(
    tmp_path: Path, shape: str, rows: int
) -> None:
    """A canary in every confidential column, in shapes that each parser refuses."""
    canary = "zqcanary"
    cell = shape.format(canary, canary)
    head = ["role", *CONFIDENTIAL, "own words", "Gender"]
    body = [[role, *[cell] * (len(head) - 1)] for role in ("mentee", "mentor") for _ in range(rows)]
    path = write_rows(tmp_path, [head, *body])
    try:
        problems = read_cohort([path], defaults()).notices
    except CohortProblems as error:
        problems = (*error.problems, Problem("", Level.ERROR, error.message, error.advice))
    assert problems
    for problem in problems:
        assert canary not in problem.message + problem.advice + problem.value, problem.code


def test_reading_a_clean_csv_loads_nothing_heavy() -> None:
    """A spelling mistake alone is worth loading the library that suggests words."""
    code = (
        "import sys\n"
        "from hsr_match.cohort import read_cohort\n"
        "from hsr_match.config import load_settings\n"
        f"read_cohort([{str(EXAMPLE)!r}], load_settings('default'))\n"
        "heavy = {'numpy', 'pandas', 'rapidfuzz', 'openpyxl', 'odf', 'scipy', 'ortools'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_workbook_of_the_example_holds_the_same_people() -> None:
    book = EXAMPLE.with_suffix(".xlsx")
    assert content(read_cohort([str(book)], defaults())) == content(
        read_cohort([str(EXAMPLE)], defaults())
    )


def test_the_reference_lists_every_problem() -> None:
    """Every code in the sources of this layer stands in the table, and no other."""
    root = Path(__file__).parents[2]
    folder = root / "src" / "hsr_match" / "cohort"
    # Changes and decisions are files of their own, on the page of all problems.
    others = ("changes", "decided")
    sources = [path for path in folder.glob("*.py") if not path.name.startswith(others)]
    sources += (folder / "values").glob("*.py")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    said = {code for node in nodes if isinstance(node, ast.Call) for code in codes_in(node)}
    words = {node.value for node in nodes if isinstance(node, ast.Constant)}
    page = (root / "docs" / "reference" / "cohort.md").read_text(encoding="utf-8")
    rows = page[page.index("## Problems") :].splitlines()
    cells = [row.split("|")[1] for row in rows if row.startswith("| `")]
    listed = {code for cell in cells for code in re.findall(r"`([a-z-]+)`", cell)}
    assert said <= listed
    assert listed <= words


def codes_in(call: ast.Call) -> set[str]:
    """Codes among the first arguments of a call that notes a problem."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in {"add", "error", "warn", "_error", "_say", "Problem"}:
        return set()
    words = {
        node.value
        for argument in call.args[:2]
        for node in ast.walk(argument)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {word for word in words if re.fullmatch(r"[a-z]+(-[a-z]+)+", word)}
