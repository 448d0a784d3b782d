"""Problems with what people gave us, as data.

A problem says where it is and what to do; printing it is another file's job,
so tests and scripts compare codes and places, never prose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How bad a problem is: an ERROR stops, WARN and FIXED are always shown."""

    ERROR = "ERROR"
    WARN = "WARN"
    FIXED = "FIXED"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands, as a person finds it.

    Attributes
    ----------
    file
        File name as given (``-`` for standard input).
    sheet
        Sheet name of a workbook, else empty.
    row
        Row as Excel numbers it (the heading is row 1), or line of a settings
        file; 0 when the problem belongs to no row.
    column
        Heading as written in the file, or column number in a settings file.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet!r}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column!r}")
        return ", ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem.

    Attributes
    ----------
    code
        Stable kebab-case name, e.g. ``unknown-value``.
    level
        ERROR, WARN or FIXED.
    message
        What is wrong, in plain English. Never holds a name, free text or a
        confidential answer; values of plain fields only.
    advice
        What to do about it.
    place
        Where it is.
    value
        What was read, for plain fields only; empty otherwise.
    more
        Further places with the same problem.
    """

    code: str
    level: Level
    message: str
    advice: str = ""
    place: Place = field(default_factory=Place)
    value: str = ""
    more: tuple[Place, ...] = ()
