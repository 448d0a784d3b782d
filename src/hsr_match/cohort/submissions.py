"""Several submissions of one person: the last counts, and nothing is half-merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from hsr_match.cohort.drafts import Draft, rows_of
from hsr_match.cohort.findings import Findings
from hsr_match.problems import Level
from hsr_match.text import fold


def one_each(
    people: Sequence[Draft],
    mark: Callable[[Draft], Hashable],
    by_row: set[tuple[str, str]],
    findings: Findings,
    *,
    again: bool = False,
) -> list[Draft]:
    """Keep the last submission of each person; say so, or ask if nothing tells."""
    groups: dict[Hashable, list[Draft]] = defaultdict(list)
    for draft in people:
        groups[mark(draft)].append(draft)
    dropped: set[int] = set()
    for group in groups.values():
        if len(group) == 1 or (again and len({d.key for d in group}) == 1):
            continue
        group = _without_copies(group, dropped, findings)
        if len(group) == 1:
            continue
        last = None if _differ(group) else _last(group, by_row)
        if last is None:
            _say_duplicate(group, findings)
            continue
        for draft in group:
            if draft is not last:
                dropped.add(id(draft))
                findings.add(
                    "submitted-again",
                    Level.WARN,
                    "Submitted again later; the last submission counts, this one does not.",
                    "Delete the row that is out of date.",
                    draft.place,
                )
    return [draft for draft in people if id(draft) not in dropped]


def _without_copies(group: list[Draft], dropped: set[int], findings: Findings) -> list[Draft]:
    """Return the submissions of one person without copies from another export.

    An early and a late export of one form both hold the early answers.
    """
    seen: dict[tuple[object, ...], Draft] = {}
    for draft in group:
        table = draft.mapped.table
        own = [c for c in draft.mapped.columns if c.field is not None]
        answers = frozenset((c.heading, draft.row.cells[c.index]) for c in own)
        first = seen.setdefault((draft.submitted, answers), draft)
        if first is draft:
            continue
        other = first.mapped.table
        if draft.submitted is None or (other.file, other.sheet) == (table.file, table.sheet):
            seen[draft.submitted, answers, id(draft)] = draft
            continue
        dropped.add(id(draft))
        findings.add(
            "same-answer-twice",
            Level.FIXED,
            "One submission stands in two exports; it was counted once.",
            "",
            draft.place,
        )
    return list(seen.values())


def _differ(group: Sequence[Draft]) -> bool:
    """Tell whether rows of one id or e-mail are of different people."""
    ids = {fold(d.person_id) for d in group if d.person_id}
    names = {fold(d.name) for d in group if d.name}
    if len(ids) > 1:
        return len(names) > 1
    return len({d.email for d in group if d.email}) > 1


def _last(group: Sequence[Draft], by_row: set[tuple[str, str]]) -> Draft | None:
    times = [d.submitted for d in group]
    known = [time for time in times if time is not None]
    if len(known) == len(group) and known.count(max(known)) == 1:
        return group[known.index(max(known))]
    tables = {(d.mapped.table.file, d.mapped.table.sheet) for d in group}
    if len(tables) == 1 and tables <= by_row:
        return max(group, key=lambda d: d.row.number)
    return None


def _say_duplicate(group: Sequence[Draft], findings: Findings) -> None:
    first, *others = group
    if first.key.startswith("name:"):
        code, what = "same-name", "the same name and organisation, and no id or e-mail"
        advice = "Give each an id or an e-mail; delete the row if it is the same person twice."
    elif len({d.key for d in group}) > 1:
        code, what = "same-email", "the same e-mail under different ids"
        advice = "Correct the e-mail or the id; delete the row if it is the same person twice."
    else:
        by_id = first.key.startswith("id:")
        code = "duplicate-id" if by_id else "duplicate-email"
        what = "the same id" if by_id else "the same e-mail"
        spelled = len({d.person_id for d in group if d.person_id}) > 1
        what += " (capitals, spaces and the like do not count)" if spelled else ""
        advice = "Correct or delete one row. With a column of dates the last submission counts."
    for draft in (first, *others):
        findings.add(code, Level.ERROR, f"{rows_of(group)} have {what}.", advice, draft.place)
