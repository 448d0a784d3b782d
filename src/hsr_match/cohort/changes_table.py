"""A list of pairs as people edited it, read as pins and bans."""

from __future__ import annotations

from hsr_match.cohort.changes import Change
from hsr_match.cohort.changes_people import Finder
from hsr_match.cohort.decided_rows import DecidedRow, read_decided
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import SourceFile


def changes_of_table(
    path: str, decimal: str, finder: Finder, findings: Findings
) -> tuple[list[Change], SourceFile]:
    """Read what an edited list of pairs asks of the next solve.

    ``locked`` *yes* and ``status`` *approved* keep the pair of the row, whoever
    wrote its mentor; *declined* rules it out; every other row is free. A row
    that is both locked and declined is both, and the solve says that these
    contradict each other.

    Parameters
    ----------
    path
        XLSX (sheet Pairs), ODS or CSV.
    decimal
        Decimal sign of the scheme's tables.
    finder
        Knows the people of the round.
    findings
        Takes the problems.
    """
    table = read_decided(path, decimal, findings)
    if table is None:
        return [], SourceFile(path, "", 0, "")
    found: list[Change] = []
    for row in table.rows:
        if not has_mentor(row, findings):
            continue
        if row.status == "proposed" and not row.locked:
            _not_edited(row, finder, findings)
        if row.locked or row.status == "approved":
            approved = row.status == "approved"
            found.append(Change(True, row.mentee, row.mentor, row.by, row.reason, approved))
        if row.status == "declined":
            found.append(Change(False, row.mentee, row.mentor, row.by, row.reason))
    return found, table.source


def _not_edited(row: DecidedRow, finder: Finder, findings: Findings) -> None:
    """Refuse a free row in which somebody has begun to write another mentor."""
    if finder.two_people(row.mentor, "mentor"):
        findings.error(
            "not-decided",
            "Another mentor was written here, and the row is neither approved nor locked.",
            "Set `status` to approved, or `locked` to yes, and correct id and name; or restore "
            "what stood there.",
            row.mentor.place,
        )


def has_mentor(row: DecidedRow, findings: Findings) -> bool:
    """Tell whether a row names a pair; note what is wrong with a row that does not."""
    if row.mentor.ref:
        if row.status == "unmatched" and not row.locked:
            findings.error(
                "not-decided",
                "A mentor was written here, and the row still says unmatched.",
                "Set `status` to approved, or `locked` to yes, or empty the mentor.",
                row.mentor.place,
            )
            return False
        return True
    if row.locked or row.status in ("approved", "declined"):
        findings.error(
            "no-mentor-named",
            f"The row is {'locked' if row.locked else row.status}, and names no mentor.",
            "Write the mentor's id, or set `status` to unmatched and `locked` to no.",
            row.mentor.place,
        )
    return False
