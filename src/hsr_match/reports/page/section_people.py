"""Mentors, and mentees without one, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.insight.briefing.mentors import places_in_words
from hsr_match.insight.words import capital
from hsr_match.reports.headline import reason_label

if TYPE_CHECKING:
    from hsr_match.insight.briefing.model import Briefing, MentorBriefing, UnmatchedBriefing
    from hsr_match.insight.detail import Alternative
    from hsr_match.reports.page.speaking import Person, Speaking

MOST_MENTORS, MOST_UNMATCHED = 3_000, 500
"""People that the page lists; the workbook holds them all."""

HEADED = ("One more place", "Withdrawing")

RIVALS = 12
"""Rivals of one mentee that are named."""


@dataclass(frozen=True, slots=True)
class MentorLine:
    """A mentor: places in words, who they have, who else scores higher with them."""

    mentor: Person
    places: str
    used: int
    wanted: int
    mentees: tuple[Person, ...]
    also: tuple[Person, ...]
    more: int
    one_more: str
    leaves: str
    reserve: bool

    @property
    def also_count(self) -> int:
        """How many mentees would rather have this mentor."""
        return len(self.also) + self.more


@dataclass(frozen=True, slots=True)
class OtherMentor:
    """A mentor a mentee might have instead: score, place in their list, what stands in the way."""

    mentor: Person
    score: str
    rank: str
    standing: tuple[Person, ...]
    free: int
    barred: str
    price: str


@dataclass(frozen=True, slots=True)
class WithoutMentor:
    """A mentee left without: why, beside whom, and what would help, cheapest first."""

    mentee: Person
    reason: str
    sentence: str
    remedies: tuple[str, ...]
    rivals: tuple[Person, ...]
    more_rivals: int
    others: tuple[OtherMentor, ...]

    @property
    def last(self) -> str:
        """What the last column about other mentors is about; empty where it would be too."""
        if any(other.price for other in self.others):
            return "What choosing them would cost the cohort"
        return "What stands in the way" if any(other.barred for other in self.others) else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who may not take part, and why."""

    id: str
    name: str
    role: str
    reason: str


def mentor_lines(briefing: Briefing, speaking: Speaking) -> list[MentorLine]:
    """Return the mentors in the order of the cohort."""
    return [_mentor(told, speaking) for told in briefing.mentors[:MOST_MENTORS]]


def without_mentor(briefing: Briefing, speaking: Speaking) -> list[WithoutMentor]:
    """Return the mentees who are in no pair."""
    return [_without(told, speaking) for told in briefing.unmatched[:MOST_UNMATCHED]]


def left_out(briefing: Briefing) -> list[LeftOut]:
    """Return the people who may not take part."""
    cohort = briefing.outcome.cohort
    return [
        LeftOut(
            left.person.id,
            left.person.name if briefing.named else "",
            left.person.role,
            reason_label(left.reason),
        )
        for left in (cohort.excluded if cohort else ())
    ]


def _mentor(told: MentorBriefing, speaking: Speaking) -> MentorLine:
    used = len(told.mentees)
    return MentorLine(
        mentor=speaking.mentors[told.mentor],
        places=places_in_words(told),
        used=used,
        wanted=told.places,
        mentees=tuple(speaking.mentees[i] for i in told.mentees),
        also=tuple(speaking.mentees[i] for i in told.also_wanted_by),
        more=told.more_wanted,
        one_more=_behind(told.one_more_words),
        leaves=_behind(told.leaves_words),
        reserve=told.reserve,
    )


def _behind(words: str) -> str:
    """Return a sentence without what the heading of its column says already."""
    heading, _, rest = words.partition(": ")
    return capital(rest) if heading in HEADED else capital(words)


def _without(told: UnmatchedBriefing, speaking: Speaking) -> WithoutMentor:
    said = told.told
    remedies = told.remedies_words or ((said.remedy,) if said.remedy else ())
    return WithoutMentor(
        mentee=speaking.mentees[said.mentee],
        reason=reason_label(said.reason),
        sentence=(speaking.named and said.named) or said.sentence,
        remedies=tuple(capital(words) for words in remedies),
        rivals=tuple(speaking.mentees[i] for i in told.rivals[:RIVALS]),
        more_rivals=max(0, len(told.rivals) - RIVALS),
        others=tuple(_other(other, speaking) for other in told.alternatives),
    )


def _other(other: Alternative, speaking: Speaking) -> OtherMentor:
    return OtherMentor(
        mentor=speaking.mentors[other.mentor],
        score=speaking.scale.text(other.score),
        rank=speaking.rank(other.rank),
        standing=tuple(speaking.mentees[i] for i in other.taken_by),
        free=other.free,
        barred="; ".join(other.barred_by),
        price=capital(other.price),
    )
