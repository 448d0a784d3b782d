"""The pages on settings say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config import Settings, load_settings
from hsr_match.config.model import all_keys
from hsr_match.config.reference import settings_page
from hsr_match.config.weights import KINDS
from hsr_match.scoring import score_pairs

DOCS = Path(__file__).parents[2] / "docs"
OWN_COLUMNS = (DOCS / "how-to" / "own-columns.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", OWN_COLUMNS, re.DOTALL | re.MULTILINE)


def test_the_reference_page_is_current() -> None:
    # If not: python -m hsr_match.config.reference > docs/reference/settings.md
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    assert page == settings_page()


def test_the_reference_page_holds_every_key() -> None:
    page = settings_page()
    for path, _ in all_keys(Settings):
        assert f"| `{path[-1]}` |" in page


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    (tmp_path / "panel-scores.csv").write_text(blocks("csv")[0])
    return tmp_path / "scheme.yaml"


def test_the_examples_of_own_columns_load_and_show_every_kind(scheme: Path) -> None:
    kinds: set[str] = set()
    for text in blocks("yaml"):
        scheme.write_text(text, encoding="utf-8")
        kinds |= {spec.kind for spec in load_settings(scheme).criteria}
    assert kinds == set(KINDS)


def test_the_worked_example_comes_out_as_the_page_says(scheme: Path) -> None:
    scheme.write_text(blocks("yaml")[0], encoding="utf-8")
    answers = {"Wards of interest": ("stroke", "frailty"), "Minutes to travel": 30}
    ada = Person("id:e1", "E1", "mentee", "Ada", answers)
    raj = Person(
        "id:r1", "R1", "mentor", "Raj", {"Wards I know": ("frailty",), "Minutes to travel": 50}
    )
    scores = score_pairs(Cohort((ada,), (raj,)), load_settings(scheme))
    points = int(scores.block(slice(0, 1), slice(0, 1))[0, 0]) / 10_000
    assert points == 86.68
    assert f"= {points} points" in OWN_COLUMNS
