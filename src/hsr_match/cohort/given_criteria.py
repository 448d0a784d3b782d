"""Criteria of kind ``given``: scores of pairs from a file, 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hsr_match.cohort.directory import Directory
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import Role
from hsr_match.cohort.pair_table import PairTable, read_pair_table
from hsr_match.cohort.scores_column import number_of
from hsr_match.cohort.values.number import DECIMAL

if TYPE_CHECKING:
    from hsr_match.config import Settings

Table = Mapping[tuple[str, str], int]


def given_criteria(
    directory: Directory, settings: Settings, findings: Findings
) -> dict[str, Table]:
    """Return criterion → (mentee key, mentor key) → thousandths.

    Parameters
    ----------
    directory
        Everybody of the cohort.
    settings
        ``criteria`` of kind ``given``, and the decimal mark.
    findings
        Takes the problems.
    """
    found: dict[str, Table] = {}
    for spec in settings.criteria:
        if spec.kind != "given":
            continue
        table = read_pair_table(str(spec.path), settings, findings, needs=("score",))
        if table is not None:
            found[spec.name] = _scores(table, directory, findings)
    return found


def _scores(table: PairTable, directory: Directory, findings: Findings) -> Table:
    found: dict[tuple[str, str], int] = {}
    rows: dict[tuple[str, str], int] = {}
    assert table.score is not None
    for row in table.table.rows:
        mentee = _person(table, row.cells[table.mentee], "mentee", row.number, directory, findings)
        mentor = _person(table, row.cells[table.mentor], "mentor", row.number, directory, findings)
        value = _thousandths(row.cells[table.score])
        if value is None:
            findings.error(
                "out-of-range",
                "Not a number from 0 to 1.",
                f"A given score is a share. {DECIMAL}",
                table.table.place(row.number, table.score),
            )
        if mentee is None or mentor is None or value is None:
            continue
        pair = (mentee, mentor)
        if rows.setdefault(pair, row.number) != row.number:
            findings.error(
                "duplicate-pair",
                f"This pair stands in row {rows[pair]} already.",
                "Keep one row per pair.",
                table.table.place(row.number),
            )
        found[pair] = value
    return found


def _thousandths(text: str) -> int | None:
    number = number_of(text)
    if number is None:
        return None
    whole, decimals = number
    unit: int = 10**decimals
    return (2000 * whole + unit) // (2 * unit) if 0 <= whole <= unit else None


def _person(
    table: PairTable, text: str, role: Role, row: int, directory: Directory, findings: Findings
) -> str | None:
    keys = directory.find(text, [role]) if text else set()
    if len(keys) == 1:
        return next(iter(keys))
    findings.warn(
        "unknown-person",
        f"A row of given scores names no single {role} of the cohort; passed over.",
        "Use the ids of the cohort.",
        table.table.place(row, table.mentee if role == "mentee" else table.mentor),
    )
    return None
