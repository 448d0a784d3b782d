"""A sheet of a workbook as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "long", "look", "points", "number"]
"""``long`` texts wrap; ``look`` stands out, for what deserves attention; ``points``
show one decimal and hold four."""

Cell = str | int | float | None
"""What stands in a cell; None and an empty text leave it empty."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column.

    Attributes
    ----------
    title
        What stands in the first row.
    kind
        How its cells look.
    meaning
        Shown as a comment on the title, where the title does not say it all.
    choices
        What may be chosen in its cells; anything if empty.
    shaded
        True for a scale of colours, the higher the darker.
    widest
        Letters beyond which its cells wrap, or run on if they never wrap.
    """

    title: str
    kind: Kind = "text"
    meaning: str = ""
    choices: tuple[str, ...] = ()
    shaded: bool = False
    widest: int = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

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
    note
        What was left out, or why there is nothing; stands below the rows.
    """

    name: str
    heading: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 0
    note: str = ""
