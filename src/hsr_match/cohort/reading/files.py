"""From a path to tables: opening, telling what the file is, reading, laying out."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from hsr_match.cohort.reading import content
from hsr_match.cohort.reading.codes import problem
from hsr_match.cohort.reading.grid import Grid
from hsr_match.cohort.reading.layout import table_of
from hsr_match.cohort.reading.limits import MAX_FILE_BYTES
from hsr_match.cohort.table import Reading, Table
from hsr_match.errors import UsageError
from hsr_match.problems import Level, Place, Problem
from hsr_match.text import visible

STDIN = "-"

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "bar": "|"}


def read_tables(
    path: str,
    *,
    sheets: Collection[str] = (),
    decimal: str = ".",
    delimiter: str | None = None,
) -> Reading:
    """Read the tables of a CSV, XLSX or ODS file as text.

    Nothing is guessed in silence: what was repaired is told as FIXED, what is
    doubtful as WARN, and what cannot be read as ERROR, all in one go. What the
    file is, is told by its content; its name must agree.

    Parameters
    ----------
    path
        The file; ``-`` reads CSV from standard input.
    sheets
        Names of the sheets to read of a workbook; empty for all visible ones
        that hold something. Ignored for CSV.
    decimal
        ``.`` or ``,``: with a comma, cells of a text file that are wholly a
        number such as ``0,5`` are given with a dot.
    delimiter
        What separates the cells of a text file, one character (or ``tab``);
        ``None`` to tell it from the rows.

    Returns
    -------
    Reading
        Tables in the order of the file, and all problems.

    Raises
    ------
    UsageError
        If there is no such file, it is no regular file, or it cannot be opened;
        or if `delimiter` or `decimal` makes no sense.
    """
    read = read_grids(path, sheets=sheets, decimal=decimal, delimiter=delimiter)
    tables, told = _lay_out(read.grids)
    problems = [*read.problems, *told]
    if not tables and not any(p.level is Level.ERROR for p in problems):
        problems.append(problem("empty-file", Place(path)))
    return Reading(tuple(tables), tuple(problems))


class Grids(NamedTuple):
    """The sheets of a file before headings are looked for, and its own problems."""

    grids: list[Grid]
    problems: list[Problem]


def read_grids(
    path: str,
    *,
    sheets: Collection[str] = (),
    decimal: str = ".",
    delimiter: str | None = None,
) -> Grids:
    """Read the cells of a file as they stand, not trimmed; parameters as of :func:`read_tables`.

    Raises
    ------
    UsageError
        As :func:`read_tables`.
    """
    mark = _declared(delimiter)
    if decimal not in (".", ","):
        raise UsageError(f"The decimal mark must be . or , and not {visible(decimal)!r}.")
    data, problems = _bytes(path)
    if data is None:
        return Grids([], problems)
    sha256 = hashlib.sha256(data).hexdigest()
    name = content.base_name(path)
    if name.startswith("~$"):
        return Grids([], [*problems, problem("owner-file", Place(path))])
    if data.startswith(content.ZIP):
        grids, found = _workbook(data, path, sha256, sheets)
        if not sheets:
            from hsr_match.cohort.reading.note_sheets import without_notes

            grids, told = without_notes(grids)
            found = [*found, *told]
    else:
        from hsr_match.cohort.reading.csv_file import read_csv

        grid, found = read_csv(data, path, sha256, decimal=decimal, delimiter=mark)
        grids = [grid] if grid else []
    return Grids(grids, [*problems, *found])


def _lay_out(grids: list[Grid]) -> tuple[list[Table], list[Problem]]:
    tables, problems = [], []
    for grid in grids:
        table, found = table_of(grid)
        problems += found
        if table:
            tables.append(table)
    return tables, problems


def _workbook(
    data: bytes, path: str, sha256: str, sheets: Collection[str]
) -> tuple[list[Grid], list[Problem]]:
    from hsr_match.cohort.reading.archive import open_package
    from hsr_match.cohort.reading.sheets import DamagedWorkbookError

    place = Place(path)
    if path == STDIN:
        advice = "Save it to a file and give the file's name."
        what = "a workbook or archive; standard input takes CSV only"
        return [], [problem("wrong-format", place, found={"what": what, "advice": advice})]
    package = open_package(data, path)
    if isinstance(package, Problem):
        return [], [package]
    try:
        if package.kind == "xlsx":
            from hsr_match.cohort.reading.xlsx_file import read_xlsx

            return read_xlsx(package, path, sha256, sheets)
        from hsr_match.cohort.reading.ods_file import read_ods

        return read_ods(package, path, sha256, sheets)
    except DamagedWorkbookError:
        return [], [problem("damaged", place)]


def _declared(delimiter: str | None) -> str | None:
    if delimiter is None:
        return None
    mark = _DELIMITERS.get(delimiter.casefold(), delimiter)
    if len(mark) != 1 or mark.isalnum() or mark in '"\r\n\x00':
        raise UsageError(
            f"{visible(delimiter)!r} cannot separate cells.",
            "Give one character that is no letter or digit, such as ; or tab.",
        )
    return mark


def _bytes(path: str) -> tuple[bytes | None, list[Problem]]:
    """Return the file's bytes, or ``None`` and why not."""
    if path == STDIN:
        data = _standard_input()
        return _within(data, path), _too_large(data, path)
    shown = visible(path)
    try:
        _check_regular(Path(path).stat(), shown)
        # A pipe put in the file's place meanwhile must not hold us up.
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            before = os.fstat(handle)
            _check_regular(before, shown)
            data = file.read(MAX_FILE_BYTES + 1)
            after = os.fstat(handle)
    except FileNotFoundError as error:
        raise UsageError(
            f"{shown}: there is no such file.", "Check the name and the folder."
        ) from error
    except PermissionError as error:
        raise UsageError(
            f"{shown}: the file may not be read.",
            "Close it in other programs, or ask its owner for permission.",
        ) from error
    except (OSError, ValueError) as error:
        cause = (
            error.strerror if isinstance(error, OSError) and error.strerror else "not a file name"
        )
        raise UsageError(f"{shown}: the file cannot be read ({cause}).") from error
    problems = _too_large(data, path)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        problems.append(problem("file-changed", Place(path)))
    return _within(data, path), problems


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UsageError("There is no standard input to read.")
    try:
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UsageError(f"Standard input cannot be read ({error.strerror}).") from error


def _within(data: bytes, path: str) -> bytes | None:
    return None if _too_large(data, path) else data


def _too_large(data: bytes, path: str) -> list[Problem]:
    if len(data) <= MAX_FILE_BYTES:
        return []
    return [problem("too-large", Place(path), found={"limit": MAX_FILE_BYTES // 1_000_000})]


def _check_regular(found: os.stat_result, shown: str) -> None:
    mode = found.st_mode
    if stat.S_ISDIR(mode):
        raise UsageError(f"{shown}: this is a folder, not a file.", "Give the file inside it.")
    if not stat.S_ISREG(mode):
        raise UsageError(
            f"{shown}: this is a pipe or device, not a file.",
            "Give - to read CSV from standard input.",
        )
