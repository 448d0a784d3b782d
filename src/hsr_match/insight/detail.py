"""One pair in full, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hsr_match.insight.model import Caution


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """One line of the reckoning of a pair.

    Attributes
    ----------
    criterion, part, item
        Where the points come from; ``item`` is the label of what the mentee
        asked (``one confidential need`` or ``a shared experience`` where gated).
    units
        Integer score units gained.
    possible
        Units this line could give at most.
    mentee_answer, mentor_answer
        Both sides' answers in words; ``not known`` where the mentor left it blank.
    """

    criterion: str
    part: str
    item: str
    units: float
    possible: float
    mentee_answer: str
    mentor_answer: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another mentor for a mentee.

    ``barred_by`` holds rule names in words (empty if eligible); ``taken_by``
    the positions of the mentees that this mentor has now; ``free`` the places left.
    ``lost`` is what choosing them would cost the whole cohort, (coverage, pairs,
    gain) as in ``Costs``, None where it was not worked out; ``price`` the same in words,
    or, where limits tie pairs together, what it costs at least.
    """

    mentor: int
    score: int
    rank: int | None
    barred_by: tuple[str, ...]
    taken_by: tuple[int, ...]
    free: int
    lost: tuple[int, int, int] | None = None
    price: str = ""


@dataclass(frozen=True, slots=True)
class PairDetail:
    """A pair in full, made or not.

    Attributes
    ----------
    made
        True if the matching holds the pair.
    rows
        The waterfall, criteria in order; empty for given scores.
    criteria
        Criterion → units, adding up to ``score``.
    current
        The mentor the mentee has now, or None.
    verdict
        Plain English: why this pair was made, or why it was not chosen.
    alternatives
        The mentee's next best mentors by score, eligible ones first.
    """

    mentee: int
    mentor: int
    score: int
    rank: int | None
    made: bool
    barred_by: tuple[str, ...]
    rows: tuple[WaterfallRow, ...]
    criteria: Mapping[str, int]
    evidence: float
    why: str
    verdict: str
    cautions: tuple[Caution, ...]
    current: int | None
    alternatives: tuple[Alternative, ...]
