"""What each objective would give this cohort, and what it would cost.

Fairness has a price, and whether it is worth it is for the scheme to say: the
table puts the figures side by side. Each row is a solve of its own, with its
proof checked; none of them changes who is with whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil

from hsr_match.errors import UsageError
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
        Costs are counted against the first row. The last one is the highest
        total under the highest quality floor that leaves as many matched. Scores
        that are not on the scale of points have neither that nor ``balanced``.
    """
    found = {
        wish: matching if _is_used(wish, matching) else _solved(problem, wish, time_limit)
        for wish in _wishes(problem, matching)
    }
    figures = {
        wish: None if made is None else figures_of(problem, made) for wish, made in found.items()
    }
    best = figures[Objective("total")]
    rows = [_row(wish, figures[wish], best, _is_used(wish, matching)) for wish in found]
    floor = _highest_floor(problem, found, figures)
    if floor is not None:
        from hsr_match.matching.objectives.highest_floor import Above

        above = replace(problem, eligible=Above(problem, floor))
        made = _solved(above, Objective("total"), time_limit)
        its = None if made is None else figures_of(problem, made)
        row = _row(Objective("total"), its, best, used=False)
        points = Decimal(floor * 100) / problem.scale
        rows.append(replace(row, name=f"Highest total, none below {points:.2f}"))
    return tuple(rows)


def _row(
    wish: Objective, figures: Figures | None, best: Figures | None, used: bool
) -> ObjectiveRow:
    lost = price = None
    if figures is not None and best is not None:
        lost = best.total - figures.total
        price = lost / best.total if best.total > 0 else None
    alpha = _alpha(wish)
    name = NAMES.get((wish.kind, alpha), f"Balanced (alpha {alpha:g})")
    return ObjectiveRow(wish.kind, alpha, name, used, figures, lost, price)


def _alpha(wish: Objective) -> float:
    return wish.alpha if wish.kind == "balanced" else 0.0


def _is_used(wish: Objective, matching: Matching) -> bool:
    return (matching.kind, matching.alpha) == (wish.kind, _alpha(wish))


def _highest_floor(
    problem: MatchingProblem,
    found: Mapping[Objective, Matching | None],
    figures: Mapping[Objective, Figures | None],
) -> int | None:
    """Return the highest quality floor that leaves as many matched, in units of the score.

    Worst first proves it: no matching of as many has its worst pair on a higher
    level. None where staying without counts as a score, where a pin stands
    below it, or where scores are not in points.
    """
    wish = next(wish for wish in found if wish.kind == "worst_first")
    fair, made = figures[wish], found[wish]
    if made is None or fair is None or fair.worst is None:
        return None
    if problem.order != "pairs_first" or not _in_points(problem):
        return None
    worst = {pair for pair in made.pairs if _score(problem, *pair) == fair.worst}
    if worst & set(problem.pins):
        return None
    return fair.worst // wish.resolution * wish.resolution


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


def _score(problem: MatchingProblem, i: int, j: int) -> int:
    return int(problem.scores.block(slice(i, i + 1), slice(j, j + 1))[0, 0])


def _wishes(problem: MatchingProblem, matching: Matching) -> Iterator[Objective]:
    """Yield the objectives of the table, each whatever it costs."""
    yield Objective("total")
    in_points = _in_points(problem)
    if in_points:
        for alpha in sorted({*ALPHAS, matching.alpha} - {0.0}):
            yield Objective("balanced", alpha)
    # Given scores may be of any size: only their own unit tells no two of them alike.
    yield Objective("worst_first", resolution=problem.objective.resolution if in_points else 1)


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
