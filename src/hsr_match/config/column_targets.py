"""What a heading may be mapped to under ``columns:`` in the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hsr_match.config.fields import Field, Side, fields, fold_heading, headings
from hsr_match.config.vocabulary import vocabulary
from hsr_match.text import fold_label

UNCONFIRMED = "?"
"""Stands after a field that the program proposed and nobody has confirmed."""


@dataclass(frozen=True, slots=True)
class Target:
    """A field, and what a column stands for inside it.

    Attributes
    ----------
    field
        The field.
    part
        As in ``Field.parts``: the kind of a conflict, the place of a preference.
    item
        Id of one item of a rated field.
    shared
        True if the same question is put to both sides and stands for a field
        of each.
    """

    field: Field
    part: str = ""
    item: str = ""
    shared: bool = False


def targets_of(written: str, side: Side = "both") -> tuple[Target, ...]:
    """Return what a heading is mapped to, on one side.

    Accepted are the name of a field; ``need_<id>``, ``offer_<id>``,
    ``method_<id>`` for one row of a grid; a listed word that says which part of
    a field is meant (``line_manager``, ``Surname``, ``Preferred mentor 2``); and
    ``needs/offers``, a mentees' and a mentors' field, where both forms ask in the
    same words.

    Parameters
    ----------
    written
        As it stands in the settings.
    side
        Whose table it is.

    Returns
    -------
    tuple of Target
        Empty if nothing of the kind is known; two only for ``both``.
    """
    words = [word.strip() for word in written.split("/")]
    if len(words) == 2 and all(word in fields() for word in words):
        found = [fields()[word] for word in words]
        if {field.side for field in found} == {"mentee", "mentor"}:
            return tuple(
                Target(field, shared=side == "both")
                for field in found
                if side in ("both", field.side)
            )
    one = _one(written)
    return (one,) if one else ()


def _one(written: str) -> Target | None:
    if written in fields():
        return Target(fields()[written])
    folded = fold_label(written).replace(" ", "_")
    for field, prefix in item_prefixes():
        if folded.startswith(prefix):
            term = vocabulary(str(field.vocabulary)).find(folded.removeprefix(prefix))
            if term is not None:
                return Target(field, item=term.id)
    for side in ("mentee", "mentor"):
        known = headings(side).get(fold_heading(written))
        if known and known[1]:
            return Target(*known)
    return None


def item_prefixes() -> Iterator[tuple[Field, str]]:
    """Yield the fields that may come as one column per item, and the prefix of each."""
    return ((field, field.item_prefix) for field in fields().values() if field.item_prefix)
