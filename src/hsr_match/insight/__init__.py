"""Why this pair, why not that one, and what would help those left without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.insight.briefing import Briefing
    from hsr_match.insight.briefing_made import brief
    from hsr_match.insight.matching_explained import explain_matching
    from hsr_match.insight.pair_explained import explain_pair
    from hsr_match.insight.stored_run import read_run
    from hsr_match.insight.what_if_bounds import CostBounds, least_costs
    from hsr_match.insight.what_if_bounds_words import price_at_least
    from hsr_match.insight.what_if_costs import what_if
    from hsr_match.insight.what_if_mentor_leaves import if_mentor_leaves
    from hsr_match.insight.what_if_model import Costs, WhatIf
    from hsr_match.insight.what_if_words import price_of

_HOME = {
    "Briefing": "briefing",
    "CostBounds": "what_if_bounds",
    "Costs": "what_if_model",
    "WhatIf": "what_if_model",
    "brief": "briefing_made",
    "explain_matching": "matching_explained",
    "explain_pair": "pair_explained",
    "if_mentor_leaves": "what_if_mentor_leaves",
    "least_costs": "what_if_bounds",
    "price_at_least": "what_if_bounds_words",
    "price_of": "what_if_words",
    "read_run": "stored_run",
    "what_if": "what_if_costs",
}

__all__ = [
    "Briefing",
    "CostBounds",
    "Costs",
    "WhatIf",
    "brief",
    "explain_matching",
    "explain_pair",
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
