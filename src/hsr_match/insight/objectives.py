"""What each objective would give this cohort, and what it would cost.

Fairness has a price, and whether it is worth it is for the scheme to say: the
table puts the figures side by side. Each row is a solve of its own, with its
proof checked; none of them changes who is with whom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from hsr_match.errors import UsageError
from hsr_match.matching.floor import pins_below
from hsr_match.matching.gains import FULL_SCORE
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem, Objective, ObjectiveKind

ALPHAS = (0.5, 1.0, 2.0)
"""Strengths of ``balanced`` that are shown."""

NAMES = {
    ("total", 0.0): "Highest total",
    ("balanced", 0.5): "Balanced, mild (alpha 0.5)",
    ("balanced", 1.0): "Balanced, medium (alpha 1)",
    ("balanced", 2.0): "Balanced, strong (alpha 2)",
    ("worst_first", 0.0): "Worst match first",
    ("highest_floor", 0.0): "Highest floor",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What an objective gives; scores in integer units of the problem.

    Attributes
    ----------
    matched, pairs
        Mentees with a mentor, and pairs: more where some want several mentors.
    total
        Sum of the scores.
    worst, tenth_percentile
        Lowest score, and the one that a tenth of the pairs do not exceed; None
        if there are no pairs.
    proven
        Whether it is proven best, and not only the best found in time.
    """

    matched: int
    pairs: int
    total: int
    worst: int | None
    tenth_percentile: int | None
    proven: bool

    @property
    def mean(self) -> float | None:
        """Mean score of the pairs, None if there are none."""
        return self.total / self.pairs if self.pairs else None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One objective of the table.

    Attributes
    ----------
    kind, alpha
        As in the settings; alpha 0 for all but ``balanced``.
    name
        In plain English.
    used
        Whether the pairs of the run are those of this objective.
    figures
        What it gives; None if the limits of the scheme rule it out.
    lost
        Units that the total falls short of the highest one.
    price
        The same as a share of the highest total, 0–1; None without a positive total.
    """

    kind: ObjectiveKind
    alpha: float
    name: str
    used: bool
    figures: Figures | None
    lost: int | None
    price: float | None


def objective_table(
    problem: MatchingProblem, matching: Matching, *, time_limit: float | None = None
) -> tuple[ObjectiveRow, ...]:
    """Return what each objective gives and costs, the plain total first.

    Parameters
    ----------
    problem
        The problem of the run.
    matching
        Its result; the objective that was used is not solved again.
    time_limit
        Seconds for each objective, where the engine needs a limit.

    Returns
    -------
    tuple of ObjectiveRow
        Costs are counted against the first row. Scores that are not on the
        scale of points have no ``balanced``, and where staying without counts as
        a score there is no ``highest_floor``.
    """
    found = {
        wish: matching if _is_used(wish, matching) else _solved(problem, wish, time_limit)
        for wish in _wishes(problem, matching)
    }
    figures = {
        wish: None if made is None else figures_of(problem, made) for wish, made in found.items()
    }
    best = figures[Objective("total")]
    return tuple(
        _row(
            wish,
            _name(problem, wish, made),
            figures[wish],
            best,
            used=_is_used(wish, matching),
        )
        for wish, made in found.items()
    )


def _row(
    wish: Objective, name: str, figures: Figures | None, best: Figures | None, *, used: bool
) -> ObjectiveRow:
    lost = price = None
    if figures is not None and best is not None:
        lost = best.total - figures.total
        price = lost / best.total if best.total > 0 else None
    return ObjectiveRow(wish.kind, _alpha(wish), name, used, figures, lost, price)


def _name(problem: MatchingProblem, wish: Objective, made: Matching | None) -> str:
    """Return an objective in plain English, its floor included where all pairs keep it."""
    alpha = _alpha(wish)
    name = NAMES.get((wish.kind, alpha), f"Balanced (alpha {alpha:g})")
    floor = None if made is None or made.floor is None else made.floor.floor
    if floor is None or pins_below(problem, floor) or not _in_points(problem):
        return name
    return f"{name}, none below {Decimal(floor * 100) / problem.scale:.2f}"


def _alpha(wish: Objective) -> float:
    return wish.alpha if wish.kind == "balanced" else 0.0


def _is_used(wish: Objective, matching: Matching) -> bool:
    return (matching.kind, matching.alpha) == (wish.kind, _alpha(wish))


def figures_of(problem: MatchingProblem, matching: Matching) -> Figures:
    """Return the figures of a matching."""
    scores = sorted(
        int(problem.scores.block(slice(i, i + 1), slice(j, j + 1))[0, 0]) for i, j in matching.pairs
    )
    return Figures(
        matched=matching.coverage,
        pairs=len(scores),
        total=matching.total,
        worst=scores[0] if scores else None,
        tenth_percentile=scores[ceil(len(scores) / 10) - 1] if scores else None,
        proven=matching.status == "optimal",
    )


def _wishes(problem: MatchingProblem, matching: Matching) -> Iterator[Objective]:
    """Yield the objectives of the table, each whatever it costs."""
    yield Objective("total")
    in_points = _in_points(problem)
    if in_points:
        for alpha in sorted({*ALPHAS, matching.alpha} - {0.0}):
            yield Objective("balanced", alpha)
    # Given scores may be of any size: only their own unit tells no two of them alike.
    unit = problem.objective.resolution if in_points else 1
    yield Objective("worst_first", resolution=unit)
    if problem.order == "pairs_first":
        yield Objective("highest_floor", resolution=unit)


def _in_points(problem: MatchingProblem) -> bool:
    """Tell whether all scores lie on the scale of 0 to 100 points."""
    if problem.scale != FULL_SCORE:
        return False
    if problem.score_bound is not None:
        return problem.score_bound <= FULL_SCORE
    n, m = problem.shape
    height = max(1, (1 << 19) // max(m, 1))
    blocks = (
        problem.scores.block(slice(start, min(start + height, n)), slice(None))
        for start in range(0, n, height)
    )
    return all(((block >= 0) & (block <= FULL_SCORE)).all() for block in blocks)


def _solved(problem: MatchingProblem, wish: Objective, time_limit: float | None) -> Matching | None:
    """Solve and check, or return None where the limits rule the objective out."""
    from hsr_match.matching import solve
    from hsr_match.proof import verify

    asked = replace(problem, objective=wish)
    try:
        found = solve(asked, time_limit=time_limit)
    except UsageError:
        return None
    verify(found, asked)
    return found
