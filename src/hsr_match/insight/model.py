"""What people are told about a matching, as data: one model for screen, files and letters.

Positions follow the cohort (mentees on axis 0, mentors on axis 1); scores are
the integers of the problem. Sentences in here are safe for every file that
travels: they name no gated or confidential answer. Only :class:`PairDetail`
made with ``confidential=True`` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.insight.detail import Alternative as Alternative
    from hsr_match.insight.detail import PairDetail as PairDetail
    from hsr_match.insight.detail import WaterfallRow as WaterfallRow
    from hsr_match.insight.shortages.sets import Shortage


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should look at before they approve a pair.

    ``code`` is one of ``weak_pair, thin_evidence, only_mentor_possible,
    over_wanted_places, rule_set_aside, pinned, blank_offers, each_other``;
    ``text`` says it in plain English.
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
        True if the pair is kept whatever the score, as people said.
    approved
        True if it is kept since it was proposed and approved, not asked for.
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
    approved: bool = False


@dataclass(frozen=True, slots=True)
class UnmatchedInsight:
    """Why a mentee stays without a mentor, and what would help.

    ``reason`` is an id of the vocabulary ``unmatched_reason``
    (``no_eligible_mentor, all_places_taken, below_minimum_score``). ``sentence``
    and ``remedy`` use ids; ``named`` is the sentence with names, for the
    coordinator's own screen and report, empty where names are not known.
    ``shortage`` is the proof by counting, where there is one.
    """

    mentee: int
    reason: str
    sentence: str
    remedy: str
    named: str = ""
    shortage: Shortage | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a matching that people ask for first.

    ``mentees`` are those who want a mentor this round. ``mean``, ``worst`` and
    ``tenth_percentile`` (the score that a tenth of the pairs do not exceed) are
    in integer units; None when nobody is matched. ``places`` are those that
    mentors want, ``places_used`` the pairs, extra places included.
    ``first_choice`` counts pairs of rank 1; ``to_look_at`` pairs with a caution.
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


def __getattr__(name: str) -> Any:
    # A solve explains no pair in full, and need not pay for these classes.
    if name in ("Alternative", "PairDetail", "WaterfallRow"):
        from hsr_match.insight import detail

        return getattr(detail, name)
    raise AttributeError(name)
