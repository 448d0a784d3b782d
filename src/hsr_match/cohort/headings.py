"""From headings to fields: by listed words only, never by likeness.

In this order: set aside (monitoring, never read); what the form service added;
what the headings say (:mod:`hsr_match.cohort.questions`); a criterion of the
settings. Whatever is left is listed with suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from hsr_match.cohort.columns import Column, MappedTable, OwnColumn
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.grids import grid_question, question_and_row
from hsr_match.cohort.questions import Questions
from hsr_match.cohort.set_aside import SetAside
from hsr_match.cohort.table import Table
from hsr_match.config.column_targets import Target
from hsr_match.config.fields import Side, fields, fold_heading, headings
from hsr_match.problems import Level, Place
from hsr_match.text import visible

if TYPE_CHECKING:
    from hsr_match.config import Settings


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
    questions = Questions(table, side, settings)
    aside = SetAside(table, settings, findings)
    columns: list[Column] = []
    unused: list[str] = []
    unknown: list[int] = []
    for index, heading in enumerate(table.headings):
        if not heading:
            continue
        if questions.is_noise(index):
            unused.append(heading)
            _say_noise(table, index, findings)
            continue
        if aside.takes(index, questions.chosen(index)):
            unused.append(heading)
            continue
        if questions.is_row_number(index):
            unused.append(heading)
            _say_row_number(table, index, questions.chosen(index), findings)
            continue
        uses = _field_uses(table, index, questions, not_role=index in not_role)
        uses += [
            Column(index, heading, own=use, commas=_commas(table, index))
            for use in own.get(fold_heading(heading), ())
            if not any(c.field is not None and c.field.name == use.name for c in uses)
        ]
        columns += uses
        if not uses:
            unused.append(heading)
            unknown.append(index)
            _say_unknown(table, index, side, questions, own, findings)
    by_field: dict[str, tuple[Column, ...]] = {}
    for column in columns:
        if column.field is not None:
            name = column.field.name
            by_field[name] = (*by_field.get(name, ()), column)
    return MappedTable(table, side, tuple(columns), by_field, tuple(unknown)), unused


def _field_uses(table: Table, index: int, questions: Questions, *, not_role: bool) -> list[Column]:
    targets = questions.targets(index)
    if not_role and questions.chosen(index) is None:
        targets = tuple(
            Target(fields()["job_title"]) if target.field.name == "role" else target
            for target in targets
        )
    return [
        Column(
            index,
            table.headings[index],
            target.field,
            target.part,
            target.item,
            service=questions.from_service(index),
            shared=target.shared,
        )
        for target in targets
    ]


def _commas(table: Table, index: int) -> bool:
    return not any(";" in row.cells[index] for row in table.rows)


def _say_unknown(
    table: Table,
    index: int,
    side: Side,
    questions: Questions,
    own: Iterable[str],
    findings: Findings,
) -> None:
    near = suggestions(grid_question(table.headings, index), side, own)
    statements = [target.field.name for target in questions.statements(index)]
    asked = [target.field.name for target in questions.is_row_of_known(index)]
    if asked:
        message = f"No row of the grid of {' and '.join(asked)} is worded so; it is not read."
        near = []
    elif len(statements) > 1:
        message = f"Nothing tells whether this grid is of {' or '.join(statements)}; not read."
        near = []
    else:
        message = "No field or criterion uses this column; it is not read."
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    findings.add(
        "unknown-column",
        Level.WARN,
        message,
        f"{meant}Delete personal columns that matching does not need, or name the field in "
        "`columns:` (`hsr-match check --write-columns` proposes lines).",
        table.place(table.heading_row, index),
    )


def _say_noise(table: Table, index: int, findings: Findings) -> None:
    findings.add(
        "form-column",
        Level.FIXED,
        "Columns that the form service adds and matching has no use for; not read.",
        "",
        table.place(table.heading_row, index),
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


def say_missing_columns(tables: Sequence[Table], settings: Settings, findings: Findings) -> None:
    """Say which headings under ``columns:`` no table has: a letter may be wrong."""
    if not settings.columns:
        return
    there = {
        fold_heading(word): word
        for table in tables
        for heading in (*table.headings, *table.codes)
        for word in (heading, *(question for question, _ in question_and_row(heading)))
    }
    for heading in settings.columns:
        if fold_heading(heading) in there:
            continue
        from hsr_match.text import nearest

        near = nearest(heading, [h for table in tables for h in table.headings], limit=1)
        meant = f"Did you mean {visible(near[0])!r}? " if near else ""
        findings.warn(
            "no-such-column",
            f"The settings map a heading that no table has: {visible(heading)!r}.",
            f"{meant}Correct the line under `columns:`, or delete it.",
            Place(),
        )


def suggestions(heading: str, side: Side, own: Iterable[str] = (), most: int = 2) -> list[str]:
    """Return the fields that a heading may mean, best first, at most `most`."""
    from hsr_match.text import nearest

    words = {word: field.name for word, (field, _) in headings(side).items()}
    words |= {word: word for word in own}
    found = nearest(fold_heading(heading), words, limit=3 * most)
    return list(dict.fromkeys(words[word] for word in found))[:most]
