"""Everything that is said about a matching: pairs, people left without, figures, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hsr_match.insight import cautions
from hsr_match.insight.asked_for import asked_for
from hsr_match.insight.model import Caution, MatchingInsight, PairInsight, UnmatchedInsight
from hsr_match.insight.notes import notes_on
from hsr_match.insight.objections import barred_counts, set_aside
from hsr_match.insight.reckoning import criterion_points, folded, with_preferred
from hsr_match.insight.standing import ROWS_AT_ONCE, Standing, loads_of, standing
from hsr_match.insight.summary import summary_of
from hsr_match.insight.why import why_from_answers, why_from_scores
from hsr_match.insight.words import Scale

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.cohort.model import Cohort
    from hsr_match.config import Settings
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem
    from hsr_match.scoring import PairScores


def explain_matching(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    *,
    cohort: Cohort | None = None,
    scores: PairScores | None = None,
    given: GivenScores | None = None,
) -> MatchingInsight:
    """Say why each pair was made and why each mentee left without has no mentor.

    Parameters
    ----------
    problem, matching
        The problem and its result.
    settings
        Limits under which a pair is flagged.
    cohort
        The people; None where given scores alone name them.
    scores
        Scores made from answers; None for given scores.
    given
        The table of given scores, if any.

    Returns
    -------
    MatchingInsight
        Safe for files that travel: no gated or confidential answer is named.
    """
    scale = Scale(problem.scale, given=scores is None)
    where = standing(problem, matching.pairs)
    loads = loads_of(problem, matching.pairs)
    if scores is not None and cohort is not None:
        pairs = _from_answers(problem, matching, settings, where, cohort, scores, scale)
    else:
        pairs = _from_scores(problem, matching, settings, where, scale)
    notes = notes_on(problem, matching, scale, where.zero, cohort, scores)
    if limits_at_work(problem, cohort):
        pairs, more = _with_limits(pairs, problem, matching, settings, scale, cohort)
        notes = (*notes, *more)
    matched = {i for i, _ in matching.pairs}
    left = [i for i in np.flatnonzero(problem.wanted).tolist() if i not in matched]
    unmatched: tuple[UnmatchedInsight, ...] = ()
    if left:
        from hsr_match.insight.unmatched import REMEDIES_PRICED, Unmatched

        speaker = Unmatched(problem, matching, loads, scale, settings, cohort, given)
        unmatched = tuple(speaker.explain(i) for i in left)
        notes = (*notes, REMEDIES_PRICED)
    return MatchingInsight(
        pairs=pairs,
        unmatched=unmatched,
        summary=summary_of(problem, pairs),
        notes=notes,
        barred=barred_counts(problem),
    )


def limits_at_work(problem: MatchingProblem, cohort: Cohort | None) -> bool:
    """Tell whether limits on pairs taken together may have anything to say."""
    return bool(
        (problem.wanted != 1).any()
        or problem.spread
        or problem.apart
        or problem.together
        or problem.floors
        or problem.credit is not None
        or problem.least_if_used
        or (cohort is not None and any(mentor.get("group") for mentor in cohort.mentors))
    )


def _with_limits(
    pairs: Sequence[PairInsight],
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    scale: Scale,
    cohort: Cohort | None,
) -> tuple[tuple[PairInsight, ...], tuple[str, ...]]:
    """Add to each pair, and say of the round, what limits had to do with it."""
    from hsr_match.insight.binding import Binding

    binding = Binding(problem, matching, settings, scale, cohort)
    told = [binding.of_pair(pair.mentee, pair.mentor) for pair in pairs]
    return (
        tuple(
            replace(pair, why=f"{pair.why} {said}") if said else pair
            for pair, said in zip(pairs, told, strict=True)
        ),
        tuple(binding.notes()),
    )


def _from_answers(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    where: Standing,
    cohort: Cohort,
    scores: PairScores,
    scale: Scale,
) -> tuple[PairInsight, ...]:
    loads = loads_of(problem, matching.pairs)
    evidence = pair_evidence(scores, matching.pairs)
    pins, wanted = set(problem.pins), asked_for(problem, settings)
    crossed = cautions.crossed(matching.pairs, cohort)
    found = []
    for k, (i, j) in enumerate(matching.pairs):
        mentee, mentor = cohort.mentees[i], cohort.mentors[j]
        rows = scores.shares(i, j)
        score = int(where.scores[k])
        points = folded(criterion_points(rows, scores.criteria))
        flags = [
            *cautions.rules_set_aside(set_aside(problem, i, j)),
            *cautions.answers(score, float(evidence[k]), mentee, mentor, settings, scale),
            *_of_places(problem, loads, where, i, j),
            *([cautions.each_other()] if (i, j) in crossed else []),
        ]
        asked = (i, j) in wanted
        found.append(
            PairInsight(
                mentee=i,
                mentor=j,
                score=score,
                rank=int(where.ranks[k]),
                points=with_preferred(points, score),
                evidence=float(evidence[k]),
                why=why_from_answers(mentee, mentor, rows, settings, pinned=asked),
                cautions=(*flags, cautions.pinned()) if asked else tuple(flags),
                pinned=(i, j) in pins,
                approved=(i, j) in pins and not asked,
            )
        )
    return tuple(found)


def _from_scores(
    problem: MatchingProblem,
    matching: Matching,
    settings: Settings,
    where: Standing,
    scale: Scale,
) -> tuple[PairInsight, ...]:
    loads = loads_of(problem, matching.pairs)
    pins, wanted = set(problem.pins), asked_for(problem, settings)
    found = []
    for k, (i, j) in enumerate(matching.pairs):
        score, rank, possible = (
            int(x) for x in (where.scores[k], where.ranks[k], where.possible[i])
        )
        flags = _of_places(problem, loads, where, i, j)
        asked = (i, j) in wanted
        found.append(
            PairInsight(
                mentee=i,
                mentor=j,
                score=score,
                rank=rank,
                points={},
                evidence=1.0,
                why=why_from_scores(score, rank, possible, scale, pinned=asked),
                cautions=(*flags, cautions.pinned()) if asked else tuple(flags),
                pinned=(i, j) in pins,
                approved=(i, j) in pins and not asked,
            )
        )
    return tuple(found)


def _of_places(
    problem: MatchingProblem,
    loads: NDArray[np.int64],
    where: Standing,
    mentee: int,
    mentor: int,
) -> list[Caution]:
    wanted = int(problem.places[mentor])
    return cautions.places(int(loads[mentor]), wanted, int(where.possible[mentee]))


def pair_evidence(scores: PairScores, pairs: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """Return the share of weight, 0–1, on answers of both sides, for each pair."""
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    found = np.zeros(len(table))
    for start in range(0, scores.shape[0], ROWS_AT_ONCE):
        here = np.flatnonzero((table[:, 0] >= start) & (table[:, 0] < start + ROWS_AT_ONCE))
        if len(here):
            block = scores.evidence(slice(start, start + ROWS_AT_ONCE), slice(None))
            found[here] = block[table[here, 0] - start, table[here, 1]]
    return found
