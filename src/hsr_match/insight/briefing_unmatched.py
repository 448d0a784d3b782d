"""Mentees without a mentor: why, beside whom they compete, what would help."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hsr_match.insight.alternatives import best_mentors
from hsr_match.insight.briefing import UnmatchedBriefing
from hsr_match.insight.briefing_ground import Ground
from hsr_match.insight.model import UnmatchedInsight
from hsr_match.insight.relaxations import Budget, Relaxation, relaxations
from hsr_match.insight.relaxations_words import relaxation_sentence

RIVALS = 10
"""Mentees who have a place that this one could have, at most so many."""

SOLVED_FOR = 3
"""Mentees for whom remedies are tried by solving again; the others have the unproven one."""

SOLVES, PAIRS_SOLVED = 12, 4_000_000
"""Second solves for all of them together, and pairs looked at by all solves."""


def unmatched_briefings(ground: Ground) -> tuple[UnmatchedBriefing, ...]:
    """Return everybody without a mentor, in the order of the cohort."""
    told = _told(ground)
    n, m = ground.problem.shape
    most = min(SOLVES, PAIRS_SOLVED // max(1, n * m)) if ground.problem.is_flow else 0
    found = []
    for number, entry in enumerate(told):
        ways: tuple[Relaxation, ...] = ()
        if number < SOLVED_FOR and most:
            budget = Budget(max(1, most // min(SOLVED_FOR, len(told))))
            ways = _remedies(ground, entry.mentee, budget)
        found.append(
            UnmatchedBriefing(
                told=entry,
                rivals=_rivals(ground, entry.mentee),
                alternatives=best_mentors(
                    ground.problem,
                    ground.outcome.matching,
                    entry.mentee,
                    ground.outcome.settings,
                    given=ground.outcome.given,
                    rows=ground.rows,
                    prices=ground.prices,
                    scale=ground.scale,
                ),
                remedies=ways,
                remedies_words=tuple(
                    relaxation_sentence(ground.problem, way, ground.scale) for way in ways
                ),
            )
        )
    return tuple(found)


def _remedies(ground: Ground, mentee: int, budget: Budget) -> tuple[Relaxation, ...]:
    outcome = ground.outcome
    return relaxations(
        ground.problem,
        outcome.matching,
        outcome.settings,
        cohort=outcome.cohort,
        scores=outcome.scores,
        mentee=mentee,
        budget=budget,
    )


def _told(ground: Ground) -> tuple[UnmatchedInsight, ...]:
    """Return the reasons; with names they are told anew, for they hold labels."""
    outcome = ground.outcome
    ids = tuple(replace(entry, named="") for entry in outcome.insight.unmatched)
    if not ground.named or not ids or outcome.cohort is None:
        return ids
    from hsr_match.insight.unmatched import Unmatched

    speaker = Unmatched(
        ground.problem,
        outcome.matching,
        ground.rows.loads,
        ground.scale,
        outcome.settings,
        given=outcome.given,
        cohort=outcome.cohort,
    )
    return tuple(replace(speaker.explain(entry.mentee), named="") for entry in ids)


def _rivals(ground: Ground, mentee: int) -> tuple[int, ...]:
    """Return who has a place that this mentee could have, those closest to losing it first."""
    scores, eligible = ground.rows.of(mentee)
    made = np.array(ground.outcome.matching.pairs, dtype=np.int64).reshape(-1, 2)
    there = np.flatnonzero(eligible[made[:, 1]])
    ahead = scores[made[there, 1]] - ground.rows.own_scores[there]
    order = there[np.argsort(-ahead, kind="stable")]
    return tuple(dict.fromkeys(made[order, 0].tolist()))[:RIVALS]
