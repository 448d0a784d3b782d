"""Changes solved again in the page give what the engine gives: the same pairs, ties included."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hsr_match.errors import InfeasibleError
from hsr_match.matching import Matching, MatchingProblem, Objective, solve
from tests.insight.pricing.test_what_if import random_problem
from tests.matching.problems import problem
from tests.reports.page.asking import ask, document_of, needs_node

pytestmark = needs_node

Change = dict[str, Any]
Case = tuple[MatchingProblem, Matching, list[Change]]


def changed(p: MatchingProblem, found: Matching, changes: list[Change]) -> Matching | None:
    """What the engine makes of the changes; None if they cannot be made."""
    mask = p.eligible.block(slice(None), slice(None)).copy()
    pins = list(p.pins)
    for change in changes:
        pair = change["mentee"], change["mentor"]
        if change["do"] == "ban":
            mask[pair] = False
            continue
        pins.append(pair)
        if change["do"] == "swap":
            pins.append((change["withMentee"], change["withMentor"]))
    kept = replace(p.objective, kind=found.kind, alpha=found.alpha, max_price=1.0)
    pins = list(dict.fromkeys(pins))
    if len({i for i, _ in pins}) < len(pins):
        return None
    after = replace(p, eligible=type(p.eligible)(mask), pins=tuple(pins), objective=kept)
    try:
        return solve(after)
    except InfeasibleError:
        return None


def drawn_changes(rng: np.random.Generator, p: MatchingProblem, found: Matching) -> list[Change]:
    """One to four changes, many of them of pairs that are made."""
    n, m = p.shape
    changes = []
    for _ in range(int(rng.integers(1, 5))):
        i, j = (int(k) for k in (rng.integers(n), rng.integers(m)))
        if found.pairs and rng.random() < 0.5:
            i, j = found.pairs[rng.integers(len(found.pairs))]
        kind = str(rng.choice(["pin", "ban", "ban", "swap"]))
        change: Change = {"do": kind, "mentee": i, "mentor": j}
        if kind == "swap":
            if len(found.pairs) < 2:
                continue
            one, other = rng.choice(len(found.pairs), 2, replace=False)
            (a, x), (b, y) = found.pairs[one], found.pairs[other]
            change = {"do": kind, "mentee": a, "mentor": y, "withMentee": b, "withMentor": x}
        elif kind == "pin":
            j = int(rng.integers(m))
            change["mentor"] = j
        changes.append(change)
    return changes


def compare(cases: list[Case]) -> int:
    """Compare the page with the engine; return how many sets of changes could be made."""
    documents = [document_of(p, found) for p, found, _ in cases]
    questions = [
        {"ask": "solve", "document": k, "changes": changes}
        for k, (_, _, changes) in enumerate(cases)
    ]
    possible = 0
    for (p, found, changes), answer in zip(cases, ask(documents, questions), strict=True):
        again = changed(p, found, changes)
        told = (p, found.pairs, changes, answer)
        assert answer["ok"] == (again is not None), told
        if again is None:
            assert answer["words"].endswith("."), told
            continue
        possible += 1
        before, after = answer["before"], answer["after"]
        assert (before["coverage"], before["gain"], before["total"]) == (
            found.coverage,
            found.gain,
            found.total,
        ), told
        assert (after["coverage"], after["gain"], after["total"]) == (
            again.coverage,
            again.gain,
            again.total,
        ), told
        pairs = [(i, j) for i, j in enumerate(answer["mentorOf"]) if j is not None]
        assert tuple(pairs) == again.pairs, told
        was, now = dict(found.pairs), dict(again.pairs)
        assert answer["moves"] == [
            {"mentee": i, "from": was.get(i), "to": now.get(i)}
            for i in range(p.shape[0])
            if was.get(i) != now.get(i)
        ]
    return possible


def solved(p: MatchingProblem) -> Matching | None:
    try:
        return solve(p)
    except InfeasibleError:
        return None


def test_small_problems_under_sets_of_changes() -> None:
    rng = np.random.default_rng(51)
    cases: list[Case] = []
    while len(cases) < 400:
        p = random_problem(rng)
        n = p.shape[0]
        wanted = np.where(rng.random(n) < 0.1, 0, 1)
        p = replace(
            p,
            credit=rng.integers(0, 5, n) if rng.random() < 0.3 else None,
            wanted=np.where([i in dict(p.pins) for i in range(n)], 1, wanted),
            seed=int(rng.integers(4)),
        )
        found = solved(p)
        if found is None or p.least_if_used:
            continue
        cases.append((p, found, drawn_changes(rng, p, found)))
    assert compare(cases) > 150


@pytest.mark.parametrize("alpha", [2.0, 1.0, 0.5])
def test_the_balanced_objective(alpha: float) -> None:
    rng = np.random.default_rng([52, int(alpha * 10)])
    cases: list[Case] = []
    while len(cases) < 60:
        n, m = (int(k) for k in rng.integers(3, 9, 2))
        p = problem(
            rng.integers(0, rng.choice([4, 1001]), (n, m)) * 999,
            rng.random((n, m)) < 0.8,
            rng.integers(0, 3, m),
            objective=Objective("balanced", alpha, max_price=0.05),
            order=str(rng.choice(["pairs_first", "points_first"])),
        )
        found = solve(p)
        cases.append((p, found, drawn_changes(rng, p, found)))
    assert compare(cases) > 20


def test_larger_rounds_with_many_ties() -> None:
    rng = np.random.default_rng(53)
    cases: list[Case] = []
    for number in range(6):
        scores = rng.integers(0, (12, 100_000)[number % 2], (200, 150)) * 9
        p = problem(
            scores,
            rng.random((200, 150)) < 0.6,
            rng.integers(0, 3, 150),
            places_max=rng.integers(2, 4, 150),
            extra_place_cost=1_000,
            objective=Objective("balanced", 2.0, max_price=0.02),
        )
        found = solve(p)
        changes = [change for _ in range(4) for change in drawn_changes(rng, p, found)]
        bans = [change for change in changes if change["do"] == "ban"]
        cases.append((p, found, bans if number < 4 else changes))
    assert compare(cases) >= 4


def test_one_pin_costs_what_the_matrix_says() -> None:
    rng = np.random.default_rng(54)
    cases = []
    while len(cases) < 25:
        p = random_problem(rng)
        found = solved(p)
        if found is not None:
            cases.append((p, found))
    documents = [document_of(p, found) for p, found in cases]
    told = ask(documents, [{"ask": "prices", "document": k} for k in range(len(cases))])
    priced = [
        (entry["cost"], {"do": "pin", "mentee": i, "mentor": entry["mentor"]}, k)
        for k, rows in enumerate(told)
        for i, entries in enumerate(rows)
        for entry in entries
    ]
    questions = [{"ask": "solve", "document": k, "changes": [pin]} for _, pin, k in priced]
    for (cost, _, k), answer in zip(priced, ask(documents, questions), strict=True):
        assert answer["ok"] == (cost is not None)
        if answer["ok"]:
            first = documents[k]["order"] == "pairs_first"
            lost = [answer["before"][key] - answer["after"][key] for key in ("coverage", "gain")]
            assert cost == [lost[0] * first, 0, lost[1]]
    assert len(priced) > 100


def test_priorities_are_those_of_the_engine() -> None:
    from hsr_match.matching.tie_break import person_tickets, priorities

    p = problem(np.zeros((40, 30)), seed=7)
    pairs = [[i, j] for i in range(40) for j in range(30)]
    (told,) = ask([document_of(p, solve(p))], [{"ask": "priority", "pairs": pairs}])
    mentees = person_tickets(p.mentee_keys, "mentee", 7)
    mentors = person_tickets(p.mentor_keys, "mentor", 7)
    assert told == priorities(mentees[:, None], mentors[None, :]).ravel().tolist()


def test_what_cannot_be_made_is_told_in_words() -> None:
    p = problem(
        [[5, 4, 3], [5, 4, 3], [5, 4, 3]],
        [[1, 1, 1], [1, 1, 0], [1, 1, 1]],
        [1, 1, 0],
        places_min=[1, 0, 0],
        minimum_always=True,
        wanted=[1, 1, 0],
        pins=((0, 0),),
    )
    no_place = "together with the other changes, pins and least numbers leave no place with"
    barred = "a rule bars the pair that nobody can set aside."
    both = "is asked for and ruled out at once: remove one of the two changes."
    cases = [
        ("pin 0 1", "mentee 1 with mentor 2 cannot be made: mentee 1 is asked to go to mentor 1."),
        ("ban 0 0", "mentee 1 with mentor 1 cannot be ruled out: the pair is asked for."),
        ("pin 1 2", f"mentee 2 with mentor 3 cannot be made: {barred}"),
        ("pin 2 0", "mentee 3 with mentor 1 cannot be made: mentee 3 wants no mentor."),
        ("pin 1 0", f"mentee 2 with mentor 1 cannot be made: {no_place} mentor 1."),
        ("ban 1 1, pin 1 1", f"mentee 2 with mentor 2 {both}"),
    ]
    questions = []
    for told, _ in cases:
        split = [one.split() for one in told.split(", ")]
        changes = [{"do": do, "mentee": int(i), "mentor": int(j)} for do, i, j in split]
        questions.append({"ask": "solve", "changes": changes})
    answers = ask([document_of(p, solve(p))], questions)
    assert [answer["words"] for answer in answers] == [words for _, words in cases]


def test_a_least_number_that_would_fail_is_told() -> None:
    p = problem([[5, 4]], [[1, 1]], [1, 1], places_min=[1, 0], minimum_always=True)
    changes = [{"do": "ban", "mentee": 0, "mentor": 0}]
    (answer,) = ask([document_of(p, solve(p))], [{"ask": "solve", "changes": changes}])
    assert answer["words"] == (
        "mentee 1 with mentor 1 cannot be ruled out: together with the other changes and with "
        "what must hold, no pairs are left that keep to everything."
    )
