"""Parts that compare plain answers: the same value, or a value in a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hsr_match.cohort.model import Person

NEVER_SCORED = frozenset({"other", "unsure"})


def listed(person: Person, field: str) -> tuple[str, ...] | None:
    """Return the values of a field that may be scored, or None for a blank.

    A single value counts as a list of one; a ranked answer is flattened.
    """
    answer = person.get(field)
    if answer is None:
        return None
    return tuple(value for value in _flat(answer) if value not in NEVER_SCORED)


def tiers(person: Person, field: str) -> tuple[tuple[str, ...], ...] | None:
    """Return a ranked answer as tiers, best first, or None for a blank."""
    answer = person.get(field)
    if answer is None:
        return None
    kept = (
        tuple(v for v in ((tier,) if isinstance(tier, str) else tier) if v not in NEVER_SCORED)
        for tier in answer
    )
    return tuple(tier for tier in kept if tier)


def methods_of(person: Person) -> dict[str, str]:
    """Return method → level; unrated, a mentee wants to learn and a mentor uses."""
    usual = "want_to_learn" if person.role == "mentee" else "use"
    methods = person.get("methods") or {}
    return {m: how or usual for m, how in methods.items() if m not in NEVER_SCORED}


def only_never_scored(person: Person, field: str) -> bool:
    """Tell whether the answer holds nothing but ``other`` or ``unsure``."""
    answer = person.get(field)
    if answer is None:
        return False
    values = list(_flat(answer))
    return bool(values) and all(value in NEVER_SCORED for value in values)


def _flat(answer: Any) -> Iterable[str]:
    if isinstance(answer, str):
        return (answer,)
    return (v for tier in answer for v in ((tier,) if isinstance(tier, str) else tier))
