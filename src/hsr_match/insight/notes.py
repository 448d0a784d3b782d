"""What should be said about a matching as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hsr_match.insight.labels import criterion_label
from hsr_match.insight.words import Scale, capital, counted, listed
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem

if TYPE_CHECKING:
    from hsr_match.cohort.model import Cohort
    from hsr_match.scoring import PairScores

NAMED = 5
PAIRS_AT_ONCE = 1 << 16

WISHES = frozenset({"lived_experience", "preferences"})
"""Criteria that concern only those who ask; that nobody asked is no news."""


def notes_on(
    problem: MatchingProblem,
    matching: Matching,
    scale: Scale,
    zero: Sequence[int],
    cohort: Cohort | None,
    scores: PairScores | None,
) -> tuple[str, ...]:
    """Return sentences on fairness, on criteria that decide nothing, and on blanks."""
    notes = []
    if matching.reference is not None:
        cost = matching.reference.total - matching.total
        if cost > 0:
            share = 100 * cost / matching.reference.total
            credit = "" if problem.credit is None else " and credit for last year"
            notes.append(
                f"Raising the weakest pairs{credit} cost {scale.points(cost)} in total "
                f"({share:.2g} % of the best total)."
            )
    if all_alike(problem):
        notes.append(
            "All pairs that may be made have the same score: every pairing of as many mentees is "
            "equally good, and the rule that settles ties decided."
        )
    if scores is not None and 0 not in problem.shape:
        notes += _idle_criteria(scores)
        silent = [i for i in zero if not scores.shares(i, 0)]
        if silent:
            ids = [problem.mentee_label(i) for i in silent]
            more = len(ids) - NAMED
            words = [*ids[:NAMED], f"{more} more"] if more > 0 else ids
            one = len(ids) == 1
            notes.append(
                f"{listed(words)} answered nothing that could be scored: every mentor "
                f"{'fits them' if one else 'fits each of them'} equally."
            )
    if cohort is not None and cohort.set_aside:
        answers = counted(sum(cohort.set_aside.values()), "confidential answer")
        notes.append(f"{answers} set aside for want of consent.")
    return tuple(notes)


def all_alike(problem: MatchingProblem) -> bool:
    """Tell whether all pairs that may be made, two at least, have one score."""
    n, m = problem.shape
    height = max(1, PAIRS_AT_ONCE // max(m, 1))
    seen, score = 0, 0
    for start in range(0, n, height):
        rows = slice(start, min(start + height, n))
        there = problem.scores.block(rows, slice(None))[problem.eligible.block(rows, slice(None))]
        if not there.size:
            continue
        score = score if seen else int(there[0])
        if (there != score).any():
            return False
        seen += there.size
    return seen > 1


def _idle_criteria(scores: PairScores) -> list[str]:
    idle = [criterion_label(name) for name in scores.constant if name not in WISHES]
    if not idle:
        return []
    verb = "decides" if len(idle) == 1 else "decide"
    why = "no answers, or the same for all mentors"
    return [f"{capital(listed(idle))} {verb} nothing this round: {why}."]
