"""Ranks, points and evidence of explained pairs equal plain loops over the scores."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.config import Settings
from hsr_match.insight import explain_matching
from hsr_match.insight.standing import standing
from hsr_match.matching import solve
from tests.insight.runs import chosen, mentee, mentor, run, run_cohort
from tests.matching.problems import small_problems
from tests.scoring.cohorts import cohorts

ALL = slice(None)


@limits(max_examples=100, deadline=None)
@given(small_problems())
def test_ranks_equal_a_plain_loop(asked: Any) -> None:
    result = solve(asked)
    insight = explain_matching(asked, result, Settings())
    table, mask = asked.scores.block(ALL, ALL), asked.eligible.block(ALL, ALL)
    for pair in insight.pairs:
        better = 0
        for j in range(asked.shape[1]):
            if mask[pair.mentee, j] and table[pair.mentee, j] > pair.score:
                better += 1
        assert pair.rank == better + 1
        assert pair.score == table[pair.mentee, pair.mentor]
    assert [(p.mentee, p.mentor) for p in insight.pairs] == list(result.pairs)
    assert insight.barred == ({} if mask.all() else {"not_listed": int((~mask).sum())})


@limits(max_examples=60, deadline=None)
@given(small_problems(), st.integers(1, 3))
def test_ranks_do_not_depend_on_the_size_of_blocks(asked: Any, rows: int) -> None:
    from hsr_match.insight import standing as module

    pairs = [(i, j) for j in range(asked.shape[1]) for i in range(asked.shape[0])]
    whole = standing(asked, pairs)
    kept, module.ROWS_AT_ONCE = module.ROWS_AT_ONCE, rows
    try:
        cut = standing(asked, pairs)
    finally:
        module.ROWS_AT_ONCE = kept
    assert cut.scores.tolist() == whole.scores.tolist()
    assert cut.ranks.tolist() == whole.ranks.tolist()
    assert cut.possible.tolist() == whole.possible.tolist()
    assert cut.zero == whole.zero


@limits(max_examples=40, deadline=None)
@given(cohorts())
def test_points_add_up_and_are_those_of_the_scores(cohort: Any) -> None:
    made = run_cohort(cohort, Settings())
    names = made.scores.criteria
    points, evidence = made.scores.points(ALL, ALL), made.scores.evidence(ALL, ALL)
    for pair in made.insight.pairs:
        of = dict(zip(names, points[pair.mentee, pair.mentor].tolist(), strict=True))
        of["needs"] += of.pop("lived_experience")
        assert pair.points == of
        assert sum(pair.points.values()) == pair.score
        assert pair.evidence == evidence[pair.mentee, pair.mentor]


@limits(max_examples=20, deadline=None)
@given(cohorts())
def test_the_lines_of_every_pair_add_up_to_its_score(cohort: Any) -> None:
    settings = chosen(step_ahead="preferred", meeting_format="preferred", preferred_cost=7)
    made = run_cohort(cohort, settings)
    table = made.scores.block(ALL, ALL)
    for i in range(made.problem.shape[0]):
        for j in range(made.problem.shape[1]):
            for confidential in (False, True):
                detail = made.detail(i, j, confidential=confidential)
                assert detail.score == table[i, j]
                assert sum(row.units for row in detail.rows) == detail.score
                assert sum(detail.criteria.values()) == detail.score
                for name, units in detail.criteria.items():
                    assert sum(r.units for r in detail.rows if r.criterion == name) == units
                # A line can be rounded up by at most one unit.
                assert all(row.units < row.possible + 1 for row in detail.rows if row.possible)
                assert ("lived_experience" in detail.criteria) == confidential


def test_what_preferred_rules_took_off_is_a_line_of_its_own() -> None:
    mine = mentee(needs={"teaching": 1}, organisation="a")
    theirs = mentor(offers={"teaching": 2}, organisation="a")
    base = Settings().rules.other_organisation
    rule = type(base)(level="preferred")
    made = run([mine], [theirs], chosen(other_organisation=rule, preferred_cost=10))
    assert made.pair().score == 750_000
    assert made.pair().points["preferred_rules"] == -100_000
    line = made.detail().rows[-1]
    assert (line.criterion, line.item, line.units) == (
        "preferred_rules",
        "the same organisation",
        -100_000,
    )


def test_explaining_a_matching_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from hsr_match.config import Settings\n"
        "from hsr_match.insight import explain_matching, explain_pair, read_run\n"
        "from tests.insight.runs import mentee, mentor, run\n"
        "run([mentee(needs={'teaching': 1})], [mentor(offers={'teaching': 2})])\n"
        "heavy = {'pandas', 'scipy', 'pydantic', 'yaml', 'rich', 'openpyxl'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
