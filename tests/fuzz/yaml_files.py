"""Settings changed as people change them, and settings that nobody meant."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.fuzz.bytes_of import changed as changed_bytes
from tests.fuzz.hostile import HEADINGS, cell

ROOT = Path(__file__).resolve().parents[2]
TOKENS = (
    *(":", ": ", "-", "- ", "{", "}", "[", "]", "&a", "*a", "!!python/object:os.system", "|", ">"),
    *("\t", "\u00a0", "“", "#", "%", "@", "`", "'", '"', "~", "<<: *a", "---", "...", "?", "\n"),
    *(
        "1e999",
        "0x1f",
        "010",
        "12:30",
        "yes",
        "off",
        "null",
        ".nan",
        "-.inf",
        "2026-01-01",
        "9" * 40,
    ),
)


@cache
def texts() -> tuple[str, ...]:
    """Return all presets and example settings."""
    files = (*sorted((ROOT / "configs").glob("*.yaml")), *sorted(ROOT.glob("examples/**/*.yaml")))
    return tuple(path.read_text(encoding="utf-8") for path in files)


def text(draw: Random) -> bytes:
    """Return a settings file with lines and signs changed."""
    lines = draw.choice(texts()).split("\n")
    if draw.random() < 0.5:
        at = draw.randrange(len(lines))
        lines = lines[at : at + draw.randint(1, 12)]
    for _ in range(draw.randint(1, 4)):
        at = draw.randrange(len(lines))
        line = lines[at]
        place = draw.randint(0, len(line))
        match draw.randrange(7):
            case 0:
                lines[at] = line[:place] + draw.choice(TOKENS) + line[place:]
            case 1:
                lines[at] = line[:place]
            case 2:
                lines[at] = " " * draw.randint(0, 4) + line.lstrip()
            case 3:
                lines.insert(at, draw.choice(lines))
            case 4:
                lines[at] = f"{line.partition(':')[0]}: {draw.choice((*TOKENS, cell(draw)))}"
            case 5:
                lines[at] = line.replace(" ", "", 1)
            case _ if len(lines) > 1:
                del lines[at]
            case _:
                lines.append(cell(draw))
    made = "\n".join(lines).encode("utf-8", "replace")
    return changed_bytes(made, draw) if draw.random() < 0.2 else made


def structure(draw: Random) -> bytes:
    """Return well-formed YAML whose values are of the wrong kind or size somewhere."""
    data: Any = yaml.safe_load(draw.choice(texts())) or {}
    for _ in range(draw.randint(1, 4)):
        _swap(data, draw)
    return yaml.safe_dump(data, allow_unicode=draw.random() < 0.5, sort_keys=False).encode()


def _swap(data: Any, draw: Random) -> None:
    """Change one value somewhere in a tree."""
    while True:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        if not keys or draw.random() < 0.1:
            break
        key = draw.choice(keys)
        if not isinstance(data[key], dict | list) or draw.random() < 0.3:
            data[key] = _value(draw)
            return
        data = data[key]
    if isinstance(data, dict):
        data[draw.choice((cell(draw), *KEYS, *KEYS, 1, -0.5, None, True))] = _value(draw)
    else:
        data.append(_value(draw))


KEYS = (
    *("extends", "weights", "criteria", "scoring", "rules", "columns", "monitoring", "consent"),
    *("sheets", "pins", "bans", "apart", "together", "floors", "groups", "solver", "fairness"),
)


def _value(draw: Random, depth: int = 2) -> Any:
    kind = draw.randrange(9 if depth else 7)
    match kind:
        case 0:
            return draw.choice((0, 1, -1, 3, 100, 10**18, -(10**40), 0.5, 1e308, float("nan")))
        case 1:
            return draw.choice((True, False, None))
        case 2 | 3:
            return cell(draw)
        case 4:
            return draw.choice(HEADINGS)
        case 5:
            return draw.choice(("required", "preferred", "off", "on_form", "default", "terms"))
        case 6:
            return draw.choice(KEYS)
        case 7:
            return [_value(draw, depth - 1) for _ in range(draw.randint(0, 3))]
    return {
        draw.choice((cell(draw), *KEYS, *HEADINGS[:20])): _value(draw, depth - 1)
        for _ in range(draw.randint(0, 3))
    }
