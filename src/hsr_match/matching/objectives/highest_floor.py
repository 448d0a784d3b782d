"""``highest_floor``: the worst match as good as it can be, then the best total above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from hsr_match.matching.consistency import check
from hsr_match.matching.floor import HighestFloor, above
from hsr_match.matching.objectives.candidate import Candidate, Field
from hsr_match.matching.objectives.floor_by_ways import floor_by_ways, is_plain
from hsr_match.matching.objectives.summed import best_sum

if TYPE_CHECKING:
    from hsr_match.matching.objectives.so_far import SoFar


def best_highest_floor(
    field: Field, best_total: Candidate, so_far: SoFar | None = None
) -> Candidate:
    """Find the highest floor that leaves as many matched, and the best total above it.

    Parameters
    ----------
    field
        The problem and its frame.
    best_total
        The best total without a floor.
    so_far
        Asked between the steps whether to go on; what it raises ends the search.
    """
    floor = highest_floor(field, best_total, None if so_far is None else so_far.check)
    if floor.floor is None:
        return replace(best_total, floor=floor)
    if so_far is not None:
        so_far.check()
    narrow = field_above(field, floor)
    found = best_sum(narrow, check(narrow.problem), 0.0)
    return replace(found, floor=floor)


def highest_floor(
    field: Field, best_total: Candidate, on_step: Callable[[], None] | None = None
) -> HighestFloor:
    """Find the highest floor that leaves as many matched, and what proves it.

    Parameters
    ----------
    field, best_total
        As :func:`best_highest_floor`.
    on_step
        Called now and then; what it raises ends the search.
    """
    if is_plain(field.problem):
        return floor_by_ways(field.problem, best_total.made)
    from hsr_match.matching.objectives.floor_by_flows import floor_by_flows

    return floor_by_flows(field, best_total, on_step)


def field_above(field: Field, floor: HighestFloor) -> Field:
    """Return the field of the pairs from a floor upward."""
    problem = above(field.problem, floor.floor)
    return Field(problem, field.frame, field.rules)
