"""YAML to plain values with the place of each: a strict subset, nothing repaired.

The text is read event by event, so that what this program does not accept is
refused before anything is built from it: duplicate keys (which YAML programs
resolve silently), anchors and aliases (a few hundred bytes can stand for
gigabytes), tags, merge keys, deep nesting. Words are words: ``no``, ``off``
and ``on`` are text, as in YAML 1.2, and a number is made only where a setting
wants one (``amounts.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hsr_match.config.values import NULL, Plain, shown
from hsr_match.problems import Level, Place, Problem

Path = tuple[str | int, ...]

MAX_DEPTH = 20

_SMART = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2032\u2033"
_ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]")
_INDENT = re.compile(r"[ \t]*[\t\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]+")
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Tree:
    """What a file says.

    Attributes
    ----------
    value
        Dicts, lists, text (:class:`Plain` where it had no quotes), None.
    keys, values
        Path → place of the key, and of what stands after it.
    problems
        Everything in the file that is not accepted.
    """

    value: Any = None
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _TooDeepError(Exception):
    """Nesting beyond the limit: reading stops here."""


def read_tree(text: str, file: str) -> Tree:
    """Read one YAML document.

    Parameters
    ----------
    text
        The whole file.
    file
        Its name, for places.
    """
    import yaml

    tree = Tree()
    tree.problems += _unreadable(text, file)
    if tree.problems:
        return tree
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    reader = _Reader(tree, file)
    try:
        reader.read(iter(yaml.parse(text, Loader=loader)))
    except _TooDeepError:
        pass
    except yaml.MarkedYAMLError as error:
        tree.problems.append(_syntax_problem(error, text, file))
    return tree


class _Reader:
    """Builds a tree from parsing events."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree = tree
        self.file = file

    def read(self, events: Iterator[Any]) -> None:
        import yaml

        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(
                        "several-documents",
                        event,
                        "a second document begins here.",
                        "Keep one document a file: remove the line `---` and what follows it.",
                    )
                    return
            elif not isinstance(
                event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)
            ):
                self.tree.value = self.node(event, events, (), 1)

    def node(self, event: Any, events: Iterator[Any], path: Path, depth: int) -> Any:
        import yaml

        self.tree.values.setdefault(path, self.place(event))
        if isinstance(event, yaml.AliasEvent):
            self.refuse("alias", event, f"`*{event.anchor}` refers to something elsewhere.", _WRITE)
            return None
        if event.anchor is not None:
            self.refuse("anchor", event, f"`&{event.anchor}` names a value for reuse.", _WRITE)
        if event.tag is not None:
            self.refuse(
                "tag", event, f"{shown(event.tag)} is a tag.", "Remove it and write the value."
            )
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if depth > MAX_DEPTH:
            self.refuse("too-deep", event, f"this is nested more than {MAX_DEPTH} deep.", "")
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            found: list[Any] = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                found.append(self.node(item, events, (*path, len(found)), depth + 1))
            return found
        return self.mapping(events, path, depth)

    def mapping(self, events: Iterator[Any], path: Path, depth: int) -> dict[str, Any]:
        import yaml

        found: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self.refuse("bad-key", event, "a word is wanted before the colon here.", "")
                self.node(event, events, (*path, "?"), depth + 1)
                self.node(next(events), events, (*path, "?"), depth + 1)
                continue
            key = self.key(event)
            spot = (*path, key)
            if key == "<<" and not event.style:
                self.refuse("merge-key", event, "`<<` merges keys from elsewhere.", _WRITE)
            repeated = key in found
            if repeated:
                self.repeated(event, spot)
            else:
                self.tree.keys[spot] = self.place(event)
            value = self.node(next(events), events, spot, depth + 1)
            if not repeated:
                found[key] = value
        return found

    def key(self, event: Any) -> str:
        if event.anchor is not None or event.tag is not None:
            self.refuse("tag", event, "an anchor or tag stands before a key.", "Remove it.")
        return str(self.scalar(event) or "")

    def repeated(self, event: Any, spot: Path) -> None:
        first = self.tree.keys[spot]
        self.tree.problems.append(
            Problem(
                "duplicate-key",
                Level.ERROR,
                f"{shown(spot[-1])} stands twice, first on line {first.row}.",
                "Keep one of the two lines.",
                self.place(event),
                more=(first,),
            )
        )

    def scalar(self, event: Any) -> str | None:
        text: str = event.value
        if event.style:
            return text
        if text[:1] and text[0] in _SMART:
            self.refuse(
                "smart-quotes",
                event,
                f"{text[0]} is a typographic quotation mark.",
                "Use straight quotes: \" or '.",
            )
        elif _ODD_SPACE.search(text):
            self.refuse(
                "odd-space",
                event,
                "a non-breaking or invisible space stands in this value.",
                "Type an ordinary space, or put the text in straight quotes.",
            )
        return None if text in NULL else Plain(text)

    def place(self, event: Any) -> Place:
        mark = event.start_mark
        return settings_place(self.file, mark.line + 1, mark.column + 1)

    def refuse(self, code: str, event: Any, message: str, advice: str) -> None:
        self.tree.problems.append(
            Problem(code, Level.ERROR, sentence(message), advice, self.place(event))
        )


_WRITE = "Anchors, aliases and merges are not accepted: write the value out."


def settings_place(file: str, line: int, column: int) -> Place:
    """Return a place in a settings file; both numbers count from 1."""
    return Place(file, row=line, column=str(column))


def sentence(text: str) -> str:
    """Return a message with a capital letter."""
    return text[:1].upper() + text[1:]


def _unreadable(text: str, file: str) -> Iterator[Problem]:
    """Find characters that YAML refuses, and indents that only look like spaces."""
    for number, line in enumerate(text.split("\n"), start=1):
        bad = _UNREADABLE.search(line)
        if bad:
            yield Problem(
                "control-character",
                Level.ERROR,
                f"A control character (U+{ord(bad.group()):04X}) stands here.",
                "Remove it, or save the file again as plain text in UTF-8.",
                settings_place(file, number, bad.start() + 1),
            )
            return
        indent = _INDENT.match(line)
        if not indent or line[indent.end() :].lstrip()[:1] in ("", "#"):
            continue
        column = len(line) - len(line.lstrip(" ")) + 1
        if line[column - 1] == "\t":
            yield Problem(
                "tab",
                Level.ERROR,
                "A tab stands at the beginning of this line.",
                "Indent with spaces.",
                settings_place(file, number, column),
            )
        else:
            yield Problem(
                "odd-space",
                Level.ERROR,
                "A non-breaking or invisible space stands at the beginning of this line.",
                "Indent with ordinary spaces.",
                settings_place(file, number, column),
            )


_SAID = (
    ("found character that cannot start any token", "this character cannot begin a value."),
    ("mapping values are not allowed", "a second colon stands here, or the indent is wrong."),
    ("did not find expected key", "the indent is wrong, or a quote or bracket is not closed."),
    ("could not find expected ':'", "a colon is missing after a key."),
    ("did not find expected '-' indicator", "the indent of this list is wrong."),
    ("unexpected end of stream", "a quote is not closed."),
    ("did not find expected ',' or", "a comma is missing, or a bracket is not closed."),
)


def _syntax_problem(error: Any, text: str, file: str) -> Problem:
    """Say in plain words why the text is no YAML; the text itself is not quoted."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    raw = f"{error.problem or error.context or ''}"
    said = next((words for part, words in _SAID if part in raw), "this is not valid YAML.")
    advice = (
        "Compare with the lines above: `key: value`, the same indent for keys of one group, "
        "text with a colon in quotes."
    )
    lines = text.split("\n")
    begun = error.context_mark.line + 1 if error.context_mark else line
    for at in (line, begun):
        content = lines[at - 1] if at <= len(lines) else ""
        smart = next((place for place, c in enumerate(content) if c in _SMART), None)
        if smart is not None:
            return Problem(
                "smart-quotes",
                Level.ERROR,
                f"{content[smart]} is a typographic quotation mark.",
                "Use straight quotes: \" or '.",
                settings_place(file, at, smart + 1),
            )
    return Problem(
        "not-yaml", Level.ERROR, sentence(said), advice, settings_place(file, line, column)
    )
