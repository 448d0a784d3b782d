"""``pairings.xlsx`` and ``pairings.csv`` as people edited them, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hsr_match.cohort.changes import Named
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.missing import headings_found
from hsr_match.cohort.model import SourceFile
from hsr_match.cohort.reading import read_tables
from hsr_match.cohort.table import Row, Table
from hsr_match.config.fields import fold_heading
from hsr_match.problems import Place
from hsr_match.text import fold, nearest

STATUSES: Final = ("proposed", "approved", "declined", "unmatched")
SHEET = "Pairs"
YES, NO = ("yes", "y", "true", "1", "x"), ("no", "n", "false", "0", "")
ARMED = tuple("=+-@＝＋－＠")
LONGEST = {"by": 300, "reason": 5000}

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "mentee": ("mentee_id", "mentee"),
    "mentee_name": ("mentee_name",),
    "mentor": ("mentor_id", "mentor"),
    "mentor_name": ("mentor_name",),
    "status": ("status",),
    "locked": ("locked",),
    "by": ("by", "decided_by"),
    "reason": ("reason",),
    "when": ("when",),
}


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One row.

    Attributes
    ----------
    mentee, mentor
        Who is meant; ``mentor.ref`` is empty for a mentee without one.
    status
        One of :data:`STATUSES`; a blank is ``proposed``, or ``unmatched``
        where no mentor is named.
    locked
        Whether the pair is to stay.
    by, reason
        Who decided and why, where the table has such columns.
    place, status_place
        The row, and its status.
    """

    mentee: Named
    mentor: Named
    status: str
    locked: bool
    by: str
    reason: str
    place: Place
    status_place: Place


@dataclass(frozen=True, slots=True)
class DecidedTable:
    """The rows and where they came from."""

    rows: tuple[DecidedRow, ...]
    source: SourceFile


def read_decided(path: str, decimal: str, findings: Findings) -> DecidedTable | None:
    """Read a list of pairs as a spreadsheet saved it.

    Separators, encodings, reordered columns and blank rows are those of any
    table that is read. Of a workbook the sheet *Pairs* counts, whatever else it
    holds; without one, the only sheet that is such a list.

    Parameters
    ----------
    path
        XLSX, ODS or CSV.
    decimal
        Decimal sign of the scheme's tables.
    findings
        Takes the problems.

    Returns
    -------
    DecidedTable or None
        None, with a problem noted, if the file holds no such list.

    Raises
    ------
    UsageError
        If the path names nothing that can be read.
    """
    # The other sheets of a run's workbook are long, and no business of ours.
    reading = read_tables(path, sheets=(SHEET,), decimal=decimal)
    if any(problem.code == "unknown-sheet" for problem in reading.problems):
        reading = read_tables(path, decimal=decimal)
    fitting = [table for table in reading.tables if "mentee" in _columns(table)]
    fitting = [table for table in fitting if "mentor" in _columns(table)]
    if fitting and len(fitting) < len(reading.tables):
        reading = reading.only([table.sheet for table in fitting])
    findings.extend(reading.problems)
    if len(fitting) == 1:
        table = fitting[0]
        _need_decisions(table, findings)
        rows = tuple(_Rows(table, findings).read(row) for row in table.rows)
        rows = _last_words(rows) if "when" in _columns(table) else rows
        source = SourceFile(table.file, table.sha256, len(rows), table.sheet)
        return DecidedTable(rows, source)
    if fitting:
        findings.error(
            "several-pair-tables",
            "More than one sheet is a table of pairs.",
            "Call the one that counts Pairs, or save it as a file of its own.",
            fitting[1].place(),
        )
    for table in reading.tables if not fitting else ():
        findings.error(
            "missing-column",
            f"This is no list of pairs. {headings_found(table.headings)}",
            "Use pairings.xlsx or pairings.csv of a run, with its headings as they were: "
            "mentee_id, mentor_id, status, locked.",
            table.place(table.heading_row),
        )
    return None


def _need_decisions(table: Table, findings: Findings) -> None:
    """Refuse a list in which nobody can have decided anything: it is the wrong file."""
    columns = _columns(table)
    if "status" not in columns and "locked" not in columns:
        findings.error(
            "missing-column",
            "The list has neither a column status nor a column locked, so nothing is decided.",
            "Use pairings.xlsx or pairings.csv of a run, with its headings as they were.",
            table.place(table.heading_row),
        )


def _last_words(rows: tuple[DecidedRow, ...]) -> tuple[DecidedRow, ...]:
    """Return the last row of each pair: a log is added to, and its last word counts."""
    return tuple({(row.mentee.ref, row.mentor.ref): row for row in rows}.values())


def _columns(table: Table) -> dict[str, int]:
    headings = [fold_heading(heading).replace(" ", "_") for heading in table.headings]
    return {
        name: headings.index(word)
        for name, words in _NAMES.items()
        for word in words[::-1]
        if word in headings
    }


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, table: Table, findings: Findings) -> None:
        self._table = table
        self._columns = _columns(table)
        self._findings = findings

    def read(self, row: Row) -> DecidedRow:
        """Return one row; what cannot be read in it is noted."""
        mentee, mentor = self._named(row, "mentee"), self._named(row, "mentor")
        if not mentee.ref:
            self._findings.error(
                "no-mentee-named", "The row names no mentee.", "Write the id.", mentee.place
            )
        return DecidedRow(
            mentee=mentee,
            mentor=mentor,
            status=self._status(row) or ("proposed" if mentor.ref else "unmatched"),
            locked=self._locked(row),
            by=self._said(row, "by"),
            reason=self._said(row, "reason"),
            place=self._table.place(row.number),
            status_place=self._place(row, "status"),
        )

    def _named(self, row: Row, role: str) -> Named:
        ref, name = self._cell(row, role), self._cell(row, f"{role}_name")
        place, beside = self._place(row, role), self._place(row, f"{role}_name")
        if not ref:
            return Named(name, beside if name else place)
        return Named(ref, place, name, beside)

    def _status(self, row: Row) -> str:
        word = fold(self._cell(row, "status"))
        if not word or word in STATUSES:
            return word
        near = nearest(word, list(STATUSES), 1)
        meant = f"Did you mean {near[0]}? " if near else ""
        self._findings.error(
            "unknown-status",
            "This is no status.",
            f"{meant}Write {', '.join(STATUSES)}.",
            self._place(row, "status"),
        )
        return ""

    def _locked(self, row: Row) -> bool:
        word = fold(self._cell(row, "locked"))
        if word not in (*YES, *NO):
            self._findings.error(
                "unknown-locked", "This is neither yes nor no.", "Write yes or no.",
                self._place(row, "locked"),
            )  # fmt: skip
        return word in YES

    def _said(self, row: Row, name: str) -> str:
        text = self._cell(row, name)
        if len(text) > LONGEST[name]:
            self._findings.error(
                "too-long",
                f"This is longer than {LONGEST[name]:,} characters.",
                "Shorten it.",
                self._place(row, name),
            )
        return text

    def _cell(self, row: Row, name: str) -> str:
        column = self._columns.get(name)
        return "" if column is None else _bare(row.cells[column])

    def _place(self, row: Row, name: str) -> Place:
        return self._table.place(row.number, self._columns.get(name))


def _bare(text: str) -> str:
    """Undo the apostrophe that keeps spreadsheets from running a text."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(ARMED) else text
