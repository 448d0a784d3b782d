"""From a grid of cells to a table: which row holds the headings, which rows people.

The headings are the first row, among the first ten with content, that fills at
least two cells and at least half as many as the fullest row near it. A first
row of one cell that is a known heading is no title if most rows below it have
one cell too: the table has one column.
"""

from __future__ import annotations

from collections.abc import Sequence

from hsr_match.cohort.reading.cleaning import clean
from hsr_match.cohort.reading.delimiter import NAMES
from hsr_match.cohort.reading.grid import Grid, column_letters, problems_of_marks
from hsr_match.cohort.reading.headings import check_headings, cut_headings, takes_two_rows
from hsr_match.cohort.reading.limits import EXCEL_LAST_ROWS, HEADING_WITHIN, MAX_COLUMNS
from hsr_match.cohort.reading.merged import mark_merged
from hsr_match.cohort.reading.qualtrics import three_heading_rows
from hsr_match.cohort.reading.second_table import begins_a_table, is_known
from hsr_match.cohort.reading.tails import is_total
from hsr_match.cohort.table import Row, Table
from hsr_match.problems import Level, Problem

_NEAR = 50


def table_of(grid: Grid) -> tuple[Table | None, list[Problem]]:
    """Return the table that a grid holds, and all problems of the grid.

    Returns
    -------
    tuple
        The table is ``None`` if the grid is blank, or if it is not clear which
        cell belongs to which heading.
    """
    clean(grid)
    filled = [place for place, row in enumerate(grid.rows) if any(row)]
    if not filled:
        return None, [*grid.problems, *problems_of_marks(grid, {})]
    at = _heading_place(grid, filled)
    if at != filled[0]:
        grid.tell("title-rows", row=grid.numbers[at])
    three = three_heading_rows(grid, at, filled)
    at, last = (three.texts, three.imports) if three else (at, at)
    row_of_headings = grid.numbers[at]
    cut_headings(grid, at)
    headings = grid.rows[at]
    below = [place for place in filled if place > last]
    broken = three is None and takes_two_rows(grid, at, filled)
    if broken:
        grid.tell("two-row-heading", row=row_of_headings)
    _tell_blanks(grid, last, filled)
    below = _even(grid, len(headings), below)
    if any(p.code == "every-row-too-long" for p in grid.problems):
        broken = True
    columns = _columns(grid, at, below)
    names = {column: grid.rows[at][column] for column in columns if column < len(grid.rows[at])}
    if len(columns) > MAX_COLUMNS:
        grid.tell("too-many-columns", row=row_of_headings, limit=MAX_COLUMNS)
        broken = True
    if broken:
        return None, [*grid.problems, *problems_of_marks(grid, names)]
    kept = _people(grid, at, below)
    twins = check_headings(grid, at, columns, [grid.rows[place] for place in kept])
    columns = [column for column in columns if column not in twins]
    _tell_hidden(grid, columns, kept)
    mark_merged(grid, columns, kept)
    table = _table(grid, at, columns, kept, three.codes if three else ())
    if not below and not _stopped(grid):
        grid.tell("no-rows", row=row_of_headings)
    end = grid.numbers[filled[-1]]
    if end in EXCEL_LAST_ROWS:
        grid.tell("row-limit-reached", row=end)
    return table, [*grid.problems, *problems_of_marks(grid, names)]


def _stopped(grid: Grid) -> bool:
    return any(p.level is Level.ERROR for p in grid.problems)


def _heading_place(grid: Grid, filled: list[int]) -> int:
    counts = [sum(map(bool, grid.rows[place])) for place in filled[:_NEAR]]
    several = sum(count > 1 for count in counts)
    if counts[0] == 1 and 2 * several < len(counts) and is_known("".join(grid.rows[filled[0]])):
        return filled[0]
    wanted = max(counts) / 2
    for place, count in zip(filled[:HEADING_WITHIN], counts, strict=False):
        if count > 1 and count >= wanted:
            return place
    return filled[0]


def _even(grid: Grid, width: int, below: list[int]) -> list[int]:
    """Tell rows of a text file that are too long or too short, and leave them out."""
    if not grid.delimiter:
        return below
    rows = grid.rows
    uneven = [place for place in below if len(rows[place]) != width]
    if not uneven:
        return below
    wrong = set()
    trailing = [p for p in uneven if len(rows[p]) > width and not any(rows[p][width:])]
    if trailing:
        grid.tell("trailing-comma", row=grid.numbers[trailing[0]], count=len(trailing))
        for place in trailing:
            del rows[place][width:]
    uneven = [place for place in uneven if len(rows[place]) != width]
    every = (len(trailing) + len(uneven)) == len(below) > 1
    one_more = bool(uneven) and all(len(rows[p]) == width + 1 for p in uneven)
    if every and one_more:
        first = grid.numbers[uneven[0]]
        grid.tell("every-row-too-long", row=first, cells=width + 1, headings=width)
        return below
    separator = NAMES.get(grid.delimiter, grid.delimiter)
    for place in uneven:
        cells, number = len(rows[place]), grid.numbers[place]
        wrong.add(place)
        if cells > width:
            grid.tell("extra-cell", row=number, cells=cells, headings=width, delimiter=separator)
        elif grid.cut and place == len(rows) - 1:
            grid.tell("cut-off", row=number, cells=cells, headings=width)
        else:
            grid.tell("missing-cell", row=number, cells=cells, headings=width, delimiter=separator)
    return [place for place in below if place not in wrong]


def _columns(grid: Grid, at: int, below: list[int]) -> list[int]:
    """Return the columns that hold a heading or a value."""
    headings = grid.rows[at]
    used = {column for column, heading in enumerate(headings) if heading}
    blank = set(range(max([len(headings), *(len(grid.rows[p]) for p in below)]))) - used
    if blank:
        for place in below:
            row = grid.rows[place]
            found = {column for column in blank if column < len(row) and row[column]}
            used |= found
            blank -= found
            if not blank:
                break
    return sorted(used)


def _people(grid: Grid, at: int, below: list[int]) -> list[int]:
    """Return the rows that hold people; tell repeated headings, second tables and totals."""
    rows, numbers = grid.rows, grid.numbers
    headings = rows[at]
    kept: list[int] = []
    before = at
    for place in below:
        row = rows[place]
        if row[0] == headings[0] and _same(row, headings):
            grid.tell("repeated-heading", row=numbers[place])
        elif begins_a_table(grid, before, place):
            # Its people, and its title, are read once it has a sheet of its own.
            grid.tell("second-table", row=numbers[place])
            return kept[:-1] if kept and sum(map(bool, rows[kept[-1]])) == 1 else kept
        else:
            kept.append(place)
        before = place
    width = sum(map(bool, headings))
    while kept and is_total(rows[kept[-1]], width):
        grid.tell("total-row", row=numbers[kept.pop()])
    return kept


def _same(row: list[str], headings: list[str]) -> bool:
    short, long = sorted((row, headings), key=len)
    return long[: len(short)] == short and not any(long[len(short) :])


def _tell_blanks(grid: Grid, at: int, filled: list[int]) -> None:
    below = [grid.numbers[place] for place in filled if place > at]
    if not below:
        return
    # Nobody sees blank rows at the end of a sheet; in a text file they are lines.
    last = grid.numbers[-1] if grid.delimiter else below[-1]
    expected = grid.numbers[at] + 1
    blank = last - expected + 1 - len(below)
    if blank:
        for number in below:
            if number != expected:
                break
            expected += 1
        grid.tell("blank-rows", row=expected, count=blank)


def _tell_hidden(grid: Grid, columns: list[int], kept: list[int]) -> None:
    rows = [grid.numbers[p] for p in kept if grid.numbers[p] in grid.hidden_rows]
    if rows:
        grid.tell("hidden-rows", row=rows[0], count=len(rows))
    hidden = [c for c in columns if c in grid.hidden_columns]
    if hidden:
        letters = ", ".join(map(column_letters, hidden))
        grid.tell("hidden-columns", columns=letters)


def _table(grid: Grid, at: int, columns: list[int], kept: list[int], codes: Sequence[str]) -> Table:
    width = columns[-1] + 1
    every = columns == list(range(width))

    def cells(place: int) -> tuple[str, ...]:
        row = grid.rows[place]
        if every and len(row) == width:
            return tuple(row)
        if len(row) < width:
            row = row + [""] * (width - len(row))
        return tuple(row[:width]) if every else tuple(row[c] for c in columns)

    people = {grid.numbers[place] for place in kept}
    position = {column: n for n, column in enumerate(columns)}
    return Table(
        file=grid.file,
        sheet=grid.sheet,
        headings=cells(at),
        heading_row=grid.numbers[at],
        rows=tuple(Row(grid.numbers[place], cells(place)) for place in kept),
        sha256=grid.sha256,
        columns=tuple(column + 1 for column in columns),
        dates=frozenset(
            (row, position[column])
            for row, column in grid.dates
            if row in people and column in position
        ),
        codes=tuple(codes[c] if c < len(codes) else "" for c in columns) if codes else (),
    )
