"""The rows of a table of scores, checked and scaled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.given_people import Listed
from hsr_match.cohort.model import Role
from hsr_match.cohort.pair_table import PairTable
from hsr_match.cohort.scores_column import (
    MOST_DECIMALS,
    NotANumber,
    decimal_of,
    decimals_of,
    scaled,
)
from hsr_match.cohort.values.number import DECIMAL
from hsr_match.cohort.values.yesno import as_yes_no
from hsr_match.problems import Level
from hsr_match.text import fold


@dataclass(frozen=True, slots=True)
class GivenRows:
    """Eligible pairs with their scores in whole numbers, and barred pairs."""

    rows: list[int]
    columns: list[int]
    values: list[int]
    barred: list[tuple[int, int]]
    decimals: int


def given_rows(table: PairTable, people: Listed, findings: Findings) -> GivenRows:
    """Read every row; problems are noted with their rows."""
    reader = _Reader(table, people, findings)
    numbers: dict[str, Decimal | None] = {"": None}
    pairs: dict[int, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    texts: list[str] = []
    barred: list[tuple[int, int]] = []
    width = max(len(people.mentors), 1)
    score = table.score
    assert score is not None
    for row in table.table.rows:
        mentee = reader.mentee(row.cells[table.mentee], row.number)
        mentor = reader.mentor(row.cells[table.mentor], row.number)
        text = row.cells[score]
        if text not in numbers:
            numbers[text] = reader.number(text)
        eligible = table.eligible is None or reader.eligible(row.cells[table.eligible], row.number)
        if numbers[text] is None and (text or eligible):
            reader.refuse_number(text, row.number)
        if mentee is None or mentor is None:
            continue
        code = mentee * width + mentor
        first = pairs.setdefault(code, row.number)
        if first != row.number:
            reader.refuse_pair(first, row.number)
        elif eligible:
            rows.append(mentee)
            columns.append(mentor)
            texts.append(text)
        else:
            barred.append((mentee, mentor))
    used = {text: number for text, number in numbers.items() if number is not None}
    decimals = max((decimals_of(number) for number in used.values()), default=0)
    if decimals > MOST_DECIMALS:
        reader.refuse_decimals(decimals)
    if findings.failed:
        return GivenRows([], [], [], [], 0)
    whole = dict(zip(used, scaled(list(used.values()), decimals), strict=True))
    return GivenRows(rows, columns, [whole[text] for text in texts], sorted(barred), decimals)


class _Reader:
    """Takes cells to values, with each distinct text worked out once."""

    def __init__(self, table: PairTable, people: Listed, findings: Findings) -> None:
        self._table = table
        self._people = people
        self._findings = findings
        self._mentees: dict[str, int | None] = {}
        self._mentors: dict[str, int | None] = {}
        self._eligible: dict[str, bool | None] = {}

    def mentee(self, text: str, row: int) -> int | None:
        if text not in self._mentees:
            self._mentees[text] = self._people.mentee_at.get(fold(text))
        found = self._mentees[text]
        if found is None:
            self._say_person(text, "mentee", row, self._table.mentee)
        return found

    def mentor(self, text: str, row: int) -> int | None:
        if text not in self._mentors:
            self._mentors[text] = self._people.mentor_at.get(fold(text))
        found = self._mentors[text]
        if found is None:
            self._say_person(text, "mentor", row, self._table.mentor)
        return found

    def number(self, text: str) -> Decimal | None:
        try:
            return decimal_of(text)
        except NotANumber:
            return None

    def eligible(self, text: str, row: int) -> bool:
        if text not in self._eligible:
            self._eligible[text] = as_yes_no(text)
        found = self._eligible[text]
        if found is None:
            self._error(
                "not-yes-or-no",
                "Neither true nor false.",
                "Write true or false.",
                row,
                self._table.eligible,
                text,
            )
        return bool(found)

    def refuse_number(self, text: str, row: int) -> None:
        message = "Not a finite number." if text else "No score."
        advice = f"Use the digits 0-9 only. {DECIMAL}"
        self._error("not-a-number", message, advice, row, self._table.score, text)

    def refuse_pair(self, first: int, row: int) -> None:
        self._error(
            "duplicate-pair",
            f"This pair stands in row {first} already.",
            "Keep one row per pair.",
            row,
            None,
        )

    def refuse_decimals(self, decimals: int) -> None:
        self._error(
            "scores-too-precise",
            f"A score has {decimals} decimals.",
            f"Round the scores to {MOST_DECIMALS} decimals at most.",
            0,
            self._table.score,
        )

    def _say_person(self, text: str, role: Role, row: int, column: int) -> None:
        place = self._table.table.place(row, column)
        if not text:
            self._findings.error("no-identity", f"No {role} in this row.", "Fill it in.", place)
        elif (role, fold(text)) in self._people.leaving:
            self._findings.warn(
                "not-taking-part",
                f"Scores of a {role} who takes no part this round were passed over.",
                "",
                place,
            )
        else:
            self._findings.error(
                "unknown-person",
                f"A {role} who is not in the cohort.",
                "Correct the id, or delete the row.",
                place,
            )

    def _error(
        self, code: str, message: str, advice: str, row: int, column: int | None, value: str = ""
    ) -> None:
        place = self._table.table.place(row, column)
        shown = value if len(value) <= 40 else ""
        self._findings.add(code, Level.ERROR, message, advice, place, shown)
