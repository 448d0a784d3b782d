"""What the page is told of pairs and prices, and how its scripts say it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hsr_match import build_problem, load_settings, read_cohort, score_pairs
from hsr_match.config.settings import Decision, Settings
from hsr_match.insight.objections import objections
from hsr_match.insight.pricing.words import price_of
from hsr_match.matching import solve
from hsr_match.matching.gains import transform
from hsr_match.matching.problem import Spread
from hsr_match.reports.page import prices
from hsr_match.rules import plain
from tests.documents import ROOT
from tests.matching.problems import problem
from tests.reports.page.asking import ask, briefing_of, document_of, needs_node

ALL = slice(None)


@cache
def example() -> Any:
    """The example cohort: settings, cohort, scores, problem, result."""
    settings = load_settings("default")
    cohort = read_cohort([str(ROOT / "examples" / "cohort.csv")], settings)
    scores = score_pairs(cohort, settings)
    built = build_problem(cohort, scores, settings)
    return settings, cohort, scores, built, solve(built)


def unpacked(told: Any, shape: tuple[int, int]) -> np.ndarray:
    """Read packed numbers without the page's own script."""
    import base64

    raw = base64.b64decode(told["data"])
    if told["type"] == "f8":
        return np.frombuffer(raw, "<f8").astype(np.int64).reshape(shape)
    width = int(told["type"][1])
    numbers = [
        int.from_bytes(raw[k : k + width], "little", signed=True) for k in range(0, len(raw), width)
    ]
    return np.array(numbers, dtype=np.int64).reshape(shape)


def test_scores_prices_and_rules_of_the_example_are_all_there() -> None:
    settings, cohort, _, built, found = example()
    briefing = briefing_of(built, found, settings=settings, cohort=cohort)
    told = prices.price_document(briefing)
    assert told is not None
    n, m = built.shape
    assert (told["mentees"], told["mentors"], told["kept"], told["columns"]) == (n, m, m, None)
    assert np.array_equal(unpacked(told["scores"], (n, m)), built.scores.block(ALL, ALL))
    gains = unpacked(told["again"]["gains"], (n, m))
    assert np.array_equal(gains, transform(built.scores.block(ALL, ALL), found.alpha))
    force = briefing.what_if.force
    for name in ("coverage", "gain", "known"):
        assert np.array_equal(unpacked(told["prices"][name], (n, m)), getattr(force, name))
    reasons = unpacked(told["reasons"], (n, m))
    for i in range(n):
        for j in range(m):
            barred = objections(built, i, j, settings)
            assert told["reasonWords"][reasons[i, j]] == "; ".join(plain(x) for x in barred)
            never = {"not_available", "same_person", "ban"} & set(barred)
            assert told["mayLift"][reasons[i, j]] == bool(barred and not never)


@pytest.mark.parametrize(
    ("top", "kind"),
    [(127, "i1"), (-128, "i1"), (128, "i2"), (-32769, "i3"), (2**23, "i4"), (2**40, "f8")],
)
@needs_node
def test_numbers_are_packed_as_narrow_as_they_fit(top: int, kind: str) -> None:
    p = problem([[top, 0], [1, -1]], order="points_first")
    told = document_of(p, solve(p))
    assert told["scores"]["type"] == kind
    (rows,) = ask([told], [{"ask": "prices"}])
    table = {(i, entry["mentor"]): entry["score"] for i, row in enumerate(rows) for entry in row}
    assert table == {(0, 0): top, (0, 1): 0, (1, 0): 1, (1, 1): -1}


def test_what_could_not_be_added_exactly_is_left_out() -> None:
    p = problem([[2**46, 1], [1, 1]])
    told = document_of(p, solve(p))
    assert told["again"] is None
    assert told["prices"] is not None
    p = problem([[2**55, 1], [1, 1]])
    assert prices.price_document(briefing_of(p, solve(p))) is None


def test_nobody_and_far_too_many_have_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    p = problem(np.zeros((3, 0)))
    assert prices.price_document(briefing_of(p, solve(p))) is None
    p = problem(np.zeros((2, 2)))
    monkeypatch.setattr(prices, "MOST_READ", 3)
    assert prices.price_document(briefing_of(p, solve(p))) is None


def test_beyond_a_size_each_mentees_best_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prices, "MOST_EMBEDDED", 40)
    rng = np.random.default_rng(5)
    scores, mask = rng.integers(0, 9, (6, 20)), rng.random((6, 20)) < 0.5
    mask[0] = False
    mask[0, :2] = True
    p = problem(scores, mask)
    found = solve(p)
    told = document_of(p, found)
    kept = told["kept"]
    assert kept == 6
    assert told["again"] is None
    columns = unpacked(told["columns"], (6, kept))
    assert sorted(columns[0].tolist())[:-2] == [-1] * (kept - 2)
    for i, j in found.pairs:
        assert columns[i, 0] == j
    for i in range(1, 6):
        best = sorted(scores[i][mask[i]], reverse=True)
        shown = sorted((scores[i, j] for j in columns[i] if j >= 0), reverse=True)
        assert shown[: kept - 1] == best[: kept - 1] or shown == best[:kept]
    force = briefing_of(p, found).what_if.force
    gain = unpacked(told["prices"]["gain"], (6, kept))
    for i, j in np.argwhere(columns >= 0):
        assert gain[i, j] == force.gain[i, columns[i, j]]


def test_where_prices_are_not_exact_scores_and_rules_stay() -> None:
    p = problem(np.ones((3, 2)), places=[2, 2], apart=((0, 1),))
    told = document_of(p, solve(p))
    assert (told["prices"], told["again"]) == (None, None)
    assert told["pricing"] == "on_request"
    assert told["scores"]
    stopped = replace(solve(problem(np.ones((2, 2)))), status="feasible", certificate=None)
    told = document_of(problem(np.ones((2, 2))), stopped)
    assert (told["prices"], told["again"]) == (None, None)
    assert "stopped" in told["pricingWords"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"spread": (Spread("organisation", np.array([0, 0, 1])),)}, "Limits tie pairs together"),
        ({"wanted": [2, 1, 1]}, "Mentees may have several mentors"),
    ],
)
@needs_node
def test_flows_have_every_price_and_no_changes_put_together(
    fields: dict[str, Any], why: str
) -> None:
    p = problem([[9, 8, 2], [7, 1, 3], [3, 3, 1]], places=[2, 1, 0], **fields)
    briefing = briefing_of(p, solve(p))
    assert briefing.pricing == "exact"
    told = prices.price_document(briefing)
    assert told is not None
    assert told["again"] is None
    assert told["tied"].startswith(why)
    force = briefing.what_if.force
    for name in ("coverage", "gain", "known"):
        assert np.array_equal(unpacked(told["prices"][name], p.shape), getattr(force, name))
    assert (told["prices"]["pairs"] is None) == (force.pairs is None)
    (rows,) = ask([told], [{"ask": "prices"}])
    for i, row in enumerate(rows):
        for entry in row:
            assert entry["words"] == price_of(briefing.what_if, i, entry["mentor"])
            cost = force.at(i, entry["mentor"])
            assert entry["cost"] == (None if cost is None else list(cost))


def test_given_scores_say_why_a_pair_is_not_there(tmp_path: Path) -> None:
    from hsr_match.cohort.given_scores import read_given_scores
    from hsr_match.matching.build import given_problem

    sheet = tmp_path / "scores.csv"
    sheet.write_text(
        "mentee_id,mentor_id,score,eligible\nE1,R1,0.5,yes\nE1,R2,0.1,yes\nE2,R1,0.9,no\n"
        "E2,R2,0.75,yes\nE3,R2,0.7,yes\n"
    )
    settings = load_settings("default", bans=[{"mentee": "E3", "mentor": "R2"}])
    settings = replace(settings, rules=replace(settings.rules, quality_floor=0.2))
    given = read_given_scores(str(sheet), settings)
    p = given_problem(given, settings)
    told = document_of(p, solve(p), given=given, settings=settings, kind="scores")
    reasons = unpacked(told["reasons"], p.shape)
    words = [[told["reasonWords"][k] for k in row] for row in reasons]
    for i in range(3):
        for j in range(2):
            barred = objections(p, i, j, settings, given)
            assert words[i][j] == "; ".join(plain(name) for name in barred)
    assert len({word for row in words for word in row}) == 5
    assert not any(told["mayLift"])
    assert told["command"] == "hsr-match solve --scores SCORES --changes changes.yaml"


@needs_node
def test_pins_that_set_a_rule_aside_or_open_a_reserve_are_as_solved() -> None:
    settings, cohort, scores, built, found = example()
    told = document_of(built, found, settings=settings, cohort=cohort)
    assert any(told["again"]["heldMax"])
    n, m = built.shape
    reasons = unpacked(told["reasons"], (n, m))
    held = np.array(told["again"]["heldMax"]) > 0
    lifted = np.array(told["mayLift"])[reasons]
    cells = [*np.argwhere(lifted)[::9], *np.argwhere(np.broadcast_to(held, (n, m)))[::5]]
    questions = [
        {"ask": "solve", "changes": [{"do": "pin", "mentee": int(i), "mentor": int(j)}]}
        for i, j in cells
    ]
    asked = 0
    for (i, j), answer in zip(cells, ask([told], questions), strict=True):
        if reasons[i, j] and not lifted[i, j]:
            assert answer["code"] == "barred"
            continue
        pin = Decision(
            mentee=built.mentee_ids[i], mentor=built.mentor_ids[j], by="Ann", reason="known"
        )
        again = _solved(replace(settings, pins=(*settings.pins, pin)), cohort, scores, found)
        after = answer["after"]
        assert (after["coverage"], after["gain"], after["total"]) == (
            again.coverage,
            again.gain,
            again.total,
        )
        assert (
            tuple((a, b) for a, b in enumerate(answer["mentorOf"]) if b is not None) == again.pairs
        )
        asked += 1
    assert asked > 10


def _solved(settings: Settings, cohort: Any, scores: Any, found: Any) -> Any:
    again = build_problem(cohort, scores, settings)
    kept = replace(again.objective, kind=found.kind, alpha=found.alpha, max_price=1.0)
    return solve(replace(again, objective=kept))
