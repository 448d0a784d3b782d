"""Why this pair, why not that one, and what would help those left without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.insight.matching_explained import explain_matching
    from hsr_match.insight.pair_explained import explain_pair
    from hsr_match.insight.stored_run import read_run

_HOME = {
    "explain_matching": "matching_explained",
    "explain_pair": "pair_explained",
    "read_run": "stored_run",
}

__all__ = ["explain_matching", "explain_pair", "read_run"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"hsr_match.insight.{_HOME[name]}"), name)
    raise AttributeError(name)
