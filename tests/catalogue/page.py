"""The catalogue as a page of the reference: ``python -m tests.catalogue.page`` writes it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from tests.catalogue.case import ERROR, FIXED, WARN, Case, Row
from tests.catalogue.rows import ROWS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "bad-input.md"

BEGINNING = """# Bad input

What becomes of files, sheets, cells, settings and whole cohorts that are not as they should be:
{rows} kinds, each tried by {cases} small files on every change of the program, through the real
commands. The number of a row is part of the test's name (`pytest -k 057`).

* **ERROR** stops: nothing is written, and all problems are told in one go. The exit code is 3 for
  data, 2 for settings and paths, 4 for pins, bans and places that contradict each other.
* **WARN** goes on, and is always told.
* **FIXED** is a harmless repair, always told.
* **OK** is input that only looks wrong: it is accepted as it is, and nothing is said.

Where a kind has several levels, the case decides. *Told as* are the codes under which
[problems](problems.md) explains them; a dash stands for sentences without one.

| Number | What it is | Level | Told as |
|---|---|---|---|
"""

END = "This page is made from the tests by `python -m tests.catalogue.page`; do not edit it."

_ORDER = (ERROR, WARN, FIXED, "OK")


def page() -> str:
    """Return the page."""
    cases = sum(len(row.cases) for row in ROWS)
    text = BEGINNING.format(rows=len(ROWS), cases=cases)
    text += "".join(f"{_line(row)}\n" for row in ROWS)
    reasons = [f"* **{row.number:03}** {why}\n" for row in ROWS for why in _reasons(row)]
    text += "\n## Why some are milder or stricter than one may expect\n\n" + "".join(reasons)
    return f"{text}\n*{END}*\n"


def _line(row: Row) -> str:
    levels = {case.level for case in row.cases}
    shown = ", ".join(level for level in _ORDER if level in levels)
    codes = dict.fromkeys(code for case in row.cases for code in _codes(case))
    return f"| {row.number:03} | {row.what} | {shown} | {', '.join(codes) or '–'} |"


def _codes(case: Case) -> Iterable[str]:
    """Return what a case is about: codes of its level, not of what else its file shows."""
    told = (*case.told, *(case.check_told or ()), *(case.solve_told or ()))
    return (f"[`{one.code}`](problems.md#{one.code})" for one in told if one.level == case.level)


def _reasons(row: Row) -> Iterable[str]:
    return dict.fromkeys(case.why for case in row.cases if case.why)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
