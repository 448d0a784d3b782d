"""What every part of a briefing starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from hsr_match.insight.asked_for import asked_for
from hsr_match.insight.briefing.model import Pricing
from hsr_match.insight.briefing.prices import least_of, prices_of
from hsr_match.insight.briefing.rows import Rows
from hsr_match.insight.briefing.survey import Survey, survey
from hsr_match.insight.outcome import Outcome
from hsr_match.insight.pair_explained import PairTeller
from hsr_match.insight.pricing.model import WhatIf
from hsr_match.insight.standing import ROWS_AT_ONCE
from hsr_match.insight.words import Scale, called_by_name
from hsr_match.matching.problem import MatchingProblem

if TYPE_CHECKING:
    from hsr_match.insight.pricing.bounds import CostBounds
    from hsr_match.insight.unmatched import Unmatched


@dataclass(frozen=True, eq=False)
class Ground:
    """A run with its people called by name, or by id, and its prices.

    Attributes
    ----------
    problem
        As solved, with the labels that sentences use.
    prices
        Exact prices with those labels; None unless ``pricing`` is ``exact``.
    """

    outcome: Outcome
    named: bool
    problem: MatchingProblem
    pricing: Pricing
    pricing_words: str
    prices: WhatIf | None

    @cached_property
    def teller(self) -> PairTeller:
        """Explains all pairs, one after another, without solving."""
        return self.teller_for(solves=False, at_once=ROWS_AT_ONCE)

    def teller_for(
        self, *, solves: bool, at_once: int = 1, confidential: bool = False
    ) -> PairTeller:
        """Return somebody who explains pairs."""
        outcome = self.outcome
        return PairTeller(
            self.problem,
            outcome.matching,
            outcome.settings,
            outcome.cohort,
            outcome.scores,
            outcome.given,
            self.prices,
            confidential=confidential,
            solves=solves,
            at_once=at_once,
            least=self.least,
            asked=asked_for(outcome.problem, outcome.settings),
        )

    @cached_property
    def least(self) -> CostBounds | None:
        """What pairs cost at least, where pairs have no exact prices."""
        if self.prices is not None:
            return None
        return least_of(self.problem, self.outcome.matching)

    @property
    def rows(self) -> Rows:
        """The matching looked up by person."""
        return self.teller.rows

    @cached_property
    def speaker(self) -> Unmatched:
        """Explains mentees without a mentor."""
        from hsr_match.insight.unmatched import Unmatched

        outcome = self.outcome
        return Unmatched(
            self.problem,
            outcome.matching,
            self.rows.loads,
            self.scale,
            outcome.settings,
            cohort=outcome.cohort,
            given=outcome.given,
        )

    @cached_property
    def survey(self) -> Survey:
        """Who would rather have whom."""
        return survey(self.rows)

    @cached_property
    def scale(self) -> Scale:
        """How scores are said."""
        return Scale(self.problem.scale, given=self.outcome.scores is None)

    def mentees(self, some: tuple[int, ...]) -> list[str]:
        """Return labels of mentees."""
        return [self.problem.mentee_label(i) for i in some]


def ground(outcome: Outcome, *, named: bool) -> Ground:
    """Return what a briefing starts from."""
    problem = with_names(outcome) if named else outcome.problem
    pricing, words, prices = prices_of(outcome.problem, outcome.matching)
    if prices is not None and named:
        prices = replace(prices, problem=problem)
    return Ground(outcome, named, problem, pricing, words, prices)


def with_names(outcome: Outcome) -> MatchingProblem:
    """Return the problem with people called ``Nia Oduyeye (E20)`` where names are known."""
    problem = outcome.problem
    if outcome.cohort is None:
        return problem
    n, m = problem.shape
    return replace(
        problem,
        mentee_ids=[
            called_by_name(outcome.mentee_name(i), problem.mentee_label(i)) for i in range(n)
        ],
        mentor_ids=[
            called_by_name(outcome.mentor_name(j), problem.mentor_label(j)) for j in range(m)
        ],
    )
