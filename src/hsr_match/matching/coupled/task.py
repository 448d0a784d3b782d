"""What one rung asks: the limits, what is open, what is maximised, what must be kept."""

from __future__ import annotations

from dataclasses import dataclass

from hsr_match.matching.coupled.columns import Columns
from hsr_match.matching.coupled.face import Face
from hsr_match.matching.coupled.field import PairField
from hsr_match.matching.coupled.goal import Goal
from hsr_match.matching.coupled.model import Model
from hsr_match.matching.coupled.prices import Earlier
from hsr_match.matching.problem import Ints


@dataclass(frozen=True, slots=True)
class Task:
    """One rung of the ladder.

    Attributes
    ----------
    field
        All pairs.
    face
        What is open.
    goal
        What is maximised.
    earlier
        Rungs whose value must be kept.
    """

    field: PairField
    face: Face
    goal: Goal
    earlier: tuple[Earlier, ...]

    @property
    def model(self) -> Model:
        """The limits."""
        return self.field.model

    @property
    def pins(self) -> Ints:
        """Keys of the pairs that are made for certain; none where pins may be missed."""
        return self.model.pins[:0] if self.goal.elastic else self.model.pins

    @property
    def step(self) -> int:
        """Cost of the first extra place, where extra places cost anything here."""
        dear = self.goal.costs or any(rung.goal.costs for rung in self.earlier)
        return self.model.problem.extra_place_cost if dear else 0

    def values(self, columns: Columns) -> Ints:
        """Return the value of columns on the goal."""
        return self.field.at(self.goal.value, columns.units, columns.at)

    def kept_values(self, columns: Columns) -> tuple[Ints, ...]:
        """Return the value of columns on each earlier rung."""
        return tuple(
            self.field.at(rung.goal.value, columns.units, columns.at) for rung in self.earlier
        )
