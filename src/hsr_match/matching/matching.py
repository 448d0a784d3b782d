"""The result of a solve: pairs, what was proven, and the proof itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from hsr_match.matching.problem import ObjectiveKind

if TYPE_CHECKING:
    from hsr_match.matching.coupled_certificate import CoupledCertificate
    from hsr_match.matching.floor import HighestFloor

Rung = Literal["coverage", "pairs", "worst_first", "objective", "tie_break"]
Side = Literal["mentor", "mentee"]


@dataclass(frozen=True, slots=True)
class LevelPhase:
    """Levels of the score that one rung of ``worst_first`` settles, the lowest first.

    The level of a score is ``floor(score / resolution)``. A pair whose level is
    in the k-th range, ``cuts[k] <= level < cuts[k + 1]``, counts
    ``-weights[k]`` on the rung; any other pair counts 0.

    Attributes
    ----------
    resolution
        Units of the score per level, at least 1.
    cuts
        Ends of the ranges, ascending; one more than there are weights.
    weights
        Positive, never rising: each outweighs everything that can lie in the
        ranges after it.
    """

    resolution: int
    cuts: tuple[int, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """Node potentials per rung (see ``docs/reference/certificate.md``).

    Attributes
    ----------
    rungs
        Names of the rungs, most important first.
    mentees, mentors
        Integer potentials, shapes (mentees, rungs) and (mentors, rungs); the
        sink has potential 0.
    hubs
        Hubs with a potential of their own: ``mentor``, ``mentee`` → rows of
        (owner, group) with shape (hubs, 2) and potentials of shape (hubs,
        rungs). A hub that is not listed has its owner's potential.
    phases
        One per rung called ``worst_first``, in order.
    """

    rungs: tuple[Rung, ...]
    mentees: NDArray[np.int64]
    mentors: NDArray[np.int64]
    hubs: Mapping[Side, tuple[NDArray[np.int64], NDArray[np.int64]]] = field(default_factory=dict)
    phases: tuple[LevelPhase, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceReference:
    """The optimum for the best total, against which a fairer one is priced.

    ``certificate`` is that of a flow, ``coupled`` that of a problem which no
    flow expresses; one of the two is there.
    """

    pairs: tuple[tuple[int, int], ...]
    total: int
    certificate: Certificate | None
    coupled: CoupledCertificate | None = None


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs with their status and certificate.

    Attributes
    ----------
    pairs
        (mentee, mentor) positions, sorted.
    status
        ``optimal`` (certificate attached), ``feasible`` (stopped early) or
        ``decided`` (people had the last word; no engine makes it).
    alpha
        Strength of ``balanced`` actually used; 0 for the other objectives.
    coverage
        Number of mentees with a mentor.
    gain
        Value of the objective rung, costs of extra places included. Under
        ``worst_first`` that rung is the plain total.
    total
        Sum of the integer scores of the pairs.
    certificate
        Proof for ``pairs``; None when not proven.
    reference
        The best total at the same coverage, if another objective was used.
    engine
        Name of the engine that found it.
    worst_first
        Whether the levels of the score were settled from the worst upward.
    coupled
        Bounds of a problem that no flow expresses (then ``certificate`` is
        None): they prove the optimum, or how far from it ``pairs`` can be at most.
    canonical
        Whether ties were broken to the end: False where the optimum is proven
        and another run may still choose another of equal worth.
    floor
        The floor of ``highest_floor``, None under another objective. ``certificate``
        and ``coupled`` are then those of the problem with pairs from the floor
        upward alone.
    """

    pairs: tuple[tuple[int, int], ...]
    status: Literal["optimal", "feasible", "decided"]
    alpha: float
    coverage: int
    gain: int
    total: int
    certificate: Certificate | None
    reference: PriceReference | None = None
    engine: str = "flow"
    worst_first: bool = False
    coupled: CoupledCertificate | None = None
    canonical: bool = True
    floor: HighestFloor | None = None

    @property
    def kind(self) -> ObjectiveKind:
        """The objective that was used, which ``max_price`` may have made milder."""
        if self.worst_first:
            return "worst_first"
        if self.floor is not None:
            return "highest_floor"
        return "balanced" if self.alpha else "total"

    def mentor_of(self, mentee: int) -> Sequence[int]:
        """Return the mentors of one mentee, by position."""
        return [j for i, j in self.pairs if i == mentee]
