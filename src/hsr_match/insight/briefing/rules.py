"""The rules as used: how many pairs each barred, and who would gain without it."""

from __future__ import annotations

from hsr_match.insight.briefing.ground import Ground
from hsr_match.insight.briefing.model import Figure, QualityPart, RuleBriefing
from hsr_match.insight.relaxing.rules import rule_costs
from hsr_match.insight.standing import ROWS_AT_ONCE
from hsr_match.insight.words import capital, counted
from hsr_match.matching.eligible import QUALITY_FLOOR, EligiblePairs
from hsr_match.rules import plain

MOST_PAIRS = 2_000_000
"""Mentees × mentors up to which mentees gained without a rule are worked out."""


def rules_of(ground: Ground) -> tuple[RuleBriefing, ...]:
    """Return the rules of a run, in the order in which they are reported."""
    problem, eligible = ground.outcome.problem, ground.outcome.problem.eligible
    barred = dict(ground.outcome.insight.barred or {})
    if not isinstance(eligible, EligiblePairs):
        return tuple(
            RuleBriefing(name, capital(plain(name)), "required", count)
            for name, count in barred.items()
        )
    n, m = problem.shape
    gained: dict[str, int | None] = {}
    if not ground.outcome.insight.unmatched:
        gained = dict.fromkeys(barred, 0)
    elif n * m <= MOST_PAIRS:
        gained = {cost.rule: cost.gained for cost in rule_costs(problem)}
    found = [
        _rule(ground, name, "required", count, gained.get(name)) for name, count in barred.items()
    ]
    preferred = [rule for rule in eligible.rules.rules if rule.level == "preferred"]
    for rule in preferred:
        count = sum(
            int(rule.block(slice(start, min(start + ROWS_AT_ONCE, n)), slice(None)).sum())
            for start in range(0, n, ROWS_AT_ONCE)
        )
        label = capital(plain(rule.name))
        found.append(RuleBriefing(rule.name, label, "preferred", count, None, ""))
    return tuple(found)


def _rule(ground: Ground, name: str, level: str, count: int, gained: int | None) -> RuleBriefing:
    from hsr_match.matching.eligible import NEVER_LIFTED

    label = capital(plain(name))
    eligible = ground.outcome.problem.eligible
    if name == QUALITY_FLOOR and isinstance(eligible, EligiblePairs) and eligible.floor is not None:
        label = f"{label} of {ground.scale.points(eligible.floor)}"
    if name in NEVER_LIFTED:
        return RuleBriefing(name, label, level, count)
    words = ""
    if gained:
        words = f"Without it {counted(gained, 'more mentee')} could have a mentor."
    elif gained == 0:
        words = "Nobody more would have a mentor without it."
    return RuleBriefing(name, label, level, count, gained, words)


def rules_part(ground: Ground, rules: tuple[RuleBriefing, ...]) -> QualityPart:
    """Return what the rules cost, in words and figures."""
    n, m = ground.problem.shape
    possible = int(ground.survey.possible.sum())
    costly = [rule for rule in rules if rule.gained]
    if not rules:
        verdict = "No rule kept anybody apart."
    elif costly:
        names = ", ".join(f"“{rule.label}”" for rule in costly)
        verdict = f"Somebody stays without a mentor because of a rule: {names}."
    elif any(rule.gained is not None for rule in rules):
        verdict = "No rule that may be set aside costs anybody their mentor by itself."
    else:
        verdict = (
            "The rules left enough pairs to choose from." if possible else "No pair is possible."
        )
    figures = [
        Figure("Pairs that may be made", f"{possible:,} of {n * m:,}"),
        *(
            Figure(rule.label, _barred(rule), rule.gained_words)
            for rule in rules
            if rule.barred or rule.gained
        ),
    ]
    return QualityPart("rules", "What the rules cost", verdict, tuple(figures))


def _barred(rule: RuleBriefing) -> str:
    pairs = counted(rule.barred, "pair")
    return f"takes points off {pairs}" if rule.level == "preferred" else f"bars {pairs}"
