"""An annotated copy: the cohort's sheets with every problem marked where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.problems import Problem

if TYPE_CHECKING:
    from hsr_match.reports.annotated.copy import Copies, Side
    from hsr_match.reports.annotated.list import Entry
    from hsr_match.reports.annotated.sources import Cell, SourceFile


@dataclass(frozen=True, slots=True)
class Annotated:
    """A workbook and what is in it.

    Attributes
    ----------
    content
        The workbook; empty if no file could be opened.
    marked
        Number of cells marked.
    listed
        Number of lines on the sheet of problems.
    unopened
        Paths of the files that have no sheet in it.
    """

    content: bytes
    marked: int
    listed: int
    unopened: tuple[str, ...]


def annotated_xlsx(
    paths: Sequence[str],
    problems: Sequence[Problem],
    *,
    sides: Mapping[str, Side],
    sheets: Sequence[str] = (),
    decimal: str = ".",
) -> Annotated:
    """Return a copy of a cohort's files as one workbook, its problems marked.

    Each cell that a problem names gets a fill, a border and a comment with the
    advice; the first sheet lists all problems. What stands in cells is kept:
    text stays text, numbers stay numbers, formulas keep their results. Nothing
    names an author or a time, so equal input gives equal bytes.

    Parameters
    ----------
    paths
        The files, each once.
    problems
        What was found in them. Messages hold nothing confidential, and so
        neither do comments.
    sides
        Path → side, for files that an option named.
    sheets, decimal
        As the settings say.

    Raises
    ------
    UsageError
        If a path leads nowhere.
    """
    from hsr_match.reports.annotated.copy import PROBLEMS, copies_of
    from hsr_match.reports.annotated.list import write_list
    from hsr_match.reports.annotated.marks import mark
    from hsr_match.reports.annotated.package import package
    from hsr_match.reports.annotated.sources import source_file

    places = [place for problem in problems for place in (problem.place, *problem.more)]
    files = [source_file(path, places, sheets=sheets, decimal=decimal) for path in paths]
    unopened = tuple(file.path for file in files if not file.sheets)
    if len(unopened) == len(files):
        return Annotated(b"", 0, 0, unopened)
    copies = copies_of(files, dict(sides))
    entries = _entries(problems, files, copies)
    marks: dict[tuple[str, Cell], list[Problem]] = {}
    for entry in entries:
        if entry.cell is not None:
            marks.setdefault((entry.sheet, entry.cell), []).append(entry.problem)
    for (title, (row, column)), found in marks.items():
        mark(copies.book[title], row, column, found)
    page = copies.book.create_sheet(PROBLEMS, 0)
    write_list(page, entries, unopened)
    for other in copies.book.worksheets:
        other.sheet_view.tabSelected = other is page
    copies.book.active = 0
    content = package(copies.book, copies.results, "Problems of a cohort")
    return Annotated(content, len(marks), len(entries), unopened)


def _entries(
    problems: Sequence[Problem], files: Sequence[SourceFile], copies: Copies
) -> list[Entry]:
    from hsr_match.reports.annotated.list import Entry

    sources = {(sheet.file, sheet.sheet): sheet for file in files for sheet in file.sheets}
    entries = []
    for problem in problems:
        for place in dict.fromkeys((problem.place, *problem.more)):
            source = sources.get((place.file, place.sheet))
            title = copies.titles.get((place.file, place.sheet), "")
            cells: list[Cell | None] = [*source.cells(place)] if source else []
            entries += [Entry(problem, place, title, cell) for cell in cells or [None]]
    return entries
