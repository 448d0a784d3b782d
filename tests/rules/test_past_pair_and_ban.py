"""Pairs of earlier rounds, and pairs that the coordinator rules out."""

from __future__ import annotations

import pytest

from hsr_match.config.settings import Decision
from hsr_match.errors import UsageError
from tests.rules.people import barred, pair, settings


def test_a_past_pair_is_not_repeated() -> None:
    cohort = pair(past_pairs=frozenset({("id:e1", "id:r1"), ("id:gone", "id:r1")}))
    assert barred(cohort, settings(past_pairs="required")) == ["past_pair"]
    assert barred(cohort, settings(past_pairs="off")) == []


def test_the_roles_of_a_past_pair_matter() -> None:
    cohort = pair(past_pairs=frozenset({("id:r1", "id:e1")}))
    assert barred(cohort, settings(past_pairs="required")) == []


@pytest.mark.parametrize("words", [("E01", "R01"), ("mentee 1", "MENTOR 1"), ("e01", "r01")])
def test_a_ban_names_people_as_coordinators_do(words: tuple[str, str]) -> None:
    chosen = settings(bans=(Decision(mentee=words[0], mentor=words[1]),))
    assert barred(pair(), chosen) == ["ban"]


def test_a_ban_of_nobody_is_a_mistake() -> None:
    with pytest.raises(UsageError, match="R99"):
        barred(pair(), settings(bans=(Decision(mentee="E01", mentor="R99"),)))
