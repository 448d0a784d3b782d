"""Who is who: keys, submissions of one person, ids to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from hsr_match.cohort.columns import MappedTable
from hsr_match.cohort.drafts import Draft, rows_of
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.look_alikes import say_look_alikes
from hsr_match.cohort.missing import headings_found, likeliest
from hsr_match.cohort.model import Role
from hsr_match.cohort.submissions import one_each
from hsr_match.problems import Level
from hsr_match.text import fold

PREFIX: dict[Role, str] = {"mentee": "E", "mentor": "R"}
_WHO = ("person_id", "email", "name")


def identity_key(draft: Draft) -> str:
    """Return the key of a person, or an empty text for somebody unnamed.

    The id, else the e-mail, else name and organisation; folded. It hangs on
    nothing but the person's own answers, so neither the order of rows nor a
    newcomer changes it.
    """
    if draft.person_id:
        return f"id:{fold(draft.person_id)}"
    if draft.email:
        return f"email:{draft.email}"
    return f"name:{fold(draft.name)}|{draft.employer}" if draft.name else ""


def identify(
    drafts: Sequence[Draft], undecided: Iterable[tuple[str, str]], findings: Findings
) -> list[Draft]:
    """Give every draft its key and keep one draft per person and role.

    Parameters
    ----------
    drafts
        Everybody, in the order of the files.
    undecided
        (file, sheet) of tables whose dates have no clear order of day and
        month: there the later row counts as the later submission.
    findings
        Takes the problems.
    """
    by_row = set(undecided)
    kept: list[Draft] = []
    _require_ids(drafts, findings)
    for role in ("mentee", "mentor"):
        people = [draft for draft in drafts if draft.role == role]
        for draft in people:
            draft.key = identity_key(draft)
            if not draft.key and not names_people(draft.mapped):
                _say_no_person_column(draft.mapped, findings)
            elif not draft.key:
                findings.add(
                    "no-identity",
                    Level.ERROR,
                    "This row names nobody: no id, e-mail or name.",
                    "Fill one of them in. If the row is a total or a note, delete it.",
                    draft.place,
                )
        people = [draft for draft in people if draft.key]
        people = one_each(people, lambda d: d.key, by_row, findings)
        people = one_each(people, lambda d: d.email or d.key, by_row, findings, again=True)
        _near_ids(people, findings)
        say_look_alikes(people, findings)
        _say_names_twice(people, findings)
        kept += people
    _across_roles(kept, findings)
    return kept


def names_people(mapped: MappedTable) -> bool:
    """Tell whether a table has a column that says who somebody is."""
    return any(mapped.has(name) for name in _WHO)


def _say_no_person_column(mapped: MappedTable, findings: Findings) -> None:
    table = mapped.table
    findings.error(
        "no-person-column",
        f"No column says who the people are: person_id, email or name. "
        f"{headings_found(table.headings)}",
        "".join(likeliest(name, [table.headings[i] for i in mapped.unknown]) for name in _WHO)
        + "Add one of them, or name it under `columns:` in the settings.",
        table.place(table.heading_row),
    )


def _require_ids(people: Sequence[Draft], findings: Findings) -> None:
    """Where a table has ids, everybody needs one."""
    with_ids = {id(d.mapped) for d in people if d.person_id}
    for draft in people:
        if id(draft.mapped) in with_ids and not draft.person_id:
            column = draft.mapped.by_field["person_id"][0]
            if draft.row.cells[column.index]:
                continue  # a bad id is its own problem
            findings.add(
                "no-id",
                Level.ERROR,
                "No id, though the column holds ids.",
                "Give this person an id; if the row is a total or a note, delete it.",
                draft.mapped.table.place(draft.row.number, column.index),
            )


def _near_ids(people: Sequence[Draft], findings: Findings) -> None:
    """Refuse 7 beside 007: a spreadsheet drops leading zeros."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in people:
        if draft.person_id.isascii() and draft.person_id.isdigit():
            groups[draft.person_id.lstrip("0")].append(draft)
    for group in groups.values():
        if len({d.key for d in group}) > 1:
            for draft in group:
                findings.add(
                    "ids-alike",
                    Level.ERROR,
                    "Ids that differ by leading zeros only.",
                    "A spreadsheet may have dropped the zeros: make the ids clearly different.",
                    draft.place,
                )


def _say_names_twice(people: Sequence[Draft], findings: Findings) -> None:
    """Tell one name at one organisation under two e-mails or ids: maybe one person, maybe two."""
    groups: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    for draft in people:
        if draft.name and draft.employer:
            groups[fold(draft.name), draft.employer].append(draft)
    for group in groups.values():
        for draft in group if len(group) > 1 and len({d.key for d in group}) > 1 else ():
            findings.add(
                "name-twice",
                Level.WARN,
                f"{rows_of(group)} have one name and one "
                "organisation under different e-mails or ids; they count as different people.",
                "If they are one person, delete the row that is out of date.",
                draft.place,
            )


def _say_two_ids(people: Sequence[Draft], findings: Findings) -> None:
    """Tell somebody on both sides under two ids: the e-mail says that it is one person."""
    mentees = {d.email: d for d in people if d.role == "mentee" and d.email}
    for mentor in people:
        mentee = mentees.get(mentor.email) if mentor.role == "mentor" else None
        for draft in (mentee, mentor) if mentee and mentee.key != mentor.key else ():
            findings.add(
                "person-under-two-ids",
                Level.WARN,
                "A mentee and a mentor have one e-mail and different ids: taken as one person, "
                "who is never paired with themselves.",
                "Give the person one id in both roles, or each person their own e-mail.",
                draft.place,
            )


def _across_roles(people: Sequence[Draft], findings: Findings) -> None:
    """One key on both sides is one person; refuse it where the rows say otherwise."""
    _say_two_ids(people, findings)
    mentees = {d.key: d for d in people if d.role == "mentee"}
    unbacked = []
    for mentor in people:
        mentee = mentees.get(mentor.key) if mentor.role == "mentor" else None
        if mentee is None or mentee.row is mentor.row or not mentor.person_id:
            continue
        if mentee.email and mentor.email:
            alike = mentee.email == mentor.email
        elif mentee.name and mentor.name:
            alike = fold(mentee.name) == fold(mentor.name)
        else:
            unbacked.append(mentor)
            continue
        if not alike:
            for draft in (mentee, mentor):
                findings.add(
                    "id-of-two-people",
                    Level.ERROR,
                    "One id stands for a mentee and for a mentor with another e-mail or name.",
                    "Ids are one series for both sides: put E before those of mentees and R "
                    "before those of mentors. If they are a form's row numbers, delete the column.",
                    draft.place,
                )
    pairs = {(id(d.mapped), id(mentees[d.key].mapped)): (d, mentees[d.key]) for d in unbacked}
    if any(_only_count(mentor) and _only_count(mentee) for mentor, mentee in pairs.values()):
        findings.add(
            "row-number-ids",
            Level.ERROR,
            "The ids of both tables only count the rows from 1, as form services do: nothing "
            "tells whether 1 and 1 are one person.",
            "Delete the column of ids, and keep the e-mails; or give each person an id of their "
            "own.",
            unbacked[0].mapped.table.place(unbacked[0].mapped.table.heading_row),
        )
        return
    for draft in unbacked:
        findings.add(
            "same-id-both-sides",
            Level.WARN,
            "The id of a mentor is also the id of a mentee: taken as one person in both roles.",
            "If they are two people, put E before ids of mentees and R before ids of mentors.",
            draft.place,
        )


def _only_count(draft: Draft) -> bool:
    """Tell whether the ids of a table are 1, 2, 3 … in the order of its rows."""
    column = draft.mapped.by_field["person_id"][0].index
    ids = [row.cells[column] for row in draft.mapped.table.rows]
    return len(ids) > 1 and ids == [str(number) for number in range(1, len(ids) + 1)]


def issue_ids(people: Sequence[Draft]) -> None:
    """Give a shown id to everybody without one: E01…, R01… in the order of the keys."""
    for role, prefix in PREFIX.items():
        side = [d for d in people if d.role == role]
        taken = {fold(d.person_id) for d in side if d.person_id}
        nameless = sorted((d for d in side if not d.person_id), key=lambda d: d.key)
        width = max(2, len(str(len(side))))
        number = 0
        for draft in side:
            draft.id = draft.person_id
        for draft in nameless:
            number += 1
            while fold(f"{prefix}{number:0{width}}") in taken:
                number += 1
            draft.id = f"{prefix}{number:0{width}}"
