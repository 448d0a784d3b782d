"""A sheet of a workbook as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "long", "look", "points", "number"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, and whether its cells are text, points or plain numbers.

    ``long`` texts wrap; ``look`` stands out, for what deserves attention.
    """

    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; every cell is text here, empty for nothing.

    Attributes
    ----------
    name
        At most 31 characters.
    heading
        Columns.
    rows
        Cells, each row as long as the heading.
    fixed
        Columns that stay in view when scrolling to the right.
    """

    name: str
    heading: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    fixed: int = 0
