"""Tables of given scores."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hsr_match.cohort.given_scores import GivenScores


def table(
    mentees: int,
    mentors: int,
    scores: Mapping[tuple[int, int], int],
    *,
    places: int = 1,
    decimals: int = 0,
    barred: tuple[tuple[int, int], ...] = (),
) -> GivenScores:
    """Scores as integers by (mentee, mentor) position; every mentor has the same places."""
    pairs = sorted(scores)
    many = np.full(mentors, places, dtype=np.int64)
    return GivenScores(
        mentees=tuple(f"E{i + 1}" for i in range(mentees)),
        mentors=tuple(f"R{j + 1}" for j in range(mentors)),
        mentee_keys=tuple(f"id:e{i + 1}" for i in range(mentees)),
        mentor_keys=tuple(f"id:r{j + 1}" for j in range(mentors)),
        rows=np.array([i for i, _ in pairs], dtype=np.int64),
        columns=np.array([j for _, j in pairs], dtype=np.int64),
        values=np.array([scores[p] for p in pairs], dtype=np.int64),
        barred=barred,
        decimals=decimals,
        places_min=np.zeros(mentors, dtype=np.int64),
        places=many,
        places_max=many,
    )
