"""Proposals for headings that nothing reads: by likeness, and so for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from os import PathLike, fspath
from typing import TYPE_CHECKING

from hsr_match.cohort.columns import MappedTable
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.fit import Fit, fit, fit_as_levels
from hsr_match.cohort.grids import question_and_row, statement
from hsr_match.cohort.headings import map_columns, suggestions
from hsr_match.cohort.headless import is_headless
from hsr_match.cohort.own_columns import own_columns
from hsr_match.cohort.roles import TableRoles, roles_of
from hsr_match.cohort.services import joined_exports
from hsr_match.cohort.tables import cohort_tables
from hsr_match.cohort.unsent import sent_rows
from hsr_match.cohort.values.blank import is_blank
from hsr_match.config.fields import Field, Side, fields, fold_heading
from hsr_match.config.vocabulary import vocabulary

if TYPE_CHECKING:
    from hsr_match.config import Settings

FITS, UNFIT = 0.8, 0.5
"""Share of the answers from which a field fits, and below which it does not."""
_JOINED = frozenset(["many", "rated", "people", "organisations", "conflicts"])
"""Types of fields that several columns may feed."""
_MOST = 3
_SAMPLE = 300
"""Answers of a column that are looked at: as telling as thousands, and soon done."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a heading may mean.

    Attributes
    ----------
    heading
        As written; the question of a grid without its rows.
    targets
        What might stand after it under ``columns:``, the best first; empty if
        no known field is like it.
    evidence
        How well the answers fit the first target, in words; quotes the list
        of a plain field, never a cell.
    tables
        Where it stands.
    """

    heading: str
    targets: tuple[str, ...]
    evidence: str
    tables: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """One heading in one table, with its first answers: of a grid, those of every row."""

    heading: str
    side: Side
    mapped: MappedTable
    cells: list[str]
    rows: list[str]


def propose_columns(
    paths: Sequence[str | PathLike[str]],
    settings: Settings,
    *,
    mentors: str | PathLike[str] | None = None,
    mentees: str | PathLike[str] | None = None,
) -> tuple[Proposal, ...]:
    """Return proposals for every heading of a cohort that nothing reads.

    Parameters
    ----------
    paths, mentors, mentees
        As for :func:`hsr_match.cohort.read_cohort`; files, not standard input.
    settings
        For what is mapped already.

    Raises
    ------
    UsageError
        If a path names nothing that can be read.
    """
    findings = Findings()
    read = cohort_tables(
        [fspath(path) for path in paths],
        settings,
        findings,
        mentors=None if mentors is None else fspath(mentors),
        mentees=None if mentees is None else fspath(mentees),
    )
    own = own_columns(settings, findings)
    met: dict[str, list[_Seen]] = {}
    for table, given in read.tables:
        # What stands in place of headings may be a person's answers: none of it is copied.
        if joined_exports(table) or is_headless(table, settings, findings):
            continue
        table = sent_rows(table, findings)
        roles = roles_of(table, given, settings, findings) or TableRoles("both", None, frozenset())
        mapped, _ = map_columns(table, roles.side, roles.not_role, own, settings, findings)
        for seen in _unknown(mapped):
            met.setdefault(fold_heading(seen.heading), []).append(seen)
    return tuple(_proposal(seen) for seen in met.values())


def _unknown(mapped: MappedTable) -> Iterator[_Seen]:
    """Yield the headings that nothing uses; those of one unknown grid together."""
    table = mapped.table
    questions: dict[str, _Seen] = {}
    for index in mapped.unknown:
        heading = " ".join(table.headings[index].split())
        question, row = next(iter(question_and_row(heading)), (heading, ""))
        seen = questions.setdefault(question, _Seen(question, mapped.side, mapped, [], []))
        filled = (person.cells[index] for person in table.rows)
        seen.cells += islice((cell for cell in filled if not is_blank(cell)), _SAMPLE)
        seen.rows += [row] if row else []
    for seen in questions.values():
        if len(seen.rows) == 1:
            # One row is no grid: the dash or bracket belongs to the question.
            seen.heading, seen.rows = _whole(seen, mapped), []
        yield seen


def _whole(seen: _Seen, mapped: MappedTable) -> str:
    headings = (" ".join(mapped.table.headings[i].split()) for i in mapped.unknown)
    return next(h for h in headings if (seen.heading, seen.rows[0]) in question_and_row(h))


def _proposal(met: list[_Seen]) -> Proposal:
    by_side = {seen.side: seen for seen in reversed(met)}
    found = {side: _targets(seen) for side, seen in by_side.items()}
    heading = met[0].heading
    tables = tuple(dict.fromkeys(_named(seen) for seen in met))
    if set(found) == {"mentee", "mentor"} and found["mentee"] != found["mentor"]:
        mentee, mentor = found["mentee"], found["mentor"]
        common = tuple(target for target in mentee if target in mentor)
        pair = _pair(mentee, mentor)
        targets = (pair, *common) if pair else common or (mentee or mentor)[:_MOST]
    else:
        targets = found[met[0].side]
    return Proposal(heading, targets[:_MOST], _evidence(met[0], targets), tables)


def _pair(mentee: Sequence[str], mentor: Sequence[str]) -> str:
    """Return a field of each side as one target, if both come first on their sides."""
    if not mentee or not mentor or mentee[0] not in fields() or mentor[0] not in fields():
        return ""
    one, other = fields()[mentee[0]], fields()[mentor[0]]
    fitting = one.side == "mentee" and other.side == "mentor" and one.type == other.type
    return f"{one.name}/{other.name}" if fitting else ""


def _targets(seen: _Seen) -> tuple[str, ...]:
    if seen.rows:
        return tuple(field.name for field in _grids(seen))
    items = [
        f"{target.field.item_prefix}{target.item}"
        for target in statement(seen.heading, seen.cells, seen.side)
        if target.field.item_prefix
    ]
    like = [fields()[name] for name in suggestions(seen.heading, seen.side, most=4)]
    free = [field for field in like if _is_free(field, seen)]
    good: list[str] = []
    rest: list[str] = []
    for field in free:
        found = fit(seen.cells, field)
        if found is not None and found.answers and found.share < UNFIT:
            continue
        (good if found is not None and found.share >= FITS else rest).append(field.name)
    by_answers = [field.name for field in _by_answers(seen) if field.name not in good]
    backed = [*items, *good, *by_answers]
    return tuple(dict.fromkeys([*backed, *(rest[:1] if backed else rest)]))[:_MOST]


def _by_answers(seen: _Seen) -> list[Field]:
    """Return the fields whose list holds the answers, whatever the heading says."""
    found = []
    for field in fields().values():
        if field.vocabulary is None or field.type in ("level", "conflicts"):
            continue
        if seen.side != "both" and field.side not in ("both", seen.side):
            continue
        evidence = fit(seen.cells, field)
        if evidence is None or evidence.share < FITS or len(evidence.terms) < 2:
            continue
        if _is_free(field, seen):
            found.append((-evidence.share, field))
    return [field for _, field in sorted(found, key=lambda item: item[0])]


def _grids(seen: _Seen) -> list[Field]:
    """Return the fields whose list holds the rows of a grid, and whose levels its cells."""
    found = []
    for field in fields().values():
        if field.type not in ("rated", "many", "ranked") or field.vocabulary is None:
            continue
        if seen.side != "both" and field.side not in ("both", seen.side):
            continue
        terms = vocabulary(field.vocabulary)
        known = sum(terms.find(row) is not None for row in seen.rows)
        if known < FITS * len(seen.rows) or not _is_free(field, seen):
            continue
        if field.type == "rated" and fit_as_levels(seen.cells, field).share < FITS:
            continue
        found.append(field)
    return found


def _is_free(field: Field, seen: _Seen) -> bool:
    return field.type in _JOINED or not seen.mapped.has(field.name)


def _evidence(seen: _Seen, targets: Sequence[str]) -> str:
    """Return what speaks for the first target; nothing of a field that is not plain."""
    field = fields().get(targets[0].partition("/")[0]) if targets else None
    if field is None or field.sensitivity != "plain" or field.gate != "none":
        return ""
    found = fit_as_levels(seen.cells, field) if seen.rows else fit(seen.cells, field)
    if found is None or not found.answers:
        return ""
    first = "the first " if found.answers >= _SAMPLE else ""
    return f"{found.fitting} of {first}{found.answers} answers fit" + _samples(found)


def _samples(found: Fit) -> str:
    labels = [term.label for term in found.terms if term.sensitivity == "plain"][:3]
    return f" ({'; '.join(labels)})" if labels else ""


def _named(seen: _Seen) -> str:
    table = seen.mapped.table
    return f"{table.file}, sheet {table.sheet}" if table.sheet else table.file
