"""Answers with a level each: ``id:level; id:level``, or a column per item."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from hsr_match.cohort.model import Role
from hsr_match.cohort.values.blank import is_none, is_refused
from hsr_match.cohort.values.cell import Cell
from hsr_match.cohort.values.choice import DATE_IN_NUMBER, NONE_OF_THESE, is_ticked
from hsr_match.cohort.values.yesno import as_yes_no
from hsr_match.config.fields import Field
from hsr_match.config.vocabulary import Vocabulary, vocabulary
from hsr_match.text import fold_label

Level = int | str | None

_LEVEL = re.compile(r"^(.*?)\s*(?:[:=]\s*([^:=()]*?)|\(([^()]*)\))\s*(!?)$", re.DOTALL)

_METHOD_ORDER: dict[Role, tuple[str, ...]] = {
    "mentee": ("want_to_learn", "can_teach", "use"),
    "mentor": ("can_teach", "use", "want_to_learn"),
}


_NOT_WANTED = frozenset(["not needed", "not wanted", "not for me", "not at all", "not offered"])
"""What forms write at the low end of a grid; `0` in other words."""


@dataclass(slots=True)
class Ratings:
    """What the cells of one person say so far about a rated field.

    Attributes
    ----------
    levels
        Item → level; None where no level was given.
    essential
        Items marked ``!``.
    answered
        True once a cell gave an answer that could be read.
    """

    levels: dict[str, Level] = field(default_factory=dict)
    essential: set[str] = field(default_factory=set)
    answered: bool = False


def add_list(cell: Cell, field: Field, ratings: Ratings) -> None:
    """Read a cell that lists items with their levels."""
    name = str(field.vocabulary)
    terms = vocabulary(name)

    def item(piece: str) -> str:
        return _split(name, piece)[0]

    none = False
    for word, term in terms.find_all(cell.text, value=item):
        if term is None:
            if is_none(word):
                none = True
            elif not is_refused(word):
                cell.unknown(item(word), terms)
            continue
        _, level, essential = _split(name, word)
        _add(cell, field, ratings, term.id, level, essential)
    ratings.answered = ratings.answered or none


def add_item(cell: Cell, field: Field, ratings: Ratings) -> None:
    """Read a cell of a grid: the level of the item in the heading.

    A column per choice repeats the choice where it is ticked. A grid of boxes to
    tick may hold several levels in a cell; each counts.
    """
    text = cell.text.strip(" ;")
    essential = text.endswith("!")
    text = text.rstrip("! ")
    item = cell.column.item
    if item == NONE_OF_THESE:
        ratings.answered = ratings.answered or is_ticked(
            text, item, vocabulary(str(field.vocabulary))
        )
        return
    if is_ticked(text, item, vocabulary(str(field.vocabulary))):
        text = ""
    levels = vocabulary(str(field.levels)).find_all(text) if text else ()
    several = len(levels) > 1 and all(level is not None for _, level in levels)
    for one in [word for word, _ in levels] if several else [text]:
        # Somebody who wrote "rather not" has not offered it: no level is assumed.
        if _level_is_told(cell, field, one):
            _add(cell, field, ratings, item, one, essential)


def _add(cell: Cell, field: Field, ratings: Ratings, item: str, text: str, essential: bool) -> None:
    if cell.from_date:
        cell.error(*DATE_IN_NUMBER)
        return
    level, wanted = _level(cell, field, text)
    ratings.answered = True
    if not wanted:
        return
    if essential:
        ratings.essential.add(item)
    if item in ratings.levels:
        level = _stronger(cell, field, ratings.levels[item], level)
    ratings.levels[item] = level


def _level_is_told(cell: Cell, field: Field, text: str) -> bool:
    """Tell whether a cell of a grid holds a level; note it if it does not."""
    if not text or cell.from_date or is_level(text, field) or _is_number(text):
        return True
    if as_yes_no(text) is not None:
        return True
    cell.unknown(text, vocabulary(str(field.levels)), f"levels of {field.name}")
    return False


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?\d+([.,]\d+)?", text) is not None


def _level(cell: Cell, field: Field, text: str) -> tuple[Level, bool]:
    """Return the level, and whether the item is wanted or offered at all."""
    if not text:
        return cell.column.part or unrated(field, cell.role), True
    terms = vocabulary(str(field.levels))
    term = terms.find(text)
    if term is not None and not (text.isdigit() and not text.isascii()):
        return (int(term.id) if term.id.isdigit() else term.id), True
    answer = as_yes_no(text)
    if answer is not None and not text.isdigit():
        return (unrated(field, cell.role) if answer else None), answer
    if text == "0" or is_none(text) or fold_label(text) in _NOT_WANTED:
        return None, False
    if _is_number(text):
        cell.error(
            "out-of-range",
            f"Not a level of {field.name}: {_scale(terms)} only.",
            "Correct the number.",
            text,
        )
    else:
        cell.unknown(text, terms, f"levels of {field.name}")
    return unrated(field, cell.role), True


def unrated(field: Field, role: Role) -> Level:
    """Return the level of an item that was given without one."""
    if field.levels != "method_level":
        return None
    return "want_to_learn" if role == "mentee" else "use"


def _stronger(cell: Cell, field: Field, one: Level, other: Level) -> Level:
    """Return which of two levels of one item counts."""
    if one == other:
        return one
    if field.levels == "method_level":
        # Columns per level may well both hold a method: a mentee's wish comes first.
        order = _METHOD_ORDER[cell.role]
        return min(str(one), str(other), key=order.index)
    cell.warn(
        "repeated-value",
        f"The same item twice with different levels of {field.name}; the higher one counts.",
        "Keep one of the two.",
    )
    known = [level for level in (one, other) if level is not None]
    return max(known, key=str)


def is_level(text: str, field: Field) -> bool:
    """Tell whether a text is a level of a rated field, or several, or says "not wanted"."""
    levels = vocabulary(str(field.levels))
    return (
        levels.find(text) is not None
        or text == "0"
        or is_none(text)
        or fold_label(text) in _NOT_WANTED
        or all(known is not None for _, known in levels.find_all(text))
    )


def _scale(terms: Vocabulary) -> str:
    ids = list(terms.terms)
    return f"whole numbers {ids[0]} to {ids[-1]}" if ids[0].isdigit() else " · ".join(ids)


@lru_cache(maxsize=4096)
def _split(name: str, piece: str) -> tuple[str, str, bool]:
    """Return :func:`split_level` against a vocabulary: the same answers come again and again."""
    return split_level(piece, vocabulary(name).find)


def split_level(piece: str, known: Callable[[str], object]) -> tuple[str, str, bool]:
    """Return item, text of the level and essential mark of one answer.

    ``id:3``, ``id=3``, ``label (3)``, ``id:3!``. A label that holds brackets or
    a colon itself is taken whole if it is known.

    >>> split_level("Promotion (3!)", lambda word: None)
    ('Promotion', '3', True)
    """
    piece = piece.strip()
    if known(piece) is not None:
        return piece, "", False
    bare = piece.rstrip("! ")
    if bare != piece and known(bare) is not None:
        return bare, "", True
    match = _LEVEL.match(piece)
    if match is None:
        return bare, "", bare != piece
    item, level, bracket, mark = match.groups()
    text = (level if level is not None else bracket).strip()
    return item.strip(), text.rstrip("! "), bool(mark) or text.endswith("!")
