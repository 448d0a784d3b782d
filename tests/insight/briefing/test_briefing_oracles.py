"""Figures of a briefing against plain loops and plain enumeration."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.insight.briefing.rows import Rows
from hsr_match.insight.briefing.survey import LISTED, survey
from hsr_match.matching import solve
from tests.insight.briefings import bare, figure, told
from tests.matching.problems import assignments, best, problem, small_problems

ALL = slice(None)


def tables(p: Any) -> tuple[Any, Any]:
    return p.scores.block(ALL, ALL).tolist(), p.eligible.block(ALL, ALL).tolist()


def wishes(p: Any, pairs: Any) -> tuple[set[Any], dict[Any, int]]:
    """(mentee, mentor) where the mentee would rather; and the gains of those who both would."""
    scores, mask = tables(p)
    n, m = p.shape
    own = {i: scores[i][j] for i, j in pairs}
    theirs: dict[int, list[int]] = {j: [] for j in range(m)}
    for i, j in pairs:
        theirs[j].append(scores[i][j])
    rather, both = set(), {}
    for i in range(n):
        for j in range(m):
            if not mask[i][j] or (i, j) in pairs or not p.wanted[i]:
                continue
            if i in own and scores[i][j] <= own[i]:
                continue
            rather.add((i, j))
            free = len(theirs[j]) < p.places[j]
            if free or (theirs[j] and scores[i][j] > min(theirs[j])):
                gained = scores[i][j] - (0 if free else min(theirs[j]))
                both[i, j] = min(scores[i][j] - own.get(i, 0), gained)
    return rather, both


@limits(max_examples=150, deadline=None)
@given(small_problems(), st.randoms())
def test_who_would_rather_have_whom(p: Any, dice: Any) -> None:
    """Any matching will do: an optimum leaves few who would both rather change."""
    pairs = dice.choice([*itertools.islice(assignments(p), 200)])
    matching = replace(solve(p), pairs=pairs)
    rather, both = wishes(p, matching.pairs)
    found = survey(Rows(p, matching))
    scores, mask = tables(p)
    assert found.blocking == len(both)
    assert [(i, j) in both for i, j, _ in found.strongest] == [True] * min(LISTED, len(both))
    assert [gain for _, _, gain in found.strongest] == sorted(both.values(), reverse=True)[:LISTED]
    used = {j for _, j in matching.pairs}
    envious = {i for i, j in rather if j in used}
    assert set(np.flatnonzero(found.envious).tolist()) == envious
    for j in range(p.shape[1]):
        mine = sorted((i for i, k in rather if k == j), key=lambda i: (-scores[i][j], i))
        assert found.wanted_by[j] == tuple(mine[:LISTED])
        assert found.more_wanted[j] == len(mine[LISTED:])
    for i, row in enumerate(mask):
        assert found.possible[i] == sum(row)
        assert found.best[i] == max(
            (s for s, ok in zip(scores[i], row, strict=True) if ok), default=0
        )


@limits(max_examples=60, deadline=None)
@given(small_problems())
def test_the_survey_is_the_same_whatever_is_read_at_once(p: Any) -> None:
    import hsr_match.insight.briefing.rows as rows
    import hsr_match.insight.briefing.survey as surveys

    matching = solve(p)
    whole = survey(Rows(p, matching))
    kept, height = rows.KEPT_WHOLE, surveys.ROWS_AT_ONCE
    try:
        rows.KEPT_WHOLE, surveys.ROWS_AT_ONCE = 0, 2
        parts = survey(Rows(p, matching, at_once=2))
    finally:
        rows.KEPT_WHOLE, surveys.ROWS_AT_ONCE = kept, height
    assert parts.wanted_by == whole.wanted_by
    assert (parts.blocking, parts.strongest) == (whole.blocking, whole.strongest)
    for name in ("possible", "best", "more_wanted", "envious"):
        assert (getattr(parts, name) == getattr(whole, name)).all()


def difference(before: Any, after: Any) -> tuple[int, int, int]:
    """(coverage, pairs, gain) lost, 0 where coverage or pairs are no rung."""
    if isinstance(before, tuple):
        return before[0] - after[0], 0, before[1] - after[1]
    return 0, 0, before - after


@limits(max_examples=100, deadline=None)
@given(small_problems())
def test_a_place_more_and_a_withdrawal_by_enumeration(p: Any) -> None:
    briefing = told(bare(p))
    assert briefing.pricing == "exact"
    before = best(p)
    for mentor in briefing.mentors:
        here = np.arange(p.shape[1]) == mentor.mentor
        more = replace(p, places=p.places + here, places_max=p.places_max + here)
        assert mentor.one_more == difference(before, best(more))
        gone = replace(p, places=p.places * ~here, places_max=p.places_max * ~here)
        assert mentor.leaves == difference(before, best(gone))


@limits(max_examples=60, deadline=None)
@given(small_problems())
def test_alternatives_cost_what_enumeration_says(p: Any) -> None:
    briefing = told(bare(p))
    before = best(p)
    for entry in (*briefing.pairs, *briefing.unmatched):
        mentee = entry.mentee if hasattr(entry, "mentee") else entry.told.mentee
        for other in entry.alternatives:
            after = best(replace(p, pins=((mentee, other.mentor),)))
            possible = not other.barred_by and after is not None
            assert other.lost == (difference(before, after) if possible else None)


@limits(max_examples=100, deadline=None)
@given(small_problems(negative=False))
def test_the_share_of_the_best_possible(p: Any) -> None:
    briefing = told(bare(p))
    pairs = briefing.outcome.matching.pairs
    if not pairs:
        assert all(part.code != "score" for part in briefing.quality)
        return
    scores, mask = tables(p)
    tops = {i: max(s for s, ok in zip(scores[i], mask[i], strict=True) if ok) for i, _ in pairs}
    kept = [scores[i][j] / tops[i] if tops[i] else 1.0 for i, j in pairs]
    said = figure(briefing, "score", "Share of the best possible, worst")
    assert said == percent(min(kept))
    said = figure(briefing, "score", "Share of the best possible, mean")
    assert said == percent(sum(kept) / len(kept))


def percent(share: float) -> str:
    whole = int(share * 100 + 0.5 + 1e-9)
    if whole == 100 and share < 1 - 1e-12:
        return "over 99 %"
    return "under 1 %" if not whole and share > 0 else f"{whole} %"


def test_the_oracle_itself_sees_a_blocking_pair() -> None:
    # E1-R1 and E2-R2 would give 9 + 1; the best total crosses them.
    p = problem([[9, 8], [7, 1]])
    pairs = solve(p).pairs
    assert pairs == ((0, 1), (1, 0))
    assert wishes(p, pairs)[1] == {(0, 0): 1}
    assert len(list(assignments(p))) == 7
    briefing = told(bare(p))
    assert figure(briefing, "stability", "Who would both score higher together") == "1"
    assert (
        figure(briefing, "stability", "Mentees who would rather have somebody else's mentor") == "1"
    )
