"""Vocabularies: the lists of ids, labels and synonyms that answers are mapped to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

from hsr_match import data
from hsr_match.config.term import Sensitivity, Term, words_for
from hsr_match.text import fold_label, nearest

__all__ = ["Sensitivity", "Term", "Vocabulary", "vocabulary", "vocabulary_names"]


_REMEMBERED = 4096


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
            for word in words_for(self.name, term):
                index.setdefault(fold_label(word), {})[term.id] = None
        for term in self.terms.values():
            # An id means its own term, whatever else bears the same word.
            index[fold_label(term.id)] = {term.id: None}
        return {word: tuple(ids) for word, ids in index.items()}

    @cached_property
    def _capitals(self) -> Mapping[str, str]:
        return {a: term.id for term in self.terms.values() for a in term.abbreviations}

    @cached_property
    def _found(self) -> dict[str, Term | None]:
        """What was looked up before: the same answers come again and again."""
        return {}

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
        known = self._found
        try:
            return known[text]
        except KeyError:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[text] = self._look_up(text)
            return found

    def _look_up(self, text: str) -> Term | None:
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
        for raw in _cutter(separators).split(cell):
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

    def nearest(self, text: str, limit: int = 3) -> list[Term]:
        """Return the terms most like an unknown word, best first, as suggestions."""
        bearing: dict[str, list[Term]] = {}
        for term in self.terms.values():
            for word in (term.id, term.label, *term.synonyms):
                bearing.setdefault(word, []).append(term)
        hits = nearest(text, bearing, limit * 3)
        return list({t.id: t for word in hits for t in bearing[word]}.values())[:limit]


@cache
def _cutter(separators: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(separators)}\r\n]")


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
