"""Fields: the columns a form may have, what each means and what it is used for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from hsr_match import data
from hsr_match.text import fold_label

Side = Literal["both", "mentee", "mentor"]
FieldSensitivity = Literal["plain", "personal", "gated", "special"]
Gate = Literal["none", "values", "whole"]

_NUMBERING = re.compile(r"^(?:q(?:uestion)? ?[0-9]+[a-z]? ?[.:)\-]? ?|[0-9]+[a-z]? ?[.:)] ?)(?=\S)")
_CLOSING = re.compile(r"(?: ?\((?:optional|required)\)| ?[*:?.]| ?\[(?:optional|required)\])+$")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a form.

    Attributes
    ----------
    name
        Name of the field, also accepted as a heading.
    meaning
        What it holds, in one line.
    side
        Who answers it: ``mentee``, ``mentor`` or ``both``.
    type
        ``id, text, email, one, many, ranked, rated, level, int, yesno, date,
        organisation, organisations, people, ranked_people, conflicts``.
    vocabulary
        Name of the list its values come from, else ``None``.
    sensitivity
        ``plain``, ``personal``, ``gated`` or ``special``. Single values may
        weigh more than their field: see the vocabulary.
    uses
        Of ``key, score, rule, gate, display, monitoring, suggests``.
    headings
        Question texts mapped to the field, besides its name and aliases.
    aliases
        Other column names for it.
    limit
        Most answers (``many``, ``ranked``, ``rated``) or characters (``text``),
        else ``None``.
    levels
        List that the levels of a rated answer come from, else ``None``.
    item_prefix
        Beginning of the headings of a grid, one column per item
        (``need_<id>``), else empty.
    gate
        What ``consent_special`` holds back: ``values`` (those marked in the
        vocabulary), ``whole`` (every answer) or ``none``. Refusals and
        conflicts are never held back.
    parts
        Heading (as listed) → what that column stands for inside the field:
        the kind of a conflict, the level of a method, the rank of a
        preference, ``first`` or ``last`` name.
    example
        An invented answer.
    allowed
        Allowed values in words.
    note
        When a use depends on a setting, or a caution.
    """

    name: str
    meaning: str
    side: Side
    type: str
    vocabulary: str | None = None
    sensitivity: FieldSensitivity = "plain"
    uses: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    limit: int | None = None
    levels: str | None = None
    item_prefix: str = ""
    gate: Gate = "none"
    parts: Mapping[str, str] = field(default_factory=dict)
    example: str = ""
    allowed: str = ""
    note: str = ""


@cache
def fields() -> Mapping[str, Field]:
    """Return the fields that matching, letters and rules may read, in form order."""
    return _read("fields")


@cache
def monitoring_fields() -> Mapping[str, Field]:
    """Return the fields for equality monitoring, which nothing before reports may read."""
    return _read("monitoring")


def fold_heading(heading: str) -> str:
    """Return the form in which headings are compared.

    Folded, plain quotes and dashes; without a question number (``Q7.``,
    ``7)``), required marks, a closing colon or question mark, ``(optional)``.

    Examples
    --------
    >>> fold_heading("Q7. Where do you work? * (optional)")
    'where do you work'
    """
    folded = fold_label(heading).lstrip("* ")
    folded = _NUMBERING.sub("", folded, count=1)
    return _CLOSING.sub("", folded).strip()


@cache
def headings(side: Side = "both") -> Mapping[str, tuple[Field, str]]:
    """Return folded heading → field and part, for one side.

    Names, aliases and listed headings. For ``both`` (one table with a role
    column) a heading that means different fields on the two sides is left out.

    Parameters
    ----------
    side
        Side that answered the form.

    Returns
    -------
    Mapping of str to (Field, str)
        The part is empty unless the field lists one for the heading.
    """
    found: dict[str, tuple[Field, str]] = {}
    clashing: set[str] = set()
    for entry in fields().values():
        if side != "both" and entry.side not in ("both", side):
            continue
        for word in (*entry.headings, *entry.aliases):
            key = fold_heading(word)
            if key in found and found[key][0].name != entry.name:
                clashing.add(key)
            found[key] = (entry, entry.parts.get(word, ""))
    for key in clashing:
        del found[key]
    for entry in fields().values():
        found[fold_heading(entry.name)] = (entry, "")
    return MappingProxyType(found)


@cache
def monitoring_headings() -> Mapping[str, Field]:
    """Return folded heading → monitoring field: columns to move out of a cohort file."""
    return MappingProxyType(
        {
            fold_heading(word): entry
            for entry in monitoring_fields().values()
            for word in (entry.name, *entry.headings, *entry.aliases)
        }
    )


_ASKING = frozenset({
    "a", "am", "an", "any", "are", "as", "be", "best", "consider", "describe", "describes", "do",
    "following", "give", "have", "how", "i", "identify", "indicate", "is", "me", "my", "of", "on",
    "please", "say", "select", "state", "tell", "the", "these", "this", "to", "us", "what",
    "which", "with", "would", "you", "your", "yourself",
})  # fmt: skip
"""Words that make a question of a thing without adding to it."""


@cache
def asks_for_monitoring(heading: str) -> bool:
    """Tell whether a heading asks a question of equality monitoring, however it is put.

    Examples
    --------
    >>> asks_for_monitoring("Which of these best describes your ethnic group?")
    True
    >>> asks_for_monitoring("Gender differences in access to care")
    False
    """
    folded = fold_heading(heading)
    known = monitoring_headings()
    if folded in known or folded.replace(" ", "_").startswith("monitor_"):
        return True
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", folded)
    while words and words[0] in _ASKING:
        del words[0]
    while words and words[-1] in _ASKING:
        del words[-1]
    return " ".join(words) in known


def never_read(heading: str) -> str | None:
    """Return why a column is never read, or ``None`` if it may be.

    Age, date of birth, years since anything, a PhD, photograph, nationality,
    marital status, home address and salary are neither stored nor scored, and
    no criterion may name them. Whole words only: "language", "stage" and
    "manager" hold no age. A "PhD supervisor" is a conflict, not a PhD.

    Parameters
    ----------
    heading
        The heading as written, or a column name.

    Returns
    -------
    str or None
        The reason, in words for a coordinator.
    """
    words = " ".join(["", *re.findall(r"[^\W\d_]+", fold_label(heading)), ""])
    for entry in data.load()["never_read"]:
        if any(f" {phrase} " in words for phrase in entry.get("unless", ())):
            continue
        if any(f" {phrase} " in words for phrase in entry["phrases"]):
            reason: str = entry["reason"]
            return reason
    return None


def _read(section: str) -> Mapping[str, Field]:
    return MappingProxyType({item["name"]: _field(item) for item in data.load()[section]})


def _field(item: Mapping[str, Any]) -> Field:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in item.items()}
    return Field(**values)
