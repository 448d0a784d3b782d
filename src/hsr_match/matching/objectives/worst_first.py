"""``worst_first``: the levels from the worst upward, then the plain total inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.matching.engines.rungs import RungGoal
from hsr_match.matching.engines.values import Gain
from hsr_match.matching.objectives.candidate import Candidate, Field, Made
from hsr_match.matching.objectives.face import face_after
from hsr_match.matching.objectives.leximin import settle_levels
from hsr_match.matching.objectives.steps import Flow, settle_on
from hsr_match.matching.objectives.summed import coverage_goals

if TYPE_CHECKING:
    from hsr_match.matching.objectives.so_far import SoFar


def best_worst_first(field: Field, best_total: Candidate, so_far: SoFar | None = None) -> Candidate:
    """Settle the levels of the score, then the total, costs of extra places included.

    Parameters
    ----------
    field
        The problem and its frame.
    best_total
        The best total: its rungs before the objective are those of any objective.
    so_far
        Told the flow after each phase; what it raises ends the search.
    """
    problem = field.problem
    before = best_total.rungs[: len(coverage_goals(field))]
    face = face_after(problem, field.frame, field.rules, best_total.made.core, before)
    resolution = problem.objective.resolution
    made = best_total.made
    levels = Flow(face, made.core, made.pair_flow, made.frame_flow).levels(face, resolution)

    def on_phase(flow: Flow) -> None:
        if so_far is not None:
            so_far.levels(Made(flow.network, flow.pair_flow, flow.frame_flow))

    settled = settle_levels(face, resolution, int(levels.min()) if len(levels) else 0, on_phase)
    gain = Gain(0.0, problem.largest_score)
    last = settle_on(settled.face, RungGoal(gain, -field.frame.cost))
    face = last.face
    flow = last.flow
    return Candidate(
        made=Made(flow.network, flow.pair_flow, flow.frame_flow),
        rungs=face.rungs,
        worst_first=True,
        phases=settled.phases,
        face=face,
    )
