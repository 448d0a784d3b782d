"""Rules that compare two short answers: distinct answers are few, pairs are many."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from hsr_match.rules.eligibility import RuleLevel

Mine = TypeVar("Mine", bound=Hashable)
Theirs = TypeVar("Theirs", bound=Hashable)


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A rule that looks two answers up in a table.

    Attributes
    ----------
    mentees, mentors
        Number of each person's answer among the distinct ones of their side.
    table
        True where a mentee's answer (axis 0) and a mentor's (axis 1) clash.
    """

    name: str
    level: RuleLevel
    mentees: NDArray[np.intp]
    mentors: NDArray[np.intp]
    table: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        name: str,
        level: RuleLevel,
        mentees: Sequence[Mine],
        mentors: Sequence[Theirs],
        clash: Callable[[Mine, Theirs], bool],
    ) -> Self:
        """Return the rule for answers in the order of the cohort.

        ``clash`` is asked once for each two distinct answers.
        """
        mine, mentee_codes = _distinct(mentees)
        theirs, mentor_codes = _distinct(mentors)
        table = np.array([[clash(a, b) for b in theirs] for a in mine], dtype=np.bool_)
        return cls(name, level, mentee_codes, mentor_codes, table.reshape(len(mine), len(theirs)))

    @property
    def idle(self) -> bool:
        """True if no two answers clash."""
        return not self.table.any()

    def block(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Return true where the two answers clash."""
        return self.table[self.mentees[rows][:, None], self.mentors[columns][None, :]]


Answer = TypeVar("Answer", bound=Hashable)


def _distinct(answers: Sequence[Answer]) -> tuple[list[Answer], NDArray[np.intp]]:
    number: dict[Answer, int] = {}
    codes = [number.setdefault(answer, len(number)) for answer in answers]
    return list(number), np.array(codes, dtype=np.intp)
