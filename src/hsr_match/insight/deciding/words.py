"""What people decided, in sentences; nothing is claimed that nobody has proven."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hsr_match.insight.headline import approved_of
from hsr_match.insight.words import Scale, counted, listed

if TYPE_CHECKING:
    from hsr_match.insight.deciding.decided import Decided
    from hsr_match.insight.outcome import Outcome


def decided_sentences(outcome: Outcome) -> list[str]:
    """Return how far pairs are decided, and what the decisions cost.

    Returns
    -------
    list of str
        Empty if nobody has decided anything.
    """
    decided = outcome.decided
    if decided is None:
        return []
    return [_counts(outcome), *_cost(outcome, decided), *_limits(decided)]


def _counts(outcome: Outcome) -> str:
    counts = Counter(outcome.status_of(i, j) for i, j in outcome.matching.pairs)
    assert outcome.decided is not None
    declined = sum(e.status == "declined" for e in outcome.decided.current.values())
    said = [
        f"{number:,} {word}"
        for number, word in (
            (counts["approved"], "approved"),
            (declined, "declined"),
            (counts["proposed"], "still proposed"),
        )
        if number
    ]
    first = f"Decided by people: {listed(said)}." if said else "Nothing is decided."
    return f"{first} Pairs that people decide are not claimed to be the best possible."


def _cost(outcome: Outcome, decided: Decided) -> list[str]:
    matching, solved = outcome.matching, decided.solved
    than = "the proven best pairs" if solved.status == "optimal" else "the best pairs found"
    scale = Scale(outcome.problem.scale, given=outcome.kind == "scores")
    differences = []
    for now, then, noun in (
        (matching.coverage, solved.coverage, ("mentee with a mentor", "mentees with a mentor")),
        (len(matching.pairs), solved.pairs, ("pair", "pairs")),
    ):
        if now != then:
            number, word = abs(now - then), "more" if now > then else "fewer"
            differences.append(f"{number:,} {word} {noun[number != 1]}")
    if len(differences) == 2 and abs(matching.coverage - solved.coverage) == abs(
        len(matching.pairs) - solved.pairs
    ):
        differences.pop()
    total = matching.total - solved.total
    if total:
        differences.append(f"{scale.points(abs(total))} {'more' if total > 0 else 'less'} in total")
    if differences:
        return [f"Against {than}: {listed(differences)}."]
    if matching.gain != solved.gain:
        return [f"Against {than}: the same total, spread otherwise."]
    return [f"These are as good as {than}."]


def _limits(decided: Decided) -> list[str]:
    if not decided.limits:
        return []
    number = len(decided.limits)
    what = "1 limit is" if number == 1 else f"{number:,} limits are"
    told = "; ".join(limit.limit for limit in decided.limits)
    return [f"{what} not kept, as decided: {told}."]


NAMED = 3
"""Deciders named; the others are counted."""


def decided_state(outcome: Outcome) -> str:
    """Return how many pairs are approved, declined and open, and who decided; empty for none."""
    decided = outcome.decided
    current = [] if decided is None else [*decided.current.values()]
    entries = [entry for entry in current if entry.status != "proposed"]
    if not entries:
        return ""
    pairs, approved = len(outcome.matching.pairs), approved_of(outcome)
    declined = sum(entry.status == "declined" for entry in entries)
    if approved == pairs and not declined:
        every = "The one pair is" if pairs == 1 else f"All {pairs:,} pairs are"
        said = f"{every} approved"
    else:
        said = listed(
            [
                counted(number, one, several)
                for number, one, several in (
                    (approved, "pair is approved", "pairs are approved"),
                    (declined, "pair was declined", "pairs were declined"),
                    (pairs - approved, "pair is still a proposal", "pairs are still proposals"),
                )
                if number
            ]
        )
    who = list(dict.fromkeys(entry.by for entry in entries))
    more = len(who) - NAMED
    names = [*who[:NAMED], *([f"{more:,} more"] if more > 0 else [])]
    return f"{said}. Decided by {listed(names)}."
