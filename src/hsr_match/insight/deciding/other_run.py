"""Whether an edited list belongs to another run: told once, not row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hsr_match.cohort.model import Role
from hsr_match.insight.words import capital
from hsr_match.problems import Level, Place, Problem
from hsr_match.proof.documents import MANIFEST

if TYPE_CHECKING:
    from hsr_match.cohort.changes import Named
    from hsr_match.cohort.changes_people import Finder
    from hsr_match.cohort.decided_rows import DecidedRow
    from hsr_match.insight.outcome import Outcome

FEWEST = 2
"""Rows that do not fit; a single one is a slip, to be told where it stands."""


@dataclass(frozen=True, slots=True)
class _Misfits:
    """Rows that nobody would make of a list of this run, by what is strange about them."""

    strangers: int
    others: int
    replaced: int
    rows: int

    @property
    def foreign(self) -> bool:
        """Whether most rows are strange."""
        odd = self.strangers + self.others
        return odd >= FEWEST and 2 * odd > self.rows

    @property
    def doubtful(self) -> bool:
        """Whether most pairs are new, each of them approved as a replacement has to be."""
        return self.replaced > FEWEST and 2 * self.replaced > self.rows


def of_another_run(
    rows: Sequence[DecidedRow], outcome: Outcome, finder: Finder, path: str
) -> Problem | None:
    """Return what to say of a list whose rows are, by and large, not those of the run.

    Parameters
    ----------
    rows
        The list as edited.
    outcome
        The run that it is said to belong to.
    finder
        Knows the people of that run.
    path
        Where the list lies.

    Returns
    -------
    Problem or None
        An error where most rows cannot be meant for the run; a warning where
        most pairs are replaced, which a panel may want and hardly does.
    """
    found = _misfits(rows, outcome, finder)
    file, total = Path(path).name, found.rows
    if found.foreign:
        parts = [
            f"{number:,} {words}"
            for number, words in (
                (found.strangers, "name people that the run does not have"),
                (found.others, "name pairs that it did not make, and are not approved"),
            )
            if number
        ]
        message = f"This list is not of this run: of its {total:,} rows {' and '.join(parts)}."
        return Problem("other-run", Level.ERROR, message, capital(_advice(path)), Place(file=file))
    if found.doubtful:
        message = f"{found.replaced:,} of {total:,} rows give a mentee another mentor than the run."
        advice = f"If that was not decided so: {_advice(path)}"
        return Problem("mostly-replaced", Level.WARN, message, advice, Place(file=file))
    return None


def _misfits(rows: Sequence[DecidedRow], outcome: Outcome, finder: Finder) -> _Misfits:
    problem = outcome.problem
    made = {(problem.mentee_label(i), problem.mentor_label(j)) for i, j in outcome.matching.pairs}
    if outcome.decided is not None:
        made |= outcome.decided.current.keys()
    strangers = others = replaced = 0
    for row in rows:
        mentees = _who(finder, row.mentee, "mentee")
        mentors = _who(finder, row.mentor, "mentor") if row.mentor.ref else [""]
        if not mentees or not mentors:
            strangers += 1
        elif not row.mentor.ref or any((i, j) in made for i in mentees for j in mentors):
            continue
        elif row.status == "approved":
            replaced += 1
        else:
            others += 1
    return _Misfits(strangers, others, replaced, len(rows))


def _who(finder: Finder, named: Named, role: Role) -> list[str]:
    """Return who is meant by an id or by a name; nobody where the name is a stranger's.

    A spreadsheet may have spoilt a name that is not plain ASCII, so that one says nothing.
    """
    by_id = finder.meant(named.ref, role)
    by_name = finder.meant(named.name, role) if named.name else []
    legible = named.name.isascii() and "?" not in named.name
    if legible and not by_name and not any(finder.fits(named.name, who, role) for who in by_id):
        return []
    return by_id or by_name


def _advice(path: str) -> str:
    folder = Path(path).resolve().parent
    whose = f" (it lies in the run {folder.name})" if (folder / MANIFEST).is_file() else ""
    return f"name the run that the list was copied from{whose}, or edit the list of this run."
