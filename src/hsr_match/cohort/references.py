"""From people mentioned to keys: conflicts, refusals and preferences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from hsr_match.cohort.directory import OTHER, Directory, name_key
from hsr_match.cohort.mentions import Mention
from hsr_match.cohort.model import Role
from hsr_match.cohort.near_names import NearNames
from hsr_match.cohort.values.text import is_email
from hsr_match.config.vocabulary import vocabulary
from hsr_match.text import fold, visible

_JOINTS = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_LIMIT = 5


class References:
    """Looks up the people that a person mentions.

    Parameters
    ----------
    directory
        Everybody, those who do not take part too.
    leaving
        Keys of those who do not take part, by side.
    near
        Finds people whose names are nearly those of nobody.
    complete
        False if a file could not be read: then nobody is reported as unknown.
    """

    def __init__(
        self,
        directory: Directory,
        leaving: Mapping[Role, Iterable[str]],
        near: NearNames,
        *,
        complete: bool,
    ) -> None:
        self._directory = directory
        self._near = near
        self._leaving = {role: frozenset(keys) for role, keys in leaving.items()}
        self._complete = complete

    def resolve(
        self, key: str, role: Role, employer: str, people: Mapping[str, list[Mention]]
    ) -> dict[str, Any]:
        """Return field → keys for what one person mentions.

        Parameters
        ----------
        key, role, employer
            Who mentions them, and where that person works.
        people
            Field or own column → mentions.
        """
        found: dict[str, Any] = {}
        for name, listed in people.items():
            if name == "conflicts":
                found[name] = self._conflicts(key, role, employer, listed)
            elif name == "not_these":
                found[name] = self._refusals(key, role, listed)
            else:
                found[name] = self._preferences(key, role, listed)
        return found

    def _conflicts(
        self, key: str, role: Role, employer: str, listed: list[Mention]
    ) -> tuple[tuple[str, str], ...]:
        # A line manager is seldom in the cohort: unknown people are kept without a word.
        pairs = []
        for mention in listed:
            for part in self._parts(mention, role):
                found = self._keys(part, mention, role)
                if not found and self._complete:
                    self._say_near(part, mention, key, employer)
                pairs += [(one, mention.kind) for one in found or [_outsider(part)]]
        return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != key))

    def _say_near(self, text: str, mention: Mention, key: str, employer: str) -> None:
        near = self._near.near(text, employer, key)
        if not near:
            return
        # Of family and private conflicts nobody learns whom they are about.
        plain = vocabulary("conflict_kinds").terms[mention.kind].sensitivity == "plain"
        meant = f"Is {' or '.join(map(visible, near))} meant? " if plain else ""
        mention.cell.warn(
            "person-nearly-named",
            "A name in this column is nearly that of a colleague in the cohort, but is nobody's: "
            "nobody is kept apart.",
            f"{meant}Write the id, the e-mail or the name exactly as in the cohort; if it is "
            "somebody else, nothing need be done.",
        )

    def _refusals(self, key: str, role: Role, listed: list[Mention]) -> tuple[str, ...]:
        keys: list[str] = []
        for mention in listed:
            for part in self._parts(mention, role):
                found = self._keys(part, mention, role)
                if not found and self._complete:
                    mention.cell.warn(
                        "unknown-person",
                        "Somebody in this column is not in the cohort.",
                        "Check the spelling against the ids, e-mails and names of the cohort, "
                        "or nobody will be kept apart.",
                    )
                keys += found or [_outsider(part)]
        return tuple(dict.fromkeys(k for k in keys if k != key))

    def _preferences(
        self, key: str, role: Role, listed: list[Mention]
    ) -> tuple[tuple[str, ...], ...]:
        other = OTHER[role]
        tiers: dict[tuple[int, int, int], list[str]] = {}
        seen: set[str] = set()
        repeated = cut = False
        for mention in sorted(listed, key=lambda m: m.rank):
            for place, part in enumerate(self._list_parts(mention, other)):
                found = self._wanted(part, mention, key, other)
                if found is None:
                    continue
                if found in seen:
                    repeated = True
                elif len(seen) >= _LIMIT:
                    cut = True
                else:
                    seen.add(found)
                    tiers.setdefault((*mention.rank, place), []).append(found)
        if listed:
            self._say_order(listed, repeated=repeated, cut=cut)
        return tuple(tuple(tiers[rank]) for rank in sorted(tiers))

    def _wanted(self, text: str, mention: Mention, key: str, other: Role) -> str | None:
        found = self._directory.find(text, [other])
        cell = mention.cell
        if not found:
            if key in self._directory.find(text, [OTHER[other]]):
                found = {key}
            elif self._complete:
                cell.error(
                    "unknown-person",
                    f"A preferred {other} who is not in the cohort.",
                    "Use an id, an e-mail or a name exactly as in the cohort, or clear the cell.",
                )
        if len(found) > 1:
            _say_ambiguous(mention)
        elif key in found:
            cell.error(
                "self-preference",
                "Somebody names themselves as a preference.",
                f"Name another {other}, or clear the cell.",
            )
        elif found and found <= self._leaving.get(other, frozenset()):
            cell.warn(
                "preference-not-taking-part",
                f"A preferred {other} does not take part this round.",
                "Nothing need be done; the person may want to name somebody else.",
            )
        return next(iter(found)) if len(found) == 1 and key not in found else None

    def _keys(self, text: str, mention: Mention, role: Role) -> list[str]:
        """Return the keys meant, on the other side first: only those can be paired."""
        found = self._directory.find(text, [OTHER[role], role])
        if len(found) > 1:
            _say_ambiguous(mention)
        return sorted(found)

    def _parts(self, mention: Mention, role: Role) -> list[str]:
        """Return the people of one piece: "A and B" where one of them is known."""
        text = mention.text
        if self._directory.find(text, [OTHER[role], role]):
            return [text]
        parts = [part for part in _JOINTS.split(text) if part]
        if len(parts) > 1 and any(self._directory.find(p, [OTHER[role], role]) for p in parts):
            return parts
        return [text]

    def _list_parts(self, mention: Mention, other: Role) -> list[str]:
        """Return the people of a list that commas separate, if all of them are known."""
        text = mention.text
        if "," not in text or self._directory.find(text, [other]):
            return [text]
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return parts if all(self._directory.find(part, [other]) for part in parts) else [text]

    @staticmethod
    def _say_order(listed: list[Mention], *, repeated: bool, cut: bool) -> None:
        cell = listed[0].cell
        choices = sorted({mention.rank[0] for mention in listed if mention.rank[0]})
        if choices and choices != list(range(1, len(choices) + 1)):
            cell.warn(
                "rank-gap",
                "A choice is blank before a later one; the later ones move up.",
                "Ask the person if a choice is missing.",
            )
        if repeated:
            cell.warn(
                "repeated-value",
                "The same person twice in a list by preference; the best place counts.",
            )
        if cut:
            cell.warn(
                "too-many-values", f"More than {_LIMIT} preferences; the first {_LIMIT} count."
            )


def _outsider(text: str) -> str:
    """Return a key for somebody who is not in the cohort."""
    return f"email:{fold(text)}" if is_email(text) else f"name:{name_key(text)}"


def _say_ambiguous(mention: Mention) -> None:
    mention.cell.error(
        "ambiguous-person",
        "A name in this column fits more than one person of the cohort.",
        "Use the id or the e-mail instead.",
    )
