"""Columns that hold one row of a grid: which question, which row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from hsr_match.cohort.values.blank import is_blank, is_none
from hsr_match.cohort.values.cell import look_up
from hsr_match.cohort.values.choice import NONE_OF_THESE
from hsr_match.cohort.values.places_in_order import place_in_order
from hsr_match.cohort.values.rated import is_level
from hsr_match.config.column_targets import Target, item_prefixes
from hsr_match.config.fields import Side, fields
from hsr_match.config.vocabulary import vocabulary
from hsr_match.text import fold_label

_BRACKETS = re.compile(r"(?P<question>.+?)\s*\[(?P<row>[^\[\]]+)\]", re.DOTALL)
_JOINT = re.compile(r"\s+(?:-|–|—|>>)\s+")
_SELECTED = re.compile(r"\s+[-–—]\s+selected choice$", re.IGNORECASE)

_OWN_WORDS = re.compile(r"\s-\s+text$", re.IGNORECASE)
"""What somebody wrote behind *Other*, in a column of its own (Qualtrics)."""

WITH_ITEMS = frozenset(["rated", "many", "ranked"])
"""Types of fields whose answers may come as one column per item of the list."""


def question_and_row(heading: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a heading may be a question and one of its rows.

    Google Forms writes ``Question [Row]``, Qualtrics ``Question - Row`` or
    ``Question - Selected Choice - Row``. A dash may belong to either part, so
    every one is tried.
    """
    match = _BRACKETS.fullmatch(heading.strip())
    if match:
        yield match["question"], match["row"].strip()
    for joint in _JOINT.finditer(heading):
        question, row = heading[: joint.start()], heading[joint.end() :]
        yield without_choice(question), row.strip()


def grid_question(headings: Sequence[str], index: int) -> str:
    """Return the question of a heading that shares it with others, else the heading."""
    for question, _ in question_and_row(headings[index]):
        if any(
            other != index and question in (asked for asked, _ in question_and_row(heading))
            for other, heading in enumerate(headings)
        ):
            return question
    return headings[index]


def without_choice(heading: str) -> str:
    """Return a heading without the "Selected Choice" that Qualtrics adds to it."""
    return _SELECTED.sub("", heading)


def row_of_grid(
    heading: str, asked: Callable[[str], tuple[Target, ...]]
) -> tuple[Target, ...] | None:
    """Return what a row of a known question's grid stands for.

    Parameters
    ----------
    heading
        As written.
    asked
        Returns what a question stands for; nothing for an unknown one.

    Returns
    -------
    tuple of Target or None
        Empty if the question is known and the row is not; None if no question is.
    """
    known = False
    for question, row in question_and_row(heading):
        meant = asked(question)
        found = tuple(target for one in meant if (target := _row(one, row)))
        if found:
            return found
        known = known or any(one.field.type in WITH_ITEMS | {"ranked_people"} for one in meant)
    return () if known else None


def _row(asked: Target, row: str) -> Target | None:
    field = asked.field
    if field.type in ("ranked", "ranked_people"):
        place = place_in_order(row)
        if place is not None:
            return Target(field, part=str(place), shared=asked.shared)
        if field.type == "ranked_people":
            return Target(field, item=row, shared=asked.shared)
    if field.type not in WITH_ITEMS or field.vocabulary is None or _OWN_WORDS.search(row):
        return None
    if is_none(row):
        return Target(field, asked.part, NONE_OF_THESE, asked.shared)
    term = look_up(vocabulary(field.vocabulary), row)
    return Target(field, asked.part, term.id, asked.shared) if term else None


def prefixed(heading: str, side: Side) -> Target | None:
    """Return the item of a heading ``need_<id>``, ``offer_<id>`` or ``method_<id>``."""
    folded = fold_label(heading).replace(" ", "_")
    for field, prefix in item_prefixes():
        if folded.startswith(prefix) and (side == "both" or field.side in ("both", side)):
            term = vocabulary(str(field.vocabulary)).find(folded.removeprefix(prefix))
            if term is not None:
                return Target(field, item=term.id)
    return None


def statement(heading: str, answers: Iterable[str], side: Side) -> tuple[Target, ...]:
    """Return the rated fields that a statement of a Likert grid may be an item of.

    Microsoft Forms heads each row of a grid by its statement alone. A field fits
    if the statement is an id, label or listed synonym of its list, and every
    answer in the column is one of its levels. One target is an answer, several
    are a question for the coordinator.
    """
    found = []
    texts = {text.strip(" ;") for text in answers if not is_blank(text)}
    for field in fields().values():
        if field.type != "rated" or (side != "both" and field.side not in ("both", side)):
            continue
        term = vocabulary(str(field.vocabulary)).find(heading)
        if term is not None and all(is_level(text, field) for text in texts):
            found.append(Target(field, item=term.id))
    return tuple(found)
