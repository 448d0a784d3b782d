"""``decisions.csv``: who decided what on which pair, when and why; for the coordinator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hsr_match.reports.cells import guarded
from hsr_match.reports.pairs_csv import csv_bytes
from hsr_match.rules import plain

if TYPE_CHECKING:
    from hsr_match.insight.deciding.decided import Decided
    from hsr_match.insight.outcome import Outcome

FILE = "decisions.csv"
COLUMNS = (
    "mentee_id",
    "mentee_name",
    "mentor_id",
    "mentor_name",
    "status",
    "by",
    "when",
    "reason",
    "rules_set_aside",
)


def decisions_csv(outcome: Outcome, decided: Decided) -> bytes:
    """Return the log of decisions, oldest first; the last one on a pair counts.

    Parameters
    ----------
    outcome
        A run with decisions.
    decided
        Its decisions.
    """
    return csv_bytes(COLUMNS, _rows(outcome, decided))


def _rows(outcome: Outcome, decided: Decided) -> Iterator[list[str]]:
    people = outcome.cohort
    names = {
        (role, person.id): person.name
        for role, side in (
            ("mentee", people.mentees if people else ()),
            ("mentor", people.mentors if people else ()),
        )
        for person in side
    }
    for entry in decided.entries:
        cells = (
            entry.mentee,
            names.get(("mentee", entry.mentee), ""),
            entry.mentor,
            names.get(("mentor", entry.mentor), ""),
            entry.status,
            entry.by,
            entry.when,
            entry.reason,
            "; ".join(plain(rule) for rule in entry.set_aside),
        )
        yield [guarded(cell) for cell in cells]
