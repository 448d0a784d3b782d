"""One cell on its way to an answer, and what it may say about itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hsr_match.cohort.columns import Column
from hsr_match.cohort.findings import QUOTED, Findings
from hsr_match.cohort.model import Role
from hsr_match.cohort.table import Table
from hsr_match.config.vocabulary import Term, Vocabulary
from hsr_match.problems import Level, Place
from hsr_match.text import visible


class Cell(NamedTuple):
    """The text of one cell with where it stands.

    Attributes
    ----------
    text
        As read, trimmed; not blank.
    column
        What the column stands for.
    row
        Row as Excel numbers it.
    table
        The table.
    role
        Side the person is read for.
    findings
        Takes the problems.
    """

    text: str
    column: Column
    row: int
    table: Table
    role: Role
    findings: Findings

    @property
    def place(self) -> Place:
        """File, sheet, row and heading."""
        return Place(self.table.file, self.table.sheet, self.row, self.column.heading)

    @property
    def field_name(self) -> str:
        """Name of the field or own column."""
        if self.column.field is not None:
            return self.column.field.name
        return self.column.own.name if self.column.own else self.column.heading

    @property
    def quotable(self) -> bool:
        """Whether messages may quote the cell: plain fields only, and no free text."""
        field = self.column.field
        return (
            field is not None
            and field.sensitivity == "plain"
            and field.gate == "none"
            and field.type not in ("text", "date")
        )

    @property
    def from_date(self) -> bool:
        """Whether the workbook itself held the cell as a date."""
        return (self.row, self.column.index) in self.table.dates

    def quoted(self, word: str) -> str:
        """Return a word for a message, or nothing where it must not be quoted."""
        return visible(word) if self.quotable and len(word) <= QUOTED else ""

    def error(self, code: str, message: str, advice: str = "", word: str = "") -> None:
        """Note a problem that stops the run."""
        self.findings.add(code, Level.ERROR, message, advice, self.place, self.quoted(word))

    def warn(self, code: str, message: str, advice: str = "", word: str = "") -> None:
        """Note a problem that does not stop the run."""
        self.findings.add(code, Level.WARN, message, advice, self.place, self.quoted(word))

    def unknown(self, word: str, vocabulary: Vocabulary, of: str = "") -> None:
        """Note a word that is not in the list of the field, or `of` something else."""

        def suggest(text: str) -> Sequence[str]:
            return [f"{term.label} ({term.id})" for term in vocabulary.nearest(text, 2)]

        self.findings.unknown(
            self.place, of or self.field_name, word, suggest if self.quotable else None
        )


def look_up(vocabulary: Vocabulary, word: str) -> Term | None:
    """Return the term a word means; "Other: …" means ``other`` where the list has it."""
    term = vocabulary.find(word)
    if term is None and "other" in vocabulary.terms:
        beginning = word[:6].casefold()
        if beginning in ("other:", "other ", "other(", "other-"):
            return vocabulary.terms["other"]
    return term
