"""Answers in order of preference, best first; ``=`` marks a tie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hsr_match.cohort.values.blank import is_none, is_refused
from hsr_match.cohort.values.cell import Cell, look_up
from hsr_match.cohort.values.choice import NONE_OF_THESE, is_ticked, is_unticked
from hsr_match.cohort.values.places_in_order import is_bare, place_in_order
from hsr_match.config.fields import Field
from hsr_match.config.vocabulary import vocabulary

Tiers = tuple[tuple[str, ...], ...]


def ranked(cell: Cell, field: Field) -> Tiers | None:
    """Return tiers of ids, best first; empty for "None of these", None for a blank.

    The first `field.limit` answers count, since the order says which matter.
    """
    terms = vocabulary(str(field.vocabulary))
    tiers: list[list[str]] = [[]]
    unknown = none = False
    for part in _pieces(cell.text):
        if part == "=":
            continue
        tie, text = part[:1] == "=", part.lstrip("= ")
        for position, (word, known) in enumerate(terms.find_all(text)):
            term = known or look_up(terms, word)
            if term is None:
                none = none or is_none(word)
                if not is_none(word) and not is_refused(word):
                    unknown = True
                    cell.unknown(word, terms)
            elif tie and position == 0 and tiers[-1]:
                tiers[-1].append(term.id)
            else:
                tiers.append([term.id])
    kept = _first(cell, [tier for tier in tiers if tier], field)
    if not kept and (unknown or not none):
        return None
    return kept


def ranked_grid(cells: Sequence[Cell], field: Field) -> Tiers | None:
    """Return tiers from a grid: a column per place, or a column per option.

    A column per option may hold places (a ranking) or repeat the option where it
    is ticked; ticked options are tied. Two options in one place, both written as
    bare numbers, may be points instead of places: they are told and left out.
    """
    terms = vocabulary(str(field.vocabulary))
    tiers: dict[int, list[str]] = {}
    bare: Counter[int] = Counter()
    said = False
    for cell in cells:
        item, text = cell.column.item, cell.text
        if not item:
            for word, known in terms.find_all(text):
                term = known or look_up(terms, word)
                if term is not None:
                    tiers.setdefault(int(cell.column.part), []).append(term.id)
                elif is_none(word):
                    said = True
                elif not is_refused(word):
                    cell.unknown(word, terms)
            continue
        if item == NONE_OF_THESE:
            said = said or is_ticked(text, item, terms)
            continue
        place = place_in_order(text)
        if place is not None:
            tiers.setdefault(place, []).append(item)
            bare[place] += is_bare(text)
        elif is_ticked(text, item, terms):
            tiers.setdefault(1, []).append(item)
        elif not (is_none(text) or is_unticked(text)):
            cell.unknown(text, terms)
    if any(count > 1 for count in bare.values()):
        cells[0].warn(
            "tied-places",
            f"The same place twice in an order of {field.name}: these may be points, where a "
            "higher number is better. Left out.",
            "Write 1 for the best, 2 for the next, each once; or 1st, 2nd and so on.",
        )
        return None
    kept = _first(cells[0], [tiers[place] for place in sorted(tiers)], field)
    return kept if kept or said else None


def _pieces(text: str) -> list[str]:
    """Cut at semicolons and line ends; what follows ``=`` begins with it."""
    pieces: list[str] = []
    for piece in text.replace("\r", ";").replace("\n", ";").split(";"):
        first, *tied = piece.split("=")
        pieces += [first.strip(), *(f"={word.strip()}" for word in tied)]
    return [piece for piece in pieces if piece]


def _first(cell: Cell, tiers: list[list[str]], field: Field) -> Tiers:
    seen: set[str] = set()
    kept: list[tuple[str, ...]] = []
    repeated = cut = False
    for tier in tiers:
        new = tuple(dict.fromkeys(value for value in tier if value not in seen))
        repeated = repeated or len(new) < len(tier)
        if field.limit is not None and len(seen) + len(new) > field.limit:
            cut = True
            # Of more answers than may count in one place the first do; else the tie is left whole.
            new = new[: field.limit] if not seen else ()
        seen.update(new)
        if new:
            kept.append(new)
        if cut:
            break
    if repeated:
        cell.warn(
            "repeated-value",
            "The same answer twice in a list by preference; its best place counts.",
        )
    if cut:
        cell.warn(
            "too-many-values",
            f"More than {field.limit} answers for {field.name}; the first {field.limit} count.",
            "Nothing need be done if the best come first.",
        )
    return tuple(kept)
