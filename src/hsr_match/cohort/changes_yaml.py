"""``changes.yaml``: a list of pins, bans and swaps, read as strictly as the settings."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from hsr_match.cohort.changes import Change, Named
from hsr_match.cohort.findings import Findings
from hsr_match.cohort.model import SourceFile
from hsr_match.config.files import read_text
from hsr_match.config.yaml_tree import Tree, read_tree
from hsr_match.errors import SettingsError, UsageError
from hsr_match.problems import Level, Place
from hsr_match.text import nearest, visible

PAIR, SWAP, SAID = ("mentee", "mentor"), ("with_mentee", "with_mentor"), ("by", "reason")
KINDS = ("pin", "ban", "swap")
KEYS = ("do", *PAIR, *SWAP, *SAID)
LONGEST = {"by": 300, "reason": 5000}
EXAMPLE = "For instance:  - {do: pin, mentee: E07, mentor: R03}"
UNREADABLE = ("missing-file", "a-directory", "unreadable-file")


def changes_of_yaml(path: str, findings: Findings) -> tuple[list[Change], SourceFile]:
    """Read a file of changes.

    Parameters
    ----------
    path
        The file: a list of ``{do, mentee, mentor, by, reason}``; a swap has
        ``with_mentee`` and ``with_mentor`` as well.
    findings
        Takes the problems, each with line and column.

    Raises
    ------
    UsageError
        If there is no such file, or it cannot be opened.
    """
    try:
        text = read_text(Path(path), path)
    except SettingsError as error:
        if error.problems[0].code in UNREADABLE:
            told = error.problems[0]
            raise UsageError(f"{path}: {told.message}", told.advice) from None
        findings.extend(error.problems)
        return [], SourceFile(path, "", 0, "")
    tree = read_tree(text, path)
    findings.extend(tree.problems)
    entries = tree.value
    if not isinstance(entries, list):
        if not tree.problems:
            findings.error("not-changes", "This is no list of changes.", EXAMPLE, Place(path))
        entries = []
    found = [
        change
        for number, entry in enumerate(entries)
        for change in _Entry(tree, number, entry, path, findings).changes()
    ]
    return found, SourceFile(path, sha256(Path(path).read_bytes()).hexdigest(), len(entries), "")


class _Entry:
    """One entry of the list."""

    def __init__(self, tree: Tree, number: int, entry: Any, file: str, findings: Findings) -> None:
        self._tree = tree
        self._number = number
        self._entry = entry
        self._file = file
        self._findings = findings

    def changes(self) -> Iterator[Change]:
        """Yield the pins and bans that the entry stands for; none if it is wrong."""
        if not isinstance(self._entry, dict):
            return self._wrong("not-a-change", "This entry is no change.", EXAMPLE)
        kind = self._entry.get("do")
        if kind not in KINDS:
            self._wrong(
                "not-a-change",
                "`do` is missing." if kind is None else "`do` is none of pin, ban, swap.",
                f"Write what is to be done: {', '.join(KINDS)}.",
                *(("do",) if "do" in self._entry else ()),
            )
        needed = (*PAIR, *SWAP) if kind == "swap" else PAIR
        self._check_keys(needed if kind in KINDS else (*PAIR, *SWAP))
        people = {key: self._person(key) for key in needed}
        by, reason = (self._said(key) for key in SAID)
        if kind not in KINDS:
            return None
        for mentee, mentor in (PAIR, SWAP) if kind == "swap" else (PAIR,):
            one, other = people[mentee], people[mentor]
            if one is not None and other is not None:
                yield Change(kind != "ban", one, other, by, reason)
        return None

    def _check_keys(self, needed: tuple[str, ...]) -> None:
        for key in self._entry:
            if key in ("do", *needed, *SAID):
                continue
            if key in SWAP:
                said, advice = "belongs to a swap only", "Write `do: swap`, or remove it."
            else:
                near = nearest(str(key), list(KEYS), 1)
                said = "is not known here"
                advice = f"Did you mean `{near[0]}`? " if near else ""
                advice += f"An entry has {', '.join(KEYS)}."
            self._wrong("unknown-key", f"`{visible(str(key))[:40]}` {said}.", advice, key, at_key=1)

    def _person(self, key: str) -> Named | None:
        value = self._entry.get(key)
        if isinstance(value, str) and value.strip() and len(value) <= 300:
            return Named(value.strip(), self._place(key))
        if value is None or value == "":
            self._wrong(
                "missing-key", f"`{key}` is missing.", "Name the person by id, e-mail or name."
            )
        else:
            self._wrong(
                "wrong-type",
                f"`{key}` is not the id, e-mail or name of one person.",
                EXAMPLE,
                key,
            )
        return None

    def _said(self, key: str) -> str:
        value = self._entry.get(key)
        if value is None:
            return ""
        if isinstance(value, str) and len(value) <= LONGEST[key]:
            return value.strip()
        self._wrong(
            "wrong-type",
            f"`{key}` is not a text of up to {LONGEST[key]:,} characters.",
            "Write it in one line, in quotes.",
            key,
        )
        return ""

    def _place(self, *keys: str, at_key: int = 0) -> Place:
        where = self._tree.keys if at_key else self._tree.values
        found = where.get((self._number, *keys)) or self._tree.values.get((self._number,))
        return found or Place(self._file)

    def _wrong(self, code: str, message: str, advice: str, *keys: str, at_key: int = 0) -> None:
        place = self._place(*keys, at_key=at_key)
        self._findings.add(code, Level.ERROR, message, advice, place)
