"""Checks of a scheme's own criteria: names, columns, and what each kind needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hsr_match.config.model import keys_of
from hsr_match.config.private import why_unscorable
from hsr_match.config.values import RefusedError, shown
from hsr_match.config.weights import KINDS, Weights
from hsr_match.config.yaml_tree import Path

RESERVED = frozenset(
    [
        *("mentee_id", "mentee_name", "mentor_id", "mentor_name", "score", "mentee_rank"),
        *("why", "cautions", "status", "locked", "eligible", "barred_by"),
    ]
)
"""Headings of our own tables, beside which the criteria's points stand."""

_ONLY = {"levels": "ladder", "range": "number", "file": "given"}
_COLUMNS = ("mentee", "mentor", "column")


def check_criteria(data: Mapping[str, Any]) -> Iterator[tuple[Path, RefusedError]]:
    """Yield what is wrong with the entries of ``criteria:``."""
    specs = data.get("criteria")
    if not isinstance(specs, list):
        return
    seen: dict[str, int] = {}
    for place, spec in enumerate(specs):
        if not isinstance(spec, dict):
            continue
        path: Path = ("criteria", place)
        name = spec.get("name")
        if isinstance(name, str):
            error = _check_name(name, seen.get(name.casefold()))
            if error:
                yield (*path, "name"), error
            seen.setdefault(name.casefold(), place)
        for key, error in (*_check_kind(spec), *_check_private(spec, data.get("monitoring"))):
            yield (*path, key) if key else path, error


def _check_name(name: str, before: int | None) -> RefusedError | None:
    if before is not None:
        return RefusedError(
            "duplicate-name",
            f"{shown(name)} is the name of entry {before + 1} already.",
            "Give each criterion its own name; capitals make no difference.",
        )
    if name.casefold() in keys_of(Weights):
        return RefusedError(
            "duplicate-name",
            f"{shown(name)} is a built-in criterion.",
            "Choose another name, such as `our_" + name.casefold() + "`.",
        )
    if name.casefold() in RESERVED:
        return RefusedError(
            "duplicate-name",
            f"{shown(name)} is a column of the results.",
            "Choose another name.",
        )
    return None


def _check_kind(spec: Mapping[str, Any]) -> Iterator[tuple[str, RefusedError]]:
    kind = spec.get("kind")
    if kind not in KINDS:
        return
    if kind == "number" and not _above_zero(spec.get("range")):
        yield (
            "range" if "range" in spec else "",
            RefusedError(
                "missing-key",
                "the kind `number` needs a `range` above 0.",
                "Write the difference from which the score is 0, such as `range: 5`.",
            ),
        )
    if kind == "given" and not spec.get("file"):
        yield (
            "file" if "file" in spec else "",
            RefusedError(
                "missing-key",
                "the kind `given` needs a `file`.",
                "Write the name of a CSV file of mentee_id, mentor_id, score.",
            ),
        )
    for key, owner in _ONLY.items():
        if spec.get(key) and kind != owner and not _is_zero(spec[key]):
            yield (
                key,
                RefusedError(
                    "not-for-this-kind",
                    f"`{key}` is for the kind `{owner}` only, not for `{kind}`.",
                    "Remove it.",
                    at_key=True,
                ),
            )
    unused = {"given": _COLUMNS, "preference": ("mentor",)}.get(kind, ())
    for key in unused:
        if spec.get(key):
            yield (
                key,
                RefusedError(
                    "not-for-this-kind",
                    f"the kind `{kind}` reads no column of `{key}`.",
                    "Remove it.",
                    at_key=True,
                ),
            )
    if spec.get("column") and (spec.get("mentee") or spec.get("mentor")):
        yield (
            "column",
            RefusedError(
                "not-for-this-kind",
                "`column` stands for both sides, so `mentee` and `mentor` may not stand beside it.",
                "Keep `column`, or the other two.",
                at_key=True,
            ),
        )


def _is_zero(value: object) -> bool:
    return not isinstance(value, (dict, list)) and not _above_zero(value) and value in (0, "0")


def _above_zero(value: object) -> bool:
    from hsr_match.config.amounts import number_of

    try:
        return number_of(value) > 0
    except RefusedError:
        # Not a number: reported where it is read; empty counts as missing.
        return value is not None


def _check_private(spec: Mapping[str, Any], listed: object) -> Iterator[tuple[str, RefusedError]]:
    for key in ("name", *_COLUMNS):
        column = spec.get(key)
        if not isinstance(column, str) or not column:
            continue
        reason = why_unscorable(column, listed)
        if reason:
            yield (
                key,
                RefusedError(
                    "private-column", f"{shown(column)} {reason}.", "Remove this criterion."
                ),
            )
