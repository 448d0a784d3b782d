"""The best pairing so far of a flow that is still being improved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hsr_match.matching.engines.priced_flow import Round
from hsr_match.matching.matching import Matching
from hsr_match.matching.objectives.candidate import Field, Made
from hsr_match.matching.objectives.choice import strengths, within
from hsr_match.matching.watch import Watch

if TYPE_CHECKING:
    from hsr_match.matching.coupled_certificate import CoupledCertificate


class SoFar:
    """Tells a watch about every better pairing, with a bound on what could be reached.

    Results are judged by the objective that was asked for, until that is known
    to cost more than fairness may; then by the next milder one.

    Parameters
    ----------
    field
        The problem.
    watch
        Who is told.
    """

    def __init__(self, field: Field, watch: Watch) -> None:
        self._field, self._watch = field, watch
        self._total: tuple[Round, Sequence[int]] | None = None
        wish = field.problem.objective
        self._aim = strengths(wish)[0] if wish.kind == "balanced" and wish.alpha else 0.0

    def best_total(self, found: Round, factors: Sequence[int]) -> None:
        """Take in a round on the way to the best total."""
        if found.priced:
            self._total = found, factors
        self._offer(found, factors, 0.0)

    def begin(self, alpha: float) -> None:
        """Judge by a milder objective from now on."""
        if alpha != self._aim and self._total is not None:
            self._aim = alpha
            self._offer(*self._total, 0.0)

    def balanced(self, found: Round, factors: Sequence[int]) -> None:
        """Take in a round on the way to the best balance, if it does not cost too much."""
        if found.priced and self._affordable(_made(found)):
            self._offer(found, factors, self._aim)
        elif found.priced:
            self._watch.check()

    def levels(self, made: Made) -> None:
        """Take in a flow that is the worst-first one as far as levels are settled."""
        if self._affordable(made):
            self._watch.offer(
                lambda: stopped(self._field, made, 0.0, self._on_total(made), worst_first=True)
            )
        else:
            self._watch.check()

    def check(self) -> None:
        """End the search if it is time; what is best so far has been told."""
        self._watch.check()

    def _affordable(self, made: Made) -> bool:
        if self._total is None:
            return False
        best = _made(self._total[0]).total
        return within(self._field.problem.objective, best, made.total)

    def _offer(self, found: Round, factors: Sequence[int], alpha: float) -> None:
        field, aim = self._field, self._aim
        self._watch.offer(
            lambda: stopped(field, _made(found), aim, _bounds(field, (found, factors), alpha, aim)),
            judged=found.priced,
        )

    def _on_total(self, made: Made) -> CoupledCertificate | None:
        """Return the bounds of the best total, for another flow of the same coverage."""
        from hsr_match.matching.coupled_certificate import CoupledCertificate

        assert self._total is not None
        bounds = _bounds(self._field, self._total, 0.0, 0.0)
        if bounds is None:
            return None
        *before, last = bounds.rungs
        return CoupledCertificate((*before, replace(last, value=made.gain(self._field, 0.0))))


def _bounds(
    field: Field, found: tuple[Round, Sequence[int]], alpha: float, aim: float
) -> CoupledCertificate | None:
    # Asked for by a search that is stopped, and by no other.
    from hsr_match.matching.objectives.rung_bounds import flow_bounds

    return flow_bounds(field, *found, alpha, aim)


def _made(found: Round) -> Made:
    return Made(found.core, found.pair_flow, found.frame_flow)


def stopped(
    field: Field,
    made: Made,
    alpha: float,
    bounds: CoupledCertificate | None,
    *,
    worst_first: bool = False,
) -> Matching:
    """Return a flow as the result of a solve that was stopped.

    Parameters
    ----------
    field, made
        The problem and the flow.
    alpha, worst_first
        The objective by which it is judged.
    bounds
        How much better another could be at most, rung by rung.
    """
    pairs = made.pairs
    return Matching(
        pairs=pairs,
        status="feasible",
        alpha=alpha,
        coverage=len({i for i, _ in pairs}),
        gain=made.gain(field, alpha),
        total=made.total,
        certificate=None,
        worst_first=worst_first,
        coupled=bounds,
        canonical=False,
    )
