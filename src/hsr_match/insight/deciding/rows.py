"""From an edited list of pairs to decisions: what each row says about a pair of the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hsr_match.cohort.findings import Findings
from hsr_match.insight.deciding.decided import PairDecision, Status
from hsr_match.problems import Place

if TYPE_CHECKING:
    from hsr_match.cohort.changes import Named
    from hsr_match.cohort.changes_people import Finder
    from hsr_match.cohort.decided_rows import DecidedRow
    from hsr_match.insight.outcome import Outcome

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RowDecision:
    """One decision, and the row in which it stands."""

    decision: PairDecision
    place: Place
    new: bool
    """Whether the pair is none of the run's."""
    reason: str = ""
    """What people wrote in the row, or for all rows, on why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a list says.

    Attributes
    ----------
    decisions
        Decisions that differ from those of the run, in the order of the list.
    pairs
        Pairs that stand after them.
    places
        Pair → where it stands in the list; pairs that it leaves out are missing.
    """

    decisions: tuple[RowDecision, ...]
    pairs: tuple[Ids, ...]
    places: Mapping[Ids, Place]


def decisions_in(
    rows: Sequence[DecidedRow],
    outcome: Outcome,
    finder: Finder,
    findings: Findings,
    *,
    by: str,
    reason: str,
    when: str,
) -> Said:
    """Read what people decided.

    Parameters
    ----------
    rows
        The list as edited.
    outcome
        The run on whose pairs they decided.
    finder, findings
        Know its people; take the problems.
    by, reason
        Who decided and why, where a row does not say.
    when
        Time of the decisions, UTC.
    """
    reader = _Reader(outcome, finder, findings, by=by, reason=reason, when=when)
    by_mentee: dict[str, list[DecidedRow]] = {}
    for row in rows:
        mentee = finder.find(row.mentee, "mentee") if row.mentee.ref else None
        if mentee is not None:
            by_mentee.setdefault(mentee, []).append(row)
    for mentee, own in by_mentee.items():
        reader.read(mentee, own)
    reader.missing(by_mentee)
    _warn(reader, rows, findings)
    return Said(tuple(reader.decisions), tuple(reader.pairs), reader.places)


class _Reader:
    """Reads the rows of one mentee after the other."""

    def __init__(
        self,
        outcome: Outcome,
        finder: Finder,
        findings: Findings,
        *,
        by: str,
        reason: str,
        when: str,
    ) -> None:
        self._outcome = outcome
        self._finder = finder
        self._findings = findings
        self._said = by, reason, when
        self._status = {
            (outcome.problem.mentee_label(i), outcome.problem.mentor_label(j)): outcome.status_of(
                i, j
            )
            for i, j in outcome.matching.pairs
        }
        self._had: dict[str, list[str]] = {}
        for mentee, mentor in self._status:
            self._had.setdefault(mentee, []).append(mentor)
        self.decisions: list[RowDecision] = []
        self.pairs: list[Ids] = []
        self.places: dict[Ids, Place] = {}

    def read(self, mentee: str, rows: Sequence[DecidedRow]) -> None:
        """Read all rows of one mentee."""
        had = self._had.get(mentee, [])
        mentors = [self._mentor(row.mentor, had) if row.mentor.ref else "" for row in rows]
        left = [mentor for mentor in had if mentor not in mentors]
        for row, mentor in zip(rows, mentors, strict=True):
            if mentor is None:
                # Told already; the pair that stood here is not missing from the list.
                left = left[1:]
            elif not mentor:
                left = self._without(mentee, row, left)
            elif (mentee, mentor) in self.places:
                self._findings.error(
                    "pair-twice", "This pair stands twice.", "Keep one of the rows.", row.place
                )
            elif mentor in had:
                self._same(mentee, mentor, row)
            else:
                left = self._other(mentee, mentor, row, left)
        for mentor in left:
            self._left_out(mentee, mentor)

    def missing(self, listed: Iterable[str]) -> None:
        """Keep the pairs of mentees whom the list leaves out, and say so."""
        there = set(listed)
        for mentee, mentor in self._status:
            if mentee not in there:
                self._left_out(mentee, mentor)

    def _mentor(self, named: Named, had: Sequence[str]) -> str | None:
        """Return who is meant; where only one of id and name was changed, that one counts."""
        if not self._finder.two_people(named, "mentor"):
            return self._finder.find(named, "mentor")
        by_id = self._finder.meant(named.ref, "mentor")
        by_name = self._finder.meant(named.name, "mentor")
        if len(by_id) == len(by_name) == 1:
            if by_id[0] not in had and by_name[0] in had:
                self._finder.name_differs(by_id[0], "mentor", named.name_place)
                return by_id[0]
            if by_name[0] not in had and by_id[0] in had:
                self._findings.warn(
                    "name-counts",
                    f"The name was changed to that of mentor {by_name[0]} and the id was not; "
                    "the name counts.",
                    "Nothing need be done, unless that is not what was meant.",
                    named.name_place,
                )
                return by_name[0]
        return self._finder.find(named, "mentor")

    def _same(self, mentee: str, mentor: str, row: DecidedRow) -> None:
        """Read a row whose pair is one of the run's."""
        pair = mentee, mentor
        self.places[pair] = row.place
        if row.status == "unmatched":
            self._refuse(row, "The row says unmatched and names a mentor.", "declined")
            return
        status: Status = row.status  # type: ignore[assignment]
        if status != "declined":
            self.pairs.append(pair)
        if status != self._status[pair]:
            self._decide(pair, status, row, new=False)

    def _other(self, mentee: str, mentor: str, row: DecidedRow, left: Sequence[str]) -> list[str]:
        """Read a row in which somebody wrote another mentor."""
        if row.status != "approved":
            self._refuse(
                row, "Another mentor was written here; the row is not approved.", "approved"
            )
            return list(left[1:])
        self.places[mentee, mentor] = row.place
        self.pairs.append((mentee, mentor))
        if left:
            # Told before the new pair, so that the log reads as it happened.
            why = row.reason or f"Replaced by {mentor}."
            self._decide((mentee, left[0]), "declined", row, new=False, reason=why)
        self._decide((mentee, mentor), "approved", row, new=True)
        return list(left[1:])

    def _without(self, mentee: str, row: DecidedRow, left: list[str]) -> list[str]:
        """Read a row without a mentor."""
        if row.status == "declined" and len(left) == 1:
            self._decide((mentee, left[0]), "declined", row, new=False)
            return []
        if row.status in ("approved", "declined"):
            self._findings.error(
                "no-mentor-named",
                f"The row is {row.status}, and names no mentor.",
                "Write the mentor's id, or set `status` to unmatched.",
                row.mentor.place,
            )
            return left[1:]
        if left:
            self._refuse(row, "The mentor was taken out of this row.", "declined")
            return left[1:]
        return left

    def _decide(
        self, pair: Ids, status: Status, row: DecidedRow, *, new: bool, reason: str = ""
    ) -> None:
        by, why, when = self._said
        written = row.reason or why
        decision = PairDecision(*pair, status, row.by or by, when, reason or written)
        self.decisions.append(RowDecision(decision, row.place, new, written))

    def _left_out(self, mentee: str, mentor: str) -> None:
        self.pairs.append((mentee, mentor))
        self._findings.warn(
            "pair-missing",
            f"The list has no row for {mentee} with {mentor}; the pair stays as it was.",
            "To take a pair apart, leave its row and set `status` to declined.",
            Place(),
        )

    def _refuse(self, row: DecidedRow, message: str, wanted: str) -> None:
        self._findings.error(
            "not-decided",
            message,
            f"Set `status` to {wanted}, or restore what stood there.",
            row.status_place,
        )


def _warn(reader: _Reader, rows: Sequence[DecidedRow], findings: Findings) -> None:
    """Say what a person may not have meant: everything in one stroke, or not all."""
    waiting = [row for row in rows if row.status == "proposed" and row.mentor.ref]
    if waiting:
        for row in waiting:
            findings.warn(
                "still-proposed",
                "Nobody has decided on this pair; it stays proposed.",
                "Set `status` to approved or declined when it is decided.",
                row.status_place,
            )
    made = [row.decision for row in reader.decisions]
    if (
        len(made) > 1
        and not waiting
        and all(decision.status == "approved" for decision in made)
        and len(made) == len(reader.pairs)
        and not any(row.reason or row.by for row in rows)
        and not any(row.new for row in reader.decisions)
    ):
        findings.warn(
            "all-approved",
            f"All {len(made):,} pairs were approved in one stroke, without a word on any.",
            "Pairs are proposals: look at least at those with cautions before letters go out.",
            rows[0].status_place,
        )
