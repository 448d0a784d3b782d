"""Which character separates the cells of a text file.

The declared one, else comma, semicolon, tab or bar, and only if every row
agrees: from the headings on, each row that is not blank has as many cells as
there are headings. Letters are never separators. Where one candidate alone
splits the headings, the rows that disagree are the mistake, not the choice.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice

from hsr_match.cohort.reading.limits import HEADING_WITHIN, MAX_FILE_BYTES

CANDIDATES = (",", ";", "\t", "|")
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars (|)", " ": "spaces"}


@dataclass(slots=True)
class Records:
    """A text split into records, blank lines being empty ones.

    Attributes
    ----------
    delimiter
        What separated the cells.
    rows
        The records before the first that breaks the quoting.
    broken
        Why the record after the last of `rows` could not be read: ``open-quote``,
        ``stray-quote``; empty if all could.
    """

    delimiter: str
    rows: list[list[str]] = field(default_factory=list)
    broken: str = ""


def split(text: str, delimiter: str) -> Records:
    """Split a text with one delimiter, quotation marks as RFC 4180 has them."""
    records = Records(delimiter)
    if '"' not in text:
        # Without quotation marks every delimiter and line end counts: many times as fast.
        records.rows = [line.split(delimiter) if line else [] for line in text.split("\n")]
        if not records.rows[-1]:
            records.rows.pop()
        return records
    lines = io.StringIO(text, newline="")
    # Too long cells are told by row and column later, not by the library.
    limit = csv.field_size_limit(MAX_FILE_BYTES)
    try:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        before = 0
        try:
            for row in reader:
                records.rows.append(row)
                before = reader.line_num
        except csv.Error as error:
            several_lines = reader.line_num - before > 1
            at_end = "unexpected end" in str(error)
            records.broken = "open-quote" if at_end or several_lines else "stray-quote"
    finally:
        csv.field_size_limit(limit)
    return records


@dataclass(frozen=True, slots=True)
class Unclear:
    """No delimiter can be told; `detail` says why in a few words."""

    detail: str


def choose(text: str, decimal: str = ".") -> Records | Unclear:
    """Split a text with the delimiter on which every row agrees.

    Parameters
    ----------
    text
        The whole file, line ends as line feeds.
    decimal
        Decimal mark declared; with a comma, another separator is preferred.
    """
    starts = {}
    for candidate in CANDIDATES:
        if candidate in text:
            start = _headings(text, candidate)
            if start is not None:
                starts[candidate] = start
    if not starts:
        return split(text, ",")
    first = min(starts.values())
    trials = {c: split(text, c) for c, start in starts.items() if start == first}
    agreeing = [c for c, trial in trials.items() if _agrees(trial)]
    if len(agreeing) > 1 and decimal == ",":
        agreeing = [c for c in agreeing if c != ","]
    if len(agreeing) == 1:
        return trials[agreeing[0]]
    if len(agreeing) > 1:
        return Unclear("every row can be split at " + _either(agreeing))
    fitting = [c for c, trial in trials.items() if _fits(trial)]
    if len(fitting) == 1:
        return trials[fitting[0]]
    if len(trials) == 1:
        (trial,) = trials.values()
        widths = set(_widths(trial)[1])
        # All wrong in the same way: the rows are split, but not as the headings are.
        if len(widths) == 1 and widths != {1}:
            return trial
    return Unclear("the rows disagree when split at " + _either(list(trials)))


def _either(delimiters: list[str]) -> str:
    return " or at ".join(NAMES[d] for d in delimiters)


def _headings(text: str, delimiter: str) -> int | None:
    """Return the number of the record that would hold the headings, if it is split."""
    # Far more text than headings need; cutting a quoted cell in two does no harm here.
    lines = io.StringIO(text[:100_000], newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        filled = [(n, row) for n, row in enumerate(islice(reader, 200)) if any(row)]
    except csv.Error:
        return None
    for number, row in filled[:HEADING_WITHIN]:
        if sum(1 for cell in row if cell.strip()) > 1:
            return number
    return None


def _widths(records: Records) -> tuple[int, list[int]]:
    """Return the number of headings and the length of every filled row below them."""
    rows = [row for row in records.rows if any(row)]
    for place, row in enumerate(rows[:HEADING_WITHIN]):
        if sum(1 for cell in row if cell.strip()) > 1:
            return len(row), [len(below) for below in rows[place + 1 :]]
    return 1, [len(row) for row in rows]


def _agrees(records: Records) -> bool:
    headings, widths = _widths(records)
    return not records.broken and headings > 1 and all(w == headings for w in widths)


def _fits(records: Records) -> bool:
    """Whether at least half of the rows are as long as the headings."""
    headings, widths = _widths(records)
    return sum(1 for w in widths if w != headings) * 2 <= len(widths)
