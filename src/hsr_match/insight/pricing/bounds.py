"""What every pair would cost the cohort at least, where pairs depend on each other.

Where mentees have several mentors, or limits tie pairs to each other, forcing a
pair sets off more than a chain of single moves, and only solving again tells
its price. The proof of the optimum says what it costs **at least**, for all
pairs in one look: a bound that holds for every pairing is a sum over mentees,
mentors and limits (``docs/reference/bounds.md``), and a pair that is made for
certain leaves some of these parts less to choose from. What they lose, less what
the bound leaves open, is lost by every pairing that holds the pair. A second bound
is the exact price of the pair where all that ties pairs is left out; the larger
of the two is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hsr_match.insight.pricing.bounds_flow import bounds_of_flow
from hsr_match.insight.pricing.bounds_losses import CERTAIN, losses
from hsr_match.insight.pricing.bounds_relaxed import without_ties
from hsr_match.matching.coupled_certificate import RungBound
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import Ints, Mask, MatchingProblem
from hsr_match.proof.bounds import Bound, TooLarge
from hsr_match.proof.charges import NoSuchLimit
from hsr_match.proof.goal import Goal


@dataclass(frozen=True, slots=True, eq=False)
class CostBounds:
    """What the cohort loses at least by making each pair, shape (mentees, mentors).

    Of the three, compared in this order, the first that is not 0 is what the
    pair costs at least, and says nothing of those after it, which are 0. All 0:
    the proof does not show that the pair costs anything.

    Attributes
    ----------
    coverage
        Mentees with a mentor. Always 0 under ``points_first``.
    pairs
        Pairs, where somebody wants more than one mentor; 0 elsewhere.
    gain
        Value of the objective rung, in units of ``Matching.gain``.
    known
        False where the pair cannot be made: it is not eligible, the mentee is
        pinned to others, as many as wanted, or wants nobody, the mentor has too few places.
        Limits may rule out more.
    """

    coverage: Ints
    pairs: Ints
    gain: Ints
    known: Mask

    def at(self, mentee: int, mentor: int) -> tuple[int, int, int] | None:
        """Return (coverage, pairs, gain) lost at least; None where it is not known."""
        if not self.known[mentee, mentor]:
            return None
        at = mentee, mentor
        return int(self.coverage[at]), int(self.pairs[at]), int(self.gain[at])


def least_costs(problem: MatchingProblem, matching: Matching) -> CostBounds:
    """Return what making each pair costs at least, from the proof of an optimum.

    It takes a pass over all pairs for each rung, and some 40 bytes a pair.

    Parameters
    ----------
    problem
        What was solved.
    matching
        Its proven optimum, under ``total`` or ``balanced``.

    Raises
    ------
    ValueError
        If the matching is not proven optimal, its proof is not one of this
        problem, or the worst pairs were put first, which has no single price.
    """
    if matching.status != "optimal" or matching.worst_first or matching.floor is not None:
        raise ValueError(
            "Costs at least need a proven optimum under the objectives `total` or `balanced`."
        )
    told = bounds_of_flow(problem, matching) if matching.coupled is None else matching.coupled.rungs
    parts = {
        name: np.zeros(problem.shape, dtype=np.int64) for name in ("coverage", "pairs", "objective")
    }
    undecided = np.ones(problem.shape, dtype=np.bool_)
    try:
        for at, rung in enumerate(told):
            least = _least(problem, matching, told[: at + 1])
            least *= undecided
            parts[rung.rung] = least
            undecided &= least == 0
    except (NoSuchLimit, TooLarge):
        raise ValueError("The proof is not one of this problem, or is too large.") from None
    known = _possible(problem)
    other = without_ties(problem, matching)
    if other is not None:
        known &= other.known
        parts["coverage"] = np.maximum(parts["coverage"], other.coverage)
        parts["objective"] = np.maximum(parts["objective"], other.gain)
        parts["objective"] *= parts["coverage"] == 0
    for table in parts.values():
        table *= known
    return CostBounds(parts["coverage"], parts["pairs"], parts["objective"], known)


def _possible(problem: MatchingProblem) -> Mask:
    """Return which pairs nothing rules out by itself."""
    everyone = slice(None)
    may = problem.eligible.block(everyone, everyone) & (problem.wanted > 0)[:, None]
    may &= (problem.places_max > 0)[None, :]
    pins = np.array(problem.pins, dtype=np.int64).reshape(-1, 2)
    settled = np.bincount(pins[:, 0], minlength=len(may)) >= problem.wanted
    may[settled] = False
    may[pins[:, 0], pins[:, 1]] = True
    return may


def _least(problem: MatchingProblem, matching: Matching, rungs: Sequence[RungBound]) -> Ints:
    """Return what each pair costs at least on the last of some rungs, the others kept."""
    goals = [Goal(rung.rung, matching.alpha) for rung in rungs]
    values = [goal.reached(problem, matching.pairs) for goal in goals]
    bound = Bound(problem, rungs[-1], list(zip(goals, values, strict=True))[:-1], goals[-1])
    unit = rungs[-1].denominator
    left_open = bound.total - unit * values[-1]
    if not 0 <= left_open <= CERTAIN:
        raise TooLarge
    least: Ints = np.maximum(0, -((left_open - losses(bound)) // unit))
    return least
