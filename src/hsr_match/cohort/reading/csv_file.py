"""CSV and its relatives: bytes to a grid of text."""

from __future__ import annotations

import re

from hsr_match.cohort.reading import content
from hsr_match.cohort.reading.cleaning import unusual
from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.delimiter import NAMES, Records, Unclear, choose, split
from hsr_match.cohort.reading.encoding import decode
from hsr_match.cohort.reading.grid import Grid, Mark
from hsr_match.cohort.reading.memory import bytes_needed, free_bytes, gigabytes
from hsr_match.problems import Place, Problem

_SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t|\\t)"?[ \t]*(?:\n|\Z)', re.IGNORECASE)
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]+,[0-9]+")
_DOT_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")


def read_csv(
    data: bytes, file: str, sha256: str, *, decimal: str, delimiter: str | None
) -> tuple[Grid | None, list[Problem]]:
    """Read delimited text.

    Parameters
    ----------
    data
        The whole file.
    file, sha256
        For places and for the table.
    decimal
        ``,`` if cells that are wholly a number such as ``0,5`` have a comma.
    delimiter
        Declared separator, or ``None`` to tell it from the rows.

    Returns
    -------
    tuple
        The grid, ``None`` if there is nothing to read, and problems of the file
        beyond those in the grid.
    """
    if not data.strip():
        return None, [problem("empty-file", Place(file))]
    strange = content.foreign(data, file)
    if strange:
        return None, [strange]
    decoded = decode(data, file)
    if decoded.text is None:
        return None, [decoded.problem] if decoded.problem else []
    text = decoded.text
    strange = content.foreign_text(text, file)
    if strange:
        return None, [strange]

    grid = Grid(file, "", sha256)
    line = _SEPARATOR_LINE.match(text)
    if line:
        text = text[line.end() :]
        declared = "\t" if line[1] == "\\t" else line[1]
        delimiter = delimiter or declared
        grid.tell("separator-line", delimiter=NAMES.get(declared, declared))
    if not text.strip():
        return None, [*grid.problems, problem("empty-file", Place(file))]
    short = _short_of_memory(text, file)
    if short:
        return None, [*grid.problems, short]
    records = split(text, delimiter) if delimiter else choose(text, decimal)
    if isinstance(records, Unclear):
        return None, [
            *grid.problems,
            problem("delimiter-unclear", Place(file), found={"detail": records.detail}),
        ]
    if not delimiter and records.delimiter not in _expected(file):
        grid.tell("delimiter", delimiter=NAMES[records.delimiter])
    _fill(grid, records, text)
    if decimal == ",":
        _plain_decimals(grid)
    if decoded.guessed:
        _tell_guess(grid)
    return grid, []


def _short_of_memory(text: str, file: str) -> Problem | None:
    needed = bytes_needed(text)
    free = free_bytes() if needed else None
    if free is None or needed <= free:
        return None
    found = {"needed": gigabytes(needed), "free": gigabytes(free)}
    return problem("memory-short", Place(file), found=found)


def _expected(file: str) -> str:
    return ",\t" if content.suffix_of(file) in (".tsv", ".tab") else ","


def _fill(grid: Grid, records: Records, text: str) -> None:
    grid.rows = records.rows
    grid.numbers = list(range(1, len(records.rows) + 1))
    grid.delimiter = records.delimiter
    grid.cut = not text.endswith("\n")
    grid.unusual = unusual(text, records.delimiter)
    lines = text.removesuffix("\n").split("\n")
    # A line end inside a cell: its length is anybody's guess, and it has to be trimmed.
    if len(lines) > len(records.rows):
        grid.unusual |= {"\n"}
    else:
        grid.longest = max(map(len, lines))
    if records.broken:
        grid.tell(records.broken, row=len(records.rows) + 1)


def _plain_decimals(grid: Grid) -> None:
    for number, row in zip(grid.numbers, grid.rows, strict=True):
        for column, cell in enumerate(row):
            bare = cell.strip()
            if _COMMA_NUMBER.fullmatch(bare):
                row[column] = bare.replace(",", ".")
            elif _DOT_THOUSANDS.fullmatch(bare):
                grid.marks.append(Mark("thousands-separator", number, column))


def _tell_guess(grid: Grid) -> None:
    places = [
        grid.place(number)
        for number, row in zip(grid.numbers, grid.rows, strict=True)
        if not "".join(row).isascii()
    ]
    # Accents may stand only in a row that could not be read.
    first = places[0] if places else grid.place()
    grid.problems.append(problem("windows-1252", first, more=tuple(places[1:])))
