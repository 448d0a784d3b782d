"""A table as it stands in a file: headings, rows of text, and where each came from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from hsr_match.problems import Level, Place, Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings.

    Attributes
    ----------
    number
        Row as Excel numbers it, from 1 with the heading and anything above it
        counted. In a CSV file a quoted line break does not start a new row.
    cells
        Text of each cell, as many as there are headings; blank is ``""``.
        White space and invisible characters at the edges are gone. Dates are
        ISO (``2026-04-03``, with a time ``2026-04-03T14:05:00``), whole numbers
        have no ``.0``, truth values of a workbook are ``TRUE`` and ``FALSE``.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a CSV file or a sheet of a workbook.

    Attributes
    ----------
    file
        Path as given; ``-`` for standard input.
    sheet
        Sheet name; empty for CSV.
    headings
        As written, trimmed, at least one. Unique under ``fold_label`` unless a
        problem says otherwise: of level ERROR, or for a form service that
        writes a question as often as the form asks it. A heading is empty only
        where a problem says so.
    heading_row
        Row of the headings as Excel numbers it.
    rows
        Rows that hold something, in the order of the file.
    sha256
        Hash of the bytes of the whole file, in lower-case hex.
    columns
        Place of each heading in the sheet, from 1, as Excel's letters count.
    dates
        Cells that the workbook itself held as dates, as
        (row number, place among `headings` from 0). Empty for CSV.
    codes
        Second name of each heading, where a form service gives one (Qualtrics:
        ``Q7_2``); else empty.
    """

    file: str
    sheet: str
    headings: tuple[str, ...]
    heading_row: int
    rows: tuple[Row, ...]
    sha256: str
    columns: tuple[int, ...] = ()
    dates: frozenset[tuple[int, int]] = frozenset()
    codes: tuple[str, ...] = ()

    def place(self, row: int = 0, column: int | None = None) -> Place:
        """Return the place of a row (as Excel numbers it) and heading (from 0)."""
        heading = "" if column is None else self.headings[column]
        return Place(self.file, self.sheet, row, heading)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one file, and everything there is to say about it.

    Attributes
    ----------
    tables
        The tables that could be read, in the order of the file. May be empty.
    problems
        All problems, of every level. With one of level ERROR the tables are
        good for reporting further problems only, never for matching.
    """

    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()

    def only(self, sheets: Collection[str]) -> Reading:
        """Return the reading of some sheets, without what concerns others alone.

        A workbook often has sheets that nobody means to match: what is wrong
        with them should stop nobody.

        Parameters
        ----------
        sheets
            Names of the sheets to keep. Problems of the file as a whole stay.
        """
        return Reading(
            tuple(table for table in self.tables if table.sheet in sheets),
            tuple(p for p in self.problems if not p.place.sheet or p.place.sheet in sheets),
        )

    @property
    def failed(self) -> bool:
        """Whether a problem stops the run."""
        return any(p.level is Level.ERROR for p in self.problems)
