"""Checks of the limits that tie pairs together: who is named, and what a floor may count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hsr_match.config.limits import FloorLimit
from hsr_match.config.model import keys_of
from hsr_match.config.private import why_private
from hsr_match.config.values import RefusedError, shown
from hsr_match.config.yaml_tree import Path

Finding = tuple[Path, RefusedError]

_LISTS = {"need": "needs", "experience": "lived_experience"}


def check_limits(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with ``apart``, ``together`` and ``floors``."""
    for name in ("apart", "together"):
        for place, entry in _entries(data.get(name)):
            yield from _check_tie((name, place), entry)
    seen: dict[str, int] = {}
    for place, entry in _entries(data.get("floors")):
        path: Path = ("floors", place)
        yield from _check_name(path, entry, seen)
        yield from _check_floor(path, entry, data.get("monitoring"))


def _entries(listed: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if isinstance(listed, (list, tuple)):
        yield from ((k, entry) for k, entry in enumerate(listed) if isinstance(entry, dict))


def _check_tie(path: Path, entry: Mapping[str, Any]) -> Iterator[Finding]:
    mentees = entry.get("mentees")
    if not isinstance(mentees, (list, tuple)):
        return
    if len(mentees) < 2:
        yield (
            (*path, "mentees"),
            RefusedError(
                "wrong-length",
                "at least two mentees are wanted.",
                "Write `mentees: [E01, E02]`.",
            ),
        )
    words = [word for word in mentees if isinstance(word, str)]
    for k, word in enumerate(words):
        if word in words[:k]:
            # The reference is not quoted: it may be a name.
            yield (
                (*path, "mentees", k),
                RefusedError("named-twice", "the same mentee stands twice.", "Name each once."),
            )


def _check_name(path: Path, entry: Mapping[str, Any], seen: dict[str, int]) -> Iterator[Finding]:
    name = entry.get("name")
    if not isinstance(name, str):
        return
    before = seen.setdefault(name.casefold(), int(path[-1]))
    if before != path[-1]:
        yield (
            (*path, "name"),
            RefusedError(
                "duplicate-name",
                f"entry {before + 1} has this name already.",
                "Give each floor its own name; messages tell them apart by it.",
            ),
        )


def _check_floor(path: Path, entry: Mapping[str, Any], listed: object) -> Iterator[Finding]:
    given = [key for key in _LISTS if entry.get(key)]
    strange = entry.keys() - keys_of(FloorLimit).keys()
    if len(given) != 1 and not strange:
        what = "a `need` or an `experience` is missing" if not given else "both stand here"
        yield (
            path,
            RefusedError(
                "missing-key" if not given else "wrong-length",
                f"{what}.",
                "A floor counts one need, such as `need: promotion`, or one experience, "
                "such as `experience: parent_or_carer`.",
            ),
        )
    for key in given:
        if isinstance(entry[key], str):
            error = _check_value(key, str(entry[key]), listed)
            if error:
                yield (*path, key), error


def _check_value(key: str, value: str, listed: object) -> RefusedError | None:
    from hsr_match.config.vocabulary import vocabulary

    known = vocabulary(_LISTS[key])
    if value in known.terms and value != "other":
        return None
    if value == "other":
        return RefusedError(
            "unknown-value", "`other` means something else for everybody.", "Name another value."
        )
    reason = why_private(value, listed)
    if reason:
        return RefusedError(
            "private-column",
            f"{shown(value)} {reason}.",
            "A floor counts needs and experiences that people asked for, and nothing else.",
            whole=True,
        )
    term = known.find(value)
    close = [term] if term else known.nearest(value, 1)
    hint = f"Did you mean `{close[0].id}`? " if close else ""
    return RefusedError(
        "unknown-value",
        f"there is no {key} {shown(value)}.",
        f"{hint}The ids stand in docs/reference/vocabularies.md.",
    )
