"""What people are told about a matching, as data: one model for screen, files and letters.

Positions follow the cohort (mentees on axis 0, mentors on axis 1); scores are
the integers of the problem. Sentences in here are safe for every file that
travels: they name no gated or confidential answer. Only :class:`PairDetail`
made with ``confidential=True`` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should look at before they approve a pair.

    ``code`` is one of ``weak_pair, thin_evidence, only_mentor_possible,
    over_wanted_places, rule_set_aside, pinned, blank_offers``; ``text`` says it
    in plain English.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PairInsight:
    """Why a proposed pair was made.

    Attributes
    ----------
    mentee, mentor
        Positions.
    score
        Integer score.
    rank
        This mentor's place in the mentee's list of eligible mentors by score;
        1 is best, equal scores share the better place.
    points
        Criterion → integer units (they add up to ``score`` unless a rule of
        level ``preferred`` took points off, which then stands under
        ``preferred_rules`` as a negative number). ``lived_experience`` is
        folded into ``needs``. Empty for given scores.
    evidence
        Share of weight, 0–1, resting on answers of both sides; 1 for given scores.
    why
        One line in plain English.
    cautions
        What to look at, most important first.
    pinned
        True if a person asked for the pair.
    """

    mentee: int
    mentor: int
    score: int
    rank: int
    points: Mapping[str, int]
    evidence: float
    why: str
    cautions: tuple[Caution, ...] = ()
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class UnmatchedInsight:
    """Why a mentee stays without a mentor, and what would help.

    ``reason`` is an id of the vocabulary ``unmatched_reason``
    (``no_eligible_mentor, all_places_taken, below_minimum_score``).
    """

    mentee: int
    reason: str
    sentence: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a matching that people ask for first.

    ``mean``, ``worst`` and ``tenth_percentile`` (the score that a tenth of the
    pairs do not exceed) are in integer units; None when nobody is matched.
    ``places`` are those that mentors want, ``places_used`` the pairs, extra
    places included. ``first_choice`` counts pairs of rank 1; ``to_look_at``
    counts pairs with a caution.
    """

    mentees: int
    mentors: int
    matched: int
    places: int
    places_used: int
    mean: float | None
    worst: int | None
    tenth_percentile: int | None
    first_choice: int
    to_look_at: int


@dataclass(frozen=True, slots=True)
class MatchingInsight:
    """Everything the reports say about a matching, in the order of the cohort."""

    pairs: tuple[PairInsight, ...]
    unmatched: tuple[UnmatchedInsight, ...]
    summary: Summary
    notes: tuple[str, ...] = ()
    barred: Mapping[str, int] | None = None
    """Required rule → pairs it objects to; confidential ones all under ``not_available``."""


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
    """

    mentor: int
    score: int
    rank: int | None
    barred_by: tuple[str, ...]
    taken_by: tuple[int, ...]
    free: int


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
