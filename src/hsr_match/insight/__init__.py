"""Why this pair, why not that one, and what would help those left without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.insight.briefing.made import brief
    from hsr_match.insight.briefing.model import Briefing
    from hsr_match.insight.matching_explained import explain_matching
    from hsr_match.insight.pair_explained import explain_pair
    from hsr_match.insight.pricing.bounds import CostBounds, least_costs
    from hsr_match.insight.pricing.bounds_words import price_at_least
    from hsr_match.insight.pricing.costs import what_if
    from hsr_match.insight.pricing.model import Costs, WhatIf
    from hsr_match.insight.pricing.withdrawals import if_mentee_leaves, if_mentor_leaves
    from hsr_match.insight.pricing.words import price_of
    from hsr_match.insight.stored_run import read_run

_HOME = {
    "Briefing": "briefing.model",
    "CostBounds": "pricing.bounds",
    "Costs": "pricing.model",
    "WhatIf": "pricing.model",
    "brief": "briefing.made",
    "explain_matching": "matching_explained",
    "explain_pair": "pair_explained",
    "if_mentee_leaves": "pricing.withdrawals",
    "if_mentor_leaves": "pricing.withdrawals",
    "least_costs": "pricing.bounds",
    "price_at_least": "pricing.bounds_words",
    "price_of": "pricing.words",
    "read_run": "stored_run",
    "what_if": "pricing.costs",
}

__all__ = [
    "Briefing",
    "CostBounds",
    "Costs",
    "WhatIf",
    "brief",
    "explain_matching",
    "explain_pair",
    "if_mentee_leaves",
    "if_mentor_leaves",
    "least_costs",
    "price_at_least",
    "price_of",
    "read_run",
    "what_if",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"hsr_match.insight.{_HOME[name]}"), name)
    raise AttributeError(name)
