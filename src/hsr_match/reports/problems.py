"""Problems as text: grouped, counted, the errors last, where the eye rests."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from hsr_match.problems import Level, Place, Problem
from hsr_match.reports.figures import counted
from hsr_match.text import visible

WIDTH = 80
SETTINGS_FILES = (".yaml", ".yml")

_RANK = {Level.FIXED: 0, Level.WARN: 1, Level.ERROR: 2}
_TITLE = {Level.FIXED: "Fixed", Level.WARN: "Warning", Level.ERROR: "Error"}


def problems_text(problems: Iterable[Problem], limit: int | None) -> str:
    """Return problems for a reader: by kind, with places and what to do.

    Parameters
    ----------
    problems
        In any order.
    limit
        Most places listed of each kind; the rest are counted. None lists all.

    Returns
    -------
    str
        At most 80 columns where words allow it; empty without problems. What
        people typed is shown with control characters escaped.
    """
    groups: dict[tuple[Level, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.level, problem.code), []).append(problem)
    ordered = sorted(groups.items(), key=lambda item: _RANK[item[0][0]])
    return "\n\n".join(_group(level, code, members, limit) for (level, code), members in ordered)


def _group(level: Level, code: str, members: Sequence[Problem], limit: int | None) -> str:
    places: dict[tuple[str, str, str], list[Place]] = {}
    for problem in members:
        found = places.setdefault((problem.message, problem.advice, problem.value), [])
        found += [problem.place, *problem.more]
    total = sum(map(len, places.values()))
    shares = _shares([len(found) for found in places.values()], limit)
    somewhere = any(map(str, (place for found in places.values() for place in found)))
    count = f" ({counted(total, 'place')})" if somewhere else ""
    lines = [f"{_TITLE[level]}: {code}{count}"]
    advised = ""
    for ((message, advice, value), found), share in zip(places.items(), shares, strict=True):
        if not share:
            continue
        lines += _places(found[:share]) + _wrapped(_with_value(message, value), "    ")
        if advice and advice != advised:
            lines += _wrapped(advice, "    ", mark="-> ")
            advised = advice
    hidden = total - sum(shares)
    if hidden:
        lines.append(f"  ... and {counted(hidden, 'more place')} of this kind.")
    return "\n".join(lines)


def _shares(counts: Sequence[int], limit: int | None) -> list[int]:
    """Return how many places of each sentence are listed.

    At most `limit` in all; the first sentence does not take the room of the
    others, whose columns would stand nowhere.
    """
    if limit is None:
        return list(counts)
    shares, left = [0] * len(counts), limit
    for most in (max(1, limit // len(counts)), limit):
        for place, count in enumerate(counts):
            more = min(count, most, shares[place] + left) - shares[place]
            shares[place] += more
            left -= more
    return shares


def _with_value(message: str, value: str) -> str:
    """Return the message, and what was read where it does not say so itself."""
    return message if not value or value in message else f"{message} Read: {value!r}."


def _places(places: Sequence[Place]) -> list[str]:
    """Return where something is; rows of one column together."""
    together: dict[Place, list[int]] = {}
    for place in places:
        if is_settings(place):
            together[place] = []
        else:
            key = Place(place.file, place.sheet, 0, place.column)
            together.setdefault(key, []).append(place.row)
    lines: list[str] = []
    for place, rows in together.items():
        words = shown(place) if is_settings(place) else _cell(place, sorted({*rows} - {0}))
        lines += _wrapped(words, "  ") if words else []
    return lines


def _cell(place: Place, rows: Sequence[int]) -> str:
    parts = [place.file]
    if place.sheet:
        parts.append(f"sheet {place.sheet!r}")
    if rows:
        word = "row" if len(rows) == 1 else "rows"
        parts.append(f"{word} {', '.join(map(str, rows))}")
    if place.column:
        parts.append(f"column {place.column!r}")
    return ", ".join(part for part in parts if part)


def is_settings(place: Place) -> bool:
    """Tell whether a place is in a settings file, where editors count lines and columns."""
    return place.file.lower().endswith(SETTINGS_FILES)


def shown(place: Place) -> str:
    """Return a place in a settings file as editors and compilers write it."""
    parts = [place.file, str(place.row) if place.row else "", place.column if place.row else ""]
    return ":".join(part for part in parts if part)


def _wrapped(text: str, indent: str, mark: str = "") -> list[str]:
    lines: list[str] = []
    for number, line in enumerate(text.splitlines()):
        first = indent + (mark if number == 0 else " " * len(mark))
        lines += textwrap.wrap(
            visible(line),
            WIDTH,
            initial_indent=first,
            subsequent_indent=indent + " " * len(mark),
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines
