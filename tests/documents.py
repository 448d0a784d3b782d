"""The pages of the project as a reader meets them: commands, files, links.

A page is run from top to bottom in a folder that holds a copy of ``examples/``:

* a fence whose info says ``title="name"`` is a file of that name;
* in a ``console`` fence a line that begins with ``$ hsr-match`` is typed, and
  the lines below it are an excerpt of the answer: they stand there in this
  order, others may stand between, and spaces and times are not compared;
* in an ``sh`` fence a line that begins with ``hsr-match`` is typed;
* a command that ends in ``# exit code 3`` is meant to fail so;
* a ``python`` fence is a program.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]

_TITLE = re.compile(r'\btitle="([^"]+)"')
_EXIT_CODE = re.compile(r"\s+# exit code (\d+)$")
_PASSING = [
    (re.compile(r"\b\d{8}T\d{6}Z\b"), "<time>"),
    (re.compile(r"\b\d+(\.\d+)? (ms|s|seconds?)\b"), "<duration>"),
]


@dataclass(frozen=True, slots=True)
class File:
    """A file that the page tells its reader to save."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command that the page tells its reader to type, and what it shows of the answer."""

    line: str
    exit_code: int = 0
    answer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """A Python program on the page."""

    text: str


Step = File | Command | Program


def _tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


def steps(page: Path) -> Iterator[Step]:
    """Yield what a reader of the page does, in order."""
    for token in _tokens(page):
        if token.type != "fence":
            continue
        language, _, rest = token.info.partition(" ")
        title = _TITLE.search(rest)
        if title:
            yield File(title[1], token.content)
        elif language in {"console", "sh"}:
            yield from _commands(token.content, "$ " if language == "console" else "")
        elif language == "python":
            yield Program(token.content)


def _commands(text: str, prompt: str) -> Iterator[Command]:
    lines = text.replace("\\\n", " ").splitlines()
    starts = [k for k, line in enumerate(lines) if line.startswith(f"{prompt}hsr-match")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        typed = lines[start].removeprefix(prompt)
        code = _EXIT_CODE.search(typed)
        answer = lines[start + 1 : end] if prompt else []
        yield Command(
            _EXIT_CODE.sub("", typed),
            int(code[1]) if code else 0,
            tuple(line for line in answer if line.strip() not in {"", "…", "..."}),
        )


def follow(page: Path, folder: Path) -> None:
    """Do what the page says, in a folder of its own.

    Raises
    ------
    AssertionError
        If a step does not go as the page says.
    """
    for step in steps(page):
        if isinstance(step, File):
            (folder / step.name).write_text(step.text, encoding="utf-8")
        elif isinstance(step, Program):
            ended = _run([sys.executable, "-c", step.text], folder)
            assert ended.returncode == 0, ended.stdout
        else:
            ended = _run(step.line, folder)
            assert ended.returncode == step.exit_code, f"$ {step.line}\n{ended.stdout}"
            missing = first_missing(step.answer, ended.stdout)
            assert missing is None, f"$ {step.line}\nlacks: {missing}\n\n{ended.stdout}"


def _run(command: str | list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    scripts = sysconfig.get_path("scripts")
    return subprocess.run(
        command,
        shell=isinstance(command, str),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={
            **os.environ,
            "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}",
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
        },
        check=False,
    )


def first_missing(expected: tuple[str, ...], answer: str) -> str | None:
    """Return the first expected line that the answer lacks, in order; None if it has all."""
    rest = iter([_plain(line) for line in answer.splitlines()])
    for line in expected:
        wanted = _plain(line)
        if not any(wanted in given for given in rest):
            return line
    return None


def _plain(line: str) -> str:
    for pattern, word in _PASSING:
        line = pattern.sub(word, line)
    return " ".join(line.split())


def links(page: Path) -> list[str]:
    """Return the targets of a page's links that stay inside the project."""
    found = [
        str(child.attrs["href"])
        for token in _tokens(page)
        for child in token.children or ()
        if child.type == "link_open"
    ]
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(page: Path) -> set[str]:
    """Return the anchors that headings of a page give, as code hosts make them."""
    texts = [body.content for head, body in pairwise(_tokens(page)) if head.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-") for text in texts}
