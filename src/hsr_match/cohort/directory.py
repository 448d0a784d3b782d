"""Finding the person that an id, an e-mail or a name means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from hsr_match.cohort.model import Role
from hsr_match.text import fold, fold_label

_TITLES = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|rev)(?:\.| )\s*)+")
_Index = dict[str, tuple[str, ...]]
OTHER: Mapping[Role, Role] = {"mentee": "mentor", "mentor": "mentee"}


class Known(Protocol):
    """Anybody who can be meant."""

    @property
    def role(self) -> Role:
        """Side."""
        ...

    @property
    def key(self) -> str:
        """Identity key."""
        ...

    @property
    def name(self) -> str:
        """Name as given."""
        ...


def name_key(name: str) -> str:
    """Return the form in which names are compared: folded, without titles.

    >>> name_key("Doe, Prof. Jane") == name_key("jane doe")
    True
    """
    folded = fold_label(name)
    last, comma, first = folded.partition(", ")
    if comma and "," not in first:
        folded = f"{_TITLES.sub('', first)} {last}"
    return _TITLES.sub("", folded)


class Directory:
    """Everybody of a cohort, by id, e-mail and name, each side apart.

    People are entered when somebody is first looked for: in many cohorts nobody is.
    """

    def __init__(self) -> None:
        self._added: list[tuple[Known, str, str]] = []
        self._known: dict[Role, tuple[_Index, _Index, _Index]] = {
            role: ({}, {}, {}) for role in OTHER
        }

    def add(self, person: Known, person_id: str, email: str) -> None:
        """Enter a person; an empty id, e-mail or name is passed over."""
        self._added.append((person, person_id, email))

    def _enter(self, person: Known, person_id: str, email: str) -> None:
        key, one = person.key, (person.key,)
        ids, emails, names = self._known[person.role]
        for index, word in (
            (ids, fold(person_id)),
            (emails, fold(email)),
            (names, name_key(person.name)),
        ):
            if word:
                there = index.setdefault(word, one)
                if key not in there:
                    index[word] = (*there, key)

    def find(self, text: str, roles: Iterable[Role]) -> set[str]:
        """Return the keys of those a text means: none, one, or several of one name.

        The first of the roles where anybody is found counts; an id before an
        e-mail before a name.
        """
        for person, person_id, email in self._added:
            self._enter(person, person_id, email)
        self._added.clear()
        folded, named = fold(text), name_key(text)
        for role in roles:
            ids, emails, names = self._known[role]
            for index, word in ((ids, folded), (emails, folded), (names, named)):
                found = index.get(word)
                if found:
                    return set(found)
        return set()
