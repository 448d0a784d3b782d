"""Which pairs may exist, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hsr_match.rules.compile import compile_rules
    from hsr_match.rules.eligibility import Eligibility, PairRule, RuleLevel
    from hsr_match.rules.words import plain

_HOME = {
    "Eligibility": "eligibility",
    "PairRule": "eligibility",
    "RuleLevel": "eligibility",
    "compile_rules": "compile",
    "plain": "words",
}

__all__ = ["Eligibility", "PairRule", "RuleLevel", "compile_rules", "plain"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f"hsr_match.rules.{_HOME[name]}"), name)
    raise AttributeError(name)
