"""What was read means the same to the matcher and to the verifier.

Both are run through the command line: the verifier works from the files alone,
so an answer that the two understand differently ends with exit code 7.
"""

from pathlib import Path

import pytest

from tests.cli.running import run as command
from tests.cohort.sheets import write


def solve(folder: Path, text: str, given: str) -> list[tuple[str, str]]:
    """Solve a table, verify the run, and return its pairs."""
    settings = folder / "scheme.yaml"
    settings.write_text(given, encoding="utf-8")
    run = folder / "run"
    done = command("solve", write(folder, text), "-c", str(settings), "-o", str(run))
    assert done.returncode == 0, done.stderr
    assert command("verify", str(run)).returncode == 0
    rows = (run / "pairings.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    return [(row.split(",")[0], row.split(",")[2]) for row in rows]


def test_a_family_is_one_whatever_quotes_its_names_have(tmp_path: Path) -> None:
    """Curly in the settings, straight in the sheet: the two still may not meet."""
    text = """
    id | role | organisation | needs | offers
    E1 | mentee | King's College | teaching |
    R1 | mentor | St Ann's Trust | | teaching:3
    R2 | mentor | Other | | promotion:1
    """
    given = "rules: {other_organisation: {families: [[King’s College, St Ann’s Trust]]}}"
    assert solve(tmp_path, text, given) == [("E1", "R2")]


@pytest.mark.parametrize(("kind", "mentor"), [("same", "R1"), ("different", "R2")])
def test_a_text_field_named_by_a_criterion_is_compared_folded(
    tmp_path: Path, kind: str, mentor: str
) -> None:
    text = """
    id | role | organisation | department
    E1 | mentee | A | School of  Health
    R1 | mentor | B | school of health
    R2 | mentor | C | School of Art
    """
    given = f"criteria: [{{name: unit, kind: {kind}, column: department, weight: 5}}]"
    assert solve(tmp_path, text, given) == [("E1", mentor)]
