"""``highest_floor``: that no pair lies below the floor, and that none higher can be kept (14–16).

The proof of the pairs themselves is one of the problem with pairs from the floor
upward alone. It says nothing of the others; so the number matched is compared
with that of the best total, which has a proof over all pairs, and a bound shows
that one level higher some pair would have to go below
(``docs/reference/highest-floor.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hsr_match.matching.floor import HighestFloor
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Mask, MatchingProblem
from hsr_match.proof.bounds import Bound, TooLarge
from hsr_match.proof.charges import NoSuchLimit
from hsr_match.proof.coupled import is_misshapen
from hsr_match.proof.gap import Gap
from hsr_match.proof.goal import Goal
from hsr_match.proof.profits import wants_several
from hsr_match.proof.report import Failure
from hsr_match.proof.totals import score_of
from hsr_match.proof.what_is_left import look_through

Pairs = Sequence[tuple[int, int]]


class _From:
    """Pairs of a problem that are pinned, or score no lower than a number."""

    def __init__(self, problem: MatchingProblem, least: int) -> None:
        self._problem, self._least = problem, least
        self.shape = problem.shape

    def block(self, rows: slice, columns: slice) -> Mask:
        """Return true where the pair may be made."""
        may: Mask = self._problem.scores.block(rows, columns) >= self._least
        at_row = {i: at for at, i in enumerate(range(*rows.indices(self.shape[0])))}
        at_column = {j: at for at, j in enumerate(range(*columns.indices(self.shape[1])))}
        for i, j in self._problem.pins:
            if i in at_row and j in at_column:
                may[at_row[i], at_column[j]] = True
        return may & self._problem.eligible.block(rows, columns)


def held_to(problem: MatchingProblem, floor: HighestFloor | None) -> MatchingProblem:
    """Return the problem that the proof of a matching is about: without pairs below its floor."""
    if floor is None or floor.floor is None:
        return problem
    return replace(problem, eligible=_From(problem, floor.floor))


def check_floor(
    problem: MatchingProblem, matching: Matching, told: HighestFloor
) -> tuple[list[Failure], list[Gap], int]:
    """Check that the floor is kept and that no higher one can be.

    Returns
    -------
    tuple
        What does not hold, what the bound leaves open, and the number of
        eligible pairs looked at.
    """
    if problem.order != "pairs_first":
        return [Failure(15, "a floor was raised where not as many as possible are matched")], [], 0
    counted = set(matching.pairs) - set(problem.pins)
    if told.floor is None:
        if counted or told.short is not None:
            return [Failure(15, "no floor is told, and there are pairs that have one")], [], 0
        return [], [], 0
    resolution = problem.objective.resolution
    if type(told.floor) is not int or told.floor % resolution:
        return [Failure(15, f"the floor is no whole number of levels of {resolution}")], [], 0
    failures = [
        Failure(15, f"{problem.mentee_label(i)} with {problem.mentor_label(j)} lies below the "
                    "floor")
        for i, j in sorted(counted)
        if score_of(problem, i, j) < told.floor
    ]  # fmt: skip
    if told.short is None:
        return [*failures, Failure(17, "nothing shows that no higher floor can be kept")], [], 0
    higher = told.floor + resolution
    value = -sum(score_of(problem, i, j) < higher for i, j in set(problem.pins))
    if told.short.rung != "floor" or told.short.value != value:
        failures.append(Failure(15, "the bound on the floor is not about one level higher"))
        return failures, [], 0
    earlier = [(Goal("coverage", 0.0), len({i for i, _ in matching.pairs}))]
    if wants_several(problem):
        earlier.append((Goal("pairs", 0.0), len(matching.pairs)))
    try:
        if is_misshapen(problem, told.short, len(earlier)):
            raise NoSuchLimit
        proven = Bound(problem, told.short, earlier, Goal("floor", 0.0, higher))
    except NoSuchLimit:
        failures.append(Failure(14, "the bound on the floor rests on a limit that nobody set"))
        return failures, [], 0
    except TooLarge:
        failures.append(Failure(12, "prices are too large to be checked exactly"))
        return failures, [], 0
    gaps: list[Gap] = []
    if proven.most > told.short.bound:
        failures.append(
            Failure(14, f"by its own prices the floor may be up to {proven.most}, "
                        f"not {told.short.bound}")
        )  # fmt: skip
    elif proven.most >= value:
        # It takes a matching with nothing below that floor but pins to prove it wrong.
        verdict, _ = look_through(proven, value - 1)
        if verdict == "something better":
            failures.append(Failure(16, "as many could be matched above a higher floor"))
        elif verdict == "too long":
            gaps.append(Gap("floor", value - 1, told.short.bound))
    return failures, gaps, proven.looked_at
