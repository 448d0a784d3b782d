"""What tells mentors apart, whose scores rest on little, and what was left blank."""

from __future__ import annotations

import numpy as np
import pytest

from hsr_match.cohort.model import Cohort
from hsr_match.config import Settings
from hsr_match.insight import separation
from hsr_match.insight.blanks import blanks
from hsr_match.insight.separation import separations, thin_mentees
from hsr_match.scoring import score_pairs
from tests.insight.runs import mentee, mentor


def test_the_spread_is_the_standard_deviation_of_the_points() -> None:
    """One mentee, needs alone: 100, 85 and 25 points."""
    people = Cohort(
        (mentee(1, needs={"teaching": 1}),),
        tuple(mentor(j, offers={"teaching": level}) for j, level in ((1, 3), (2, 2), (3, 1))),
    )
    found = {row.criterion: row for row in separations(score_pairs(people, Settings()))}
    assert found["needs"].spread == round(float(np.std([1_000_000, 850_000, 250_000])))
    assert (found["needs"].mentees, found["needs"].of) == (1, 1)
    assert found["methods"].mentees == 0
    assert "lived_experience" not in found


def test_a_larger_cohort_is_looked_at_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separation, "ROWS_AT_ONCE", 5)
    monkeypatch.setattr(separation, "LOOKED_AT", 10)
    people = Cohort(
        tuple(mentee(i, needs={"teaching": 1}) for i in range(1, 41)),
        (mentor(1, offers={"teaching": 3}), mentor(2, offers={"teaching": 1})),
    )
    found = {row.criterion: row for row in separations(score_pairs(people, Settings()))}
    assert found["needs"].mentees == found["needs"].of == 10


def test_thin_is_who_answers_little_whoever_the_mentor() -> None:
    people = Cohort(
        (mentee(1, needs={"teaching": 1}), mentee(2)), (mentor(1, offers={"teaching": 3}),)
    )
    scores = score_pairs(people, Settings())
    share = float(scores.evidence(slice(0, 1), slice(0, 1))[0, 0])
    assert thin_mentees(scores, share) == (1,)
    assert thin_mentees(scores, share + 0.01) == (0, 1)


def test_blanks_count_scored_questions_and_nothing_told_in_confidence() -> None:
    people = Cohort((mentee(1, needs={"teaching": 1}), mentee(2)), (mentor(1),))
    found = {(row.column, row.role): (row.blank, row.people) for row in blanks(people)}
    assert found["needs", "mentee"] == (1, 2)
    assert found["offers", "mentor"] == (1, 1)
    assert not {"experience_wanted", "not_these", "access_needs"} & {c for c, _ in found}
    assert ("needs", "mentor") not in found
