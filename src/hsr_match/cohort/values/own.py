"""Answers in a scheme's own columns, in the form the criterion needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hsr_match.cohort.values.blank import is_none, is_refused
from hsr_match.cohort.values.cell import Cell
from hsr_match.cohort.values.number import own_number
from hsr_match.cohort.values.rated import split_level
from hsr_match.config.vocabulary import vocabulary
from hsr_match.text import fold_label

if TYPE_CHECKING:
    from hsr_match.config import Settings

_SEMICOLON, _COMMA = re.compile(r"[;\r\n]"), re.compile(r"[,\r\n]")


def own_answer(cell: Cell, settings: Settings) -> object | None:
    """Return the answer of an own column, or None for a blank.

    Words are folded. Lists are cut at semicolons; at commas where no cell of
    the column holds a semicolon.
    """
    own = cell.column.own
    assert own is not None
    if own.shape == "number":
        return own_number(cell, whole=own.whole)
    if own.shape == "word":
        return None if is_none(cell.text) else fold_label(cell.text.strip(" ;"))
    if is_none(cell.text):
        return {} if own.shape == "ratings" else ()
    pieces = [piece.strip() for piece in own_pieces(cell.text, commas=cell.column.commas)]
    pieces = [piece for piece in pieces if piece and not is_refused(piece)]
    if not pieces:
        return None
    if own.shape == "ratings":
        return _ratings(cell, pieces, settings)
    return tuple(dict.fromkeys(fold_label(piece) for piece in pieces))


def own_pieces(text: str, *, commas: bool) -> list[str]:
    """Cut a list of an own column."""
    return (_COMMA if commas else _SEMICOLON).split(text)


def _ratings(cell: Cell, pieces: list[str], settings: Settings) -> dict[str, int]:
    mentee = cell.role == "mentee"
    scale = vocabulary("need_priority" if mentee else "offer_level")
    unrated = settings.scoring.unrated_need if mentee else settings.scoring.unrated_offer
    found: dict[str, int] = {}
    for piece in pieces:
        word, text, _ = split_level(piece, lambda _: None)
        term = scale.find(text) if text else None
        if text and term is None:
            ids = list(scale.terms)
            cell.error(
                "out-of-range",
                f"Not a level: whole numbers {ids[0]} to {ids[-1]} only.",
                "Write each answer as `word:level`.",
            )
        level = int(term.id) if term else int(unrated)
        key = fold_label(word)
        found[key] = max(level, found.get(key, 0))
    return found
