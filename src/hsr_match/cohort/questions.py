"""What the headings of one table stand for: by listed words only, never by likeness.

In this order: the settings' ``columns:``; the name, alias or listed question of
a field; a column of the form service's own; the second of two questions with
one text; a row of a grid.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hsr_match.cohort.grids import (
    prefixed,
    question_and_row,
    row_of_grid,
    statement,
    without_choice,
)
from hsr_match.cohort.services import NOISE, ROW_NUMBER, first_heading, own_column, service_of
from hsr_match.cohort.table import Table
from hsr_match.config.column_targets import Target, targets_of
from hsr_match.config.fields import Side, fold_heading, headings

if TYPE_CHECKING:
    from hsr_match.config import Settings


class Questions:
    """Looks up the headings of a table.

    Parameters
    ----------
    table
        The table.
    side
        Who its rows are.
    settings
        For ``columns:``.

    Attributes
    ----------
    service
        Form service that wrote the table, or empty.
    """

    def __init__(self, table: Table, side: Side, settings: Settings) -> None:
        self._table = table
        self._side = side
        self._known = headings(side)
        self._chosen = {fold_heading(word): str(name) for word, name in settings.columns.items()}
        self.service = service_of(table)

    def chosen(self, index: int) -> str | None:
        """Return what the settings map a column to, by its heading or code."""
        found = self._chosen.get(fold_heading(self._table.headings[index]))
        if found is None and self._table.codes:
            found = self._chosen.get(fold_heading(self._table.codes[index]))
        return found

    def own(self, index: int) -> str | None:
        """Return what the form service put into a column of its own, or None."""
        return own_column(self.service, self._table.headings[index])

    def is_row_number(self, index: int) -> bool:
        """Tell whether a column counts answers, whatever the settings say of it."""
        return self.own(index) == ROW_NUMBER

    def is_noise(self, index: int) -> bool:
        """Tell whether the form service added a column that matching has no use for."""
        return self.own(index) == NOISE and self.chosen(index) is None

    def from_service(self, index: int) -> bool:
        """Tell whether the service filled the column in, not the person."""
        return self.own(index) not in (None, "submitted_at")

    def targets(self, index: int) -> tuple[Target, ...]:
        """Return what a column stands for; nothing if no listed word says so.

        A row of a known grid that is not in its list gives nothing either.
        """
        heading = self._table.headings[index]
        written = self.chosen(index)
        if written is not None:
            return tuple(_with_part(target, heading) for target in targets_of(written, self._side))
        own = self.own(index)
        if own in (ROW_NUMBER, NOISE):
            return ()
        return (
            (targets_of(own, self._side) if own else ())
            or self._asked(without_choice(heading))
            or self._again(heading)
            or row_of_grid(heading, self._asked)
            or self._item(heading, index)
        )

    def is_row_of_known(self, index: int) -> tuple[Target, ...]:
        """Return the questions whose grid a column belongs to, known row or not."""
        for question, _ in question_and_row(self._table.headings[index]):
            asked = self._asked(question)
            if asked:
                return asked
        return ()

    def statements(self, index: int) -> tuple[Target, ...]:
        """Return the grids that a column headed by a statement alone may belong to."""
        first = first_heading(self.service, self._table, self._table.headings[index])
        cells = [row.cells[index] for row in self._table.rows]
        return statement(first or self._table.headings[index], cells, self._side)

    def _asked(self, question: str) -> tuple[Target, ...]:
        """Return what a whole question stands for."""
        folded = fold_heading(question)
        if folded in self._chosen:
            return targets_of(self._chosen[folded], self._side)
        if folded in self._known:
            return (Target(*self._known[folded]),)
        return ()

    def _again(self, heading: str) -> tuple[Target, ...]:
        first = first_heading(self.service, self._table, heading)
        return self._asked(first) if first else ()

    def _item(self, heading: str, index: int) -> tuple[Target, ...]:
        by_prefix = prefixed(heading, self._side)
        if by_prefix is not None:
            return (by_prefix,)
        found = self.statements(index) if self.service == "microsoft" else ()
        return found if len(found) == 1 else ()


def _with_part(target: Target, heading: str) -> Target:
    """Return a target with what a listed heading says of the field's parts."""
    if target.part or target.item:
        return target
    folded = fold_heading(heading)
    part = next((p for word, p in target.field.parts.items() if fold_heading(word) == folded), "")
    return replace(target, part=part)
