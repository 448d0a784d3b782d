"""The face: what settled rungs leave open, kept small so that many rungs stay cheap.

Each rung decides pairs: those whose reduced profit is not zero are made or
dropped for good, and the next rung looks only at the rest. The engine's own
``settle`` works the face out again from all earlier rungs, which is right for
two or three of them; worst-first has dozens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hsr_match.matching.engines.core import Core
from hsr_match.matching.engines.frame import Frame
from hsr_match.matching.engines.hubs import HubRules
from hsr_match.matching.engines.min_cost_flow import is_safe
from hsr_match.matching.engines.pricing import SettledRung
from hsr_match.matching.objectives.open_pairs import OpenPairs, open_pairs
from hsr_match.matching.problem import Ints, Mask, MatchingProblem

HEADROOM = 1
"""Bits left free below what the flow library could take at best: on the way its
prices may run past the costs, how far depends on the network."""


@dataclass(frozen=True, slots=True)
class Face:
    """The flows that are optimal on all rungs settled so far.

    Attributes
    ----------
    problem, frame, rules
        The problem, the arcs that are no pairs, the hubs.
    rungs
        Settled rungs, most important first.
    lower, upper
        Bounds that they leave to the arcs of the frame.
    made
        Pairs that are decided and made, pins included.
    core
        Open pairs that flows are looked for on.
    open
        All open pairs.
    """

    problem: MatchingProblem
    frame: Frame
    rules: HubRules
    rungs: tuple[SettledRung, ...]
    lower: Ints
    upper: Ints
    made: Core
    core: Core
    open: OpenPairs

    @property
    def nodes(self) -> int:
        """A bound on the number of nodes of any network here."""
        return self.frame.nodes + self.rules.most_hubs

    def after(self, rung: SettledRung) -> Face:
        """Return the face that one more rung leaves; its flow must lie on this core."""
        return _decided(replace(self, open=self.open.after(rung)), rung)


def face_after(
    problem: MatchingProblem,
    frame: Frame,
    rules: HubRules,
    core: Core,
    rungs: Sequence[SettledRung],
) -> Face:
    """Return the face that some rungs leave.

    Parameters
    ----------
    problem, frame, rules
        As :func:`hsr_match.matching.engines.priced_flow.settle`.
    core
        Pairs on which they were settled, pins included.
    rungs
        Most important first; may be none.
    """
    m = problem.shape[1]
    pins = np.unique(np.array([i * m + j for i, j in problem.pins], dtype=np.int64))
    pinned = among(pins, core.keys)
    face = Face(
        problem=problem,
        frame=frame,
        rules=rules,
        rungs=(),
        lower=frame.lower,
        upper=frame.upper,
        made=_some(core, pinned),
        core=_some(core, ~pinned),
        open=open_pairs(problem, rules, rungs),
    )
    for rung in rungs:
        face = _decided(face, rung)
    return face


def _decided(face: Face, rung: SettledRung) -> Face:
    """Take a rung into the bounds and the core; the open pairs are narrowed already."""
    core, frame = face.core, face.frame
    reduced = rung.reduced(face.rules, core.scores, core.rows, core.columns)
    made = _some(core, reduced > 0)
    nodes = rung.prices.nodes
    at_frame = rung.frame_profit + nodes[frame.heads] - nodes[frame.tails]
    still = face.lower < face.upper
    return replace(
        face,
        rungs=(*face.rungs, rung),
        lower=np.where(still & (at_frame > 0), face.upper, face.lower),
        upper=np.where(still & (at_frame < 0), face.lower, face.upper),
        made=face.made.with_pairs(made.keys, made.scores),
        core=_some(core, reduced == 0),
    )


def can_weigh(largest: int, nodes: int) -> bool:
    """Tell whether values of this size leave room for exact solving."""
    return is_safe(largest << HEADROOM, nodes)


def _some(core: Core, kept: Mask) -> Core:
    return Core(core.keys[kept], core.scores[kept], core.mentors)


def among(sorted_keys: Ints, keys: Ints) -> Mask:
    """Return which keys are among some sorted ones."""
    if not len(sorted_keys):
        return np.zeros(len(keys), dtype=np.bool_)
    at = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
    found: Mask = sorted_keys[at] == keys
    return found
