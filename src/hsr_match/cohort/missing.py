"""What to say where a column is missing: the headings there are, and the likeliest one meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hsr_match.text import visible

_LISTED: Final = 12
_LONGEST: Final = 40


def headings_found(headings: Sequence[str]) -> str:
    """Return a sentence that lists the headings of a table, long ones cut, at most a dozen."""
    there = [heading for heading in headings if heading]
    shown = [_short(heading) for heading in there[:_LISTED]]
    rest = f" and {len(there) - _LISTED} more" if len(there) > _LISTED else ""
    return f"Columns found: {', '.join(shown)}{rest}." if shown else "No column has a heading."


def likeliest(name: str, headings: Sequence[str]) -> str:
    """Return a question that names the heading most like a column's name; empty without one."""
    from hsr_match.text import nearest

    near = nearest(name, [heading for heading in headings if heading], limit=1)
    return f"Is {_short(near[0])} meant to be {name!r}? " if near else ""


def _short(heading: str) -> str:
    text = visible(" ".join(heading.split()))
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
