"""What one pair would cost the cohort: the problem solved again with the pair fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hsr_match.errors import InfeasibleError
from hsr_match.matching.floor import above
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem

LARGEST = 1_000_000
"""Mentees × mentors up to which a second solve is a matter of a second or so."""


@dataclass(frozen=True, slots=True)
class Price:
    """What changes, exactly, if a pair is made.

    Attributes
    ----------
    coverage, pairs, gain, total
        New minus old: mentees with a mentor; pairs; value of the objective (under
        ``worst_first``, which has no one value, −1 for worse, 1 for better, and
        −1 for a pair below the floor of ``highest_floor``); sum of the integer
        scores.
    losing
        Mentees who would be left without a mentor and have one now.
    lowest
        Lowest score of a pair, old and new.
    extra_places
        Places beyond what mentors wanted, new minus old.
    """

    coverage: int
    pairs: int
    gain: int
    total: int
    losing: tuple[int, ...]
    lowest: tuple[int, int]
    extra_places: int


class ImpossiblePairError(Exception):
    """The pair contradicts pins or minimum loads; ``conflict`` says which."""

    def __init__(self, conflict: Sequence[str]) -> None:
        super().__init__("; ".join(conflict))
        self.conflict = tuple(conflict)


def price_by_solving(problem: MatchingProblem, matching: Matching, pair: tuple[int, int]) -> Price:
    """Return the exact price of a pair that may be made.

    The same objective is maximised as in ``matching``, its strength included;
    pins of the mentee that leave no room for the pair give way. The floor of
    ``highest_floor`` is kept for everybody else.

    Raises
    ------
    ImpossiblePairError
        If the pair contradicts the other pins or minimum loads.
    """
    from hsr_match.matching import solve

    others = tuple(pin for pin in problem.pins if _stands_beside(problem, pin, pair))
    kept = replace(problem.objective, kind=matching.kind, alpha=matching.alpha, max_price=1.0)
    forced = replace(problem, pins=(*others, pair), objective=kept)
    if matching.floor is not None:
        forced = above(forced, matching.floor.floor)
    try:
        again = solve(forced)
    except InfeasibleError as error:
        raise ImpossiblePairError(error.conflict or (error.message,)) from None
    return Price(
        coverage=again.coverage - matching.coverage,
        pairs=len(again.pairs) - len(matching.pairs),
        gain=_gain(problem, matching, again, pair),
        total=again.total - matching.total,
        losing=tuple(sorted({i for i, _ in matching.pairs} - {i for i, _ in again.pairs})),
        lowest=(_lowest(problem, matching), _lowest(problem, again)),
        extra_places=_extra(problem, again) - _extra(problem, matching),
    )


def _stands_beside(problem: MatchingProblem, pin: tuple[int, int], pair: tuple[int, int]) -> bool:
    """Whether a pin may stay where a pair is made: another mentee's, or of one who has room."""
    mentee, mentor = pair
    if pin[0] != mentee:
        return True
    pins = {j for i, j in problem.pins if i == mentee} - {mentor}
    if pin == pair or len(pins) >= problem.wanted[mentee]:
        return False
    groups = problem.mentor_groups
    return groups is None or groups[mentor] < 0 or bool(groups[pin[1]] != groups[mentor])


def _gain(
    problem: MatchingProblem, matching: Matching, again: Matching, pair: tuple[int, int]
) -> int:
    if matching.floor is not None and matching.floor.floor is not None:
        below = _score(problem, *pair) < matching.floor.floor
        return -1 if below else again.gain - matching.gain
    if not matching.worst_first:
        return again.gain - matching.gain
    before, after = _worth(problem, matching), _worth(problem, again)
    return (after > before) - (after < before)


def _worth(problem: MatchingProblem, matching: Matching) -> tuple[int, list[int], int]:
    """Return what worst first compares: pairs, their levels from the worst upward, the total."""
    levels = [_score(problem, *pair) // problem.objective.resolution for pair in matching.pairs]
    if problem.order == "points_first":
        levels += [0] * (int(problem.wanted.sum()) - len(levels))
    return len(levels), sorted(levels), matching.gain


def _score(problem: MatchingProblem, mentee: int, mentor: int) -> int:
    block = problem.scores.block(slice(mentee, mentee + 1), slice(mentor, mentor + 1))
    return int(block[0, 0])


def _lowest(problem: MatchingProblem, matching: Matching) -> int:
    return min((_score(problem, *pair) for pair in matching.pairs), default=0)


def _extra(problem: MatchingProblem, matching: Matching) -> int:
    loads = Counter(j for _, j in matching.pairs)
    return sum(max(0, load - int(problem.places[j])) for j, load in loads.items())
