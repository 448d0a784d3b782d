"""The page's scripts asked by way of Node.js, and documents of prices for bare problems."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hsr_match.config.settings import Settings
from hsr_match.insight.briefing.prices import prices_of
from hsr_match.matching import Matching, MatchingProblem
from hsr_match.reports.page import prices
from tests.reports.outcomes import STARTED

HERE = Path(__file__).parent
SCRIPTS = Path(prices.__file__).parent
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None, reason="no Node.js here: the page's scripts were not run (Debian: nodejs)"
)


def ask(documents: list[Any], questions: list[dict[str, Any]]) -> list[Any]:
    """Return the answers of the page's scripts, in order."""
    assert NODE is not None
    ended = subprocess.run(
        [NODE, str(HERE / "answer.mjs"), str(SCRIPTS)],
        input=json.dumps({"documents": documents, "questions": questions}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    answers: list[Any] = json.loads(ended.stdout)
    assert len(answers) == len(questions)
    return answers


def briefing_of(problem: MatchingProblem, matching: Matching, **outcome: Any) -> Any:
    """As much of a briefing as prices are made from."""
    pricing, words, what_if = prices_of(problem, matching)
    fields = {
        "problem": problem,
        "matching": matching,
        "settings": Settings(),
        "kind": "cohort",
        "cohort": None,
        "given": None,
        "started": STARTED,
        "decided": None,
    }
    return SimpleNamespace(
        outcome=SimpleNamespace(**(fields | outcome)),
        pricing=pricing,
        pricing_words=words,
        what_if=what_if,
    )


def document_of(problem: MatchingProblem, matching: Matching, **outcome: Any) -> dict[str, Any]:
    """Return the document of a bare problem."""
    found = prices.price_document(briefing_of(problem, matching, **outcome))
    assert found is not None
    return found
