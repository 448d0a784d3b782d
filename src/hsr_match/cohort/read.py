"""From files to a cohort: all problems in one go, nothing guessed."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import TYPE_CHECKING

from hsr_match.cohort.answers import AnswerReader, Answers
from hsr_match.cohort.assemble import Taking, assemble
from hsr_match.cohort.columns import MappedTable
from hsr_match.cohort.drafts import Draft, draft_person
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.headings import map_columns, say_missing_columns
from hsr_match.cohort.headless import is_headless
from hsr_match.cohort.identity import identify, issue_ids
from hsr_match.cohort.model import Cohort, SourceFile
from hsr_match.cohort.organisations import Organisations
from hsr_match.cohort.own_columns import own_columns, require_own_columns
from hsr_match.cohort.roles import TableRoles, roles_of, roles_of_row, says_both
from hsr_match.cohort.services import joined_exports
from hsr_match.cohort.table import Table
from hsr_match.cohort.tables import CohortTables, cohort_tables
from hsr_match.cohort.unsent import sent_rows
from hsr_match.cohort.values.dates import Order, order_of
from hsr_match.errors import CohortProblems

if TYPE_CHECKING:
    from hsr_match.config import Settings

Orders = dict[int, Order]


def read_cohort(
    paths: Sequence[str | PathLike[str]],
    settings: Settings,
    *,
    mentors: str | PathLike[str] | None = None,
    mentees: str | PathLike[str] | None = None,
    history: Sequence[str | PathLike[str]] = (),
) -> Cohort:
    """Read everybody who may take part.

    Parameters
    ----------
    paths
        CSV, XLSX or ODS files: one table with a ``role`` column, or tables of
        one side each. ``-`` is CSV on standard input.
    settings
        Columns, sheets, consent, organisations, criteria.
    mentors, mentees
        Files of one side only.
    history
        Run folders or CSV files (``mentee, mentor, year``) of earlier rounds.

    Returns
    -------
    Cohort
        People in natural order of their ids; ``notices`` holds every WARN and
        FIXED problem.

    Raises
    ------
    CohortProblems
        With all problems of all files, if any of them is an ERROR.
    UsageError
        If a path names nothing that can be read.
    """
    with _no_collection():
        return _read(paths, settings, mentors, mentees, history)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for rings among all that was read: there are none."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():
                # All of it is old at once: else the next look would be through every answer.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _read(
    paths: Sequence[str | PathLike[str]],
    settings: Settings,
    mentors: str | PathLike[str] | None,
    mentees: str | PathLike[str] | None,
    history: Sequence[str | PathLike[str]],
) -> Cohort:
    findings = Findings()
    read = cohort_tables(
        [fspath(path) for path in paths],
        settings,
        findings,
        mentors=None if mentors is None else fspath(mentors),
        mentees=None if mentees is None else fspath(mentees),
    )
    organisations = Organisations.from_settings(settings)
    people = _People(settings, organisations, findings)
    for table, role in read.tables:
        if _is_joined(table, findings) or is_headless(table, settings, findings):
            continue
        roles = roles_of(table, role, settings, findings)
        if roles is not None:
            people.add_table(table, roles)
    complete = read.complete and len(people.tables) == len(read.tables)
    if complete:
        say_missing_columns([table for table, _ in read.tables], settings, findings)
    if complete:
        require_own_columns(people.own, people.tables, findings)
    taking = people.taking(complete=complete)
    cohort = assemble(
        taking,
        settings,
        organisations,
        findings,
        history=[fspath(path) for path in history],
        sources=_sources(read),
        dropped=people.unused,
    )
    if findings.failed:
        problems = findings.problems()
        raise CohortProblems(
            problems,
            "The cohort cannot be read as it is.",
            "Correct the cells named above and run the command again; "
            "`hsr-match check` lists everything.",
        )
    return cohort


class _People:
    """Everybody met so far."""

    def __init__(
        self, settings: Settings, organisations: Organisations, findings: Findings
    ) -> None:
        self._settings = settings
        self._organisations = organisations
        self._findings = findings
        self.own = own_columns(settings, findings)
        self.tables: list[MappedTable] = []
        self.unused: dict[str, None] = {}
        self._drafts: list[Draft] = []
        self._orders: dict[int, Orders] = {}
        self._undecided: list[tuple[str, str]] = []
        self._said_both: list[Draft] = []

    def add_table(self, table: Table, roles: TableRoles) -> None:
        """Read who the rows of a table are about."""
        table = sent_rows(table, self._findings)
        own = {
            heading: [use for use in uses if roles.side == "both" or roles.side in use.sides]
            for heading, uses in self.own.items()
        }
        mapped, unused = map_columns(
            table, roles.side, roles.not_role, own, self._settings, self._findings
        )
        self.tables.append(mapped)
        self.unused |= dict.fromkeys(unused)
        orders = self._orders[id(mapped)] = self._date_orders(mapped)
        for row in table.rows:
            found = roles_of_row(roles, table, row, self._findings)
            for role in found:
                draft = draft_person(
                    role,
                    mapped,
                    row,
                    self._organisations,
                    orders,
                    self._findings,
                    both=len(found) > 1,
                )
                self._drafts.append(draft)
                if says_both(roles, row):
                    self._said_both.append(draft)

    def taking(self, *, complete: bool) -> Taking:
        """Settle who is who and read their answers."""
        drafts = identify(self._drafts, self._undecided, self._findings)
        self._say_other_form(drafts, complete=complete)
        issue_ids(drafts)
        reader = AnswerReader(self._settings, self._organisations, self._findings)
        answers: list[tuple[Draft, Answers]] = [
            (draft, reader.read(draft, self._orders[id(draft.mapped)])) for draft in drafts
        ]
        return Taking(answers, self.tables, complete=complete)

    def _date_orders(self, mapped: MappedTable) -> Orders:
        orders: Orders = {}
        table = mapped.table
        for column in mapped.columns:
            if column.field is None or column.field.type != "date":
                continue
            order = order_of(row.cells[column.index] for row in table.rows)
            orders[column.index] = order
            if order in ("day", "month"):
                continue
            last_wins = column.field.name == "submitted_at"
            if last_wins:
                self._undecided.append((table.file, table.sheet))
            self._findings.warn(
                "ambiguous-dates",
                "Nothing tells whether day or month comes first in these dates; not used."
                if order == "either"
                else "Day and month change places in these dates; the unclear ones are not used.",
                "Write them as 2026-04-03."
                + (" Until then the later row counts as the later submission." * last_wins),
                table.place(table.heading_row, column.index),
            )
        return orders

    def _say_other_form(self, drafts: Sequence[Draft], *, complete: bool) -> None:
        keys = {(draft.role, draft.key) for draft in drafts}
        for draft in self._said_both if complete else ():
            other = "mentor" if draft.role == "mentee" else "mentee"
            if draft.key and (other, draft.key) not in keys:
                self._findings.warn(
                    "other-form-missing",
                    f"This person takes part in both roles, but is not in a table of {other}s.",
                    "Ask for the other form, or correct the role.",
                    draft.place,
                )


def _is_joined(table: Table, findings: Findings) -> bool:
    """Refuse two form exports side by side: each row would be two people."""
    second = joined_exports(table)
    for index in second:
        findings.error(
            "joined-exports",
            "Two form exports stand side by side here; a row number joins strangers.",
            "Give the two exports as they came, as two files or two sheets.",
            table.place(table.heading_row, index),
        )
    return bool(second)


def _sources(read: CohortTables) -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(table.file, table.sha256, len(table.rows), table.sheet)
        for table, _ in read.tables
    )
