"""Employers: one id for the spellings that the settings say are one.

Names are compared folded and whole; nothing is merged by likeness, since two
trusts may differ by one word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from hsr_match.text import fold_label, natural_key

if TYPE_CHECKING:
    from hsr_match.config import Settings

_NOBODY = frozenset(
    [
        "self-employed",
        "self employed",
        "freelance",
        "independent",
        "independent researcher",
        "retired",
        "unemployed",
        "not employed",
        "none",
        "no organisation",
        "not applicable",
    ]
)


class Organisations:
    """Ids of organisations and the names to show for them.

    Parameters
    ----------
    aliases
        Name → its other spellings, from ``rules.other_organisation.aliases``.
    """

    def __init__(self, aliases: Mapping[str, str | Iterable[str]]) -> None:
        self._meant: dict[str, str] = {}
        self._chosen: dict[str, str] = {}
        self._spellings: dict[str, Counter[str]] = {}
        self._main: set[str] = set()
        for name, words in aliases.items():
            main = fold_label(name)
            self._chosen[main] = name
            for word in (words,) if isinstance(words, str) else words:
                self._meant[fold_label(word)] = main

    @classmethod
    def from_settings(cls, settings: Settings) -> Organisations:
        """Return the organisations that the settings know."""
        return cls(settings.rules.other_organisation.aliases)

    def resolve(self, name: str, *, main: bool = False) -> str | None:
        """Return the id of a name and remember its spelling.

        Parameters
        ----------
        name
            As written.
        main
            True for main employers, which lists of further ones may be cut by.

        Returns
        -------
        str or None
            The folded name after aliases; None for people without an
            organisation (self-employed, independent, retired), who share none.
        """
        folded = fold_label(name)
        if not folded or folded in _NOBODY:
            return None
        found = self._meant.get(folded, folded)
        spellings = self._spellings.get(found)
        if spellings is None:
            spellings = self._spellings[found] = Counter()
        spellings[name] += 1
        if main:
            self._main.add(found)
        return found

    def resolve_several(self, text: str) -> tuple[str, ...]:
        """Return the ids of a list: semicolons separate, and line ends.

        Commas separate only where every piece is an alias or somebody's main
        employer; so main employers are resolved first.
        """
        found: dict[str, None] = {}
        for piece in text.replace("\r", ";").replace("\n", ";").split(";"):
            whole = piece.strip()
            names = [whole]
            if "," in whole and not self._knows(whole):
                parts = [part.strip() for part in whole.split(",") if part.strip()]
                names = parts if all(self._knows(part) for part in parts) else [whole]
            for name in names:
                resolved = self.resolve(name)
                if resolved:
                    found[resolved] = None
        return tuple(found)

    def _knows(self, name: str) -> bool:
        folded = fold_label(name)
        return folded in self._meant or folded in self._chosen or folded in self._main

    def names(self) -> dict[str, str]:
        """Return id → name to show: the settings' spelling, else the most common one."""
        return {
            key: self._chosen.get(key)
            or min(spellings, key=lambda name: (-spellings[name], natural_key(name)))
            for key, spellings in sorted(self._spellings.items())
        }
