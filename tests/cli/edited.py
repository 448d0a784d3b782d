"""Edit the lists of a run as people do, with a spreadsheet or by hand."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

Edits = Mapping[str, Mapping[str, str]]
"""Mentee's id → column → new text."""


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run one command in this process: what it says and returns, without the start-up."""
    from hsr_match.__main__ import main

    out, err = io.StringIO(), io.StringIO()
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        code = main(list(arguments))
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def manifest(run: Path) -> dict[str, Any]:
    """Return the record of a run."""
    found: dict[str, Any] = json.loads((run / "match.json").read_text("utf-8"))
    return found


def pairs_of(run: Path) -> dict[str, str]:
    """Return mentee → mentor of a run with one mentor each."""
    return {pair["mentee"]: pair["mentor"] for pair in manifest(run)["pairs"]}


def edit_workbook(run: Path, target: Path, edits: Edits) -> Path:
    """Save a copy of ``pairings.xlsx`` with other cells, by openpyxl."""
    from openpyxl import load_workbook

    book = load_workbook(run / "pairings.xlsx")
    sheet = book["Pairs"]
    column = {cell.value: cell.column for cell in sheet[1]}
    row_of = {row[column["mentee_id"] - 1].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    for mentee, cells in edits.items():
        for name, text in cells.items():
            if name not in column:
                column[name] = max(column.values()) + 1
                sheet.cell(1, column[name], name)
            sheet.cell(row_of[mentee], column[name]).value = text or None
    book.save(target)
    return target


def edit_csv(run: Path, target: Path, edits: Edits, *, as_excel: bool = False) -> Path:
    """Save a copy of ``pairings.csv`` with other cells.

    With ``as_excel``: semicolons, Windows-1252, other order of columns, blank rows.
    """
    text = (run / "pairings.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    names = list(rows[0])
    for row in rows:
        for name, value in edits.get(row["mentee_id"], {}).items():
            row[name] = value
            if name not in names:
                names.append(name)
    if as_excel:
        names = [*reversed(names)]
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, names, delimiter=";" if as_excel else ",", restval="")
    table.writeheader()
    for row in rows:
        if as_excel:
            out.write(";" * (len(names) - 1) + "\r\n")
        table.writerow(row)
    encoding = ("cp1252", "replace") if as_excel else ("utf-8-sig", "strict")
    target.write_bytes(out.getvalue().encode(*encoding))
    return target
