"""Gains and priorities, worked out twice, are the same integers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hsr_match.matching import gains as solver_gains
from hsr_match.matching import tie_break
from hsr_match.proof import objective

EVERY_SCORE = np.arange(1_000_001, dtype=np.int64)


@pytest.mark.parametrize("alpha", [0.0, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0])
def test_gains_agree_on_every_score_there_is(alpha: float) -> None:
    told = objective.gains(EVERY_SCORE, alpha)
    assert (told == solver_gains.transform(EVERY_SCORE, alpha)).all()
    assert (np.diff(told) >= 0).all()
    if alpha:
        assert (told[0], told[-1]) == (0, 1_000_000)


@given(st.integers(0, 1_000_000))
def test_alpha_2_is_the_exact_fraction(score: int) -> None:
    x, low, high = score + 10_000, 10_000, 1_010_000
    exact = 10**6 * (Fraction(1, low) - Fraction(1, x)) / (Fraction(1, low) - Fraction(1, high))
    told = int(objective.gains(np.array([score], dtype=np.int64), 2.0)[0])
    assert told == (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def test_where_floats_cannot_decide_decimals_do() -> None:
    # So mild a transform that floats lose ten digits: nearly the logarithm.
    few = np.array([0, 1, 250_000, 999_999, 1_000_000], dtype=np.int64)
    nearly = objective.gains(few, 0.9999999999)
    assert np.abs(nearly - objective.gains(few, 1.0)).max() <= 1
    x = Decimal(260_000)
    share = 10**6 * (x.ln() - Decimal(10_000).ln()) / Decimal(101).ln()
    assert objective.gains(few, 1.0)[2] == int(share + Decimal("0.5"))


@given(
    st.lists(st.text(), min_size=1, max_size=4),
    st.lists(st.text(), min_size=1, max_size=4),
    st.integers(0, 10**15 - 1),
)
def test_priorities_agree(mentees: list[str], mentors: list[str], seed: int) -> None:
    first = tie_break.priorities(
        tie_break.person_tickets(mentees, "mentee", seed)[:, None],
        tie_break.person_tickets(mentors, "mentor", seed)[None, :],
    )
    second = objective.priorities(
        objective.tickets(mentees, "mentee", seed)[:, None],
        objective.tickets(mentors, "mentor", seed)[None, :],
    )
    assert (first == second).all()


def test_a_priority_by_hand_in_python_integers() -> None:
    from hashlib import blake2b

    def ticket(role: str, key: str) -> int:
        digest = blake2b(f"{role}\0{key}".encode(), digest_size=8, key=b"2026").digest()
        return int.from_bytes(digest, "big")

    z = (ticket("mentee", "id:e1") + 0x9E3779B97F4A7C15 * ticket("mentor", "id:r1")) % 2**64
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
    z ^= z >> 31
    told = objective.priorities(
        objective.tickets(["id:e1"], "mentee", 2026), objective.tickets(["id:r1"], "mentor", 2026)
    )
    assert told.tolist() == [z >> 24]
