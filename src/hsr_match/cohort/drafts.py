"""A person as one row tells it: who it is, before anything else is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hsr_match.cohort.columns import Column, MappedTable
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import Role
from hsr_match.cohort.organisations import Organisations
from hsr_match.cohort.table import Row
from hsr_match.cohort.values.blank import is_blank
from hsr_match.cohort.values.cell import Cell
from hsr_match.cohort.values.dates import Order, moment
from hsr_match.cohort.values.text import (
    email,
    is_plain_email,
    is_plain_id,
    is_plain_name,
    person_id,
    person_name,
)
from hsr_match.problems import Place
from hsr_match.text import fold


@dataclass(slots=True)
class Draft:
    """One row in one role.

    Attributes
    ----------
    role
        Side the row is read for.
    mapped, row
        Where it stands.
    both
        True if the same row is read for the other side too.
    person_id, email, name
        As given; empty for a blank. The e-mail is folded.
    employer
        Id of the main organisation, for the key of people without id and e-mail.
    submitted
        When the form was sent, else None.
    key, id
        Identity key and shown id; filled in once everybody is known.
    """

    role: Role
    mapped: MappedTable
    row: Row
    both: bool
    person_id: str = ""
    email: str = ""
    name: str = ""
    employer: str = ""
    submitted: datetime | None = None
    key: str = ""
    id: str = ""

    @property
    def place(self) -> Place:
        """File, sheet and row."""
        return self.mapped.table.place(self.row.number)

    def only_text(self, name: str) -> str | None:
        """Return the text of the only column that feeds a field; None if there are several."""
        columns = self.mapped.by_field.get(name, ())
        if len(columns) == 1:
            return self.row.cells[columns[0].index]
        return None if columns else ""

    def cells(self, name: str, findings: Findings) -> list[Cell]:
        """Return the cells that feed a field and hold something."""
        return cells(self, self.mapped.by_field.get(name, ()), findings)


def rows_of(group: Sequence[Draft]) -> str:
    """Return where several people stand, as the beginning of a sentence.

    A number alone where all are in one table; else each with its sheet or file.
    """
    tables: dict[tuple[str, str], list[str]] = {}
    for draft in group:
        table = draft.mapped.table
        tables.setdefault((table.file, table.sheet), []).append(str(draft.row.number))
    if len(tables) == 1:
        return f"Rows {', '.join(*tables.values())}"
    files = len({file for file, _ in tables}) > 1
    parts = []
    for (file, sheet), rows in tables.items():
        name = file if files else ""
        named = f"sheet {sheet!r}" if sheet else ""
        where = ", ".join(part for part in (name, named) if part)
        parts.append(f"row{'s' * (len(rows) > 1)} {', '.join(rows)} of {where}")
    return f"R{' and '.join(parts)[1:]}"


def cells(draft: Draft, columns: Sequence[Column], findings: Findings) -> list[Cell]:
    """Return the cells of some columns that hold something."""
    found = []
    for column in columns:
        text = draft.row.cells[column.index]
        if text:
            row, table = draft.row.number, draft.mapped.table
            found.append(Cell(text, column, row, table, draft.role, findings))
    return found


def only(found: list[Cell]) -> Cell | None:
    """Return the one answer among several columns of a field.

    What a form service filled in yields to what the person wrote. Two different
    answers are a problem that only the coordinator can settle.
    """
    if len(found) > 1:
        found = [cell for cell in found if not cell.column.service] or found
    if not found:
        return None
    if any(fold(cell.text) != fold(found[0].text) for cell in found[1:]):
        others = " and ".join(repr(cell.column.heading) for cell in found[1:])
        found[0].error(
            "two-answers",
            f"Two columns answer {found[0].field_name} differently: this one and {others}.",
            "Keep one of the columns, or clear the wrong answer.",
        )
    return found[0]


def draft_person(
    role: Role,
    mapped: MappedTable,
    row: Row,
    organisations: Organisations,
    orders: Mapping[int, Order],
    findings: Findings,
    *,
    both: bool,
) -> Draft:
    """Read who a row is about.

    Parameters
    ----------
    role, mapped, row
        Side, table and row.
    organisations
        Resolves the employer.
    orders
        Column → order of day and month in it.
    findings
        Takes the problems.
    both
        True if the same row is read for the other side too.
    """
    draft = Draft(role, mapped, row, both)
    # Most cells are plain: what needs a word or a choice between columns goes the longer way.
    said = draft.only_text("person_id")
    if said is not None and is_plain_id(said) and not mapped.table.dates:
        draft.person_id = said
    elif said != "":
        cell = only(draft.cells("person_id", findings))
        if cell is not None:
            draft.person_id = person_id(cell) or ""
    said = draft.only_text("name")
    if said is not None and is_plain_name(said):
        draft.name = said
    elif said != "":
        draft.name = _name(draft.cells("name", findings))
    said = draft.only_text("email")
    if said is not None and is_plain_email(said):
        draft.email = said
    elif said != "":
        draft.email = _email(draft, findings)
    said = draft.only_text("organisation")
    if said is None:
        cell = only([c for c in draft.cells("organisation", findings) if not is_blank(c.text)])
        said = cell.text if cell is not None else ""
    if said and not is_blank(said):
        draft.employer = organisations.resolve(said, main=True) or ""
    said = draft.only_text("submitted_at")
    if said:
        index = mapped.by_field["submitted_at"][0].index
        draft.submitted = moment(said, orders.get(index, "either"))
    cell = only(draft.cells("submitted_at", findings)) if draft.submitted is None else None
    if cell is not None:
        draft.submitted = moment(cell.text, orders.get(cell.column.index, "either"))
        if draft.submitted is None and orders.get(cell.column.index) == "day":
            cell.warn(
                "unclear-date",
                "Not a clear date; left out.",
                "Write it as 2026-01-12 09:30.",
            )
    return draft


def _name(found: list[Cell]) -> str:
    parts = {part: [c for c in found if c.column.part == part] for part in ("", "first", "last")}
    whole = only(
        [c for c in parts[""] if not (c.column.service and (parts["first"] or parts["last"]))]
    )
    if whole is not None:
        field = whole.column.field
        return person_name(whole, field.limit if field else None)
    pieces = [only(parts["first"]), only(parts["last"])]
    return " ".join(person_name(cell) for cell in pieces if cell is not None)


def _email(draft: Draft, findings: Findings) -> str:
    found = [c for c in draft.cells("email", findings) if not is_blank(c.text)]
    cell = only([c for c in found if fold(c.text) != "anonymous"])
    if cell is None:
        return ""
    address = email(cell)
    if address is not None:
        return address
    advice = "Write one address, such as alex@example.ac.uk."
    if draft.person_id:
        cell.warn("bad-email", "Not one e-mail address; left out.", advice)
    else:
        cell.error("bad-email", "Not one e-mail address, and people are known by it.", advice)
    return ""
