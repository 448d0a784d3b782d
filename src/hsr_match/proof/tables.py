"""The lists that people read say what the manifest says, and run nothing (33, 34)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from hsr_match.proof.report import Failure

ARMED = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet run a cell."""

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
TEXTS = ("mentee_name", "mentor_name", "why", "cautions")

Row = Mapping[str, str]


def check_tables(
    manifest: Mapping[str, Any],
    names: Mapping[str, str],
    files: Mapping[str, bytes],
    workbook: bool,
) -> list[Failure]:
    """Check every list of pairs in a run.

    Parameters
    ----------
    manifest
        ``match.json``.
    names
        Id → name of everybody, both sides, as ``mentee:<id>`` and ``mentor:<id>``.
    files
        Name → content.
    workbook
        Whether to open ``pairings.xlsx`` too, which takes longer than all else.
    """
    failures: list[Failure] = []
    expected = list(expected_rows(manifest, names))
    for name in sorted(files):
        if name.endswith(".csv"):
            failures += _check_csv(name, files[name], expected)
        elif name.endswith(".xlsx") and workbook:
            failures += _check_workbook(name, files[name], expected)
    return failures


def _check_csv(name: str, content: bytes, expected: Sequence[Row]) -> list[Failure]:
    try:
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        heading, *rows = list(csv.reader(text, strict=True)) or [[]]
        pairs = [dict(zip(heading, map(_bare, row), strict=True)) for row in rows]
    except (csv.Error, ValueError):
        return [Failure(33, f"{name} cannot be read as a list of pairs")]
    live = [
        Failure(34, f"{name}: row {number}, cell {place} would be run by a spreadsheet")
        for number, row in enumerate(rows, start=2)
        for place, cell in enumerate(row, start=1)
        if cell.startswith(ARMED) and not _is_number(cell)
    ]
    return live + (_agree(name, expected, pairs) if name == "pairings.csv" else [])


def _check_workbook(name: str, content: bytes, expected: Sequence[Row]) -> list[Failure]:
    # A zip is loaded only where there is one to read: this module is part of every solve.
    from zipfile import BadZipFile

    try:
        live, pairs = _workbook(content)
    except (BadZipFile, LookupError, ValueError):
        return [Failure(33, f"{name} cannot be read as a workbook")]
    failures = [Failure(34, f"{name}: cell {cell} holds {what}") for cell, what in live]
    return failures + _agree(name, expected, pairs)


def expected_rows(manifest: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows that a manifest implies: pairs, then mentees without a mentor."""
    given, scale = manifest["kind"] == "scores", manifest["scale"]
    digits = len(str(scale)) - 1

    def figure(units: int) -> str:
        number = Decimal(units * (1 if given else 100)).scaleb(-digits)
        return f"{number:f}" if given else f"{number:.4f}"

    decided = {
        (pin["mentee"], pin["mentor"]): "approved"
        for pin in manifest["settings"].get("pins", ())
        if pin.get("approved")
    }
    for entry in manifest.get("decisions", ()):
        decided[entry["mentee"], entry["mentor"]] = entry["status"]
    for pair in manifest["pairs"]:
        yield {
            "mentee_id": pair["mentee"],
            "mentee_name": names.get(f"mentee:{pair['mentee']}", ""),
            "mentor_id": pair["mentor"],
            "mentor_name": names.get(f"mentor:{pair['mentor']}", ""),
            "score": figure(pair["score"]),
            "mentee_rank": str(pair["rank"]),
            "status": decided.get((pair["mentee"], pair["mentor"]), "proposed"),
            "locked": "yes" if pair["pinned"] else "no",
            **{name: figure(units) for name, units in pair["points"].items()},
        }
    for entry in manifest["unmatched"]:
        blank = dict.fromkeys(("mentor_id", "mentor_name", "score", "mentee_rank"), "")
        name = names.get(f"mentee:{entry['mentee']}", "")
        mentee = {"mentee_id": entry["mentee"], "mentee_name": name}
        yield {**mentee, **blank, "status": "unmatched", "locked": "no"}


def _agree(name: str, expected: Sequence[Row], found: Sequence[Row]) -> list[Failure]:
    """Compare rows as sets keyed by mentee and mentor; numbers by value."""
    key = ("mentee_id", "mentor_id")
    wanted = {tuple(row[k] for k in key): row for row in expected}
    failures, seen = [], set()
    for row in found:
        who = tuple(row.get(k, "") for k in key)
        label = " with ".join(filter(None, who))
        if who not in wanted or who in seen:
            failures.append(Failure(33, f"{name}: a row for {label}, which match.json lacks"))
            continue
        seen.add(who)
        wrong = [
            column
            for column, text in wanted[who].items()
            if column not in row or not _same(row[column], text)
        ]
        # Points that the manifest leaves out are 0, or belong to nobody's pair.
        extra = [c for c in row if c not in wanted[who] and c not in TEXTS and _amount(row[c])]
        if wrong or extra:
            columns = ", ".join(wrong + extra)
            failures.append(Failure(33, f"{name}: {label} differs from match.json in {columns}"))
    failures += [
        Failure(33, f"{name}: no row for {' with '.join(filter(None, who))}")
        for who in wanted
        if who not in seen
    ]
    return failures


def _same(a: str, b: str) -> bool:
    return a == b or (_is_number(a) and _is_number(b) and Decimal(a) == Decimal(b))


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _amount(text: str) -> bool:
    return (not _is_number(text) and bool(text)) or (_is_number(text) and Decimal(text) != 0)


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(ARMED) else cell


def _workbook(content: bytes) -> tuple[list[tuple[str, str]], list[Row]]:
    """Return live cells, and the rows of the sheet Pairs as text."""
    from zipfile import ZipFile

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    live = []
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                what = "a formula" if cell.data_type == "f" else "a link" if cell.hyperlink else ""
                if what:
                    live.append((f"{sheet.title}!{cell.coordinate}", what))
    with ZipFile(io.BytesIO(content)) as parts:
        links = [name for name in parts.namelist() if "externalLinks" in name]
    live += [(name, "a reference to another file") for name in links]
    rows = list(book["Pairs"].iter_rows(values_only=True)) if "Pairs" in book.sheetnames else [()]
    heading = [str(name) for name in rows[0]]
    return live, [dict(zip(heading, map(_text, row), strict=True)) for row in rows[1:]]


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    return "" if value is None else str(value)
