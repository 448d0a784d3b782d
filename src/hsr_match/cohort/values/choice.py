"""Answers chosen from a list: one, or several."""

from __future__ import annotations

import re

from hsr_match.cohort.values.blank import is_none, is_refused
from hsr_match.cohort.values.cell import Cell, look_up
from hsr_match.config.fields import Field
from hsr_match.config.vocabulary import Vocabulary, vocabulary
from hsr_match.text import fold_label

_WORDS = re.compile(r"[;,/\r\n]")


def one(cell: Cell, field: Field) -> str | None:
    """Return the id of a single choice, or None."""
    terms = vocabulary(str(field.vocabulary))
    text = cell.text.strip(" ;")
    term = look_up(terms, text)
    if term is not None:
        return term.id
    if is_none(text):
        return None
    known = [found.id for _, found in terms.find_all(text) if found is not None]
    if len(known) > 1:
        cell.warn(
            "several-values",
            "Several answers where one is asked for; left out.",
            "Keep the one that fits best.",
            text,
        )
    else:
        cell.unknown(text, terms)
    return None


def level(cell: Cell, field: Field) -> int | None:
    """Return a level as a whole number, or None.

    A number beyond the scale stops the run; a word that is not in the list
    counts as a blank.
    """
    terms = vocabulary(str(field.vocabulary))
    text = cell.text.strip(" ;")
    if cell.from_date:
        cell.error(*DATE_IN_NUMBER)
        return None
    term = terms.find(text)
    if term is not None and not (text.isdigit() and not text.isascii()):
        return int(term.id)
    if re.fullmatch(r"[-+]?\d+([.,]\d+)?", text):
        cell.error(
            "out-of-range",
            f"Not a level of {field.name}: whole numbers "
            f"{min(terms.terms)} to {max(terms.terms)} only.",
            "Correct the number, or use a label of the list.",
            text,
        )
    else:
        cell.unknown(text, terms)
    return None


DATE_IN_NUMBER = (
    "date-in-number",
    "Excel turned this cell into a date.",
    "Format the cell as text, then type the value again.",
)


def many(cell: Cell, field: Field) -> tuple[str, ...] | None:
    """Return the ids of all answers in the cell; empty for "None of these"."""
    if field.vocabulary is None:
        return words(cell.text)
    terms = vocabulary(field.vocabulary)
    if cell.column.item:
        return _one_of_many(cell, terms)
    found: dict[str, None] = {}
    unknown = none = refused = False
    for word, known in terms.find_all(cell.text):
        term = known or look_up(terms, word)
        if term is not None:
            found[term.id] = None
        elif is_none(word):
            none = True
        elif is_refused(word):
            refused = True
        else:
            unknown = True
            cell.unknown(word, terms)
    if found and none:
        cell.warn(
            "none-and-some",
            '"None of these" stands beside other answers; the others count.',
            "Ask the person which is meant.",
        )
    if field.limit is not None and len(found) > field.limit:
        too_many(cell, field)
    if not found and (unknown or refused or not none):
        return None
    return tuple(found)


def _one_of_many(cell: Cell, terms: Vocabulary) -> tuple[str, ...] | None:
    """Read a column for one choice; None where nothing can be said, so that it counts as blank."""
    item = cell.column.item
    if is_ticked(cell.text, item, terms):
        return () if item == NONE_OF_THESE else (item,)
    if not is_unticked(cell.text):
        cell.unknown(cell.text, terms)
    return None


def is_ticked(text: str, item: str, terms: Vocabulary) -> bool:
    """Tell whether the cell of a column for one choice says that it is chosen."""
    if item == NONE_OF_THESE and is_none(text):
        return True
    found = look_up(terms, text)
    if found is not None and not text.isdigit():
        return found.id == item
    return fold_label(text) in _TICKED


def is_unticked(text: str) -> bool:
    """Tell whether the cell of a column for one choice says that it is not chosen."""
    return fold_label(text) in _UNTICKED


NONE_OF_THESE = "none of these"
"""Stands for the item in a column that says that no choice fits; no list has such an id."""
_TICKED = frozenset(["yes", "true", "selected", "x", "✓", "✔", "☑"])
_UNTICKED = frozenset(["no", "false", "not selected", "unselected", "☐", "✗", "✘"])


def too_many(cell: Cell, field: Field) -> None:
    """Say that an unordered answer is longer than the form allows; all of it counts."""
    cell.warn(
        "too-many-values",
        f"More than {field.limit} answers for {field.name}; all are used, each for less.",
        "Nothing need be done. Ask the person which matter most if the result looks thin.",
    )


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a list without vocabulary (languages)."""
    if is_none(text):
        return ()
    return tuple(dict.fromkeys(w for piece in _WORDS.split(text) if (w := fold_label(piece))))
