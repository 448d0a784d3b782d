"""Worst first (leximin), exactly: as few as can be at the lowest level, then at the next.

Coverage settled, the number of pairs at the lowest level of the score is made
as small as it can be, then the number at the next level, and so on to the top;
the plain total decides what is left inside the levels (settled level by level
in Huang, Kavitha, Mehlhorn and Michail 2016). Here a phase settles as many
levels as one 62-bit integer can weigh; it is an ordinary flow over all open
pairs and leaves potentials, one rung of the certificate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hsr_match.matching.matching import LevelPhase
from hsr_match.matching.objectives.face import Face, can_weigh
from hsr_match.matching.objectives.levels import LevelValue, Steep, counted
from hsr_match.matching.objectives.phases import (
    Ranges,
    all_decided,
    highest_level,
    lowest_level,
    next_ranges,
)
from hsr_match.matching.objectives.steps import Flow, Step, flow_on, settle_on

FEWER = 4
"""Bits fewer for the guess, where the flow library lacks room for more."""


@dataclass(frozen=True, slots=True)
class WorstFirst:
    """The face on which all levels are settled, and what settled them."""

    face: Face
    phases: tuple[LevelPhase, ...]


def settle_levels(
    face: Face, resolution: int, worst: int, on_phase: Callable[[Flow], None] | None = None
) -> WorstFirst:
    """Settle the levels of the score from the worst upward.

    Parameters
    ----------
    face
        What coverage leaves open.
    resolution
        Units of the score per level.
    worst
        A level below which nobody need be, as some flow on the face shows.
    on_phase
        Told the flow that settles each phase; what it raises ends the search.
    """
    begin = lowest_level(face, resolution)
    phases: list[LevelPhase] = []
    guess = guessed(face, resolution, worst)
    while not all_decided(face, resolution, begin):
        expected = guess.levels(face, resolution)
        ranges = next_ranges(face, resolution, begin, expected)
        ranges, step = _settled(face, resolution, ranges, guess)
        phases.append(ranges.phase(resolution))
        if on_phase is not None:
            on_phase(step.flow)
        begin = ranges.cuts[-1]
        found = step.flow.levels(step.flow.face, resolution)
        face = step.face
        if (ranges.held(expected) != ranges.held(found)).any():
            guess = guessed(face, resolution, begin)
    return WorstFirst(face, tuple(phases))


def _settled(face: Face, resolution: int, ranges: Ranges, likely: Flow) -> tuple[Ranges, Step]:
    """Settle as many of some ranges as can be settled level by level."""
    while True:
        goal = counted(face.problem, face.frame, LevelValue(ranges.phase(resolution)))
        try:
            step = settle_on(face, goal, likely)
        except OverflowError:
            # The weights left too little room for this network after all.
            if len(ranges.counts) == 1:
                raise
            ranges = ranges.first(len(ranges.counts) // 2)
            continue
        face, likely = step.flow.face, step.flow
        exact = ranges.exact(likely.levels(face, resolution))
        if exact == len(ranges.counts):
            return ranges, step
        ranges = ranges.first(exact)


def guessed(face: Face, resolution: int, worst: int) -> Flow:
    """Return a flow of the face that is nearly, often exactly, the worst-first one."""
    bits = 0
    while can_weigh(8 << bits, face.nodes):
        bits += 1
    while True:
        steep = Steep(resolution, worst, highest_level(face, resolution), bits)
        try:
            return flow_on(face, counted(face.problem, face.frame, steep))
        except OverflowError:
            if bits <= FEWER:
                raise
            bits -= FEWER
