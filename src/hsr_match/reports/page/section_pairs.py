"""The list of pairs as the page shows it before any of them is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.insight.headline import is_settled
from hsr_match.reports.page.section_head import badge_of

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.reports.page.speaking import Person, Speaking

MOST_PAIRS = 3_000
"""Pairs that the page lists; ``pairings.csv`` holds them all."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A caution: its kind in two words, and the sentence."""

    code: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """A row of the list.

    Attributes
    ----------
    number
        Place in ``pairs`` of the page's data.
    score, score_units, share
        As people read it, as it sorts, and as a length of 100 (None if given).
    rank, rank_number
        The mentor's place in the mentee's list.
    status
        ``proposed``, ``approved`` or ``declined``: how far people have decided.
    pinned
        True if a person asked for the pair.
    settled
        True if a person has approved it, in this run or before it.
    """

    number: int
    mentee: Person
    mentor: Person
    score: str
    score_units: int
    share: float | None
    rank: str
    rank_number: int
    why: str
    badges: tuple[Badge, ...]
    status: str
    pinned: bool
    settled: bool

    @property
    def codes(self) -> str:
        """Kinds of caution, for the filter; none once a person has approved the pair."""
        return "" if self.settled else " ".join(badge.code for badge in self.badges)


def shown_pairs(briefing: Briefing) -> list[int]:
    """Return which pairs stand on the page, as the files order them."""
    pairs = briefing.outcome.insight.pairs
    order = sorted(range(len(pairs)), key=lambda k: (pairs[k].mentee, pairs[k].mentor))
    return order[:MOST_PAIRS]


def pair_lines(briefing: Briefing, speaking: Speaking, shown: list[int]) -> list[PairLine]:
    """Return the rows of the list."""
    pairs = briefing.outcome.insight.pairs
    # Told in full they speak of people by name, as the rest of the page; as a list, by id.
    in_full = {(told.mentee, told.mentor): told for told in briefing.pairs}
    lines = []
    for number, position in enumerate(shown):
        pair = pairs[position]
        told = in_full.get((pair.mentee, pair.mentor), pair)
        lines.append(
            PairLine(
                number=number,
                mentee=speaking.mentees[pair.mentee],
                mentor=speaking.mentors[pair.mentor],
                score=speaking.scale.text(pair.score),
                score_units=pair.score,
                share=speaking.share(pair.score),
                rank=speaking.rank(pair.rank),
                rank_number=pair.rank,
                why=told.why,
                badges=tuple(
                    Badge(caution.code, badge_of(caution.code)[0], caution.text)
                    for caution in told.cautions
                ),
                status=briefing.outcome.status_of(pair.mentee, pair.mentor),
                pinned=pair.pinned and not pair.approved,
                settled=is_settled(briefing.outcome, pair),
            )
        )
    return lines
