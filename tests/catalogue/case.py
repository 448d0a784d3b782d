"""What a row of the catalogue is: files, the commands that read them, and what must follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Content = str | bytes | Callable[[], str | bytes]
ERROR, WARN, FIXED = "ERROR", "WARN", "FIXED"

HEAD = "id,role,name,organisation,consent_matching,member_organisation,needs,offers,places\n"
E1 = "E1,mentee,Wilhelmina Quillfeather,University of Exampleton,yes,yes,promotion:3,,\n"
E2 = "E2,mentee,Barnaby Thistledown,Norbridge University,yes,yes,teaching:2,,\n"
R1 = "R1,mentor,Rosalind Marchbanks,Westmere Institute,yes,yes,,promotion:3; teaching:1,2\n"
R2 = "R2,mentor,Ottoline Farthingale,Eastlea Trust,yes,yes,,teaching:3; promotion:1,1\n"
BASE = HEAD + E1 + E2 + R1 + R2
"""Four people and nothing to complain of: rows 2 to 5."""

PEOPLE = {
    "E1": "Wilhelmina Quillfeather",
    "E2": "Barnaby Thistledown",
    "R1": "Rosalind Marchbanks",
    "R2": "Ottoline Farthingale",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One problem: its level, its code, and the place it points to.

    Attributes
    ----------
    file
        Name of the file; None for the first of the case.
    more
        Rows of the further places.
    """

    level: str
    code: str
    row: int = 0
    column: str = ""
    sheet: str = ""
    file: str | None = None
    more: tuple[int, ...] = ()


NOWHERE = ""
"""For problems of the cohort as a whole, which stand in no file."""


@dataclass(frozen=True, slots=True)
class Case:
    """One fixture of a row.

    Attributes
    ----------
    name
        Slug, after the number in the test's id.
    files
        Name → content, written in the order given.
    told
        Every problem that both commands must tell, no more and no less.
    exit
        Exit code of both commands.
    cohort
        Words that name the cohort; None for the first file.
    options
        Further words for both commands.
    solve_options
        Further words for ``solve`` alone.
    commands
        Commands that are run.
    people
        Id → name of everybody in the pairs that are written; None where it is
        not looked at.
    unmatched
        Mentees without a mentor.
    check_told, solve_told
        Where the two commands tell different things.
    solve_exit
        Where ``solve`` ends otherwise than ``check``.
    says
        Pieces of the sentences that are shown.
    prepare
        Done in the folder after the files are written.
    why
        Why this is decided otherwise than the catalogue proposes.
    shows
        Level on the page where problems do not tell it: ``OK``, or ``ERROR``
        for errors of usage.
    patch
        Name in the program and what stands in its place for this case.
    after
        Looks at the run folder that ``solve`` wrote.
    """

    name: str
    files: Mapping[str, Content]
    told: Sequence[Told] = ()
    exit: int = 0
    cohort: Sequence[str] | None = None
    options: Sequence[str] = ()
    solve_options: Sequence[str] = ()
    commands: Sequence[str] = ("check", "solve")
    people: Mapping[str, str] | None = field(default_factory=lambda: PEOPLE)
    unmatched: Sequence[str] = ()
    check_told: Sequence[Told] | None = None
    solve_told: Sequence[Told] | None = None
    solve_exit: int | None = None
    says: Sequence[str] = ()
    prepare: Callable[[Path], None] | None = None
    why: str = ""
    shows: str = ""
    patch: tuple[str, Any] | None = None
    after: Callable[[Path], None] | None = None

    @property
    def level(self) -> str:
        """The worst that is told, or ``OK``."""
        if self.shows:
            return self.shows
        levels = {told.level for told in (*self.told, *(self.check_told or ()))}
        levels |= {told.level for told in self.solve_told or ()}
        return next((level for level in (ERROR, WARN, FIXED) if level in levels), "OK")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the catalogue.

    Attributes
    ----------
    number
        1 to 126.
    what
        The bad input, in a few words.
    cases
        Its fixtures.
    """

    number: int
    what: str
    cases: tuple[Case, ...]


def row(number: int, what: str, *cases: Case) -> Row:
    """Return a row; at least one case."""
    assert cases
    return Row(number, what, cases)


def base(old: str = "", new: str = "") -> str:
    """Return the table of four people, one piece of text replaced."""
    assert old in BASE
    return BASE.replace(old, new, 1) if old else BASE


def csv(text: str | bytes) -> dict[str, Content]:
    """Return the files of a case that has one table."""
    return {"cohort.csv": text}


def column(heading: str, *values: str, table: str = BASE) -> str:
    """Return the table with one more column; the last value goes on to the end."""
    head, *lines = table.strip("\n").split("\n")
    cells = [values[min(place, len(values) - 1)] for place in range(len(lines))]
    rows = [f"{line},{cell}" for line, cell in zip(lines, cells, strict=True)]
    return "\n".join([f"{head},{heading}", *rows]) + "\n"
