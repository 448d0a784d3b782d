"""All rules together: blocks equal a plain double loop, at every level."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.cohort.model import Cohort, Person
from hsr_match.config.settings import Decision
from hsr_match.rules import compile_rules, plain
from tests.rules.people import LEVELS, pair, settings
from tests.rules.plain_loop import objections

NAMES = ("a", "b", "c", "d")
FAMILIES = (("A", "B"), ("b", "c"))


def answers(role: str, others: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(st.sampled_from(others), max_size=2).map(tuple)
    kinds = st.sampled_from(["manager", "co_author", "family_personal", "private", "odd"])
    fields: dict[str, st.SearchStrategy[Any]] = {
        "email": st.sampled_from(["x@example.org", "X@example.org", "y@example.org"]),
        "organisation": st.sampled_from(NAMES),
        "other_organisations": st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        "department": st.sampled_from(["Health", "health", "Law"]),
        "conflicts": st.lists(st.tuples(st.sampled_from(others), kinds), max_size=2).map(tuple),
        "not_these": some,
        "languages": st.lists(st.sampled_from(["en", "English", "cy"]), max_size=2).map(tuple),
        "meeting_format": st.lists(
            st.sampled_from(["online", "in_person", "hybrid", "phone"]), max_size=2, unique=True
        ).map(tuple),
        "group_or_peer_ok": st.booleans(),
        "career_stage": st.integers(1, 4),
        "contribution_people": st.integers(0, 3),
        "methods": st.dictionaries(
            st.sampled_from(["qualitative", "modelling"]),
            st.sampled_from(["want_to_learn", "use", "can_teach"]),
        ),
    }
    if role == "mentee":
        needs = ["teaching", "methods_skill", "co_authoring", "caring_and_work", "bias_exclusion"]
        fields |= {
            "growth_line": st.sampled_from(["people", "none"]),
            "essential_need": st.sampled_from(needs),
            "co_authoring_level": st.sampled_from(["feedback_only", "joint_project"]),
            "experience_wanted": st.sampled_from([("part_time",), ()]),
        }
    else:
        offers = ["teaching", "writing_publishing", "co_authoring", "wellbeing_balance"]
        fields |= {
            "offers": st.dictionaries(st.sampled_from(offers), st.none() | st.integers(0, 3)),
            "co_authoring_offered": st.sampled_from(["none", "feedback_only", "joint_writing"]),
            "lived_experience_offered": st.sampled_from([("part_time",), ("parent_or_carer",)]),
            "group": st.booleans(),
        }
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def cohorts(draw: st.DrawFn) -> Cohort:
    n, m = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    keys = tuple(f"id:{x}" for x in ("e0", "e1", "e2", "e3", "r0", "r1", "r2", "r3", "gone"))
    mentees = [
        Person(f"id:e{i}", f"E{i}", "mentee", "", draw(answers("mentee", keys))) for i in range(n)
    ]
    # The last mentor may be a mentee too.
    ids = [f"e{j}" if j == 3 else f"r{j}" for j in range(m)]
    mentors = [
        Person(f"id:{x}", f"R{j}", "mentor", "", draw(answers("mentor", keys)))
        for j, x in enumerate(ids)
    ]
    past = draw(st.sets(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=3))
    return Cohort(tuple(mentees), tuple(mentors), past_pairs=frozenset(past))


@st.composite
def cases(draw: st.DrawFn) -> Any:
    cohort = draw(cohorts())
    level = st.sampled_from(["required", "preferred", "off"])
    bans = ()
    if cohort.mentees and cohort.mentors and draw(st.booleans()):
        bans = (Decision(mentee=cohort.mentees[0].id, mentor=cohort.mentors[-1].id),)
    chosen = settings(
        draw(level), families=FAMILIES, bans=bans, **{name: draw(level) for name in LEVELS}
    )
    return cohort, chosen


@limits(max_examples=100, deadline=None)
@given(cases())
def test_blocks_equal_a_plain_double_loop(case: Any) -> None:
    cohort, chosen = case
    compiled = compile_rules(cohort, chosen)
    n, m = len(cohort.mentees), len(cohort.mentors)
    assert compiled.shape == (n, m)
    everybody = slice(None)
    whole = compiled.block(everybody, everybody)
    broken = compiled.broken_preferences(everybody, everybody)
    counts: dict[str, int] = {}
    for i in range(n):
        for j in range(m):
            required, preferred = objections(cohort, chosen, i, j)
            assert sorted(compiled.objections(i, j)) == sorted(required)
            assert sorted(compiled.broken(i, j)) == sorted(preferred)
            assert whole[i, j] == (not required)
            assert broken[i, j] == len(preferred)
            for name in required:
                counts[name] = counts.get(name, 0) + 1
    assert {name: count for name, count in compiled.counts().items() if count} == counts
    for rows, columns in ((slice(1, 3), slice(0, 2)), (slice(2, 9), slice(1, None))):
        assert np.array_equal(compiled.block(rows, columns), whole[rows, columns])
        part = compiled.broken_preferences(rows, columns)
        assert np.array_equal(part, broken[rows, columns])


@pytest.mark.parametrize("width", [1, 3, 7])
def test_a_large_employer_is_written_in_parts(width: int, monkeypatch: Any) -> None:
    from hsr_match.rules import in_common

    monkeypatch.setattr(in_common, "ENTRIES_AT_ONCE", width)
    mentees = [("a", "b"), ("b",), (), ("c", "a"), ("a",)]
    mentors = [("a",), ("b", "a"), ("c",), (), ("a",)]
    rule = in_common.InCommon.of("other_organisation", "required", mentees, mentors)
    expected = [[bool(set(x) & set(y)) for y in mentors] for x in mentees]
    assert rule.block(slice(None), slice(None)).tolist() == expected
    assert rule.block(slice(1, 4), slice(1, 3)).tolist() == [row[1:3] for row in expected[1:4]]


def test_rules_that_are_off_or_object_to_nobody_are_not_compiled() -> None:
    assert compile_rules(pair(), settings("required", conflicts="required")).rules == ()
    cohort = pair({"organisation": "a"}, {"organisation": "a"})
    assert [r.name for r in compile_rules(cohort, settings("required")).rules] == [
        "other_organisation"
    ]
    assert compile_rules(cohort, settings("off")).rules == ()


def test_a_preferred_rule_forbids_nothing() -> None:
    cohort = pair({"organisation": "a"}, {"organisation": "a"})
    compiled = compile_rules(cohort, settings("preferred"))
    assert compiled.block(slice(None), slice(None)).all()
    assert compiled.objections(0, 0) == []
    assert compiled.broken(0, 0) == ["other_organisation"]
    assert compiled.counts() == {}


def test_every_rule_has_words() -> None:
    from hsr_match.rules.words import WORDS

    names = ["same_person", "not_available", "ban", "past_pair", "quality_floor"]
    names += ["other_organisation", "manager", "supervisor", "co_author", "joint_grant", "assessor"]
    names += ["essential_need", "department", "language", "meeting_format", "step_ahead", "group"]
    assert set(names) <= set(WORDS)
    assert all("_" not in plain(name) for name in names)


def test_the_default_settings_compile() -> None:
    from hsr_match.config import Settings

    chosen = replace(Settings())
    cohort = pair(
        {"organisation": "a", "conflicts": (("id:r1", "manager"),)}, {"organisation": "a"}
    )
    assert compile_rules(cohort, chosen).objections(0, 0) == ["other_organisation", "manager"]


def test_the_layer_loads_nothing_heavy() -> None:
    code = (
        "import sys, hsr_match.rules; hsr_match.rules.compile_rules;"
        "heavy = {'pandas', 'scipy', 'ortools', 'pydantic', 'yaml'} & set(sys.modules);"
        "sys.exit(', '.join(heavy) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
