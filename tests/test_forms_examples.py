"""Messy form exports, a proposed `columns:` block and `solve` lead to the pairs of a clean sheet.

The commands are the real ones, run in a copy of ``examples/forms/``; a person's part
(deleting question marks, correcting a proposal, deleting a line) is played by the settings
that stand beside the exports.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from hsr_match import load_settings, read_cohort
from hsr_match.problems import Level
from tests.cli.running import run
from tests.cohort.forms.styles import content

ROOT = Path(__file__).resolve().parents[1]
FORMS = ROOT / "examples" / "forms"

EXPORTS = {
    "microsoft": ("mentees.xlsx", "mentors.xlsx"),
    "google": ("google.csv",),
    "qualtrics": ("qualtrics.csv",),
}
# A person's answer to a proposal that is not right.
CORRECTED = {
    "Anything else that you hope for?": "hopes",
    "Who manages you?": "line_manager",
    "How many people could you mentor this year?": "places",
}
services = pytest.mark.parametrize("service", EXPORTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The exports and the clean sheet, without the settings."""
    for path in FORMS.iterdir():
        if path.suffix != ".yaml":
            shutil.copy(path, tmp_path)
    return tmp_path


def solved(folder: Path, *arguments: str) -> list[tuple[str, ...]]:
    """Everybody's mentor by name, with the score."""
    ended = run("solve", *arguments, "--format", "csv", "-q", "-o", "run", cwd=folder)
    assert ended.returncode == 0, ended.stderr
    shutil.rmtree(folder / "run")
    rows = csv.DictReader(io.StringIO(ended.stdout))
    return [(row["mentee_name"], row["mentor_name"], row["score"]) for row in rows]


@cache
def pairs_of_the_clean_sheet() -> tuple[tuple[str, ...], ...]:
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(FORMS / "clean.csv", name)
        return tuple(solved(Path(name), "clean.csv"))


def confirmed(proposed: str) -> str:
    """Play the person: delete question marks, correct proposals, delete what is no field."""
    lines = []
    for line in proposed.splitlines():
        match = re.match(r'  ("(?P<heading>.*)": )\S+\?', line)
        if match is None:
            lines.append(line)
        elif match["heading"] in CORRECTED:
            lines.append(f"  {match[1]}{CORRECTED[match['heading']]}")
        elif not match["heading"].startswith(("How did you hear", "Is there anything")):
            lines.append(match[0].removesuffix("?"))
    return "\n".join(lines) + "\n"


def test_the_files_are_what_the_script_writes() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_form_examples.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@services
def test_from_an_export_to_the_pairs_of_the_clean_sheet(service: str, folder: Path) -> None:
    """check, --write-columns, confirm, config check, solve: the same names and scores."""
    files = EXPORTS[service]
    checked = run("check", *files, "--write-columns", "scheme.yaml", cwd=folder)
    assert checked.returncode in (0, 3), checked.stderr
    assert "unknown-column" in checked.stdout or "role-unknown" in checked.stdout
    scheme = folder / "scheme.yaml"
    proposed = scheme.read_text(encoding="utf-8")

    refused = run("solve", *files, "-c", "scheme.yaml", cwd=folder)
    assert refused.returncode == 2
    assert "unconfirmed-column" in refused.stderr
    assert not (folder / "matches").exists()

    scheme.write_text(confirmed(proposed), encoding="utf-8")
    assert run("config", "check", "scheme.yaml", cwd=folder).returncode == 0
    assert load_settings(scheme).columns == load_settings(FORMS / f"{service}.yaml").columns
    assert run("check", *files, "-c", "scheme.yaml", cwd=folder).returncode == 0
    found = solved(folder, *files, "-c", "scheme.yaml")
    assert tuple(found) == pairs_of_the_clean_sheet()
    assert sum(bool(mentor) for _, mentor, _ in found) == 13


@services
def test_the_committed_settings_read_the_same_people_and_answers(service: str) -> None:
    """Not the pairs alone: every key, name and answer is that of the clean sheet."""
    paths = [str(FORMS / name) for name in EXPORTS[service]]
    found = read_cohort(paths, load_settings(FORMS / f"{service}.yaml"))
    clean = read_cohort([str(FORMS / "clean.csv")], load_settings())
    assert content(found) == content(clean)


TOLD = {
    "microsoft": {
        "form-column",
        "form-row-number",
        "monitoring-column",
        "never-read",
        "submitted-again",
        "unknown-column",
        "unknown-value",
    },
    "google": {
        "monitoring-column",
        "repeated-question",
        "submitted-again",
        "unknown-column",
    },
    "qualtrics": {
        "form-column",
        "form-row-number",
        "never-read",
        "not-sent",
        "qualtrics-headings",
        "test-answer",
    },
}


@services
def test_what_was_messy_is_told(service: str) -> None:
    """Nothing of the mess is passed over in silence, and nothing else is told."""
    paths = [str(FORMS / name) for name in EXPORTS[service]]
    found = read_cohort(paths, load_settings(FORMS / f"{service}.yaml"))
    clean = read_cohort([str(FORMS / "clean.csv")], load_settings())
    assert {p.code for p in found.notices} - {p.code for p in clean.notices} == TOLD[service]
    assert not [p for p in found.notices if p.level is Level.ERROR]


def test_everybody_is_invented() -> None:
    """Addresses of reserved domains and of documentation networks only."""
    with (FORMS / "clean.csv").open(encoding="utf-8", newline="") as stream:
        people: Sequence[dict[str, str]] = list(csv.DictReader(stream))
    assert all(re.fullmatch(r"[a-z.-]+@example\.(ac\.uk|org)", p["email"]) for p in people)
    assert len({p["name"] for p in people}) == len(people)
    survey = (FORMS / "qualtrics.csv").read_text(encoding="utf-8")
    assert set(re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", survey)) == {"192.0.2.17"}
