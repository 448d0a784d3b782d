"""YAML to plain values with the place of each: a strict subset, nothing repaired.

The text is read event by event, so that what this program does not accept is
refused before anything is built from it: duplicate keys (which YAML programs
resolve silently), anchors and aliases (a few hundred bytes can stand for
gigabytes), tags, merge keys, deep nesting. Words are words: ``no``, ``off``
and ``on`` are text, as in YAML 1.2, and a number is made only where a setting
wants one (``amounts.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hsr_match.config.values import NULL, Plain, sentence, shown
from hsr_match.config.yaml_text import (
    MAX_DEPTH,
    ODD_SPACE,
    SMART,
    settings_place,
    syntax_problem,
    too_deep,
    unreadable,
)
from hsr_match.problems import Level, Place, Problem

Path = tuple[str | int, ...]


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
    tree.problems += unreadable(text, file)
    if tree.problems:
        return tree
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    reader = _Reader(tree, file)
    try:
        reader.read(iter(yaml.parse(text, Loader=loader)))
    except _TooDeepError:
        pass
    except yaml.MarkedYAMLError as error:
        tree.problems.append(syntax_problem(error, text, file))
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
            self.tree.problems.append(too_deep(self.place(event)))
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
                self.refuse("bad-key", event, "a word is wanted before the colon here.", _KEYS)
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
            # What a repeated key holds must not move the places of the first.
            below = (*spot, "again") if repeated else spot
            value = self.node(next(events), events, below, depth + 1)
            if not repeated:
                found[key] = value
        return found

    def key(self, event: Any) -> str:
        if event.anchor is not None or event.tag is not None:
            self.refuse("tag", event, "an anchor or tag stands before a key.", "Remove it.")
        self.scalar(event)
        return str(event.value)

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
        if text[:1] and text[0] in SMART:
            self.refuse(
                "smart-quotes",
                event,
                f"{text[0]} is a typographic quotation mark.",
                "Use straight quotes: \" or '.",
            )
        elif ODD_SPACE.search(text):
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


_KEYS = "Write `key: value`, the key a single word."
_WRITE = "Anchors, aliases and merges are not accepted: write the value out."
