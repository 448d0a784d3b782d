"""What a pair costs at least, in plain English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hsr_match.insight.pricing.words import cost_in_words
from hsr_match.insight.words import Scale, number
from hsr_match.matching.matching import Matching
from hsr_match.matching.problem import MatchingProblem

if TYPE_CHECKING:
    from hsr_match.insight.pricing.bounds import CostBounds

NOT_SHOWN = "may cost nothing: only solving again would tell"
HARDLY = "costs something: only solving again would tell how much"


def price_at_least(
    problem: MatchingProblem,
    matching: Matching,
    bounds: CostBounds,
    mentee: int,
    mentor: int,
    *,
    given: bool = False,
) -> str:
    """Say what making a pair would cost the whole cohort at least.

    Parameters
    ----------
    problem, matching, bounds
        What was solved, and what ``least_costs`` returned.
    mentee, mentor
        Positions.
    given
        True if scores were given and are said in their own units.

    Returns
    -------
    str
        No capital, no full stop, and always in words that keep it apart from an
        exact price: ``at least 2.3 points less in all``. Empty for a pair
        that cannot be made.
    """
    if (mentee, mentor) in matching.pairs:
        return "costs nothing: this pair is made"
    least = bounds.at(mentee, mentor)
    if least is None:
        return ""
    coverage, pairs, gain = least
    if pairs:
        return f"at least {number(pairs)} {'pair' if pairs == 1 else 'pairs'} fewer"
    if not coverage and not gain:
        return NOT_SHOWN
    scale = Scale(problem.scale, given)
    tenth = scale.units // 1000
    if gain > 0 and not given:
        if not coverage and gain < tenth:
            return HARDLY
        gain -= gain % tenth  # rounded to the nearest it would claim more than is shown
    return f"at least {cost_in_words(coverage, 0, gain, scale, weighted=bool(matching.alpha))}"
