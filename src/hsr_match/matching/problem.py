"""The assignment problem: integers only, nothing about people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Order = Literal["pairs_first", "points_first"]
ObjectiveKind = Literal["total", "balanced", "worst_first", "highest_floor"]


class PairGains(Protocol):
    """Scores of pairs, served by block so that no full matrix need exist."""

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        ...

    def block(self, rows: slice, columns: slice) -> Ints:
        """Integer scores of a block of pairs (mentees on axis 0)."""
        ...


class PairMask(Protocol):
    """Which pairs may exist, served by block."""

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        ...

    def block(self, rows: slice, columns: slice) -> Mask:
        """Return true where the pair is eligible."""
        ...


@dataclass(frozen=True, slots=True)
class Objective:
    """What is maximised once coverage is settled.

    Attributes
    ----------
    kind
        ``total`` (sum of scores), ``balanced`` (sum of a concave transform),
        ``worst_first`` (as few pairs as can be at the lowest level of the score,
        then at the next one, and so on; then the total) or ``highest_floor``
        (the lowest level as high as can be, pins apart; then the total).
    alpha
        Strength of ``balanced``: 2 favours the worst-off most, 0 is ``total``.
    max_price
        Share of the best total, 0–1, that fairness may cost. ``worst_first`` or
        ``highest_floor``, if asked for, then the largest alpha of {alpha, 1, ½,
        0} that keeps within it is used.
    resolution
        Units of the score per level of ``worst_first`` and ``highest_floor``, at
        least 1; 100 units are 0.01 of a point.
    """

    kind: ObjectiveKind = "total"
    alpha: float = 2.0
    max_price: float = 1.0
    resolution: int = 100


@dataclass(frozen=True, slots=True)
class Spread:
    """No more than ``most`` mentees of one group with any mentor.

    Attributes
    ----------
    name
        The settings key, for messages (``organisation``, ``department``).
    groups
        Group of each mentee, shape (mentees,), 0 and up; −1 for none.
    most
        At least 1.
    """

    name: str
    groups: Ints
    most: int = 1


@dataclass(frozen=True, slots=True)
class Floor:
    """At least ``least`` pairs between some mentees and some mentors.

    Attributes
    ----------
    name
        For messages.
    mentees, mentors
        Who counts, shapes (mentees,) and (mentors,).
    least
        Pairs wanted, at least 1.
    """

    name: str
    mentees: Mask
    mentors: Mask
    least: int


@dataclass(frozen=True, slots=True)
class MatchingProblem:
    """A mentor–mentee assignment problem.

    Attributes
    ----------
    scores
        Integer score of every pair; ``scale`` units are 1.0 of the score (or
        the whole of 100 points).
    eligible
        Which pairs may exist, quality floor and bans included.
    mentee_keys, mentor_keys
        Stable identity keys; they only break ties.
    wanted
        Mentors wanted by each mentee, shape (mentees,), 0 and up.
    places_min, places, places_max
        Shape (mentors,), ``0 <= places_min <= places <= places_max``.
    minimum_always
        True: every mentor must reach ``places_min``. False: only if used at all.
    pins
        Pairs that must be made, as (mentee, mentor) positions.
    extra_place_cost
        Integer cost of the e-th place beyond ``places`` is ``e`` times this.
    scale
        Units of a score of 1.0 (100 points); 10^decimals for given scores.
    score_bound
        No score is larger in magnitude; None if nobody has looked.
    seed
        Key of the tie-break.
    mentee_ids, mentor_ids
        Ids for messages only; positions are used where they are missing.
    credit
        Units added to the objective when a mentee gets at least one mentor,
        shape (mentees,); None for none.
    mentor_groups
        Group of each mentor, −1 for none: the mentors of one mentee must be of
        different groups. None: they may be of one.
    spread
        Limits on mentees of one group with one mentor.
    apart, together
        Pairs of mentees who must not, or must, share a mentor.
    floors
        Sets of pairs of which a number must be made.
    """

    scores: PairGains
    eligible: PairMask
    mentee_keys: Sequence[str]
    mentor_keys: Sequence[str]
    wanted: Ints
    places_min: Ints
    places: Ints
    places_max: Ints
    minimum_always: bool = False
    pins: tuple[tuple[int, int], ...] = ()
    order: Order = "pairs_first"
    objective: Objective = field(default_factory=Objective)
    extra_place_cost: int = 0
    scale: int = 1_000_000
    score_bound: int | None = None
    seed: int = 2026
    mentee_ids: Sequence[str] = ()
    mentor_ids: Sequence[str] = ()
    credit: Ints | None = None
    mentor_groups: Ints | None = None
    spread: tuple[Spread, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    together: tuple[tuple[int, int], ...] = ()
    floors: tuple[Floor, ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Number of mentees and of mentors."""
        return self.scores.shape

    @property
    def largest_score(self) -> int:
        """A bound on the magnitude of all scores."""
        if self.score_bound is not None:
            return self.score_bound
        n, m = self.shape
        height = max(1, (1 << 19) // max(m, 1))
        blocks = (
            self.scores.block(slice(start, start + height), slice(None))
            for start in range(0, n, height)
        )
        return max((int(np.abs(block).max(initial=0)) for block in blocks), default=0)

    @property
    def must_have(self) -> Ints:
        """Mentees that each mentor must get, shape (mentors,)."""
        return self.places_min if self.minimum_always else np.zeros_like(self.places_min)

    @property
    def several(self) -> bool:
        """Whether anybody wants more than one mentor."""
        return bool((self.wanted > 1).any())

    @property
    def least_if_used(self) -> bool:
        """Whether a mentor has a minimum load that holds only if they are used at all."""
        return not self.minimum_always and bool((self.places_min > 1).any())

    @property
    def is_flow(self) -> bool:
        """Whether a network flow can express all of it.

        One limit of spread and different groups of mentors can; mentees tied to
        each other, minimum loads "if used", floors and a second limit cannot.
        """
        coupled = self.apart or self.together or self.floors or len(self.spread) > 1
        return not coupled and not self.least_if_used

    def mentee_label(self, mentee: int) -> str:
        """Name a mentee in a message."""
        return self.mentee_ids[mentee] if self.mentee_ids else f"mentee {mentee + 1}"

    def mentor_label(self, mentor: int) -> str:
        """Name a mentor in a message."""
        return self.mentor_ids[mentor] if self.mentor_ids else f"mentor {mentor + 1}"
