"""Mentees without a mentor: why, beside whom they compete, what would help."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hsr_match.insight.alternatives import best_mentors
from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import UnmatchedBriefing
from hsr_match.insight.model import UnmatchedInsight
from hsr_match.insight.relaxing.search import Budget, Relaxation, relaxations
from hsr_match.insight.relaxing.words import relaxation_sentence

RIVALS = 10
"""Mentees who have a place that this one could have, at most so many."""

SOLVED_FOR = 3
"""Mentees for whom remedies are tried by solving again; the others have the unproven one."""

SOLVES, LEAST_SOLVES, PAIRS_SOLVED = 4, 2, 4_000_000
"""Second solves for one of them alone, for each of several, and pairs looked at by
all solves together."""


def unmatched_briefings(ground: Ground) -> tuple[UnmatchedBriefing, ...]:
    """Return everybody without a mentor, in the order of the cohort."""
    entries = ground.outcome.insight.unmatched
    n, m = ground.problem.shape
    helped = min(SOLVED_FOR, max(1, len(entries)))
    each = (
        min(max(LEAST_SOLVES, SOLVES // helped), PAIRS_SOLVED // max(1, n * m * helped))
        * ground.problem.is_flow
    )
    return tuple(
        unmatched_briefing(
            ground, entry.mentee, Budget(each) if each and number < SOLVED_FOR else None
        )
        for number, entry in enumerate(entries)
    )


def unmatched_briefing(ground: Ground, mentee: int, budget: Budget | None) -> UnmatchedBriefing:
    """Return why one mentee has no mentor; without a budget nothing is solved again."""
    outcome = ground.outcome
    ways: tuple[Relaxation, ...] = ()
    # Pairs that people decided are no solve that could be repeated with one thing changed.
    if budget is not None and outcome.decided is None:
        ways = relaxations(
            ground.problem,
            outcome.matching,
            outcome.settings,
            cohort=outcome.cohort,
            scores=outcome.scores,
            mentee=mentee,
            budget=budget,
        )
    return UnmatchedBriefing(
        told=_told(ground, mentee),
        rivals=_rivals(ground, mentee),
        alternatives=best_mentors(
            ground.problem,
            outcome.matching,
            mentee,
            outcome.settings,
            given=outcome.given,
            rows=ground.rows,
            prices=ground.prices,
            least=ground.least,
            scale=ground.scale,
        ),
        remedies=ways,
        remedies_words=tuple(
            relaxation_sentence(ground.problem, way, ground.scale) for way in ways
        ),
    )


def _told(ground: Ground, mentee: int) -> UnmatchedInsight:
    """Return the reason with the labels in use; with names it is told anew."""
    told = next(entry for entry in ground.outcome.insight.unmatched if entry.mentee == mentee)
    if told.reason == "declined":
        named = ground.named and told.named
        return replace(told, sentence=named or told.sentence, named="")
    if ground.named and ground.outcome.cohort is not None:
        told = ground.speaker.in_one_way(mentee)
    return replace(told, named="")


def _rivals(ground: Ground, mentee: int) -> tuple[int, ...]:
    """Return who has a place that this mentee could have, those closest to losing it first."""
    scores, eligible = ground.rows.of(mentee)
    made = np.array(ground.outcome.matching.pairs, dtype=np.int64).reshape(-1, 2)
    there = np.flatnonzero(eligible[made[:, 1]])
    ahead = scores[made[there, 1]] - ground.rows.own_scores[there]
    order = there[np.argsort(-ahead, kind="stable")]
    return tuple(dict.fromkeys(made[order, 0].tolist()))[:RIVALS]
