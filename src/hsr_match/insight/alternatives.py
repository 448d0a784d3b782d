"""A mentee's next best mentors."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from hsr_match.insight.detail import Alternative
from hsr_match.insight.objections import objections
from hsr_match.insight.standing import loads_of, mentee_row
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.cohort.given_scores import GivenScores
    from hsr_match.config import Settings

SHOWN = 5


def best_mentors(
    problem: MatchingProblem,
    matching: Matching,
    mentee: int,
    settings: Settings,
    *,
    leave_out: Collection[int] = (),
    given: GivenScores | None = None,
    limit: int = SHOWN,
) -> tuple[Alternative, ...]:
    """Return the mentee's best mentors by score, eligible ones first.

    Mentors of equal score stand in the order of the cohort. A pair that given
    scores do not list has no score, and is left out.
    """
    scores, eligible = mentee_row(problem, mentee)
    loads = loads_of(problem, matching.pairs)
    order = np.lexsort((-scores, ~eligible)).tolist()
    ranked = scores[eligible]
    found: list[Alternative] = []
    for j in order:
        if len(found) == limit:
            break
        if j in leave_out or (given is not None and not eligible[j]):
            continue
        barred = objections(problem, mentee, j, settings, given)
        found.append(
            Alternative(
                mentor=j,
                score=int(scores[j]),
                rank=1 + int((ranked > scores[j]).sum()) if eligible[j] else None,
                barred_by=tuple(plain(name) for name in barred),
                taken_by=tuple(i for i, k in matching.pairs if k == j),
                free=max(0, int(problem.places_max[j] - loads[j])),
            )
        )
    return tuple(found)
