"""What the benchmarks solve: cohorts of clustered people, and scores that are never stored.

Uniform random scores are much easier than what a scheme has: there everybody
has some mentor of their own. People of a field want the same few mentors, and
scores of few decimals are nearly equal, so the search has to look far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching import MatchingProblem
from hsr_match.matching.eligible import GivenGains, GivenMask

Table = NDArray[np.int64]
Reals = NDArray[np.float64]

CLUSTERS, LATENT = 12, 16
UNITS = 1_000_000
"""Units of a score of 1."""

UNITS_PER_SCORE = 10**9
"""Products of shares and covers that make one unit."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """A size: mentees, mentors, most places per mentor, decimals of the scores."""

    mentees: int
    mentors: int
    most_places: int = 1
    decimals: int = 4

    @property
    def name(self) -> str:
        """What stands in tables."""
        places = f"1–{self.most_places} places" if self.most_places > 1 else "1 place each"
        return f"{self.mentees:,} × {self.mentors:,}, {places}"


def clustered(cohort: Cohort, seed: int = 3) -> Table:
    """Return integer scores of all pairs, 0 … 10^6, shape (mentees, mentors).

    Likeness of two people in one of 12 clusters of a 16-dimensional space
    counts 0.6, three answers of 3, 4 and 6 kinds 0.08 each where they are the
    same, and a mentor's popularity up to 0.16; then rounded to the decimals.
    """
    n, m = cohort.mentees, cohort.mentors
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(CLUSTERS, LATENT))

    def people(count: int) -> Reals:
        place = centres[rng.integers(0, CLUSTERS, count)]
        place = place + 0.6 * rng.normal(size=(count, LATENT))
        return np.asarray(place / np.linalg.norm(place, axis=1, keepdims=True))

    left, right = people(n), people(m)
    answers = [(rng.integers(0, k, n), rng.integers(0, k, m)) for k in (3, 4, 6)]
    popularity = 0.16 * rng.random(m)
    scores = np.empty((n, m), dtype=np.int64)
    for start in range(0, n, 512):
        rows = slice(start, start + 512)
        likeness = 0.3 * (left[rows] @ right.T + 1) + popularity
        for mine, theirs in answers:
            likeness += 0.08 * (mine[rows, None] == theirs[None, :])
        whole = np.rint(np.clip(likeness, 0, 1) * 10**cohort.decimals)
        scores[rows] = whole.astype(np.int64) * (UNITS // 10**cohort.decimals)
    return scores


def places_of(cohort: Cohort, seed: int = 5) -> Table:
    """Return the places of each mentor, 1 to the most."""
    rng = np.random.default_rng(seed)
    return rng.integers(1, cohort.most_places + 1, cohort.mentors)


def dense_problem(cohort: Cohort, seed: int = 3) -> MatchingProblem:
    """Return a cohort with a stored table of scores; everybody is eligible for everybody."""
    scores = clustered(cohort, seed)
    mask = np.ones(scores.shape, dtype=np.bool_)
    return _problem(cohort, GivenGains(scores), GivenMask(mask))


class FactorScores:
    """Scores as a product of factors, worked out block by block and never stored.

    The arithmetic is that of the program's own scores: shares of a mentee add up
    to about 10^12, a mentor covers 0–1000 of each, a score is the sum of the
    products in units of 10^9, 0 … 10^6, and exact.
    """

    def __init__(self, cohort: Cohort, factors: int = 64, seed: int = 3) -> None:
        rng = np.random.default_rng(seed)
        profiles = rng.gamma(0.5, size=(CLUSTERS, factors))
        mentees = profiles[rng.integers(0, CLUSTERS, cohort.mentees)]
        shares = mentees * rng.gamma(1.0, size=(cohort.mentees, factors)) + 1e-3
        self._left = np.rint(shares / shares.sum(axis=1, keepdims=True) * 10**12)
        mentors = profiles[rng.integers(0, CLUSTERS, cohort.mentors)]
        covers = 500 * mentors * rng.random((cohort.mentors, factors))
        covers += rng.integers(0, 300, (cohort.mentors, factors))
        self._right = np.ascontiguousarray(np.rint(np.clip(covers, 0, 1000)).T)
        self.shape = (cohort.mentees, cohort.mentors)

    def block(self, rows: slice, columns: slice) -> Table:
        """Return integer scores of a block of pairs."""
        units: Table = (self._left[rows] @ self._right[:, columns]).astype(np.int64)
        units += UNITS_PER_SCORE // 2
        units //= UNITS_PER_SCORE
        return units


class Everyone:
    """A mask that bars nobody and takes no room."""

    def __init__(self, cohort: Cohort) -> None:
        self.shape = (cohort.mentees, cohort.mentors)

    def block(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Return true for every pair."""
        height, width = (
            len(range(*part.indices(size)))
            for part, size in zip((rows, columns), self.shape, strict=True)
        )
        return np.ones((height, width), dtype=np.bool_)


def factor_problem(cohort: Cohort, factors: int = 64) -> MatchingProblem:
    """Return a cohort whose scores are products of factors."""
    return _problem(cohort, FactorScores(cohort, factors), Everyone(cohort))


def _problem(cohort: Cohort, scores: object, eligible: object) -> MatchingProblem:
    n, m = cohort.mentees, cohort.mentors
    places = places_of(cohort)
    return MatchingProblem(
        scores=scores,  # type: ignore[arg-type]
        eligible=eligible,  # type: ignore[arg-type]
        mentee_keys=[f"id:e{i}" for i in range(n)],
        mentor_keys=[f"id:r{j}" for j in range(m)],
        wanted=np.ones(n, dtype=np.int64),
        places_min=np.zeros(m, dtype=np.int64),
        places=places,
        places_max=places,
        scale=UNITS,
        score_bound=UNITS,
    )
