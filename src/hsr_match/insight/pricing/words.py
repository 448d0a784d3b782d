"""The price of a change in plain English."""

from __future__ import annotations

from decimal import Decimal

from hsr_match.insight.pricing.model import WhatIf
from hsr_match.insight.pricing.state import is_plain
from hsr_match.insight.words import Scale, listed, number
from hsr_match.matching.problem import MatchingProblem

SHOWN = Decimal("0.05")
"""Points below which one decimal would read 0.0."""

HARDLY = "under 0.1"
"""What is said of them: more decimals would look weightier than 0.2 beside them."""


NO_PLACE = "no place this round; a mentor held in reserve gives one only if the pair is asked for"


def price_of(what_if: WhatIf, mentee: int, mentor: int, *, given: bool = False) -> str:
    """Say what making a pair would cost the whole cohort.

    Parameters
    ----------
    what_if
        The prices.
    mentee, mentor
        Positions.
    given
        True if scores were given and are said in their own units.

    Returns
    -------
    str
        No capital, no full stop: ``one mentee fewer, 2.3 points less in all``;
        ``costs nothing: another pairing is just as good``. Under the balanced
        objective points are weighted points: weak pairs count for more.
    """
    cost = what_if.force.at(mentee, mentor)
    if cost is None:
        return f"cannot be made: {_obstacle(what_if.problem, mentee, mentor)}"
    if not any(cost):
        if (mentee, mentor) in what_if.matching.pairs:
            return "costs nothing: this pair is made"
        return "costs nothing: another pairing is just as good"
    return cost_in_words(
        *cost, Scale(what_if.problem.scale, given), weighted=bool(what_if.matching.alpha)
    )


def cost_in_words(
    coverage: int, pairs: int, gain: int, scale: Scale, *, weighted: bool = False
) -> str:
    """Say what the cohort loses, or wins, by a change.

    Parameters
    ----------
    coverage, pairs, gain
        What is lost, as in ``Costs``.
    scale
        How scores are said.
    weighted
        True for the balanced objective, whose gain is no sum of scores.
    """
    said = []
    if coverage:
        said.append(_counted(coverage, "mentee"))
    if pairs:
        said.append(_counted(pairs, "pair"))
    if gain:
        amount = _amount(abs(gain), scale)
        if not scale.given:
            amount += " weighted points" if weighted else " points"
        said.append(f"{amount} {'less' if gain > 0 else 'more'} in all")
    return ", ".join(said) or "costs nothing"


def _counted(lost: int, noun: str) -> str:
    nouns = noun if abs(lost) == 1 else f"{noun}s"
    return f"{number(abs(lost))} {nouns} {'fewer' if lost > 0 else 'more'}"


def _amount(gain: int, scale: Scale) -> str:
    if scale.given or Decimal(gain) * 100 / scale.units >= SHOWN:
        return scale.text(gain)
    return HARDLY


def _obstacle(problem: MatchingProblem, mentee: int, mentor: int) -> str:
    me, who = problem.mentee_label(mentee), problem.mentor_label(mentor)
    if not problem.eligible.block(slice(mentee, mentee + 1), slice(mentor, mentor + 1))[0, 0]:
        return f"{who} and {me} may not be paired"
    if problem.wanted[mentee] <= 0:
        return f"{me} wants no mentor"
    pinned = [j for i, j in problem.pins if i == mentee]
    if pinned and len(pinned) >= problem.wanted[mentee]:
        stays = listed([problem.mentor_label(j) for j in pinned])
        return f"{me} stays with {stays}, as people decided"
    if not problem.places_max[mentor]:
        return f"{who} has {NO_PLACE}"
    limits = "pins" if is_plain(problem) else "pins, limits"
    return f"{limits} and minimum loads leave no place with {who} for {me}"
