"""The figures that people ask for first."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from hsr_match.insight.model import PairInsight, Summary
from hsr_match.matching.problem import MatchingProblem


def summary_of(problem: MatchingProblem, pairs: Sequence[PairInsight]) -> Summary:
    """Return the figures of a matching.

    The tenth percentile is the score that a tenth of the pairs do not exceed:
    the ``ceil(0.1 · pairs)``-th from the bottom.
    """
    scores = sorted(pair.score for pair in pairs)
    return Summary(
        mentees=int((problem.wanted > 0).sum()),
        mentors=problem.shape[1],
        matched=len({pair.mentee for pair in pairs}),
        places=int(problem.places.sum()),
        places_used=len(pairs),
        mean=sum(scores) / len(scores) if scores else None,
        worst=scores[0] if scores else None,
        tenth_percentile=scores[ceil(len(scores) / 10) - 1] if scores else None,
        first_choice=sum(pair.rank == 1 for pair in pairs),
        to_look_at=sum(bool(pair.cautions) for pair in pairs),
    )
