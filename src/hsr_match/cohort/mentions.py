"""People mentioned in a cell: whom, in which place of a list, and for what reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hsr_match.cohort.values.blank import is_nobody
from hsr_match.cohort.values.cell import Cell
from hsr_match.cohort.values.places_in_order import place_in_order
from hsr_match.config.vocabulary import vocabulary

UNNAMED_KIND = "private"
"""A conflict without a reason is one whose reason is nobody's business."""

_REASON = re.compile(
    r"^(?P<who>.+?)\s*(?:\((?P<bracket>[^()]*)\)|:\s*(?P<colon>[^:]+))$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One person mentioned.

    Attributes
    ----------
    text
        Id, e-mail or name as written; never shown.
    cell
        Where it stands.
    rank
        Place in a list by preference: column of a choice, then place in the cell.
    kind
        Reason of a conflict.
    """

    text: str
    cell: Cell
    rank: tuple[int, int] = (0, 0)
    kind: str = UNNAMED_KIND


def mentions(found: Sequence[Cell]) -> list[Mention]:
    """Return everybody mentioned in the cells of one field, in order.

    Semicolons and line ends separate people; ``=`` ties two in a list by
    preference. An empty list says that nobody is meant.
    """
    everybody: list[Mention] = []
    for cell in found:
        if is_nobody(cell.text):
            continue
        part = cell.column.part
        if cell.column.item:
            everybody += _in_grid(cell)
            continue
        choice = int(part) if part.isdigit() else 0
        kind = part if part and not part.isdigit() else UNNAMED_KIND
        conflict = cell.column.field is not None and cell.column.field.type == "conflicts"
        place = 0
        for piece in re.split(r"[;\r\n]", cell.text):
            tied = [piece] if conflict else piece.split("=")
            names = [name.strip() for name in tied if name.strip()]
            for name in names:
                who, reason = _reason(name, kind, cell) if conflict else (name, UNNAMED_KIND)
                everybody.append(Mention(who, cell, (choice, place), reason))
            place += bool(names)
    return everybody


def _in_grid(cell: Cell) -> list[Mention]:
    """Return the person whom the heading names, in the place that the cell gives."""
    place = place_in_order(cell.text)
    if place is not None:
        return [Mention(cell.column.item, cell, (place, 0))]
    cell.warn(
        "unclear-place",
        "Not a place in an order of preference; left out.",
        "Write 1 for the best, 2 for the next, or 1st, 2nd and so on.",
    )
    return []


def _reason(text: str, kind: str, cell: Cell) -> tuple[str, str]:
    """Return the person and the kind of conflict: in brackets, else the heading's."""
    match = _REASON.match(text)
    if match is None:
        return text, kind
    said = match["bracket"] if match["bracket"] is not None else match["colon"]
    term = vocabulary("conflict_kinds").find(said)
    if term is not None:
        return match["who"], term.id
    if match["bracket"] is None:
        return text, kind
    if said.strip():
        cell.warn(
            "unknown-conflict",
            "What stands in brackets is not a kind of conflict; it was passed over.",
            "Kinds: " + ", ".join(vocabulary("conflict_kinds").terms) + ".",
        )
    return match["who"], kind
