"""Monitoring answers from the file to the list of pairs: they change not one byte of it.

And by construction: what scoring, rules and matching are handed holds none.
"""

from __future__ import annotations

import ast
import contextlib
import csv
import dataclasses
import io
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from hsr_match.__main__ import main
from hsr_match.cohort import read_cohort
from hsr_match.config import load_settings
from hsr_match.config.fields import fields, monitoring_fields
from hsr_match.errors import SettingsError
from tests.cohort.sheets import defaults, write_rows

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "examples" / "small.csv"

LISTED = [word for f in monitoring_fields().values() for word in (f.name, *f.headings[:2])]
MORE = ["monitor_anything", "Monitor: grade"]
DECLARED = ["Ward team", "Grew up in care", "Career stage now"]
"""Headings under ``monitoring:``; the last one is nearly a known question."""

WORDS = ["", "A", "yes", "no", "3", "mentor", "mentee", "both", "Total", "Sum", "Note: x", "None"]
WORDS += ["Fatou Harrowgate", "Gwyn Amberley", "promotion:3!", "Kestrelby University", "2026-01-12"]
WORDS += [
    "name",
    "x" * 120,
    "a;b",
    "a,b",
    'say "b"',
    "two\nlines",
    "Ω",
    "=1+1",
    "Prefer not to say",
]

Columns = list[tuple[str, list[str], int]]


@cache
def base() -> tuple[tuple[str, ...], ...]:
    with SMALL.open(encoding="utf-8", newline="") as stream:
        return tuple(map(tuple, csv.reader(stream)))


@st.composite
def columns(draw: st.DrawFn) -> Columns:
    """Monitoring columns: heading, an answer per person, and where they stand."""
    headings = draw(
        st.lists(st.sampled_from([*LISTED, *MORE, *DECLARED]), unique=True, min_size=1, max_size=4)
    )
    word = st.sampled_from(WORDS)
    people = len(base()) - 1
    return [
        (heading, draw(st.lists(word, min_size=people, max_size=people)), draw(st.integers(0, 8)))
        for heading in headings
    ]


def solved(folder: Path, added: Columns) -> bytes:
    """Return the list of pairs of the small example with some columns more."""
    rows = [list(row) for row in base()]
    for heading, answers, at in added:
        for row, text in zip(rows, [heading, *answers], strict=True):
            row.insert(min(at, len(row)), text)
    table = write_rows(folder, rows)
    scheme = folder / "scheme.yaml"
    scheme.write_text(yaml.safe_dump({"monitoring": DECLARED}), encoding="utf-8")
    pairs, said = folder / "pairings.csv", io.StringIO()
    words = ["solve", table, "-c", str(scheme), "-o", str(pairs), "--force", "--quiet"]
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        assert main(words) == 0, said.getvalue()
    return pairs.read_bytes()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return solved(tmp_path_factory.mktemp("plain"), [])


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(added=columns())
@example(added=[("Gender", ["Total", *["3"] * 6, "Total"], 0)])
@example(added=[("Gender", ["mentor"] * 3 + ["mentee"] * 5, 0), ("Ward team", ["name"] * 8, 0)])
def test_no_byte_of_the_pairs_changes(
    tmp_path_factory: pytest.TempPathFactory, plain: bytes, added: Columns
) -> None:
    """Any values, any number of columns, anywhere in the sheet, listed, named or declared."""
    assume(len({heading.casefold() for heading, _, _ in added}) == len(added))
    assert solved(tmp_path_factory.mktemp("more"), added) == plain


ROUTES = {
    "criterion": {"criteria": [{"name": "x", "kind": "same", "weight": 1, "column": "{}"}]},
    "criterion, one side": {
        "criteria": [{"name": "x", "kind": "same", "weight": 1, "mentee": "{}", "mentor": "Ward"}]
    },
    "criterion by its name": {"criteria": [{"name": "monitor_x", "kind": "same", "weight": 1}]},
    "preferences of its own": {
        "criteria": [{"name": "x", "kind": "preference", "weight": 1, "column": "{}"}]
    },
    "free words of its own": {
        "criteria": [{"name": "x", "kind": "terms", "weight": 1, "column": "{}"}]
    },
    "column to a field": {"columns": {"{}": "career_stage"}},
    "column to free text": {"columns": {"{}": "hopes"}},
    "column to preferences": {"columns": {"{}": "preferred_mentors"}},
    "floor": {"floors": [{"name": "a", "at_least": 1, "need": "{}"}]},
    "floor of an experience": {"floors": [{"name": "a", "at_least": 1, "experience": "{}"}]},
    "spread": {"rules": {"spread": {"{}": 2}}},
    "rule": {"rules": {"{}": "required"}},
    "weight": {"weights": {"{}": 5}},
}
PRIVATE = ["Gender", "monitor_anything", "Grew up in care", "Age", "Date of birth"]
PRIVATE += ["Years since PhD", "Do you hold a PhD?"]


@pytest.mark.parametrize("heading", PRIVATE)
@pytest.mark.parametrize("route", ROUTES)
def test_no_setting_leads_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], route: str, heading: str
) -> None:
    """Exit 2 before anything is read, with the reason where the setting could name a column."""
    text = yaml.safe_dump(ROUTES[route] | {"monitoring": DECLARED}).replace("'{}'", f"'{heading}'")
    text = text.replace("{}", f"'{heading}'")
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text(text, encoding="utf-8")
    pairs = tmp_path / "pairings.csv"
    code = main(["solve", str(SMALL), "-c", str(scheme), "-o", str(pairs)])
    said = " ".join(capsys.readouterr().err.split())
    assert code == 2
    assert not pairs.exists()
    assert "private-column" in said


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("Age", "age"),
        ("Date of birth", "birth"),
        ("Years since first degree", "years"),
        ("Year of PhD", "PhD"),
        ("Do you hold a PhD?", "PhD"),
    ],
)
def test_age_and_degrees_are_dropped_listed_and_refused_with_the_reason(
    tmp_path: Path, heading: str, reason: str
) -> None:
    rows = [["id", "role", heading], ["E1", "mentee", "51"], ["R1", "mentor", "62"]]
    cohort = read_cohort([write_rows(tmp_path, rows)], defaults())
    assert heading in cohort.dropped_columns
    (told,) = [p for p in cohort.notices if p.code == "never-read"]
    assert told.place.column == heading
    assert reason.casefold() in told.message.casefold()
    assert all(dict(person.answers) == {} for person in (*cohort.mentees, *cohort.mentors))
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text(
        yaml.safe_dump(
            {"criteria": [{"name": "x", "kind": "same", "weight": 1, "column": heading}]}
        )
    )
    with pytest.raises(SettingsError) as caught:
        load_settings(scheme)
    assert reason.casefold() in " ".join(p.message for p in caught.value.problems).casefold()


def test_no_person_carries_a_monitoring_answer(tmp_path: Path) -> None:
    """Whatever is handed on has no such key: there is nothing to read."""
    headings = [*LISTED[::3], "monitor_x", "Ward team"]
    rows = [["id", "role", *headings], ["E1", "mentee", *["A"] * len(headings)]]
    rows.append(["R1", "mentor", *["B"] * len(headings)])
    given_settings = dataclasses.replace(defaults(), monitoring=tuple(DECLARED))
    cohort = read_cohort([write_rows(tmp_path, rows)], given_settings)
    for person in (*cohort.mentees, *cohort.mentors):
        assert not set(person.answers) - set(fields())
        assert not set(person.answers) & set(monitoring_fields())
        assert not {"A", "B"} & set(map(str, person.answers.values()))


LAYERS = ("rules", "scoring", "matching")


@pytest.mark.parametrize("layer", LAYERS)
def test_no_module_before_the_reports_names_monitoring(layer: str) -> None:
    """No name, attribute, import or text in these layers speaks of a monitoring field."""
    names = {*monitoring_fields(), "monitoring", "monitoring_fields", "monitoring_headings"}
    for path in sorted((ROOT / "src" / "hsr_match" / layer).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = [n for n in ast.walk(tree) if isinstance(n, ast.Constant)]
        used = {node.value for node in strings if isinstance(node.value, str)}
        for node in ast.walk(tree):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                    used.add(name)
                case _:
                    pass
        assert not used & names, path
        assert not [text for text in used if text.startswith("monitor_")], path
