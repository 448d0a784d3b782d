"""One row per pair, and per mentee left without: what CSV, workbook and JSON share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.insight.model import PairInsight, UnmatchedInsight

if TYPE_CHECKING:
    from hsr_match.insight.outcome import Outcome

UNMATCHED = "unmatched"

BEFORE = ("mentee_id", "mentee_name", "mentor_id", "mentor_name", "score", "mentee_rank")
AFTER = ("why", "cautions", "status", "locked")


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair, or a mentee without one.

    Attributes
    ----------
    mentee_id, mentee_name, mentor_id, mentor_name
        As people know them; the mentor's are empty for a mentee left without.
    score, rank
        Integer score and this mentor's place in the mentee's list; None for a
        mentee left without.
    points
        Integer units per criterion, in the order of :func:`criteria_of`.
    why
        The reason; for a mentee left without, the reason and what would help.
    cautions
        What to look at.
    status
        ``proposed``, ``approved`` or ``unmatched``.
    locked
        True for a pair that a person asked for.
    """

    mentee_id: str
    mentee_name: str
    mentor_id: str
    mentor_name: str
    score: int | None
    rank: int | None
    points: tuple[int, ...] | None
    why: str
    cautions: tuple[str, ...]
    status: str
    locked: bool


def criteria_of(outcome: Outcome) -> tuple[str, ...]:
    """Return the columns of points: criteria in order, the confidential ones folded.

    ``preferred_rules`` follows when a broken preference took points off a pair.
    """
    named = outcome.scores.criteria if outcome.scores else ()
    folded = ("needs" if name == "lived_experience" else name for name in named)
    found = (name for pair in outcome.insight.pairs for name in pair.points)
    return tuple(dict.fromkeys((*folded, *found)))


def columns_of(outcome: Outcome) -> tuple[str, ...]:
    """Return the headings of ``pairings.csv``."""
    return (*BEFORE, *criteria_of(outcome), *AFTER)


def pair_rows(outcome: Outcome) -> Iterator[PairRow]:
    """Return the rows, mentees in natural order of their ids, then mentors."""
    entries: list[PairInsight | UnmatchedInsight] = sorted(
        (*outcome.insight.pairs, *outcome.insight.unmatched),
        key=lambda entry: (entry.mentee, entry.mentor if isinstance(entry, PairInsight) else -1),
    )
    criteria = criteria_of(outcome)
    for entry in entries:
        if isinstance(entry, PairInsight):
            yield _pair(outcome, entry, criteria)
        else:
            yield _without(outcome, entry)


def _pair(outcome: Outcome, pair: PairInsight, criteria: tuple[str, ...]) -> PairRow:
    return PairRow(
        mentee_id=outcome.problem.mentee_label(pair.mentee),
        mentee_name=outcome.mentee_name(pair.mentee),
        mentor_id=outcome.problem.mentor_label(pair.mentor),
        mentor_name=outcome.mentor_name(pair.mentor),
        score=pair.score,
        rank=pair.rank,
        points=tuple(pair.points.get(name, 0) for name in criteria),
        why=pair.why,
        cautions=tuple(caution.text for caution in pair.cautions),
        status=outcome.status_of(pair.mentee, pair.mentor),
        locked=pair.pinned,
    )


def _without(outcome: Outcome, entry: UnmatchedInsight) -> PairRow:
    return PairRow(
        mentee_id=outcome.problem.mentee_label(entry.mentee),
        mentee_name=outcome.mentee_name(entry.mentee),
        mentor_id="",
        mentor_name="",
        score=None,
        rank=None,
        points=None,
        why=f"{entry.sentence} {entry.remedy}".strip(),
        cautions=(),
        status=UNMATCHED,
        locked=False,
    )
