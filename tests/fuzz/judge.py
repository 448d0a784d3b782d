"""Running a case for real, in this process, and judging what came of it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import FrameType
from unittest import mock

import yaml

from hsr_match.__main__ import main
from hsr_match.problems import Level, Problem
from tests.fuzz.case import CANARY, Case

DOCUMENTED = frozenset([0, 2, 3, 4])
"""What a command may end with that only reads: docs/reference/exit-codes.md."""

SECONDS = 30
"""A hang, whatever the machine; the ordinary case takes some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a case did.

    Attributes
    ----------
    exit
        Exit code; -1 if the program escaped or hung.
    codes
        Codes of the problems told.
    defects
        What must not happen; empty if nothing of it did.
    """

    exit: int
    codes: frozenset[str]
    defects: tuple[str, ...]


@cache
def registry() -> dict[str, frozenset[str]]:
    """Return every documented code with its levels."""
    text = (files("hsr_match.data") / "problems.yaml").read_text(encoding="utf-8")
    return {
        code: frozenset([levels] if isinstance(levels := entry["level"], str) else levels)
        for group in yaml.safe_load(text)
        for code, entry in group["codes"].items()
    }


class _Hung(BaseException):
    """The case took too long."""


@contextlib.contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _Hung

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def judged(case: Case) -> Verdict:
    """Write the files of a case, run its command, and judge the outcome."""
    from hsr_match.cli import messages

    shown: list[Problem] = []
    plain = messages.problems_block

    def noting(problems: Sequence[Problem], *, everything: bool = False) -> str:
        shown.extend(problems)
        return plain(problems, everything=everything)

    out, err, code = io.StringIO(), io.StringIO(), -1
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        for file, data in case.files.items():
            Path(file).write_bytes(data)
        try:
            with (
                _at_most(SECONDS),
                mock.patch.object(messages, "problems_block", noting),
                contextlib.redirect_stdout(out),
                contextlib.redirect_stderr(err),
            ):
                code = main([*case.words, "--debug"])
        except _Hung:
            err.write("hung")
        except Exception as error:
            err.write(f"escaped: {type(error).__name__}: {error}")
        left = sorted(set(os.listdir()) - set(case.files))  # noqa: PTH208
    told = [(str(p.level), p.code) for p in shown]
    if code in (0, 3, 4) and "json" in case.words:
        told += [(p["level"], p["code"]) for p in json.loads(out.getvalue())["problems"]]
    return Verdict(
        code,
        frozenset(each for _, each in told),
        tuple(_defects(code, told, out.getvalue(), err.getvalue(), left)),
    )


def _defects(
    code: int, told: Sequence[tuple[str, str]], out: str, err: str, left: Sequence[str]
) -> Iterator[str]:
    if code not in DOCUMENTED:
        yield f"exit {code}: {err.strip()[-1500:]}"
    if "Traceback" in err + out and code in DOCUMENTED:
        yield f"a traceback: {err[-1500:]}"
    stopped = any(level == Level.ERROR for level, _ in told)
    if (code == 3) and not stopped and told:
        yield "exit 3 without an error that says why"
    if code == 0 and stopped:
        yield "exit 0 with an error"
    if code == 2 and not err.strip():
        yield "exit 2 without a word"
    for level, each in told:
        if level not in registry().get(each, ()):
            yield f"not documented: {level} {each}"
    if folded(CANARY) in folded(out + err):
        yield f"a confidential answer: {_around(out + err)}"
    if left:
        yield f"left on the disk: {left}"


def folded(text: str) -> str:
    """Return a text without case, marks and signs between its letters."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def _around(text: str) -> str:
    at = text.casefold().find(CANARY.casefold())
    return text[max(at - 200, 0) : at + 100]
