"""The cheapest ways to give more mentees a mentor, each verified by solving again.

What is tried: one more place with a mentor, the reserve, a lower minimum score,
one bar lifted for one pair, one rule switched off. Nothing that was told in
confidence is ever tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hsr_match.errors import InfeasibleError
from hsr_match.insight.shortages.search import Seats
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem, Objective

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.insight.relaxing.pairs import Change
    from hsr_match.scoring import PairScores

Code = Literal[
    "more_places", "open_reserve", "lower_floor", "lift_for_pair", "drop_ban", "rule_off"
]

LISTED = 3
"""Relaxations of one kind that are listed."""

MOST_SOLVES = 40
PAIRS_SOLVED = 40_000_000
"""Second solves at most, and pairs looked at by all of them together: what a
person waits for (a few seconds)."""


MOST_COUPLED, SECONDS_COUPLED = 8, 5.0
"""Second solves, and seconds for each, where limits tie pairs together."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One change, and what it gives when the round is solved again with it.

    Attributes
    ----------
    code
        What is changed.
    change
        The change in words, with ids.
    mentees
        How many more mentees have a mentor.
    points
        How much the sum of scores rises (or falls), in integer units.
    objective
        How much what is maximised rises, in its own units.
    exact
        True if both figures are those of a proven second solve; False if the
        second solve was stopped early, so that they are what was reached.
    gets
        (mentee, mentor, score) of the mentees who have a mentor only then.
    loses
        Mentees who have a mentor only without it.
    mentors, mentee, rule, floor
        What is changed, as far as it applies.
    """

    code: Code
    change: str
    mentees: int
    points: int
    objective: int
    exact: bool
    gets: tuple[tuple[int, int, int], ...] = ()
    loses: tuple[int, ...] = ()
    mentors: tuple[int, ...] = ()
    mentee: int | None = None
    rule: str = ""
    floor: int | None = None


@dataclass(slots=True)
class Budget:
    """Second solves that may still be made; ``cut`` says whether any was left out."""

    left: int
    cut: bool = False

    @classmethod
    def for_size(cls, problem: MatchingProblem, most: int = MOST_SOLVES) -> Budget:
        """Return what a person can wait for."""
        n, m = problem.shape
        if not problem.is_flow:
            most = min(most, MOST_COUPLED)
        return cls(max(0, min(most, PAIRS_SOLVED // max(1, n * m))))

    def take(self) -> bool:
        """Use one solve, if there is one left."""
        if self.left <= 0:
            self.cut = True
            return False
        self.left -= 1
        return True


def relaxations(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    *,
    cohort: Cohort | None = None,
    scores: PairScores | None = None,
    mentee: int | None = None,
    budget: Budget | None = None,
) -> tuple[Relaxation, ...]:
    """Return what would give more mentees a mentor, the least intrusive kind first.

    Parameters
    ----------
    problem, matching
        A problem and its result.
    settings
        Its settings.
    cohort
        The people; without them the reserve is not known.
    scores
        Scores made from answers; unused for given scores.
    mentee
        Somebody without a mentor: only what gives this mentee one is returned,
        and bars are lifted for their pairs alone.
    budget
        Second solves allowed; what a person can wait for by default.

    Returns
    -------
    tuple of Relaxation
        Each gains at least one mentee. At most three of a kind, the best first:
        by mentees, then by the objective, then by points.
    """
    del scores
    from hsr_match.insight.relaxing.changes import changes

    allowed = Budget.for_size(problem) if budget is None else budget
    base = replace(problem, objective=same_objective(problem, matching))
    seats = Seats.of(problem, matching.pairs)
    found: list[Relaxation] = []
    for kind in changes(base, matching, settings, cohort, seats, mentee):
        found += _best(base, matching, kind, allowed, mentee)
    return tuple(found)


def same_objective(problem: MatchingProblem, matching: Matching) -> Objective:
    """Return the objective that was used, so that a second solve uses it too."""
    if matching.worst_first or matching.floor is not None:
        return replace(problem.objective, max_price=1.0)
    if matching.alpha:
        return replace(problem.objective, kind="balanced", alpha=matching.alpha, max_price=1.0)
    return replace(problem.objective, kind="total")


def evaluate(problem: MatchingProblem, matching: Matching, change: Change) -> Relaxation | None:
    """Solve again with a change; None if it contradicts what is fixed."""
    from hsr_match.matching import solve

    try:
        limit = None if change.problem.is_flow else SECONDS_COUPLED
        again = solve(change.problem, time_limit=limit)
    except InfeasibleError:
        return None
    before = {i for i, _ in matching.pairs}
    after = {i for i, _ in again.pairs}
    new = [(i, j) for i, j in again.pairs if i not in before]
    return Relaxation(
        code=change.code,
        change=change.words,
        mentees=again.coverage - matching.coverage,
        points=again.total - matching.total,
        objective=again.gain - matching.gain,
        exact=again.status == "optimal" and matching.status == "optimal",
        gets=tuple((i, j, _score(problem, i, j)) for i, j in new),
        loses=tuple(sorted(before - after)),
        mentors=change.mentors,
        mentee=change.mentee,
        rule=change.rule,
        floor=change.floor,
    )


def _best(
    problem: MatchingProblem,
    matching: Matching,
    kind: Iterable[Change],
    budget: Budget,
    mentee: int | None,
) -> Sequence[Relaxation]:
    """Return the best of one kind: changes come with the most that they could give."""
    kept: list[tuple[tuple[int, ...], Relaxation]] = []
    for change in kind:
        if len(kept) >= LISTED and change.bound is not None:
            least = sorted((worth for worth, _ in kept), reverse=True)[LISTED - 1]
            if change.bound < least[: len(change.bound)]:
                break
        if not budget.take():
            break
        made = evaluate(problem, matching, change)
        if made is None or made.mentees < 1:
            continue
        if mentee is None or any(i == mentee for i, _, _ in made.gets):
            kept.append((_worth(made), made))
    kept.sort(key=lambda entry: entry[0], reverse=True)
    return [made for _, made in kept[:LISTED]]


def _worth(made: Relaxation) -> tuple[int, ...]:
    return made.mentees, made.objective, made.points


def _score(problem: MatchingProblem, mentee: int, mentor: int) -> int:
    rows, columns = slice(mentee, mentee + 1), slice(mentor, mentor + 1)
    return int(problem.scores.block(rows, columns)[0, 0])
