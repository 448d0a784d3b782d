"""A run explained in full: the one model that terminal, page, workbook and letters draw.

Everything here is data. Sentences are plain English and safe for whoever may
see all pairs: no gated or confidential answer is named, and private refusals
read "not available". Positions follow the cohort; scores and costs are integer
units of the problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hsr_match.insight.detail import Alternative, PairDetail
    from hsr_match.insight.model import UnmatchedInsight
    from hsr_match.insight.outcome import Outcome
    from hsr_match.insight.pricing.model import WhatIf
    from hsr_match.insight.relaxing.search import Relaxation

Cell = str | int | float | None
"""What stands in a table: text, a count, a figure as people read it, or nothing."""

ChartKind = Literal["histogram", "load", "supply", "heat", "table"]
"""How a chart is drawn; ``table`` is not."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A table that can be drawn; the table is the chart, the drawing a help.

    Attributes
    ----------
    kind
        How it is drawn.
    title
        What it shows.
    reading
        One line: how to read it.
    heading
        Names of the columns.
    rows
        Cells as people read them (points, not units).
    note
        What was left out, if anything.
    """

    kind: ChartKind
    title: str
    reading: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the quality report, said in words: what, how much, what it means."""

    name: str
    value: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class QualityPart:
    """One part of the quality report: a verdict in words first, figures behind it.

    ``code`` is one of ``coverage, score, preference, needs, stability, rules, proof``.
    """

    code: str
    title: str
    verdict: str
    figures: tuple[Figure, ...]
    table: Chart | None = None


@dataclass(frozen=True, slots=True)
class MentorBriefing:
    """A mentor in the round.

    Attributes
    ----------
    mentor
        Position.
    mentees
        Positions of their mentees.
    also_wanted_by
        Mentees who have somebody else or nobody although this mentor is
        possible for them and scores higher, highest score first; at most a
        stated number, ``more_wanted`` counts the rest.
    one_more, leaves
        What one more place would be worth to the cohort, and what the mentor's
        withdrawal would cost: (coverage, pairs, gain) lost; None where not known.
    one_more_words, leaves_words
        The same in plain English; empty where not known.
    """

    mentor: int
    places_min: int
    places: int
    places_max: int
    reserve: bool
    mentees: tuple[int, ...]
    also_wanted_by: tuple[int, ...] = ()
    more_wanted: int = 0
    one_more: tuple[int, int, int] | None = None
    one_more_words: str = ""
    leaves: tuple[int, int, int] | None = None
    leaves_words: str = ""


@dataclass(frozen=True, slots=True)
class UnmatchedBriefing:
    """A mentee without a mentor: why, beside whom they compete, what would help.

    ``rivals`` are mentees who have a place with a mentor possible for this one;
    ``alternatives`` the best mentors by score, eligible ones first; ``remedies``
    are proven by solving again, the cheapest first.
    """

    told: UnmatchedInsight
    rivals: tuple[int, ...]
    alternatives: tuple[Alternative, ...]
    remedies: tuple[Relaxation, ...]
    remedies_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """Whom to recruit: one sentence, and the counts behind it.

    ``by`` is ``places`` (one entry, the first: places in all, with whom one more
    is worth most), ``need``, ``research_area`` or ``career_stage``; ``short`` the
    mentees beyond the places of mentors who suit, 0 if there are enough in all.
    Needs told in confidence stand together in one entry.
    """

    by: str
    what: str
    mentees: int
    mentors: int
    places: int
    short: int
    sentence: str


@dataclass(frozen=True, slots=True)
class CriterionBriefing:
    """A criterion as used: weight, share of all weights (0-1), and its grounds."""

    criterion: str
    label: str
    weight: float
    share: float
    grounds: str


@dataclass(frozen=True, slots=True)
class RuleBriefing:
    """A rule as used: its level, what it says, and how many pairs it barred.

    ``gained`` says how many more mentees would have a mentor without it, None
    where that was not worked out. Rules told in confidence stand together as
    ``not available``.
    """

    rule: str
    label: str
    level: str
    barred: int
    gained: int | None = None
    gained_words: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about how the run was made; the only place for technical words."""

    name: str
    value: str


Pricing = Literal["exact", "on_request", "too_large"]
"""Whether every change has its exact price; else why not: limits tie pairs
together (``on_request``: one at a time, solved again), or there are too many pairs."""


@dataclass(frozen=True, eq=False)
class Briefing:
    """Everything that reports say about a run.

    Attributes
    ----------
    outcome
        The run.
    named
        Whether sentences name people (the coordinator's own page and screen)
        or use ids only.
    headline
        Sentences in words before numbers: matched, proven or the bound, worst
        and mean, what needs a human look.
    pairs
        Each pair in full, in the order of ``outcome.insight.pairs``; shorter
        only in cohorts beyond a stated size, see ``note``.
    what_if
        Exact prices of single changes; None unless ``pricing`` is ``exact``.
    pricing_words
        One sentence on what prices mean here, or why there are none.
    criteria_note
        What to say with the weights: on what they rest as a whole.
    """

    outcome: Outcome = field(repr=False)
    named: bool
    headline: tuple[str, ...]
    pairs: tuple[PairDetail, ...]
    unmatched: tuple[UnmatchedBriefing, ...]
    mentors: tuple[MentorBriefing, ...]
    pricing: Pricing
    pricing_words: str
    what_if: WhatIf | None = field(repr=False)
    advice: tuple[Advice, ...]
    charts: tuple[Chart, ...]
    quality: tuple[QualityPart, ...]
    criteria: tuple[CriterionBriefing, ...]
    rules: tuple[RuleBriefing, ...]
    facts: tuple[Fact, ...]
    note: str = ""
    criteria_note: str = ""
    set_aside: Mapping[str, int] = field(default_factory=dict)
    """Kind of answer → how many were set aside for want of consent; counts only."""
