"""Checking keys and values against the settings classes, in words for coordinators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hsr_match.config.model import all_keys, keys_of, model_at
from hsr_match.config.private import why_private
from hsr_match.config.settings import Settings
from hsr_match.config.values import RefusedError, kind_of, sentence, shown
from hsr_match.config.yaml_tree import Path
from hsr_match.problems import Level, Place, Problem
from hsr_match.text import nearest

Finding = tuple[Path, RefusedError]
"""Where something is wrong, and what."""


_QUOTABLE = frozenset(
    ["wrong-type", "out-of-range", "unknown-value", "not-finite", "negative-weight"]
)
"""Refusals of numbers and choices: never of texts, which may hold a name."""


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Settings)


def validated(data: Mapping[str, Any]) -> tuple[Settings | None, list[Finding]]:
    """Return typed settings, or everything that is wrong with keys and values."""
    from pydantic import ValidationError

    try:
        settings: Settings = _adapter().validate_python(data)
    except ValidationError as error:
        return None, [_finding(item, data) for item in error.errors(include_url=False)]
    return settings, []


def problem(
    finding: Finding, keys: Mapping[Path, Place], values: Mapping[Path, Place], file: str
) -> Problem:
    """Return a finding as a problem with its place."""
    path, error = finding
    message = error.message if error.whole else f"{spelt(path)}: {error.message}"
    place = _place(path, keys if error.at_key else values, values) or Place(file)
    return Problem(error.code, Level.ERROR, sentence(message), error.advice, place, error.value)


def spelt(path: Path) -> str:
    """Return a path of keys as people read it: `criteria`, entry 2, `weight`."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int):
            words.append(f"entry {step + 1}")
        elif words and words[-1].startswith("`"):
            words[-1] = f"{words[-1][:-1]}.{step}`"
        else:
            words.append(f"`{step}`")
    return ", ".join(words)


def _place(
    path: Path, places: Mapping[Path, Place], fallback: Mapping[Path, Place]
) -> Place | None:
    for end in range(len(path), -1, -1):
        found = places.get(path[:end]) or fallback.get(path[:end])
        if found:
            return found
    return None


def _finding(item: Any, data: Any) -> Finding:
    """Return pydantic's error as ours."""
    is_key = bool(item["loc"]) and item["loc"][-1] == "[key]"
    path: Path = item["loc"][:-1] if is_key else item["loc"]
    kind, read = item["type"], item["input"]
    if kind == "value_error":
        error: RefusedError = item["ctx"]["error"]
        if error.code in _QUOTABLE and isinstance(read, (str, int, float)):
            error.value = shown(read).strip("`")
        return path, error.moved_to_key() if is_key else error
    if kind == "unexpected_keyword_argument":
        return path, unknown_key(path, data)
    if kind in ("missing", "missing_keyword_only_argument"):
        return path[:-1], RefusedError(
            "missing-key",
            f"the key `{path[-1]}` is missing.",
            f"Add a line `{path[-1]}: ...`; docs/reference/settings.md explains it.",
        )
    if kind in ("too_short", "too_long"):
        return path, RefusedError("wrong-length", "from 1 to 50 entries are wanted.")
    if kind in ("dataclass_type", "dict_type"):
        return path, _wrong_shape("keys, each with a value,", read)
    return path, _wrong_shape("a list", read, "Write `[first, second]`, or lines with `- `.")


def _wrong_shape(wanted: str, read: object, advice: str = "") -> RefusedError:
    if read is None:
        return RefusedError(
            "no-value", "nothing stands after this key.", "Give it a value, or remove the line."
        )
    return RefusedError(
        "wrong-type", f"{wanted} must stand here; {kind_of(read)} was read.", advice
    )


@cache
def _homes() -> Mapping[str, str]:
    """Return the key of a section → where it belongs, the first place if there are several."""
    homes: dict[str, str] = {}
    for path, _ in all_keys(Settings):
        if len(path) > 1:
            homes.setdefault(str(path[-1]), ".".join(path[:-1]))
    return homes


def unknown_key(path: Path, data: Any) -> RefusedError:
    """Return what to say about a key that is not known."""
    word = str(path[-1])
    reason = why_private(word, data.get("monitoring") if isinstance(data, dict) else ())
    if reason:
        return RefusedError(
            "private-column",
            f"{shown(word)} {reason}.",
            "Remove it.",
            at_key=True,
            whole=True,
        )
    model = model_at(Settings, path[:-1])
    known = list(keys_of(model)) if model else []
    if len(path) == 1:
        known.append("extends")
    close = nearest(word, known, 1)
    home = _homes().get(word)
    if home:
        advice = f"It belongs under `{home}`."
    elif close:
        advice = f"Did you mean `{close[0]}`?"
    else:
        advice = f"Known here: {', '.join(known)}."
    return RefusedError(
        "unknown-key", f"the key {shown(word)} is not known.", advice, at_key=True, whole=True
    )
