"""Vocabularies: the lists of ids, labels and synonyms that answers are mapped to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Literal

from hsr_match import data
from hsr_match.text import fold_label, nearest

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


@dataclass(frozen=True)
class Vocabulary:
    """A list of terms.

    Attributes
    ----------
    name
        Name of the list, e.g. ``needs``.
    version
        Version of the list; goes up when an item changes.
    source
        Where the list comes from.
    terms
        Id → term, in the order of the list.
    groups
        Group id → label, in order; empty for a list without groups.
    """

    name: str
    version: str
    source: str
    terms: Mapping[str, Term]
    groups: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _index(self) -> Mapping[str, tuple[str, ...]]:
        """Folded id, label or synonym → ids of the terms that bear it."""
        index: dict[str, dict[str, None]] = {}
        for term in self.terms.values():
            for word in _words(self.name, term):
                index.setdefault(fold_label(word), {})[term.id] = None
        for term in self.terms.values():
            # An id means its own term, whatever else bears the same word.
            index[fold_label(term.id)] = {term.id: None}
        return {word: tuple(ids) for word, ids in index.items()}

    @cached_property
    def _capitals(self) -> Mapping[str, str]:
        return {a: term.id for term in self.terms.values() for a in term.abbreviations}

    def find(self, text: str) -> Term | None:
        """Return the term that a whole answer means, or ``None``.

        An answer means a term if it is, folded, the term's id, label or one of
        its synonyms; an abbreviation counts in capitals only. A label that two
        terms share (5.1 and 6.1 of the HRCS) means neither without its code.
        Words inside longer text never match.

        Parameters
        ----------
        text
            One answer, without level or rank.

        Returns
        -------
        Term or None
            The term; a retired term gives its successor.
        """
        found = self._capitals.get(text.strip())
        if found is None:
            ids = self._index.get(fold_label(text), ())
            if len(ids) != 1:
                return None
            found = ids[0]
        term = self.terms[found]
        return self.terms[term.replaced_by] if term.replaced_by else term

    def candidates(self, text: str) -> tuple[Term, ...]:
        """Return all terms that bear a word: more than one if it is ambiguous."""
        found = self.find(text)
        if found is not None:
            return (found,)
        return tuple(self.terms[i] for i in self._index.get(fold_label(text), ()))

    def find_all(
        self,
        cell: str,
        separators: str = ";",
        *,
        value: Callable[[str], str] | None = None,
    ) -> tuple[tuple[str, Term | None], ...]:
        """Return the answers in a cell that holds several.

        The cell is cut at each separator and line end. A piece that is unknown
        and holds commas is read from left to right, the longest run between
        commas that is known first, because Google Forms joins answers by comma
        and an option may hold one itself. What stays unknown between known
        answers stays in one piece.

        Parameters
        ----------
        cell
            The cell as read.
        separators
            Characters that always separate answers.
        value
            Takes a piece to the part that is looked up, e.g. ``promotion:3`` to
            ``promotion``; by default the whole piece.

        Returns
        -------
        tuple of (str, Term or None)
            Trimmed text of each answer that is not empty, and its term.
        """
        answers: list[tuple[str, Term | None]] = []
        for raw in re.split(f"[{re.escape(separators)}\r\n]" if separators else "[\r\n]", cell):
            piece = raw.strip()
            if not piece:
                continue
            term = self.find(value(piece) if value else piece)
            if term is None and "," in piece:
                answers += self._find_between_commas(piece, value)
            else:
                answers.append((piece, term))
        return tuple(answers)

    def _find_between_commas(
        self, piece: str, value: Callable[[str], str] | None
    ) -> list[tuple[str, Term | None]]:
        cuts = piece.split(",")
        answers: list[tuple[str, Term | None]] = []
        unknown: list[str] = []

        def close() -> None:
            text = ",".join(unknown).strip(" ,")
            if text:
                answers.append((text, None))
            unknown.clear()

        start = 0
        while start < len(cuts):
            for end in range(len(cuts), start, -1):
                text = ",".join(cuts[start:end]).strip()
                term = self.find(value(text) if value else text) if text else None
                if term is not None:
                    close()
                    answers.append((text, term))
                    start = end
                    break
            else:
                unknown.append(cuts[start])
                start += 1
        close()
        return answers

    def longest_in(self, text: str) -> Term | None:
        """Return the term whose label or synonym is the longest inside a text.

        Whole words only: for job titles, where "Senior Research Fellow in
        Health Economics" holds "Senior Research Fellow". A suggestion, never
        an answer. ``None`` if nothing or two equally long words match.
        """
        best: dict[int, set[str]] = {}
        folded = _spaced(fold_label(text))
        for word, ids in self._index.items():
            inner = _spaced(word)
            if inner.strip() and inner in folded:
                best.setdefault(len(inner), set()).update(ids)
        exact = _spaced(text)
        for word, term_id in self._capitals.items():
            if _spaced(word) in exact:
                best.setdefault(len(_spaced(word)), set()).add(term_id)
        if not best:
            return None
        longest = best[max(best)]
        return self.terms[longest.pop()] if len(longest) == 1 else None

    def nearest(self, text: str, limit: int = 3) -> list[Term]:
        """Return the terms most like an unknown word, best first, as suggestions."""
        words = {w: t for t in self.terms.values() for w in (t.id, t.label, *t.synonyms)}
        hits = nearest(text, words, limit * 3)
        return list({words[w].id: words[w] for w in hits}.values())[:limit]


def vocabulary_names() -> tuple[str, ...]:
    """Return the names of all lists, sorted."""
    return tuple(sorted(data.load()["vocabularies"]))


@cache
def vocabulary(name: str) -> Vocabulary:
    """Return one list.

    Parameters
    ----------
    name
        Name of the list, as in ``vocabulary_names()``.

    Raises
    ------
    KeyError
        If there is no such list.
    """
    raw = data.load()["vocabularies"][name]
    return Vocabulary(
        name=name,
        version=raw["version"],
        source=raw["source"],
        terms=MappingProxyType({item["id"]: _term(item) for item in raw["items"]}),
        groups=MappingProxyType(raw.get("groups", {})),
    )


def _term(item: Mapping[str, Any]) -> Term:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in item.items()}
    return Term(**values)


def _words(name: str, term: Term) -> list[str]:
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


def _spaced(text: str) -> str:
    """Return the words of a text, and nothing else, each between single spaces."""
    return " ".join(["", *re.findall(r"[^\W_]+", text), ""])
