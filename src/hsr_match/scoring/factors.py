"""All scores of a cohort as two integer factors: who asks what, and who covers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.scoring.criterion import Item


@dataclass(frozen=True, slots=True)
class Column:
    """One stacked factor.

    ``item`` is None for the column that stands in for mentors who left the
    part blank; its mentee factor is the neutral value in share × cover units.
    ``blank`` is the position of that column for an item's part, −1 if nobody
    left it blank.
    """

    criterion: int
    part: str
    item: Item | None
    blank: int = -1


@dataclass(frozen=True, slots=True)
class Factors:
    """All scores of a cohort, as two integer factors and a few single entries.

    Attributes
    ----------
    left, right
        Shapes (mentees, columns) and (mentors, columns), integers in float64.
        ``left @ right.T`` is exact (``scoring.exact``).
    columns
        What each column is.
    rows, mentors, entry_criteria, covers
        Single entries to add: position of mentee and mentor, criterion,
        thousandths; sorted by mentee.
    values
        Their share × cover units.
    personal
        (mentee, criterion) → share of a criterion with single entries.
    evidence_left, evidence_right
        Shapes (mentees, parts) and (mentors, parts): weight of answered parts.
    """

    names: tuple[str, ...]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    columns: tuple[Column, ...]
    rows: NDArray[np.int64]
    mentors: NDArray[np.int64]
    entry_criteria: NDArray[np.int64]
    covers: NDArray[np.int64]
    values: NDArray[np.int64]
    personal: Mapping[tuple[int, int], int]
    evidence_left: NDArray[np.float64]
    evidence_right: NDArray[np.float64]
    rarity: Mapping[str, Mapping[str, int]]
