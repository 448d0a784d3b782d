"""From headings to fields: by listed words only, never by likeness.

In this order: set aside (monitoring, never read); the settings' ``columns:``;
the name, alias or listed question of a field; a grid of items; a criterion of
the settings. Whatever is left is listed with suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.columns import Column, MappedTable, OwnColumn
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.set_aside import SetAside
from hsr_match.cohort.table import Table
from hsr_match.config.fields import Field, Side, fields, fold_heading, headings
from hsr_match.config.vocabulary import vocabulary
from hsr_match.problems import Level
from hsr_match.text import fold_label

if TYPE_CHECKING:
    from hsr_match.config import Settings

_GRID = re.compile(r"(?P<question>.+?)\s*\[(?P<row>[^\[\]]+)\]")
FORM_TIMES = frozenset(["start time", "completion time"])
FORM_OWN = frozenset(["name", "email"])
FORM_NOISE = frozenset(["start time", "last modified time"])


def map_columns(
    table: Table,
    side: Side,
    not_role: frozenset[int],
    own: Mapping[str, Sequence[OwnColumn]],
    settings: Settings,
    findings: Findings,
) -> tuple[MappedTable, list[str]]:
    """Return what each column stands for, and the headings that nothing uses.

    Parameters
    ----------
    table
        The table.
    side
        Who its rows are.
    not_role
        Columns that are headed like a role column and hold something else.
    own
        Folded column name → uses by criteria of the settings.
    settings
        For ``columns:`` and ``monitoring:``.
    findings
        Takes the problems.
    """
    known = headings(side)
    chosen = {fold_heading(word): str(name) for word, name in settings.columns.items()}
    form = is_form_export(table)
    aside = SetAside(table, settings, findings)
    columns: list[Column] = []
    unused: list[str] = []
    for index, heading in enumerate(table.headings):
        folded = fold_heading(heading)
        if not heading:
            continue
        if aside.takes(index, chosen.get(folded)):
            unused.append(heading)
            continue
        if form and fold_label(heading) == "id":
            # Beside start and completion times, ID counts the answers: it is no person.
            unused.append(heading)
            _say_row_number(table, index, chosen.get(folded), findings)
            continue
        service = form and fold_label(heading) in FORM_OWN
        uses = _field_uses(index, heading, folded, known, chosen, index in not_role, service)
        uses += [
            Column(index, heading, own=use, commas=_commas(table, index))
            for use in own.get(folded, ())
            if not any(c.field is not None and c.field.name == use.name for c in uses)
        ]
        columns += uses
        if not uses:
            unused.append(heading)
            _say_unused(table, index, side, own, findings, form=form)
    by_field: dict[str, tuple[Column, ...]] = {}
    for column in columns:
        if column.field is not None:
            name = column.field.name
            by_field[name] = (*by_field.get(name, ()), column)
    return MappedTable(table, side, tuple(columns), by_field), unused


def is_form_export(table: Table) -> bool:
    """Tell whether a form service wrote the table, with columns of its own."""
    return {fold_label(heading) for heading in table.headings} >= FORM_TIMES


def _field_uses(
    index: int,
    heading: str,
    folded: str,
    known: Mapping[str, tuple[Field, str]],
    chosen: Mapping[str, str],
    not_role: bool,
    service: bool,
) -> list[Column]:
    if folded in chosen:
        field = fields().get(chosen[folded])
        return [Column(index, heading, field, _part(field, heading))] if field else []
    if folded in known:
        field, part = known[folded]
        if field.name == "role" and not_role:
            field, part = fields()["job_title"], ""
        return [Column(index, heading, field, part, service=service)]
    grid = _grid_item(heading, known)
    return [Column(index, heading, grid[0], item=grid[1])] if grid else []


def _part(field: Field, heading: str) -> str:
    """Return what a heading chosen in the settings stands for inside its field."""
    folded = fold_heading(heading)
    return next((p for word, p in field.parts.items() if fold_heading(word) == folded), "")


def _grid_item(heading: str, known: Mapping[str, tuple[Field, str]]) -> tuple[Field, str] | None:
    """Return field and item of a heading ``need_<id>`` or ``Question [Item]``."""
    sides = {field.name: field for field, _ in known.values()}
    folded = fold_label(heading).replace(" ", "_")
    for field in sides.values():
        if field.item_prefix and folded.startswith(field.item_prefix):
            term = vocabulary(str(field.vocabulary)).find(folded[len(field.item_prefix) :])
            if term is not None:
                return field, term.id
    match = _GRID.fullmatch(heading.strip())
    if match is None:
        return None
    asked = known.get(fold_heading(match["question"]))
    if asked is None or asked[0].type != "rated":
        return None
    term = vocabulary(str(asked[0].vocabulary)).find(match["row"])
    return (asked[0], term.id) if term else None


def _commas(table: Table, index: int) -> bool:
    return not any(";" in row.cells[index] for row in table.rows)


def _say_unused(
    table: Table,
    index: int,
    side: Side,
    own: Iterable[str],
    findings: Findings,
    *,
    form: bool,
) -> None:
    place = table.place(table.heading_row, index)
    folded = fold_label(table.headings[index])
    advice = "Delete personal columns that matching does not need, or name the field in `columns:`."
    near = [] if form and folded in FORM_NOISE else suggestions(table.headings[index], side, own)
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    findings.add(
        "unknown-column",
        Level.WARN,
        "No field or criterion uses this column; it is not read.",
        meant + advice,
        place,
    )


def _say_row_number(table: Table, index: int, chosen: str | None, findings: Findings) -> None:
    findings.add(
        "form-row-number",
        Level.WARN if chosen is None else Level.ERROR,
        "The form service's own ID counts answers and stands for nobody; it is not read.",
        "If people have a reference of their own, head that column `person_id`."
        + ("" if chosen is None else " Take this one out of `columns:`."),
        table.place(table.heading_row, index),
    )


def suggestions(heading: str, side: Side, own: Iterable[str] = ()) -> list[str]:
    """Return the fields that a heading may mean, best first, at most two."""
    from hsr_match.text import nearest

    words = {word: field.name for word, (field, _) in headings(side).items()}
    words |= {word: word for word in own}
    found = nearest(fold_heading(heading), words, limit=6)
    return list(dict.fromkeys(words[word] for word in found))[:2]
