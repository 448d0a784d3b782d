"""Cohorts to annotate, and what stands in the copy."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from hsr_match.cohort import read_cohort
from hsr_match.config import load_settings
from hsr_match.errors import CohortProblems
from hsr_match.problems import Problem
from hsr_match.reports.annotated.book import Annotated, annotated_xlsx

CSV = """\
person_id,role,name,organisation,needs,offers,places
E1,mentee,Ada Brightwell,Norbridge University,promotion:3,,
E2,pilot,Bo Ashgrove,Policy Loom,promotion,,
R1,mentor,Gwyn Amberley,Kestrelby University,,promotion:3,two
"""


def problems_of(*paths: str, **sides: str) -> tuple[Problem, ...]:
    """What reading the files says, of every level."""
    try:
        return read_cohort(list(paths), load_settings("default"), **sides).notices  # type: ignore[arg-type]
    except CohortProblems as error:
        return error.problems


def annotated(*paths: str) -> Annotated:
    """The copy of files, with what is wrong with them."""
    return annotated_xlsx(paths, problems_of(*paths), sides={})


def book_of(made: Annotated | bytes, **how: Any) -> Any:
    content = made if isinstance(made, bytes) else made.content
    return openpyxl.load_workbook(io.BytesIO(content), **how)


def marked(made: Annotated) -> dict[str, str]:
    """Cell such as ``people!C7`` → its comment."""
    book = book_of(made)
    return {
        f"{page.title}!{cell.coordinate}": cell.comment.text
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def listed(made: Annotated) -> list[dict[str, Any]]:
    """The lines of the sheet of problems."""
    rows: Iterator[Sequence[Any]] = book_of(made)["Problems"].iter_rows(min_row=4, values_only=True)
    heading = next(rows)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def write_csv(folder: Path, text: str = CSV, name: str = "people.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)
