"""``hsr-match explain`` on a screen wide enough that nothing wraps."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

from tests.explained.model import ENDING, IDS, small

HEADING = r"(?:Score )?(\S+?)(?: points)?, (\S+) for this mentee; \w+\."
GAP = re.compile(r"\s{2,}")


def screen_pair(text: str) -> dict[str, Any]:
    """Read a pair in full."""
    lines = text.splitlines()
    heading = re.fullmatch(HEADING, lines[1])
    assert heading, lines[1]
    score, rank = heading.groups()
    told = list(takewhile(bool, lines[2:]))
    # Given scores come without answers: there is no reckoning.
    reckoned = any(line.startswith("What ") for line in lines)
    return {
        "score": score,
        "rank": ENDING.sub("", rank),
        "why": next((line for line in told if not line.startswith("! ")), ""),
        "cautions": [line.removeprefix("! ") for line in told if line.startswith("! ")],
        "points in words": _totals(lines) if reckoned else {},
        "rows": _rows(lines) if reckoned else [],
        "others": screen_others(lines),
        "verdict": lines[-1],
    }


def _between(lines: list[str], first: str, last: str) -> list[str]:
    start = next(k for k, line in enumerate(lines) if line.startswith(first))
    return list(takewhile(lambda line: not line.startswith(last), lines[start + 1 :]))


def _totals(lines: list[str]) -> dict[str, str]:
    cells = [GAP.split(line) for line in _between(lines, "    ", "Total")]
    return {small(name): points for name, points, *_ in cells if float(points)}


def _rows(lines: list[str]) -> list[dict[str, Any]]:
    start = next(k for k, line in enumerate(lines) if line.startswith("What "))
    criterion, found = "", []
    for line in takewhile(bool, lines[start + 1 :]):
        if not line.startswith(" "):
            criterion = small(line.strip())
            continue
        item, figures, *answers = GAP.split(line.strip())
        points, _, possible = figures.partition(" of ")
        mentee, mentor = (*answers, "", "")[:2]
        told = {"criterion": criterion, "item": small(item), "points": points}
        found.append({**told, "possible": possible or "0.0", "mentee": mentee, "mentor": mentor})
    return found


def screen_others(lines: list[str]) -> list[dict[str, Any]]:
    """Read the other mentors."""
    start = next((k for k, line in enumerate(lines) if line.startswith("Mentor  ")), None)
    if start is None:
        return []
    found = []
    for line in takewhile(bool, lines[start + 1 :]):
        who, score, rank, now, *price = GAP.split(line.strip())
        told: dict[str, Any] = {"mentor": who.split()[0], "score": score}
        told["rank"] = "" if rank == "-" else ENDING.sub("", rank)
        if now.startswith("not possible: "):
            told["barred in words"] = now.removeprefix("not possible: ")
        else:
            free = re.search(r"(\d+) places? free", now)
            told |= {"barred": [], "taken": IDS.findall(now), "free": int(free[1]) if free else 0}
            told["price"] = price[0] if price else ""
        found.append(told)
    return found


def _said(lines: list[str]) -> list[str]:
    """Return what is said below the heading, without the command that goes on from there."""
    told = list(takewhile(bool, lines[1:]))
    return told[:-1] if told[-1].startswith("`") else told


def screen_left(text: str) -> dict[str, Any]:
    """Read why somebody has no mentor."""
    lines = text.splitlines()
    told: dict[str, Any] = {"sentence and remedy": " ".join(_said(lines))}
    start = next((k for k, line in enumerate(lines) if line.startswith("What would help")), None)
    if start is not None:
        ways = takewhile(bool, lines[start + 1 :])
        told["help"] = [small(re.sub(r" `[^`]*`$", "", way.strip())) for way in ways]
    return {**told, "others": screen_others(lines)}
