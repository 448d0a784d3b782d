"""The problems that reading can meet: a level, a message and advice for each code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from hsr_match.problems import Level, Place, Problem


class Kind(NamedTuple):
    """Level, message and advice of one code; ``{…}`` stands for what was found."""

    level: Level
    message: str
    advice: str = ""


@cache
def kinds() -> dict[str, Kind]:
    """Return every code; loaded at the first problem, for most files have none."""
    from hsr_match.cohort.reading.codes_of_cells import CELLS
    from hsr_match.cohort.reading.codes_of_files import FILES

    return {**FILES, **CELLS}


def problem(
    code: str,
    place: Place,
    *,
    value: str = "",
    more: tuple[Place, ...] = (),
    found: Mapping[str, int | str] | None = None,
) -> Problem:
    """Return the problem of a code; `found` fills the braces of its sentences."""
    kind = kinds()[code]
    filling = {**(found or {}), "value": value}
    message, advice = kind.message.format(**filling), kind.advice.format(**filling)
    return Problem(code, kind.level, message, advice, place, value, more)
