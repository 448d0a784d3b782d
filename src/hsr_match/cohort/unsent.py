"""Rows of a form service that are nobody's answer: previews, tests, forms never sent."""

from __future__ import annotations

from dataclasses import replace

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.services import service_of
from hsr_match.cohort.table import Table
from hsr_match.cohort.values.yesno import as_yes_no
from hsr_match.problems import Level
from hsr_match.text import fold_label

_STATUS = frozenset(["response type", "status"])
_REHEARSED = ("preview", "test")


def sent_rows(table: Table, findings: Findings) -> Table:
    """Return a table without the rows that nobody sent; each is told.

    Qualtrics keeps the answers of people who tried the form out (*Status*
    "Survey Preview"), and of people who never pressed the last button (*Finished*
    "False"): they have not agreed to anything. An export of code numbers is an
    error, because a number would be read as another answer.
    """
    if service_of(table) != "qualtrics":
        return table
    folded = [fold_label(heading) for heading in table.headings]
    status = next((i for i, word in enumerate(folded) if word in _STATUS), None)
    finished = folded.index("finished") if "finished" in folded else None
    if finished is not None and _is_coded(table, finished):
        findings.error(
            "code-numbers",
            "This Qualtrics export holds code numbers instead of answers.",
            "Export again: Export Data, More options, `Use choice text`.",
            table.place(table.heading_row, finished),
        )
    kept = []
    for row in table.rows:
        if status is not None and _is_rehearsal(row.cells[status]):
            findings.warn(
                "test-answer",
                "Somebody tried the form out; this row is nobody's answer and was left out.",
                "Delete the row.",
                table.place(row.number, status),
            )
        elif finished is not None and as_yes_no(row.cells[finished]) is False:
            findings.add(
                "not-sent",
                Level.WARN,
                "This form was never sent off, so nothing was agreed to; it was left out.",
                "If the person should take part, ask them to finish the form.",
                table.place(row.number, finished),
            )
        else:
            kept.append(row)
    return replace(table, rows=tuple(kept))


def _is_coded(table: Table, column: int) -> bool:
    found = {row.cells[column] for row in table.rows if row.cells[column]}
    return bool(found) and found <= {"0", "1"}


def _is_rehearsal(text: str) -> bool:
    words = fold_label(text).split()
    return any(word in words for word in _REHEARSED)
