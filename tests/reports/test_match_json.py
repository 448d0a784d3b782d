"""The manifest: the documented parts, ids only, integers only."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from hsr_match.reports import manifest
from hsr_match.reports.documents import json_bytes
from tests.reports.outcomes import MENTEES, MENTORS, given_outcome, outcome

PARTS = [
    *("format", "kind", "run", "versions", "inputs", "outputs", "settings", "seed"),
    *("engine", "scale"),
    *("status", "objective", "pairs", "unmatched", "excluded", "mentors", "barred"),
    *("certificate", "price_certificate"),
]


def test_the_parts_are_the_documented_ones() -> None:
    made = manifest(outcome(), {"pairings.csv": b"abc"})
    assert list(made) == PARTS
    assert made["kind"] == "cohort"
    assert made["outputs"] == {"pairings.csv": sha256(b"abc").hexdigest()}
    assert made["inputs"] == [{"name": "cohort.csv", "sha256": "ab" * 32, "rows": 6, "sheet": ""}]
    assert made["run"]["id"].startswith("20260901T090000Z-")
    assert made["run"]["seconds"] == {"solve": 0.012}
    assert made["pairs"][1] == {
        "mentee": "E02",
        "mentor": "R02",
        "score": 410_001,
        "gain": 410_001,
        "rank": 2,
        "pinned": True,
        "points": {"needs": 400_001, "research_area": 10_000},
    }
    assert made["unmatched"] == [{"mentee": "E03", "reason": "all_places_taken"}]
    assert made["excluded"] == [{"id": "X01", "role": "mentee", "reason": "no_consent"}]
    assert [m["load"] for m in made["mentors"]] == [1, 1]
    assert made["objective"] == {
        "kind": "total",
        "alpha": "0",
        "order": "pairs_first",
        "asked": "total",
        "max_price": "1",
        "coverage": 2,
        "gain": 1_133_457,
        "total": 1_133_457,
        "best_total": 1_133_457,
    }
    assert list(made["certificate"]["mentees"]) == ["E01", "E02", "E03"]
    assert made["certificate"]["rungs"] == ["coverage", "objective", "tie_break"]


def test_given_scores_have_their_own_scale() -> None:
    made = manifest(given_outcome(), {})
    assert (made["kind"], made["scale"]) == ("scores", 10)
    assert all(pair["points"] == {} for pair in made["pairs"])


def test_no_name_is_in_it() -> None:
    """Programs get ids; names are for people."""
    text = json.dumps(manifest(outcome(), {}))
    for name in (*MENTEES, *MENTORS, "Left Out"):
        assert name not in text


def floats(value: Any, path: str = "") -> list[str]:
    if isinstance(value, dict):
        return [f for name, part in value.items() for f in floats(part, f"{path}/{name}")]
    if isinstance(value, list):
        return [f for part in value for f in floats(part, path)]
    return [path] if isinstance(value, float) else []


def test_only_durations_and_settings_are_no_integers() -> None:
    """A second program must not have to guess how a number was rounded."""
    found = floats(manifest(outcome(), {}))
    assert all(path.startswith(("/run/seconds", "/settings")) for path in found)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_bad_input_126_json_has_no_word_for_nan(number: float) -> None:
    """Reaching the writer with one is a defect, never a file that programs refuse."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes({"x": [number]})


def test_it_is_json_one_line_a_part() -> None:
    made = manifest(outcome(), {})
    content = json_bytes(made)
    assert json.loads(content) == json.loads(json.dumps(made))
    assert content.count(b"\n") == len(PARTS)
