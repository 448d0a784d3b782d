"""Worst first (leximin), exactly: as few as can be at the lowest level, then at the next.

Coverage settled, the number of pairs at the lowest level of the score is made
as small as it can be, then the number at the next level, and so on to the top;
the plain total decides what is left inside the levels (settled level by level
in Huang, Kavitha, Mehlhorn and Michail 2016). Here a phase settles as many
levels as one 62-bit integer can weigh; it is an ordinary flow over all open
pairs and leaves potentials, one rung of the certificate.
"""

from __future__ import annotations

from dataclasses import dataclass

from hsr_match.matching.engines.min_cost_flow import is_safe
from hsr_match.matching.engines.rungs import RungGoal
from hsr_match.matching.matching import LevelPhase
from hsr_match.matching.objectives.face import Face, Flow, Step, flow_on, narrowed, settle_on
from hsr_match.matching.objectives.levels import LevelValue, Steep
from hsr_match.matching.objectives.phases import (
    all_decided,
    highest_level,
    lowest_level,
    next_ranges,
)


@dataclass(frozen=True, slots=True)
class WorstFirst:
    """The face on which all levels are settled, and what settled them."""

    face: Face
    phases: tuple[LevelPhase, ...]


def settle_levels(face: Face, resolution: int, worst: int) -> WorstFirst:
    """Settle the levels of the score from the worst upward.

    Parameters
    ----------
    face
        What coverage leaves open.
    resolution
        Units of the score per level.
    worst
        A level below which nobody need be, as some flow on the face shows.
    """
    begin = lowest_level(face, resolution)
    phases: list[LevelPhase] = []
    guess = _guess(face, resolution, worst)
    while not all_decided(face, resolution, begin):
        levels = guess.levels(face, resolution)
        ranges = next_ranges(face, resolution, begin, levels)
        phase, step = _settled(face, ranges.phase(resolution))
        found = step.flow.levels(step.flow.face, resolution)
        exact = ranges.exact(found)
        if exact < len(ranges.counts):
            ranges = ranges.first(exact)
            phase, step = _settled(step.flow.face, ranges.phase(resolution))
        phases.append(phase)
        begin = phase.cuts[-1]
        face = narrowed(step)
        if (ranges.held(levels) != ranges.held(found)).any():
            guess = _guess(face, resolution, begin)
    return WorstFirst(face, tuple(phases))


def _settled(face: Face, phase: LevelPhase) -> tuple[LevelPhase, Step]:
    value = LevelValue(phase)
    return phase, settle_on(face, RungGoal(value, value.without_mentor(face.problem, face.frame)))


def _guess(face: Face, resolution: int, worst: int) -> Flow:
    """Return a flow of the face that is nearly, often exactly, the worst-first one."""
    bits = 0
    while is_safe(8 << bits, face.nodes):
        bits += 1
    steep = Steep(resolution, worst, highest_level(face, resolution), bits)
    return flow_on(face, RungGoal(steep, steep.without_mentor(face.problem, face.frame)))
