"""One objective settled, and the matching that is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hsr_match.matching.coupled.certify import certificate
from hsr_match.matching.coupled.goal import Chosen, value_of
from hsr_match.matching.coupled.ground import Reached
from hsr_match.matching.coupled.outcome import Settled
from hsr_match.matching.coupled.rungs import Rungs
from hsr_match.matching.engines.values import Gain
from hsr_match.matching.matching import Matching, PriceReference
from hsr_match.matching.problem import Ints

Status = Literal["optimal", "feasible"]

_SCORES = Gain(0.0, 1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The optimum of one objective, ties broken, or the best found in time.

    Attributes
    ----------
    alpha
        Strength of ``balanced``; 0 for the plain total.
    rungs
        Settled rungs, the objective last; those before it only where their
        plain bound was not reached.
    reached
        Rungs whose plain bound was reached.
    made
        Keys of the pairs.
    canonical
        Whether ties were broken to the end.
    """

    alpha: float
    rungs: tuple[Settled, ...]
    reached: tuple[Reached, ...]
    made: Ints
    canonical: bool

    @property
    def proven(self) -> bool:
        """Whether every rung is proven."""
        return all(rung.proven for rung in self.rungs)


def total_of(rungs: Rungs, keys: Ints) -> int:
    """Return the sum of the integer scores of pairs."""
    m = rungs.model.mentors
    return int(rungs.field.at(_SCORES, keys // m, keys % m).sum())


def reference_of(rungs: Rungs, best_total: Candidate) -> PriceReference:
    """Return the best total as what fairness is priced against."""
    return PriceReference(
        pairs=_pairs(rungs, best_total.made),
        total=total_of(rungs, best_total.made),
        certificate=None,
        coupled=certificate(rungs.field, best_total.reached, best_total.rungs),
    )


def matching_of(
    rungs: Rungs,
    chosen: Candidate,
    status: Status,
    *,
    reference: PriceReference | None = None,
    canonical: bool = False,
) -> Matching:
    """Return a candidate as a matching.

    Parameters
    ----------
    rungs
        What settled it.
    chosen
        The candidate.
    status, reference, canonical
        As :class:`hsr_match.matching.matching.Matching` has them.
    """
    m = rungs.model.mentors
    keys = chosen.made
    pairs = _pairs(rungs, keys)
    goal = rungs.goals(chosen.alpha)[-1]
    values = rungs.field.at(goal.value, keys // m, keys % m)
    return Matching(
        pairs=pairs,
        status=status,
        alpha=chosen.alpha,
        coverage=len({i for i, _ in pairs}),
        gain=value_of(rungs.model, goal, Chosen(keys // m, keys % m), values),
        total=total_of(rungs, keys),
        certificate=None,
        reference=reference,
        engine="coupled",
        coupled=certificate(rungs.field, chosen.reached, chosen.rungs),
        canonical=canonical,
    )


def _pairs(rungs: Rungs, keys: Ints) -> tuple[tuple[int, int], ...]:
    m, units = rungs.model.mentors, rungs.model.units
    return tuple(sorted((i, k % m) for k in keys.tolist() for i in units.members(k // m)))
