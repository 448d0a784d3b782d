"""Who the rows of a table are: mentors, mentees, or what a role column says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.missing import headings_found, likeliest
from hsr_match.cohort.model import Role
from hsr_match.cohort.questions import Questions
from hsr_match.cohort.table import Row, Table
from hsr_match.config.fields import Side
from hsr_match.config.vocabulary import vocabulary
from hsr_match.problems import Level, Place
from hsr_match.text import fold_label

if TYPE_CHECKING:
    from hsr_match.config import Settings

_WORD = {
    "mentor": "mentor", "mentors": "mentor", "mentee": "mentee", "mentees": "mentee"
}  # fmt: skip
_NO_PEOPLE = (
    " If it is no list of people, hide the sheet, or name the sheets to read under `sheets:` in "
    "the settings."
)
_OTHER: dict[Role, Role] = {"mentor": "mentee", "mentee": "mentor"}


@dataclass(frozen=True, slots=True)
class TableRoles:
    """Roles of a table.

    Attributes
    ----------
    side
        ``mentor``, ``mentee``, or ``both`` where each row says for itself.
    column
        Place of the role column, else None.
    not_role
        Columns headed like a role column that hold something else.
    """

    side: Side
    column: int | None
    not_role: frozenset[int]


def roles_of(
    table: Table, given: Role | None, settings: Settings, findings: Findings
) -> TableRoles | None:
    """Find out who the rows of a table are.

    In this order: the option that named the file, the settings' ``sheets:``,
    a role column, the name of the sheet, the name of the file, the columns.

    Parameters
    ----------
    table
        The table.
    given
        Role of a file named by ``--mentors`` or ``--mentees``.
    settings
        For ``columns:`` and ``sheets:``.
    findings
        Takes the problems.

    Returns
    -------
    TableRoles or None
        None, with a problem noted, if nothing tells or the table is the other side's.
    """
    column, not_role = _role_column(table, settings)
    named = given or _from_settings(table, settings)
    if named is None and column is not None:
        return TableRoles("both", column, not_role)
    named = named or role_in_name(table.sheet) or role_in_name(PurePath(table.file).stem)
    by_columns = _from_columns(table, settings) if column is None else None
    if named is None and by_columns is None:
        _say_unknown(table, not_role, findings)
        return None
    if named is not None and by_columns == _OTHER[named]:
        findings.add(
            "roles-swapped",
            Level.ERROR,
            f"This table is named as {named}s, but its columns are those of {by_columns}s.",
            "Exchange the two files or sheets, or correct their names.",
            table.place(table.heading_row),
        )
        return None
    return TableRoles(named or by_columns or "both", column, not_role)


def roles_of_row(roles: TableRoles, table: Table, row: Row, findings: Findings) -> tuple[Role, ...]:
    """Return the roles of one row; empty, with a problem noted, if none can be told."""
    if roles.column is None:
        assert roles.side != "both"
        return (roles.side,)
    text = row.cells[roles.column]
    found = _roles_in(text)
    if not found:
        place = table.place(row.number, roles.column)
        blank = not text.strip(" -.;")
        findings.add(
            "role-blank" if blank else "unknown-role",
            Level.ERROR,
            "No role." if blank else "Not a role.",
            "Write mentor, mentee or both.",
            place,
            "" if blank or len(text) > 20 else text,
        )
        return ()
    if roles.side == "both":
        return found
    if roles.side not in found:
        findings.add(
            "role-clash",
            Level.ERROR,
            f"The table is given as {roles.side}s, but this row says otherwise.",
            "Move the row to the other table, or correct its role.",
            table.place(row.number, roles.column),
        )
        return ()
    return (roles.side,)


def says_both(roles: TableRoles, row: Row) -> bool:
    """Tell whether a row of a one-sided table says that the person is in both."""
    return (
        roles.column is not None
        and roles.side != "both"
        and len(_roles_in(row.cells[roles.column])) == 2
    )


@lru_cache(maxsize=256)
def _roles_in(text: str) -> tuple[Role, ...]:
    terms = vocabulary("role")
    found = {term.id for _, term in terms.find_all(text) if term is not None}
    if "both" in found or found == {"mentor", "mentee"}:
        return ("mentee", "mentor")
    if len(found) != 1 or any(term is None for _, term in terms.find_all(text)):
        return ()
    return ("mentor",) if "mentor" in found else ("mentee",)


def _role_column(table: Table, settings: Settings) -> tuple[int | None, frozenset[int]]:
    """Return the role column, and columns that only look like one.

    "Role" may mean the part taken or the job: its values tell.
    """
    questions = Questions(table, "both", settings)
    candidates = [
        index
        for index in range(len(table.headings))
        if any(target.field.name == "role" for target in questions.targets(index))
    ]
    fitting = [i for i in candidates if any(_roles_in(row.cells[i]) for row in table.rows)]
    column = fitting[0] if fitting else None
    return column, frozenset(i for i in candidates if i != column)


def _from_settings(table: Table, settings: Settings) -> Role | None:
    sheet = fold_label(table.sheet)
    if sheet:
        if settings.sheets.mentors and fold_label(settings.sheets.mentors) == sheet:
            return "mentor"
        if settings.sheets.mentees and fold_label(settings.sheets.mentees) == sheet:
            return "mentee"
    return None


def role_in_name(name: str) -> Role | None:
    """Return the role that a file or sheet name says in a whole word."""
    said = {_WORD[word] for word in re.findall(r"[a-z]+", fold_label(name)) if word in _WORD}
    if len(said) != 1:
        return None
    return "mentor" if "mentor" in said else "mentee"


def _from_columns(table: Table, settings: Settings) -> Role | None:
    """Return the side whose own questions the table asks, if it is one side alone."""
    questions = Questions(table, "both", settings)
    sides = {
        target.field.side
        for index in range(len(table.headings))
        for target in questions.targets(index)
        if not target.shared
    }
    if "mentor" in sides and "mentee" not in sides:
        return "mentor"
    return "mentee" if "mentee" in sides and "mentor" not in sides else None


def _say_unknown(table: Table, not_role: frozenset[int], findings: Findings) -> None:
    if not table.rows:
        return  # nobody to ask about: told when the file was read
    if not_role:
        index = min(not_role)
        findings.add(
            "unknown-role",
            Level.ERROR,
            "No value of this column is a role: nothing tells mentors from mentees.",
            "Write mentor, mentee or both in each row.",
            table.place(table.heading_row, index),
        )
        return
    findings.add(
        "role-unknown",
        Level.ERROR,
        "Nothing tells whether these people are mentors or mentees. "
        + headings_found(table.headings),
        likeliest("role", table.headings)
        + "Add a column `role` (mentor, mentee or both), name the sheet or file mentors or "
        "mentees, or use --mentors and --mentees." + (_NO_PEOPLE if table.sheet else ""),
        Place(table.file, table.sheet),
    )
