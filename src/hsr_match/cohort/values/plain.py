"""Answers of which nothing need be said, read from the text of one cell alone.

Most answers are: every word is in the list, every level is one of its levels, and
there are no more of them than the form allows. What such a text means is the same
in every row, so none of what a message would need is built for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hsr_match.cohort.model import Role
from hsr_match.cohort.values.blank import is_blank
from hsr_match.cohort.values.rated import Level, split_level, unrated
from hsr_match.config.fields import Field
from hsr_match.config.vocabulary import vocabulary

NOT_WANTED = -1
"""Stands for the level 0 of a scale that has none: the item is not wanted or offered."""

UNRATED = -2
"""Stands for no level at all: what that means hangs on the side."""


def plain_answer(field: Field, text: str, role: Role) -> dict[str, Any] | None:
    """Return what a text adds to a person's answers, or None if it needs a closer look.

    Parameters
    ----------
    field
        Field that the only column feeds which asks the question.
    text
        The cell; not blank.
    role
        Side of the person.
    """
    if field.type == "text":
        fits = field.limit is None or len(text) <= field.limit
        return {field.name: text} if fits and not is_blank(text) else None
    if "\n" in text or "\r" in text:
        return None
    if field.type == "rated":
        return _rated(field, text, role)
    if field.type not in ("many", "ranked") or field.vocabulary is None:
        return None
    ids = _ids(field.vocabulary, text)
    if not ids or len(ids) > (field.limit or len(ids)):
        return None
    return {field.name: ids if field.type == "many" else tuple((one,) for one in ids)}


def _ids(name: str, text: str) -> tuple[str, ...] | None:
    """Return the ids in a list cut at semicolons, or None unless each is known and new."""
    find = vocabulary(name).find
    found: dict[str, None] = {}
    for piece in text.split(";"):
        term = find(piece)
        if term is None:
            if not piece or piece.isspace():
                continue
            return None
        if term.id in found:
            return None
        found[term.id] = None
    return tuple(found)


def _rated(field: Field, text: str, role: Role) -> dict[str, Any] | None:
    levels: dict[str, Level] = {}
    essential = ""
    name, scale = str(field.vocabulary), str(field.levels)
    for piece in text.split(";"):
        found = _piece(name, scale, piece)
        if found is None:
            if not piece or piece.isspace():
                continue
            return None
        item, level, marked = found
        if level == NOT_WANTED:
            continue
        if item in levels or (marked and (essential or item == "other")):
            return None
        levels[item] = unrated(field, role) if level == UNRATED else level
        if marked:
            essential = item
    if not levels or len(levels) > (field.limit or len(levels)):
        return None
    answer: dict[str, Any] = {field.name: levels}
    return answer | {"essential_need": essential} if essential and field.name == "needs" else answer


@lru_cache(maxsize=8192)
def _piece(name: str, scale: str, piece: str) -> tuple[str, Level, bool] | None:
    """Return item, level and essential mark of one answer, if all of it is known."""
    item, said, essential = split_level(piece, vocabulary(name).find)
    term = vocabulary(name).find(item)
    level = vocabulary(scale).find(said) if said.isascii() and said else None
    if term is not None and level is None and said == "0" and not essential:
        return term.id, NOT_WANTED, False
    if term is not None and not said and not essential:
        return term.id, UNRATED, False
    if term is None or level is None:
        return None
    return term.id, int(level.id) if level.id.isdigit() else level.id, essential
