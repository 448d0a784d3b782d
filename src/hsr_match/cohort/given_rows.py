"""The rows of a table of scores, checked and scaled, a column at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hsr_match.cohort.findings import Findings
from hsr_match.cohort.given_people import Listed
from hsr_match.cohort.model import Cohort, Role
from hsr_match.cohort.named_pairs import pairs_not_available
from hsr_match.cohort.pair_table import PairTable
from hsr_match.cohort.ranks import look_like_ranks
from hsr_match.cohort.scores_column import MOST_DECIMALS, Scaled, is_exact, number_of, scaled
from hsr_match.cohort.values.number import DECIMAL
from hsr_match.cohort.values.yesno import as_yes_no
from hsr_match.problems import Level
from hsr_match.text import fold

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
NOBODY = -1
BLANK_SCORE = "Fill it in, or delete the row if the pair must not be made."
QUOTED = 40


@dataclass(frozen=True, slots=True)
class GivenRows:
    """Eligible pairs with their scores in whole numbers, and barred pairs."""

    rows: Ints
    columns: Ints
    values: Ints
    barred: tuple[tuple[int, int], ...]
    decimals: int


def given_rows(table: PairTable, people: Listed, findings: Findings) -> GivenRows | None:
    """Read every row.

    Returns
    -------
    GivenRows or None
        None, with all problems noted, if a row cannot be read.
    """
    reader = _Reader(table, people, findings)
    mentees = reader.people(table.mentee, people.mentee_at, "mentee")
    mentors = reader.people(table.mentor, people.mentor_at, "mentor")
    eligible = reader.eligible()
    values, decimals = reader.scores(eligible)
    known = (mentees != NOBODY) & (mentors != NOBODY)
    reader.refuse_repeats(mentees, mentors, known)
    if findings.failed:
        return None
    used, left = known & eligible, known & ~eligible
    if look_like_ranks((mentees[used], mentors[used]), values[used], 10**decimals):
        reader.say_ranks()
    barred = zip(mentees[left].tolist(), mentors[left].tolist(), strict=True)
    return GivenRows(mentees[used], mentors[used], values[used], tuple(sorted(barred)), decimals)


def without_oneself(
    read: GivenRows, cohort: Cohort, table: PairTable, findings: Findings
) -> GivenRows:
    """Bar pairs of one person with themselves, by key or by e-mail under two ids.

    Without a cohort the two columns are lists of their own, and the same label
    in both is no sign of one person.
    """
    at: dict[str, list[int]] = {}
    for j, person in enumerate(cohort.mentors):
        for sign in {person.key, f"email:{person.get('email')}"}:
            at.setdefault(sign, []).append(j)
    oneself = np.zeros(len(read.rows), dtype=np.bool_)
    for i, person in enumerate(cohort.mentees):
        email = person.get("email")
        alike = {*at.get(person.key, ()), *(at.get(f"email:{email}", ()) if email else ())}
        for j in alike:
            oneself |= (read.rows == i) & (read.columns == j)
    if not oneself.any():
        return read
    findings.warn(
        "scored-with-oneself",
        "A score of somebody with themselves was passed over.",
        "Delete the row.",
        table.table.place(0, table.mentor),
    )
    return _without(read, oneself)


def without_not_available(
    read: GivenRows, cohort: Cohort, table: PairTable, findings: Findings
) -> GivenRows:
    """Bar pairs that a refusal or a private conflict bars, whatever the table says.

    No setting switches these off, so a table that knows nothing of them must not
    either. Other rules read answers too; scores of one's own stand in their place.
    """
    m = len(cohort.mentors)
    pairs = sorted(i * m + j for i, j in pairs_not_available(cohort))
    found = np.isin(read.rows * m + read.columns, np.array(pairs, dtype=np.int64))
    if not found.any():
        return read
    findings.warn(
        "scored-but-not-available",
        f"Scores of pairs that are not available were passed over: {int(found.sum())}.",
        "",
        table.table.place(0, table.score),
    )
    return _without(read, found)


def _without(read: GivenRows, left: Mask) -> GivenRows:
    barred = zip(read.rows[left].tolist(), read.columns[left].tolist(), strict=True)
    return GivenRows(
        read.rows[~left],
        read.columns[~left],
        read.values[~left],
        tuple(sorted({*read.barred, *barred})),
        read.decimals,
    )


class _Reader:
    """Takes columns to arrays, with each distinct text worked out once."""

    def __init__(self, table: PairTable, people: Listed, findings: Findings) -> None:
        self._table = table
        self._people = people
        self._findings = findings
        self._numbers = [row.number for row in table.table.rows]

    def people(self, column: int, at: Mapping[str, int], role: Role) -> Ints:
        """Return the positions of one side's people, ``NOBODY`` where there is none."""
        texts = self._texts(column)
        position = {text: at.get(fold(text), NOBODY) for text in set(texts)}
        found = np.array([position[text] for text in texts], dtype=np.int64)
        for i in np.flatnonzero(found == NOBODY).tolist():
            self._say_person(texts[i], role, self._numbers[i], column)
        return found

    def eligible(self) -> Mask:
        """Return which rows are eligible: all, where nothing says otherwise."""
        column = self._table.eligible
        if column is None:
            return np.ones(len(self._numbers), dtype=np.bool_)
        texts = self._texts(column)
        said = {text: as_yes_no(text) for text in set(texts)}
        for i, text in enumerate(texts) if None in said.values() else ():
            if said[text] is None:
                self._error(
                    "not-yes-or-no",
                    "Neither true nor false.",
                    "Write true or false.",
                    self._numbers[i],
                    column,
                    text,
                )
        return np.array([bool(said[text]) for text in texts], dtype=np.bool_)

    def scores(self, eligible: Mask) -> tuple[Ints, int]:
        """Return scores in whole numbers, and their decimals; blank and barred is 0."""
        column = self._table.score
        assert column is not None
        texts = self._texts(column)
        numbers = {text: number_of(text) for text in set(texts)}
        for i, text in enumerate(texts) if None in numbers.values() else ():
            if numbers[text] is None and (text or eligible[i]):
                self._error(
                    "not-a-number",
                    "Not a finite number." if text else "No score.",
                    f"Use the digits 0-9 only. {DECIMAL}" if text else BLANK_SCORE,
                    self._numbers[i],
                    column,
                    text,
                )
        readable = {text: number for text, number in numbers.items() if number is not None}
        decimals = max((places for _, places in readable.values()), default=0)
        nothing = np.zeros(len(texts), dtype=np.int64)
        kept = self._decimals_kept(readable.values(), decimals)
        if kept is None:
            return nothing, 0
        units = dict(zip(readable, scaled(readable.values(), kept), strict=True))
        return np.array([units.get(text, 0) for text in texts], dtype=np.int64), kept

    def refuse_repeats(self, mentees: Ints, mentors: Ints, known: Mask) -> None:
        """Note pairs that stand in two rows."""
        places = np.flatnonzero(known)
        codes = mentees[places] * max(len(self._people.mentors), 1) + mentors[places]
        _, first, which = np.unique(codes, return_index=True, return_inverse=True)
        if len(first) == len(codes):
            return
        for i in np.flatnonzero(first[which] != np.arange(len(codes))).tolist():
            self._error(
                "duplicate-pair",
                f"This pair stands in row {self._numbers[places[first[which[i]]]]} already.",
                "Keep one row per pair.",
                self._numbers[places[i]],
                None,
            )

    def say_ranks(self) -> None:
        """Warn that the scores may be ranks."""
        table = self._table.table
        self._findings.warn(
            "looks-like-ranks",
            "The scores are exactly 1 to n, each once, as ranks are; a higher score counts as "
            "better, so 1 counts as the worst.",
            "If 1 is the best, turn the numbers round first (the largest number plus 1, minus "
            "the rank).",
            table.place(table.heading_row, self._table.score),
        )

    def _texts(self, column: int) -> Sequence[str]:
        return [row.cells[column] for row in self._table.table.rows]

    def _decimals_kept(self, numbers: Iterable[Scaled], decimals: int) -> int | None:
        """Return how many decimals can be added exactly; None, with a problem, if not even 0."""
        people = len(self._people.mentees) + len(self._people.mentors)
        largest = max((abs(whole) // 10**places + 1 for whole, places in numbers), default=1)
        kept = min(decimals, MOST_DECIMALS)
        while kept >= 0 and not is_exact(largest * 10**kept, people):
            kept -= 1
        place = self._table.table.place(0, self._table.score)
        if kept < 0:
            self._findings.error(
                "scores-too-large",
                "The scores are too large to be added exactly.",
                "Divide them all by the same number.",
                place,
            )
            return None
        if kept < decimals:
            self._findings.warn(
                "scores-rounded",
                f"A score has {decimals} decimals; all were rounded to {kept}, the most that can "
                "be added exactly.",
                "",
                place,
            )
        return kept

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
        shown = value if len(value) <= QUOTED else ""
        self._findings.add(code, Level.ERROR, message, advice, place, shown)
