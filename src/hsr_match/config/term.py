"""One item of a vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sensitivity = Literal["plain", "gated", "special"]


@dataclass(frozen=True, slots=True)
class Term:
    """One item of a vocabulary.

    Attributes
    ----------
    id
        Stable id, unique in its list, never used again for something else.
    label
        What people see.
    synonyms
        Other words accepted for it, in any case.
    abbreviations
        Accepted in capitals only, since they are words in lower case (OR, AI).
    sensitivity
        ``plain``; ``special`` (special category data in law: used with consent
        only); ``gated`` (kept behind the same gate by this project's choice).
    group
        Id of the group inside the list, else empty.
    near
        Things partly alike: ``<theme id>``, ``methods.<id>``, ``hrcs.<id or code>``.
    full, part
        Ways to meet a need wholly and in part: ``offers.<id>``, ``lived.<id>``.
        The offer of a need's own id stands in `full` too.
    suggests
        What an answer suggests to the coordinator and never sets by itself:
        ``needs.<id>``, ``lived.<id>``, ``career_stage.<level>``.
    also
        Levels also seen with a job title: ``career_stage.<level>``.
    description
        Longer wording, for forms and documents.
    marks
        ``founding`` (named in the scheme's founding account), ``nihr`` (on the
        NIHR list of strategic skills), ``unscored`` (shown, never scored).
    replaced_by
        Id of the successor of a retired term, else ``None``.
    """

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    sensitivity: Sensitivity = "plain"
    group: str = ""
    near: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    suggests: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    description: str = ""
    marks: tuple[str, ...] = ()
    replaced_by: str | None = None


def words_for(name: str, term: Term) -> list[str]:
    """Return the words that mean a term of a list in any case: label, synonyms, coded labels."""
    words = [term.label, *term.synonyms]
    if term.id[0].isdigit():
        # Forms print codes and levels with their labels: "8.1 Organisation …", "2: Own parts".
        words += [
            f"{term.id}{joint}{word}"
            for word in (term.label, *term.synonyms)
            for joint in (" ", ": ", " - ", ". ", " = ", ") ")
        ]
    if name == "hrcs_health":
        words.append(f"HRCS_HC_{term.id}")
    elif name == "hrcs_activity":
        words.append(f"HRCS_RA_{term.id.replace('.', '_')}")
    return words
