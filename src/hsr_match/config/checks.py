"""Mistakes that no single value shows: what settings say together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hsr_match.config.amounts import Weight
from hsr_match.config.limit_checks import check_limits
from hsr_match.config.model import keys_of
from hsr_match.config.own_criteria import check_criteria
from hsr_match.config.private import why_private
from hsr_match.config.scoring_tables import (
    CareerPathParts,
    MethodsParts,
    PracticalitiesParts,
    ResearchAreaParts,
)
from hsr_match.config.validate import Finding
from hsr_match.config.values import RefusedError, shown
from hsr_match.config.weights import Weights

_PARTS: Mapping[str, tuple[str, ...]] = {
    "research_area": tuple(keys_of(ResearchAreaParts)),
    "methods": tuple(keys_of(MethodsParts))[:2],
    "career_path": tuple(keys_of(CareerPathParts)),
    "practicalities": tuple(keys_of(PracticalitiesParts)),
}
_LEVELS: Mapping[str, tuple[range, bool]] = {
    # Levels that a table must have, and whether it may have no others.
    "offer_levels": (range(4), True),
    "own_weights": (range(4), True),
    "career_stage": (range(-2, 4), False),
}


def check_together(data: Mapping[str, Any], *, weights: bool) -> Iterator[Finding]:
    """Yield what is wrong between keys, on settings as read.

    Parts of the wrong type are passed over: they are reported already.

    Parameters
    ----------
    data
        All settings, joined; values as read.
    weights
        Whether the sum of the weights is judged here; not when options of the
        command line change them.
    """
    if weights and weigh_nothing(_all_weights(data)):
        yield ("weights",), NO_WEIGHT
    yield from _check_parts(data)
    yield from _check_levels(data)
    yield from _check_columns(data)
    yield from check_criteria(data)
    yield from check_limits(data)


NO_WEIGHT = RefusedError(
    "no-weight",
    "all weights are 0, so no pair is better than another.",
    "Give at least one criterion a weight above 0.",
)


def weigh_nothing(values: list[object] | None) -> bool:
    """Tell whether weights are all 0; no answer for weights that cannot be read."""
    if values is None:
        return False
    try:
        return not any(Weight().read(value) for value in values)
    except RefusedError:
        return False


def _all_weights(data: Mapping[str, Any]) -> list[object] | None:
    weights, criteria = data.get("weights"), data.get("criteria")
    if not isinstance(weights, dict) or not isinstance(criteria, list):
        return None
    if not all(isinstance(spec, dict) for spec in criteria):
        return None
    built_in = [value for name, value in weights.items() if name in keys_of(Weights)]
    return [*built_in, *(spec.get("weight") for spec in criteria)]


def _check_parts(data: Mapping[str, Any]) -> Iterator[Finding]:
    scoring = data.get("scoring")
    for name, parts in _PARTS.items():
        table = scoring.get(name) if isinstance(scoring, dict) else None
        if isinstance(table, dict) and weigh_nothing([table.get(part) for part in parts]):
            yield (
                ("scoring", name),
                RefusedError(
                    "no-weight",
                    "all parts are 0.",
                    f"To leave the criterion out, write `weights: {{{name}: 0}}`.",
                ),
            )


def _check_levels(data: Mapping[str, Any]) -> Iterator[Finding]:
    scoring = data.get("scoring")
    for name, (levels, closed) in _LEVELS.items():
        table = scoring.get(name) if isinstance(scoring, dict) else None
        if not isinstance(table, dict):
            continue
        wanted = {str(level) for level in levels}
        if wanted - set(table):
            missing = ", ".join(sorted(wanted - set(table), key=int))
            yield (
                ("scoring", name),
                RefusedError("missing-level", f"there is no value for level {missing}."),
            )
        for level in set(table) - wanted if closed else ():
            yield (
                ("scoring", name, level),
                RefusedError(
                    "unknown-key",
                    f"there is no level {shown(level)}.",
                    f"The levels are {', '.join(map(str, levels))}.",
                    at_key=True,
                ),
            )


def _unconfirmed(heading: str, target: str) -> RefusedError:
    return RefusedError(
        "unconfirmed-column",
        f"nobody has confirmed yet that the column {shown(heading)} is {shown(target[:-1])}.",
        "If it is, delete the question mark. If not, write another field, or delete the line.",
        whole=True,
    )


def _check_columns(data: Mapping[str, Any]) -> Iterator[Finding]:
    columns = data.get("columns")
    if not isinstance(columns, dict) or not columns:
        return
    from hsr_match.config.column_targets import UNCONFIRMED, targets_of
    from hsr_match.config.fields import fields, headings
    from hsr_match.text import fold_label, nearest

    for heading, target in columns.items():
        reason = why_private(heading, data.get("monitoring"))
        if reason:
            yield (
                ("columns", heading),
                RefusedError(
                    "private-column",
                    f"the column {shown(heading)} {reason}.",
                    "Remove the line. To keep a column for monitoring, list it under `monitoring`.",
                    at_key=True,
                    whole=True,
                ),
            )
        if not isinstance(target, str) or targets_of(target):
            continue
        if target.endswith(UNCONFIRMED) and targets_of(target[:-1].rstrip()):
            yield ("columns", heading), _unconfirmed(heading, target)
            continue
        reason = why_private(target, data.get("monitoring"))
        if reason:
            error = RefusedError(
                "private-column",
                f"{shown(target)} {reason}.",
                "List the heading under `monitoring` instead.",
                whole=True,
            )
        else:
            alias = headings().get(fold_label(target))
            close = [alias[0].name] if alias else nearest(target, fields(), 1)
            hint = f"Did you mean `{close[0]}`? " if close else ""
            error = RefusedError(
                "unknown-field",
                f"there is no field {shown(target)}.",
                f"{hint}The fields are listed in docs/reference/fields.md.",
                whole=True,
            )
        yield ("columns", heading), error
