"""How far a result may be from the best possible, in words that promise no more than is shown."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from hsr_match.insight.words import counted

if TYPE_CHECKING:
    from hsr_match.matching.coupled_certificate import RungBound
    from hsr_match.matching.matching import Matching
    from hsr_match.matching.problem import MatchingProblem

LOWEST = "worst_first", "highest_floor"
"""Objectives that raise the lowest scores: bounds on the total say nothing of those."""

DIGITS = 2
"""Significant digits of a share, which is rounded up."""


def gap_sentences(problem: MatchingProblem, matching: Matching) -> list[str]:
    """Return what the bounds of a result that is not proven leave open.

    Parameters
    ----------
    problem
        Its objective, as asked for.
    matching
        A result of status ``feasible``.

    Returns
    -------
    list of str
        The last sentence says that another run may differ.
    """
    rungs = () if matching.coupled is None else matching.coupled.rungs
    bounds: dict[str, RungBound] = {bound.rung: bound for bound in rungs}
    objective = bounds.get("objective")
    said = []
    for rung, noun in (("coverage", "mentee"), ("pairs", "pair")):
        bound = bounds.get(rung)
        if bound is not None and bound.bound > bound.value:
            more = counted(bound.bound - bound.value, f"further {noun}")
            said.append(f"At most {more} could be matched.")
    if objective is None:
        said.append("How far it is from the best possible is not known.")
    elif matching.floor is not None and "coverage" in bounds:
        # The floor itself is proven, or it would not be named.
        said.append(f"Its total is {_below(objective, 'the highest above the floor')}.")
    elif problem.objective.kind in LOWEST:
        said.append(f"Its total is {_below(objective, 'the highest there is')}.")
        said.append("How much further the worst matches could be raised is not known.")
    elif problem.objective.kind == "balanced" and problem.objective.alpha and not matching.alpha:
        said.append(f"Its total is {_below(objective, 'the highest there is')}.")
        said.append("Whether a fairer pairing keeps within its price is not known.")
    elif said or objective.bound > objective.value:
        said.append(f"It is {_below(objective, 'the best possible')}.")
    else:
        said.append("Nothing better exists, only other pairings that are as good.")
    return [*said, "Another run may choose differently."]


def shown_sentence(matching: Matching) -> str:
    """Return what can be checked without trust in a search that went to its end."""
    words = {"coverage": "further mentee", "pairs": "further pair"}
    rungs = () if matching.coupled is None else matching.coupled.rungs
    open_rung = next((rung for rung in rungs if rung.bound > rung.value), None)
    checked = "What can be checked without trusting the search"
    if open_rung is None:
        return f"{checked}: nobody does better with no pair below the floor."
    if open_rung.rung in words:
        most = counted(open_rung.bound - open_rung.value, words[open_rung.rung])
        return f"{checked}: no other pairing has more than {most}."
    best = "the best possible" if matching.floor is None else "the highest total above the floor"
    return f"{checked}: it is {_below(open_rung, best)}."


def progress_words(problem: MatchingProblem, matching: Matching) -> str:
    """Return the best so far in a few words, for somebody who waits."""
    from hsr_match.insight.figures import decimals_of

    mean = Decimal(matching.total) / max(1, len(matching.pairs)) / problem.scale
    in_points = problem.objective.kind != "total" or problem.score_bound == problem.scale
    places = 1 if in_points else min(decimals_of(problem.scale), 3)
    score = f"{mean * 100 if in_points else mean:.{places}f}"
    words = f"so far {matching.coverage:,} matched, mean score {score}"
    bounds = () if matching.coupled is None else matching.coupled.rungs
    if bounds and bounds[-1].rung == "objective" and problem.objective.kind not in LOWEST:
        words += f", {_below(bounds[-1], 'the best possible')}"
    return words


def _below(bound: RungBound, best: str) -> str:
    """Return how far a value is below its bound."""
    gap = bound.bound - bound.value
    if gap <= 0:
        return f"not below {best}"
    if bound.bound <= 0 or bound.value < 0:
        return f"at most {gap:,} units below {best}"
    return f"at most {share(gap, bound.bound)} % below {best}"


def share(part: int, whole: int) -> str:
    """Return a share in per cent, rounded up to two digits that say something."""
    exact = Decimal(100 * part) / Decimal(whole)
    last = exact.adjusted() - DIGITS + 1
    return f"{exact.quantize(Decimal(1).scaleb(min(last, 0)), ROUND_CEILING):f}"
