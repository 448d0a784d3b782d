"""One pair in full, made or not: its points, both sides' answers, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Person
from hsr_match.insight import cautions
from hsr_match.insight.alternatives import best_mentors
from hsr_match.insight.detail import PairDetail, WaterfallRow
from hsr_match.insight.matching_explained import limits_at_work, pair_evidence
from hsr_match.insight.objections import objections, set_aside
from hsr_match.insight.reckoning import criterion_points, folded, with_preferred
from hsr_match.insight.standing import loads_of, mentee_row
from hsr_match.insight.verdict import NAMED, Verdict
from hsr_match.insight.waterfall import preferred_row, waterfall
from hsr_match.insight.why import why_from_answers, why_from_scores
from hsr_match.insight.words import Scale
from hsr_match.rules import plain
from hsr_match.scoring import ShareRow

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.scoring import PairScores


def explain_pair(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    mentee: int,
    mentor: int,
    *,
    cohort: Cohort | None = None,
    scores: PairScores | None = None,
    given: GivenScores | None = None,
    confidential: bool = False,
) -> PairDetail:
    """Explain a pair that was made, or why it was not.

    Parameters
    ----------
    problem, matching, settings
        As for :func:`hsr_match.insight.explain_matching`.
    mentee, mentor
        Positions.
    cohort, scores
        The people and their scores; None for given scores.
    given
        The table of given scores, if any.
    confidential
        True names gated needs and experiences: for the coordinator's eyes only.

    Notes
    -----
    For a mentor who was not chosen the problem is solved again with the pair
    fixed, so the cost to the cohort that the verdict states is exact.
    """
    scale = Scale(problem.scale, given=scores is None)
    row, eligible = mentee_row(problem, mentee)
    score, possible = int(row[mentor]), int(eligible.sum())
    rank = 1 + int((row[eligible] > score).sum()) if eligible[mentor] else None
    made = (mentee, mentor) in matching.pairs
    pinned = made and (mentee, mentor) in problem.pins
    reckoned = _Reckoned()
    if scores is not None and cohort is not None:
        mine, theirs = cohort.mentees[mentee], cohort.mentors[mentor]
        reckoned = _reckon(scores, mine, theirs, (mentee, mentor), score, settings, confidential)
        why = why_from_answers(mine, theirs, reckoned.shares, settings, pinned=pinned)
        flags = cautions.answers(score, reckoned.evidence, mine, theirs, settings, scale)
    else:
        why = why_from_scores(score, rank, possible, scale, pinned=pinned) if rank else ""
        flags = []
    if made and limits_at_work(problem, cohort):
        from hsr_match.insight.binding import Binding

        binding = Binding(problem, matching, settings, scale, cohort)
        why = f"{why} {binding.of_pair(mentee, mentor)}".strip()
    load = int(loads_of(problem, matching.pairs)[mentor]) if made else 0
    barred = tuple(plain(name) for name in objections(problem, mentee, mentor, settings, given))
    return PairDetail(
        mentee=mentee,
        mentor=mentor,
        score=score,
        rank=rank,
        made=made,
        barred_by=barred,
        rows=reckoned.rows,
        criteria=reckoned.criteria,
        evidence=reckoned.evidence,
        why=why,
        verdict=_verdict(problem, matching, settings, scale, (mentee, mentor), rank, barred),
        cautions=(
            *cautions.rules_set_aside(set_aside(problem, mentee, mentor)),
            *flags,
            *cautions.places(load, int(problem.places[mentor]), possible),
            *([cautions.pinned()] if pinned else ()),
        ),
        current=next(iter(matching.mentor_of(mentee)), None),
        alternatives=best_mentors(
            problem, matching, mentee, settings, leave_out=(mentor,), given=given
        ),
    )


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What the answers of a pair add up to; empty for given scores."""

    shares: tuple[ShareRow, ...] = ()
    rows: tuple[WaterfallRow, ...] = ()
    criteria: Mapping[str, int] = field(default_factory=dict)
    evidence: float = 1.0


def _reckon(
    scores: PairScores,
    mentee: Person,
    mentor: Person,
    pair: tuple[int, int],
    score: int,
    settings: Settings,
    confidential: bool,
) -> _Reckoned:
    shares = scores.shares(*pair)
    lines = waterfall(shares, scores.criteria, mentee, mentor, settings, confidential=confidential)
    points = criterion_points(shares, scores.criteria)
    off = score - sum(points.values())
    if off:
        lines.append(preferred_row(scores.eligibility.broken(*pair), off))
    return _Reckoned(
        shares=shares,
        rows=tuple(lines),
        criteria=with_preferred(points if confidential else folded(points), score),
        evidence=float(pair_evidence(scores, [pair])[0]),
    )


def _verdict(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    scale: Scale,
    pair: tuple[int, int],
    rank: int | None,
    barred: tuple[str, ...],
) -> str:
    mentee, mentor = pair
    current = next(iter(matching.mentor_of(mentee)), None)
    verdict = Verdict(problem, matching, scale, mentee, current)
    if rank is None:
        return verdict.barred(mentor, barred)
    if pair in matching.pairs:
        # Eligible mentors come first and by score, so these are the ones ahead.
        ahead = best_mentors(problem, matching, mentee, settings, limit=min(rank - 1, NAMED))
        return verdict.made(mentor, rank, ahead)
    return verdict.not_chosen(mentor, [i for i, j in matching.pairs if j == mentor])
