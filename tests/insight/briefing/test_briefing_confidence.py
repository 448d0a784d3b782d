"""Nothing told in confidence is anywhere in a briefing, whoever is named in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from hsr_match.config.fields import fields
from hsr_match.config.vocabulary import vocabulary
from hsr_match.insight.supply import CONFIDENTIAL
from tests.insight.briefings import told
from tests.insight.rounds import REFUSALS
from tests.insight.runs import Run, mentee, mentor, run
from tests.insight.test_confidence import CANARIES, everything_gated, gated

SECRET = "Xyzzyplugh"


@pytest.fixture(scope="module")
def runs() -> list[Run]:
    return everything_gated()


@pytest.mark.parametrize("named", [False, True])
def test_no_gated_word_is_in_any_part(runs: list[Run], named: bool) -> None:
    for made in runs:
        text = repr(told(made, named=named))
        assert [word for word in CANARIES if word in text] == []


def secrets(draw: Any, role: str, count: int) -> dict[str, Any]:
    """Answers of one person that nobody else may read, the secret word in all that can hold it."""
    other = "r" if role == "mentee" else "e"
    somebody = f"id:{other}{draw(st.integers(1, count)):02}"
    answers: dict[str, Any] = {
        "not_these": (f"id:{SECRET}", *([somebody] if draw(st.booleans()) else [])),
        "conflicts": ((f"id:{SECRET}", "private"), (somebody, "family_personal")),
        "email": f"{SECRET}@example.org",
        f"monitor_{SECRET}": SECRET,
        "monitor_ethnicity": SECRET,
    }
    answers |= {
        field.name: SECRET
        for field in fields().values()
        if field.type == "text" and field.name not in ("organisation", "department", "group")
    }
    if "stuck" in fields():
        answers["stuck"] = (SECRET, *gated("stuck"))
    if role == "mentee":
        answers["experience_wanted"] = (draw(st.sampled_from(gated("lived_experience"))),)
    else:
        answers["lived_experience_offered"] = (draw(st.sampled_from(gated("lived_experience"))),)
    return answers


@st.composite
def secretive(draw: st.DrawFn) -> Run:
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    needs = st.sampled_from(["teaching", "career_planning", *gated("needs")])
    mentees = [
        mentee(
            i,
            needs={draw(needs): draw(st.integers(1, 3)), draw(needs): 3},
            **secrets(draw, "mentee", m),
        )
        for i in range(1, n + 1)
    ]
    mentors = [
        mentor(
            j,
            offers={draw(needs): draw(st.integers(0, 3)), draw(needs): None},
            places=draw(st.integers(1, 2)),
            **secrets(draw, "mentor", n),
        )
        for j in range(1, m + 1)
    ]
    return run(mentees, mentors)


@limits(max_examples=60, deadline=None)
@given(secretive(), st.booleans())
def test_no_secret_word_gets_through(made: Run, named: bool) -> None:
    text = repr(told(made, named=named))
    assert SECRET not in text
    assert SECRET.lower() not in text.lower()
    assert [word for word in CANARIES if word in text] == []


def test_the_canary_would_be_seen() -> None:
    loud = replace(mentee(1, needs={"teaching": 1}), name=SECRET)
    made = run([loud], [mentor(1, offers={"teaching": 3})])
    assert SECRET in repr(told(made, named=True))
    assert SECRET not in repr(told(made, named=False))


def test_refusals_and_private_conflicts_cannot_be_told_apart() -> None:
    texts = {
        repr(
            told(
                run(
                    [mentee(1, needs={"teaching": 1}, **mine)],
                    [
                        mentor(1, offers={"teaching": 3}, **theirs),
                        mentor(2, offers={"teaching": 1}),
                    ],
                )
            )
        )
        for mine, theirs in REFUSALS
    }
    assert len(texts) == 1
    assert "not available" in texts.pop()


def test_confidential_needs_stand_in_one_row_of_counts() -> None:
    needs = gated("needs")[:3]
    people = [mentee(i, needs={need: 3}) for i, need in enumerate(needs, start=1)]
    briefing = told(run(people, [mentor(1, offers={"teaching": 3}, places=3)]))
    rows = [entry for entry in briefing.advice if entry.by == "need"]
    assert [(entry.what, entry.mentees, entry.short) for entry in rows] == [(CONFIDENTIAL, 3, 3)]
    assert rows[0].sentence == (
        "3 mentees ask for help with confidential needs and no mentor offers it: "
        "recruit one who does."
    )
    supply = next(chart for chart in briefing.charts if chart.kind == "supply")
    assert [row[0] for row in supply.rows] == ["Confidential needs"]


def test_gated_needs_exist_at_all() -> None:
    assert {"teaching", "career_planning"} <= set(vocabulary("needs").terms)
    assert gated("needs")
    assert gated("lived_experience")
