"""Collecting problems: like ones become one, with all their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from hsr_match.problems import Level, Place, Problem
from hsr_match.text import fold_label, visible

QUOTED = 60
"""Longer values are free text, whatever the column, and are never quoted."""


_UNREAD = frozenset(["formula-error", "formula-not-calculated", "date-out-of-range"])
"""What a cell is told for that held nothing to read: no more is said of its content."""


@dataclass(slots=True)
class _Unknown:
    words: dict[str, None] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    suggest: Callable[[str], Sequence[str]] | None = None


class Findings:
    """Problems met so far.

    Problems that say the same are one problem with several places.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, Level, str, str, str], list[Place]] = {}
        self._ready: list[Problem] = []
        self._unknown: dict[tuple[str, str, str], _Unknown] = {}
        self.told = 0
        """How often anything was noted so far."""

    def add(
        self,
        code: str,
        level: Level,
        message: str,
        advice: str = "",
        place: Place | None = None,
        value: str = "",
    ) -> None:
        """Note a problem; `value` may be filled for plain fields only."""
        self.told += 1
        key = (code, level, message, advice, value)
        self._found.setdefault(key, []).append(place or Place())

    def error(self, code: str, message: str, advice: str, place: Place) -> None:
        """Note a problem that stops the run."""
        self.add(code, Level.ERROR, message, advice, place)

    def warn(self, code: str, message: str, advice: str, place: Place) -> None:
        """Note a problem that does not stop the run."""
        self.add(code, Level.WARN, message, advice, place)

    def extend(self, problems: Sequence[Problem]) -> None:
        """Take over problems that are complete already."""
        self._ready += problems

    def unknown(
        self,
        place: Place,
        field_name: str,
        word: str,
        suggest: Callable[[str], Sequence[str]] | None,
    ) -> None:
        """Note a word that a list does not hold.

        Parameters
        ----------
        place
            Where it stands.
        field_name
            Name of the field.
        word
            What was read.
        suggest
            Returns the words most like it; None where the answer is
            confidential, so that it is neither quoted nor hinted at.
        """
        self.told += 1
        quoted = suggest is not None and len(word) <= QUOTED
        key = (field_name, place.column, fold_label(word) if quoted else "")
        entry = self._unknown.setdefault(key, _Unknown(suggest=suggest if quoted else None))
        entry.words[word] = None
        entry.places.append(place)

    @property
    def failed(self) -> bool:
        """Whether a problem stops the run."""
        return any(p.level is Level.ERROR for p in self._ready) or any(
            level is Level.ERROR for _, level, *_ in self._found
        )

    def problems(self) -> tuple[Problem, ...]:
        """Return everything found: what stops first, then as it was met."""
        found = [*self._ready]
        unread = {place for p in self._ready if p.code in _UNREAD for place in (p.place, *p.more)}
        for (code, level, message, advice, value), places in self._found.items():
            kept = [place for place in dict.fromkeys(places) if place not in unread]
            if kept:
                first, *more = kept
                found.append(Problem(code, level, message, advice, first, value, tuple(more)))
        for key, entry in self._unknown.items():
            entry = replace(entry, places=[p for p in entry.places if p not in unread])
            if entry.places:
                found.append(self._unknown_problem(key, entry))
        order = list(Level)
        return tuple(sorted(found, key=lambda p: order.index(p.level)))

    @staticmethod
    def _unknown_problem(key: tuple[str, str, str], entry: _Unknown) -> Problem:
        times = "once" if len(entry.places) == 1 else f"{len(entry.places)} times"
        value, meant = "", ""
        if entry.suggest is None:
            message = f"An answer that is not in the list of {key[0]} ({times}); it was left out."
        else:
            value = min(entry.words)
            message = f"{visible(value)!r} is not in the list of {key[0]} ({times}); left out."
            near = entry.suggest(value)
            meant = f"Did you mean {' or '.join(near)}? " if near else ""
        advice = f"{meant}Use an id or label of the list (docs/reference/vocabularies.md)."
        places = entry.places
        return Problem(
            "unknown-value", Level.WARN, message, advice, places[0], value, tuple(places[1:])
        )
