"""Every problem that the program can name is in the registry and on the page, and no other."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from hsr_match.cohort.reading.codes import kinds
from tests.problem_codes import Source, codes_in_source

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "problems.md"
HOW = "Describe it in src/hsr_match/data/problems.yaml, then run python tools/build_problem_page.py"


@cache
def registry() -> dict[str, dict[str, Any]]:
    text = (ROOT / "src" / "hsr_match" / "data" / "problems.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = {}
    for group in yaml.safe_load(text):
        for code, entry in group["codes"].items():
            assert code not in found, f"{code} stands in two groups"
            found[code] = entry
    return found


@cache
def source() -> Source:
    return codes_in_source()


def levels(entry: dict[str, Any]) -> set[str]:
    return {entry["level"]} if isinstance(entry["level"], str) else set(entry["level"])


def test_every_code_of_the_program_is_described() -> None:
    """A code that somebody meets can be looked up."""
    assert sorted(source().levels.keys() - registry().keys()) == [], HOW


def test_nothing_is_described_that_the_program_never_says() -> None:
    assert sorted(registry().keys() - source().levels.keys()) == []


def test_levels_are_those_of_the_program() -> None:
    """The codes of reading carry their level in a table; the others where they are given."""
    known = {code: {str(kind.level)} for code, kind in kinds().items()}
    told = {code: known.get(code, set()) | found for code, found in source().levels.items()}
    said = {code: levels(entry) for code, entry in registry().items()}
    assert {c: (said[c], told[c]) for c in said if c in told and said[c] != told[c]} == {}


def test_no_code_is_given_in_a_way_that_this_test_cannot_see() -> None:
    """Whoever gives a code by another way than a text or a bound name is told here."""
    assert source().untold == []


def test_codes_of_reading_are_all_in_its_own_table() -> None:
    """What `grid.tell` and `Mark` name must have a message, or reading would fail."""
    there = {c for c in source().levels if c in kinds()}
    assert there == set(kinds())


@pytest.mark.parametrize("key", ["means", "example", "do"])
def test_every_description_is_complete(key: str) -> None:
    empty = [code for code, entry in registry().items() if not str(entry.get(key, "")).strip()]
    assert empty == []


def test_no_key_is_misspelt() -> None:
    assert {key for entry in registry().values() for key in entry} == {
        "level", "means", "example", "do",
    }  # fmt: skip


def test_the_page_has_a_section_for_each_code() -> None:
    sections = re.findall(r"^### `([a-z0-9-]+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sections == list(registry())


def test_the_page_is_what_the_registry_says() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_problem_page.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_the_scan_sees_what_it_should(tmp_path: Path) -> None:
    """Texts, choices, names, helpers and constants are followed; anything else is untold."""
    import ast

    text = """
TWICE = ("both-given", "message")

def helper(code: str, level: Level) -> None:
    Problem(code, level, "x")

def given(findings, cell, flag, kinds):
    code = "first-way" if flag else "second-way"
    findings.warn(code, "m")
    findings.add("third-way", Level.FIXED, "m")
    helper("fourth-way", Level.ERROR)
    cell.error(*TWICE)
    kinds[0].warn("fifth-way", "m")
    seen.add("not-a-code")
    Problem(f"made-{flag}", Level.WARN, "m")
"""
    found = Source({"cohort/x.py": ast.parse(text)})
    found.doors["warn"] = found.doors["error"] = type(found.doors["Problem"])(0, set())
    found.doors["add"] = found.doors["warn"]
    found.scan()
    assert set(found.levels) == {
        "first-way", "second-way", "third-way", "fourth-way", "fifth-way", "both-given"
    }  # fmt: skip
    assert found.levels["third-way"] == {"FIXED"}
    assert len(found.untold) == 1
