"""What a withdrawal costs, in any case: read off the prices, or solved again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from hsr_match.errors import InfeasibleError
from hsr_match.insight.pricing.model import Cost, WhatIf
from hsr_match.matching.problem import MatchingProblem


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What the cohort loses if somebody withdraws, coverage first.

    Attributes
    ----------
    coverage, pairs, gain
        As in ``Costs``.
    how
        ``prices``: read off the shortest paths. ``solved_again``: by a second
        solve. Both are exact.
    """

    coverage: int
    pairs: int
    gain: int
    how: Literal["prices", "solved_again"]

    @property
    def cost(self) -> Cost:
        """The three in the order in which they are compared."""
        return self.coverage, self.pairs, self.gain


def if_mentor_leaves(answers: WhatIf, mentor: int) -> Withdrawal:
    """Return what a mentor's withdrawal costs; pins and minimum load go with them.

    Parameters
    ----------
    answers
        What ``what_if`` returned.
    mentor
        Position.
    """
    told = answers.mentor_leaves.at(mentor)
    if told is not None:
        return Withdrawal(*told, how="prices")
    problem = answers.problem
    stays = np.arange(problem.shape[1]) != mentor
    without = replace(
        problem,
        places_min=problem.places_min * stays,
        places=problem.places * stays,
        places_max=problem.places_max * stays,
        pins=tuple(pin for pin in problem.pins if pin[1] != mentor),
    )
    return _solved_again(answers, without)


def if_mentee_leaves(answers: WhatIf, mentee: int) -> Withdrawal | None:
    """Return what a mentee's withdrawal costs, their pins with them.

    Parameters
    ----------
    answers
        What ``what_if`` returned.
    mentee
        Position.

    Returns
    -------
    Withdrawal or None
        None if a minimum load would fail.
    """
    told = answers.mentee_leaves.at(mentee)
    if told is not None:
        return Withdrawal(*told, how="prices")
    problem = answers.problem
    if problem.wanted[mentee] < 2:
        return None
    without = replace(
        problem,
        wanted=problem.wanted * (np.arange(problem.shape[0]) != mentee),
        pins=tuple(pin for pin in problem.pins if pin[0] != mentee),
    )
    try:
        return _solved_again(answers, without)
    except InfeasibleError:
        return None


def _solved_again(answers: WhatIf, without: MatchingProblem) -> Withdrawal:
    from hsr_match.matching.best_value import best_value

    problem, matching = answers.problem, answers.matching
    # At the strength that was used: a second solve must not choose another.
    covered, made, gain = best_value(without, matching.alpha)
    first = problem.order == "pairs_first"
    return Withdrawal(
        coverage=matching.coverage - covered if first else 0,
        pairs=len(matching.pairs) - made if first and problem.several else 0,
        gain=matching.gain - gain,
        how="solved_again",
    )
