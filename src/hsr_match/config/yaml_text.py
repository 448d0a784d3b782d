"""Why a text is no YAML, in plain words and with the place; the text is never quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hsr_match.config.values import sentence
from hsr_match.problems import Level, Place, Problem

MAX_DEPTH = 20
SMART = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb\u2032\u2033"
ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]")
_INDENT = re.compile(r"[ \t]*[\t\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]+")
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def settings_place(file: str, line: int, column: int) -> Place:
    """Return a place in a settings file; both numbers count from 1."""
    return Place(file, row=line, column=str(column))


def unreadable(text: str, file: str) -> Iterator[Problem]:
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
        if _INDENT.match(line):
            yield _indented(line, file, number)


def _indented(line: str, file: str, number: int) -> Problem:
    column = len(line) - len(line.lstrip(" ")) + 1
    tab = line[column - 1] == "\t"
    return Problem(
        "tab" if tab else "odd-space",
        Level.ERROR,
        f"A {'tab' if tab else 'non-breaking or invisible space'} stands at the beginning of "
        "this line.",
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
    ("did not find expected node content", "a value is missing, or a bracket is not closed."),
    ("did not find expected ',' or", "a comma is missing, or a bracket is not closed."),
)


def too_deep(place: Place) -> Problem:
    """Return the problem of keys or lists nested deeper than any setting."""
    return Problem(
        "too-deep",
        Level.ERROR,
        f"This is nested more than {MAX_DEPTH} deep.",
        "Keep to the keys of docs/reference/settings.md: none lies nearly as deep.",
        place,
    )


def syntax_problem(error: Any, text: str, file: str) -> Problem:
    """Return the parser's objection in plain words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    raw = f"{error.problem or error.context or ''}"
    if error.context_mark and line > len(text.rstrip().split("\n")):
        # What is missing at the end of the file was opened somewhere: there a person looks for it.
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
    if "nesting depth" in raw:
        # The parser has a limit of its own, met while it looks ahead.
        return too_deep(settings_place(file, line, column))
    said = next((words for part, words in _SAID if part in raw), "this is not valid YAML.")
    advice = (
        "Compare with the lines above: `key: value`, the same indent for keys of one group, "
        "text with a colon in quotes."
    )
    lines = text.split("\n")
    begun = error.context_mark.line + 1 if error.context_mark else line
    for at in (line, begun):
        content = lines[at - 1] if at <= len(lines) else ""
        smart = next((place for place, c in enumerate(content) if c in SMART), None)
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
