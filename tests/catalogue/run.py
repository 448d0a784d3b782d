"""Run a case through the real commands in this process, and note all that it says and does."""

from __future__ import annotations

import csv
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from hsr_match.__main__ import main
from hsr_match.problems import Problem
from hsr_match.reports.cells import unguarded
from tests.catalogue.case import Case, Told


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command did.

    Attributes
    ----------
    code
        Exit code.
    problems
        Everything it showed, as data.
    out, err
        Standard output and standard error.
    """

    code: int
    problems: tuple[Problem, ...]
    out: str
    err: str


def write(case: Case, folder: Path) -> None:
    """Write the files of a case."""
    for name, content in case.files.items():
        made = content() if callable(content) else content
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made)
    if case.prepare:
        case.prepare(folder)


def run(
    words: Sequence[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Ran:
    """Run one command."""
    from hsr_match.cli import messages

    shown: list[Problem] = []
    plain = messages.problems_block

    def noting(problems: Sequence[Problem], *, everything: bool = False) -> str:
        shown.extend(problems)
        return plain(problems, everything=everything)

    with monkeypatch.context() as patched:
        patched.setattr(messages, "problems_block", noting)
        code = main(list(words))
    said = capsys.readouterr()
    return Ran(code, tuple(shown), said.out, said.err)


def words_of(case: Case, command: str) -> list[str]:
    """Return the words of a command line."""
    cohort = [next(iter(case.files))] if case.cohort is None else list(case.cohort)
    words = [command, *cohort, *case.options]
    return [*words, *case.solve_options, "-o", "out"] if command == "solve" else words


def as_told(problem: Problem, first: str) -> Told:
    """Return a problem as a case names it."""
    place = problem.place
    return Told(
        str(problem.level),
        problem.code,
        place.row,
        place.column,
        place.sheet,
        None if place.file == first else place.file,
        tuple(other.row for other in problem.more),
    )


def contents(folder: Path) -> dict[str, bytes | None]:
    """Return everything in a folder; None for what is no regular file."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if _is_readable(path) else None
        for path in sorted(folder.rglob("*"))
    }


def _is_readable(path: Path) -> bool:
    mode = path.stat().st_mode
    return stat.S_ISREG(mode) and bool(mode & stat.S_IRUSR)


def people_in(pairings: Path) -> tuple[dict[str, str], list[str]]:
    """Return id → name of everybody in the pairs, and the mentees without a mentor."""
    found: dict[str, str] = {}
    alone = []
    with pairings.open(encoding="utf-8-sig", newline="") as stream:
        for guarded in csv.DictReader(stream):
            line = {heading: unguarded(cell) for heading, cell in guarded.items()}
            found[line["mentee_id"]] = line["mentee_name"]
            if line["mentor_id"]:
                found[line["mentor_id"]] = line["mentor_name"]
            else:
                alone.append(line["mentee_id"])
    return found, alone
