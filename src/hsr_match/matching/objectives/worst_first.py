"""``worst_first``: the levels from the worst upward, then the plain total inside them."""

from __future__ import annotations

from hsr_match.matching.engines.rungs import RungGoal
from hsr_match.matching.engines.values import Gain
from hsr_match.matching.objectives.candidate import Candidate, Field, Made
from hsr_match.matching.objectives.face import face_after, narrowed, settle_on
from hsr_match.matching.objectives.leximin import settle_levels
from hsr_match.matching.objectives.summed import coverage_goals


def best_worst_first(field: Field, best_total: Candidate) -> Candidate:
    """Settle the levels of the score, then the total, costs of extra places included.

    Parameters
    ----------
    field
        The problem and its frame.
    best_total
        The best total: its rungs before the objective are those of any objective.
    """
    problem = field.problem
    before = best_total.rungs[: len(coverage_goals(field))]
    face = face_after(problem, field.frame, field.rules, best_total.made.core, before)
    worst = best_total.made.core.scores[best_total.made.pair_flow > 0]
    resolution = problem.objective.resolution
    settled = settle_levels(face, resolution, int(worst.min(initial=0)) // resolution)
    gain = Gain(0.0, problem.largest_score)
    last = settle_on(settled.face, RungGoal(gain, -field.frame.cost))
    face = narrowed(last)
    flow = last.flow
    return Candidate(
        made=Made(flow.network, flow.pair_flow, flow.frame_flow),
        rungs=face.rungs,
        worst_first=True,
        phases=settled.phases,
        face=face,
    )
