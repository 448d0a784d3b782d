"""How the page's scripts say prices and scores, and the file of changes they write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from hsr_match.cohort.changes_yaml import changes_of_yaml
from hsr_match.cohort.findings import Findings
from hsr_match.insight.pricing.words import cost_in_words, price_of
from hsr_match.insight.words import Scale
from hsr_match.matching import Objective, solve
from hsr_match.reports.page import prices
from tests.matching.problems import problem
from tests.reports.page.asking import ask, briefing_of, document_of, needs_node

pytestmark = needs_node


def test_prices_in_words_are_those_of_the_engine() -> None:
    rng = np.random.default_rng(6)
    questions, expected = [], []
    for _ in range(800):
        given, decimals = bool(rng.random() < 0.4), int(rng.integers(0, 7))
        scale = 10**decimals if given else 1_000_000
        coverage = int(rng.choice([0, 0, 1, -1, 2, 9, 10, 1234]))
        pairs = int(rng.choice([0, 0, 0, 1, -1, 2]))
        gain = int(rng.integers(-(10 ** rng.integers(1, 10)), 10 ** rng.integers(1, 10)))
        alpha = 0.0 if given else float(rng.choice([0, 2]))
        told = {"scale": scale, "given": given, "alpha": alpha}
        questions.append(
            {"ask": "words", "coverage": coverage, "pairs": pairs, "gain": gain, "told": told}
        )
        cost = coverage, pairs, gain
        expected.append(cost_in_words(*cost, Scale(scale, given), weighted=bool(alpha)))
    assert ask([], questions) == expected


def test_scores_in_words() -> None:
    scores = [0, 1, 499, 500, 50_000, 123_456, 999_499, 999_500, 1_000_000]
    given = [-15, -10, 0, 7, 10, 100, 12_345]
    questions: list[dict[str, Any]] = [
        {"ask": "scores", "scores": scores, "told": {"scale": 1_000_000, "given": False}},
        {"ask": "scores", "scores": given, "told": {"scale": 10, "given": True}},
        {"ask": "scores", "scores": given, "told": {"scale": 1, "given": True}},
    ]
    assert ask([], questions) == [
        [Scale(1_000_000, False).text(score) for score in scores],
        [Scale(10, True).text(score) for score in given],
        [Scale(1, True).text(score) for score in given],
    ]


def test_every_pair_of_a_round_is_priced_in_the_same_words() -> None:
    rng = np.random.default_rng(8)
    for balanced in (False, True):
        p = problem(
            rng.integers(0, 1_000_001, (12, 9)),
            rng.random((12, 9)) < 0.7,
            rng.integers(0, 3, 9),
            wanted=[*[1] * 11, 0],
            objective=Objective("balanced" if balanced else "total"),
        )
        pin = tuple(int(k) for k in np.argwhere(p.eligible.table[:5, p.places > 0])[0])
        p = replace(p, pins=((pin[0], int(np.flatnonzero(p.places > 0)[pin[1]])),))
        found = solve(p)
        briefing = briefing_of(p, found)
        (rows,) = ask([prices.price_document(briefing)], [{"ask": "prices"}])
        for i, row in enumerate(rows):
            assert len(row) == 9
            for entry in row:
                assert entry["words"] == price_of(briefing.what_if, i, entry["mentor"])


def test_mentors_stand_by_score_with_the_better_place_for_equals() -> None:
    p = problem([[5, 9, 9, 7, 9]], [[1, 1, 0, 1, 1]])
    (rows,) = ask([document_of(p, solve(p))], [{"ask": "prices"}])
    order = [(entry["mentor"], entry["rank"]) for entry in rows[0]]
    assert order == [(1, 1), (4, 1), (3, 3), (0, 4), (2, None)]


HOSTILE = (
    "E07",
    "007",
    'O"Neil: "x"',
    "a: b # c",
    "- {do: ban}",
    "yes",
    "null",
    "😀 \u0085\u2028",
    "<script>&amp;",
    "tab\tback\\slash",
    "Ünïcode",
    "\x7f\ufeff\x01z",
)


def test_the_file_of_changes_reads_back(tmp_path: Path) -> None:
    p = problem(np.zeros((len(HOSTILE), len(HOSTILE))))
    told = document_of(p, solve(p))
    changes: list[dict[str, Any]] = []
    for k, text in enumerate(HOSTILE):
        kind = ("pin", "ban", "swap")[k % 3]
        change = {"do": kind, "mentee": k, "mentor": k, "by": text, "reason": f" {text} "}
        if kind == "swap":
            change |= {"withMentee": k - 1, "withMentor": k - 2}
        changes.append(change)
    ids = {"mentees": HOSTILE, "mentors": [text[::-1] for text in HOSTILE]}
    (text,) = ask([told], [{"ask": "yaml", "changes": changes, "ids": ids}])
    assert text.startswith("# changes.yaml: changes to the pairs that hsr-match made on 2026-09-01")
    path = tmp_path / "changes.yaml"
    path.write_text(text, "utf-8")
    findings = Findings()
    read, _ = changes_of_yaml(str(path), findings)
    assert findings.problems() == ()
    expected = []
    for change in changes:
        pairs = [(change["mentee"], change["mentor"])]
        if change["do"] == "swap":
            pairs.append((change["withMentee"], change["withMentor"]))
        expected += [
            (change["do"] != "ban", ids["mentees"][i].strip(), ids["mentors"][j].strip(),
             change["by"].strip(), change["reason"].strip())
            for i, j in pairs
        ]  # fmt: skip
    assert [(c.pin, c.mentee.ref, c.mentor.ref, c.by, c.reason) for c in read] == expected


def test_a_change_that_contradicts_another_takes_its_place() -> None:
    pin = {"do": "pin", "mentee": 0, "mentor": 1}
    other = {"do": "pin", "mentee": 0, "mentor": 2}
    ban = {"do": "ban", "mentee": 0, "mentor": 2}
    far = {"do": "ban", "mentee": 0, "mentor": 3}
    swap = {"do": "swap", "mentee": 1, "mentor": 1, "withMentee": 0, "withMentor": 4}
    said = {"by": "", "reason": ""}
    cases = [
        ([pin, pin], [pin]),
        ([pin, other], [other]),
        ([other, ban], [ban]),
        ([ban, other], [other]),
        ([pin, far], [pin, far]),
        ([far, pin, swap], [far, swap]),
    ]
    answers = ask([], [{"ask": "added", "changes": changes} for changes, _ in cases])
    assert answers == [[said | change for change in kept] for _, kept in cases]
