"""A scheme's own columns: which headings the criteria of the settings name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from hsr_match.cohort.columns import MappedTable, OwnColumn, Shape
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import Role
from hsr_match.config.fields import fields, fold_heading
from hsr_match.problems import Place

if TYPE_CHECKING:
    from hsr_match.config import Settings

_SHAPES: Final[Mapping[str, Shape]] = {
    "needs": "ratings",
    "terms": "words",
    "overlap": "words",
    "ladder": "number",
    "number": "number",
    "same": "word",
    "different": "word",
    "preference": "people",
}
_FIELD_TYPES: Final[Mapping[Shape, frozenset[str]]] = {
    "ratings": frozenset(["rated"]),
    "words": frozenset(["many", "organisations"]),
    "number": frozenset(["level", "int"]),
    "word": frozenset(["one", "yesno", "organisation", "level", "int", "text"]),
    "people": frozenset(["ranked_people"]),
}
"""Types of our own fields that a criterion may compare in each form."""


def own_columns(settings: Settings, findings: Findings) -> dict[str, list[OwnColumn]]:
    """Return folded heading → uses of it by criteria.

    Two criteria may share a column if they read it in the same form.
    """
    by_name: dict[str, OwnColumn] = {}
    for spec in settings.criteria:
        shape = _SHAPES.get(spec.kind)
        if shape is None:
            continue
        mentee = str(spec.mentee or spec.column or spec.name)
        mentor = str(spec.mentor or spec.column or spec.name)
        wanted: list[tuple[str, Role]] = [(mentee, "mentee")]
        if spec.kind != "preference":
            wanted.append((mentor, "mentor"))
        for name, role in wanted:
            before = by_name.get(name)
            entry = fields().get(name)
            if before is not None and before.shape != shape:
                _refuse(
                    findings,
                    f"Two criteria read the column {name!r} in different forms "
                    f"({before.shape} and {shape}).",
                    "Give one of them a column of its own.",
                )
            elif entry is not None and entry.type not in _FIELD_TYPES[shape]:
                _refuse(
                    findings,
                    f"The criterion {spec.name!r} of kind {spec.kind} cannot read {name!r}.",
                    f"{name} is a field of type {entry.type}: choose another kind or column.",
                )
            sides = frozenset([role]) | (before.sides if before else frozenset())
            whole = spec.kind == "ladder" or (before is not None and before.whole)
            by_name[name] = OwnColumn(name, shape, sides, whole)
    found: dict[str, list[OwnColumn]] = {}
    for own in by_name.values():
        found.setdefault(fold_heading(own.name), []).append(own)
    return found


def require_own_columns(
    own: Mapping[str, Sequence[OwnColumn]], tables: Sequence[MappedTable], findings: Findings
) -> None:
    """Say which columns the criteria name and no table has."""
    for column in (column for uses in own.values() for column in uses):
        for role in sorted(column.sides):
            asked = [t for t in tables if t.side in ("both", role)]
            if not asked or any(_has(table, column.name) for table in asked):
                continue
            headings = [heading for table in asked for heading in table.table.headings]
            from hsr_match.text import nearest

            near = nearest(column.name, headings, limit=2)
            meant = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
            _refuse(
                findings,
                f"A criterion names the column {column.name!r}, which no table of {role}s has.",
                f"{meant}Correct the criterion in the settings, or the heading.",
            )


def _has(table: MappedTable, name: str) -> bool:
    return table.has(name) or any(c.own is not None and c.own.name == name for c in table.columns)


def _refuse(findings: Findings, message: str, advice: str) -> None:
    findings.error("criterion-column", message, advice, Place())
