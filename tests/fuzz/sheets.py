"""Tables changed cell by cell, and tables that nobody ever had."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from random import Random

from hsr_match.config.fields import fold_heading
from tests.cohort.reading.making import ods, xlsx
from tests.fuzz.hostile import CONFIDENTIAL, canary, cell, heading, near

Rows = list[list[str]]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TABLES = ("cohort.csv", "small.csv", "forms/clean.csv", "forms/google.csv", "forms/qualtrics.csv")
SUFFIXES = (".csv", ".csv", ".xlsx", ".ods")


@cache
def example(name: str) -> tuple[tuple[str, ...], ...]:
    """Return an example as rows of text."""
    with (EXAMPLES / name).open(encoding="utf-8-sig", newline="") as stream:
        return tuple(map(tuple, csv.reader(stream)))


def some_of(draw: Random) -> Rows:
    """Return an example with some of its people: the headings and up to ten rows."""
    top, people = _parts(draw)
    return [*top, *people]


def _parts(draw: Random) -> tuple[Rows, Rows]:
    name = draw.choice(TABLES)
    rows = example(name)
    top = 3 if "qualtrics" in name else 1
    people = draw.sample(rows[top:], k=min(draw.randint(0, 10), len(rows) - top))
    return [list(row) for row in rows[:top]], [list(row) for row in people]


def changed(draw: Random) -> Rows:
    """Return an example with cells, rows and columns changed, and confidential answers in it."""
    top, people = _parts(draw)
    rows = [*top, *people]
    for _ in range(draw.choice((1, 2, 5, 20))):
        _change(rows, draw)
    if any(row is top[0] for row in rows) and draw.random() < 0.6:
        rest = [row for row in rows if any(row is person for person in people)]
        _plant(rows, top[0], rest, draw)
    return rows


def _change(rows: Rows, draw: Random) -> None:
    row = draw.choice(rows)
    at = draw.randrange(len(row)) if row else 0
    match draw.randrange(10):
        case 0 | 1 | 2 if row:
            row[at] = near(row[at], draw)
        case 3 | 4 if row:
            row[at] = cell(draw)
        case 5 if row:
            source = draw.choice(rows)
            row[at] = source[at] if at < len(source) else ""
        case 6:
            rows.insert(draw.randint(1, len(rows)), list(draw.choice(rows)))
        case 7 if len(rows) > 1:
            del rows[draw.randrange(1, len(rows))]
        case 8 if rows[0]:
            _column(rows, draw)
        case _:
            rows.insert(draw.randint(0, len(rows)), [cell(draw)] * draw.randint(0, 3))


def _column(rows: Rows, draw: Random) -> None:
    """Rename, double, empty or move a column."""
    at = draw.randrange(len(rows[0]))
    how = draw.randrange(4)
    if how == 0:
        rows[0][at] = heading(draw)
        return
    for number, row in enumerate(rows):
        if at >= len(row):
            continue
        if how == 1:
            row.insert(at, row[at])
        elif how == 2 and number:
            row[at] = ""
        elif how == 3:
            row.append(row.pop(at))


def table(draw: Random) -> Rows:
    """Return a table of headings in odd company."""
    head = [heading(draw) for _ in range(draw.randint(0, 9))]
    if draw.random() < 0.9:
        head = ["person_id", "role", *head]
    rows = [head]
    for number in range(draw.randint(0, 6)):
        who = [f"P{number}", draw.choice(("mentor", "mentee", "both"))][: len(head)]
        rows.append([*who, *(cell(draw) for _ in head[len(who) :])])
    if draw.random() < 0.6:
        _plant(rows, head, rows[1:], draw)
    return rows


def _plant(rows: Rows, head: list[str], people: Rows, draw: Random) -> None:
    """Add a column of confidential answers, which no message may hold."""
    name = draw.choice(CONFIDENTIAL)
    if any(fold_heading(text) == fold_heading(name) for text in head):
        return
    width = max(map(len, rows))
    for row in rows:
        row += [""] * (width - len(row))
        if row is head:
            row.append(name)
        else:
            row.append(canary(draw) if any(row is person for person in people) else "")


def as_file(rows: Rows, suffix: str, draw: Random) -> bytes:
    """Return rows as a file of a kind."""
    if suffix != ".csv":
        clean = [["".join(c for c in text if c >= " ")[:32000] for text in row] for row in rows]
        return (xlsx if suffix == ".xlsx" else ods)({draw.choice(("People", "Mentors")): clean})
    out = io.StringIO(newline="")
    ends = draw.choice(("\r\n", "\n", "\r\n", "\r"))
    csv.writer(out, delimiter=draw.choice(",,,;\t"), lineterminator=ends).writerows(rows)
    encoding = draw.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"))
    return out.getvalue().encode(encoding, "replace")
