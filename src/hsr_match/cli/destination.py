"""Where a run will go, settled before the solve so that no work is lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hsr_match.errors import OutputError, UsageError
from hsr_match.text import visible

FILES = (".csv", ".xlsx", ".html", ".json")
"""Suffixes of the single files that `solve` can write instead of a run folder."""

OTHER_FILES = (".xls", ".ods", ".htm", ".pdf", ".txt", ".docx", ".yaml", ".yml", ".tsv")
"""Suffixes that can only be meant as a file of a kind we do not write."""

RUN_BYTES, PERSON_BYTES, PAIR_BYTES, SAFETY = 150_000, 8_000, 16, 3
"""What a run folder takes at most: measured sizes, rounded up. A pair takes
room because the page can show and price every one."""

MOST_PAIRS = 1_500_000
"""Pairs that the page holds at most."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A path that nothing stands in the way of.

    Attributes
    ----------
    path
        Where the result goes.
    single
        True for one file, False for a run folder.
    ours
        True if the program chose the name, and may choose another like it.
    """

    path: Path
    single: bool
    ours: bool = False


def destination(
    output: str | None,
    inputs: Sequence[str],
    started: datetime,
    *,
    force: bool,
    others: Sequence[str] = (),
) -> Destination:
    """Choose and check the place of a result.

    Parameters
    ----------
    output
        What the user named: a new folder, or a file by its suffix. Without it
        ``matches/<cohort>-<UTC time>``.
    inputs
        Tables read; the first names the run.
    started
        UTC.
    force
        Whether an existing single file may be replaced.
    others
        Further files that are read, such as settings.

    Raises
    ------
    UsageError
        If the suffix is of a kind that is not written, or the file is one that is read.
    OutputError
        If something exists there already or the folder cannot be written to.
    """
    if output is None:
        return _default(inputs, started)
    path = _path(output)
    if path.suffix.lower() in OTHER_FILES:
        raise UsageError(
            f"A file of the kind {path.suffix} cannot be written.",
            f"Name a folder, or a file that ends in {', '.join(FILES)}.",
        )
    single = path.suffix.lower() in FILES
    _refuse_input(path, (*inputs, *others))
    _refuse_existing(path, single=single, force=force)
    _need_folder(path.parent)
    return Destination(path, single)


def single_file(output: str, *, force: bool, inputs: Sequence[str] = ()) -> Path:
    """Check a path for one file of any suffix; ``inputs`` are files that are read.

    Raises
    ------
    UsageError
        If it is one of the inputs.
    OutputError
        As :func:`destination`.
    """
    path = _path(output)
    _refuse_input(path, inputs)
    _refuse_existing(path, single=True, force=force)
    _need_folder(path.parent)
    return path


def new_folder(output: str) -> Path:
    """Check a path for a folder that is made new.

    Raises
    ------
    UsageError
        If it names no folder.
    OutputError
        If its parent does not exist or may not be written to.
    """
    if "\0" in output or not Path(output).name:
        raise UsageError("DIR does not name a new folder.", "Name one that does not exist yet.")
    _need_folder(Path(output).parent)
    return Path(output)


def _path(output: str) -> Path:
    if output == "-":
        raise UsageError("-o names a file or folder.", "--format csv writes to standard output.")
    if "\0" in output or not Path(output).name:
        raise UsageError("-o does not name a file or folder.", "Name one that may be made new.")
    return Path(output)


def need_room(path: Path, people: int) -> None:
    """Make sure that there is room for a run, before any work is done.

    Parameters
    ----------
    path
        Destination.
    people
        Mentees and mentors together.

    Raises
    ------
    OutputError
        If less is free than three times what a run of that size takes.
    """
    from hsr_match.reports.faults import in_words

    if not hasattr(os, "statvfs"):
        return
    folder = path.parent if path.parent.is_dir() else path.parent.parent
    there = os.statvfs(folder)
    pairs = min(people * people // 4, MOST_PAIRS)
    takes = RUN_BYTES + PERSON_BYTES * people + PAIR_BYTES * pairs
    free, needed = there.f_bavail * there.f_frsize, SAFETY * takes
    if free < needed:
        raise OutputError(
            f"There is too little room in {folder.resolve()}: {in_words(free)} free, "
            f"{in_words(needed)} needed.",
            "Free some space, or name another place with -o.",
        )


def _default(inputs: Sequence[str], started: datetime) -> Destination:
    stem = Path(inputs[0]).stem if inputs and inputs[0] != "-" else ""
    name = "".join(c if c.isalnum() or c in "._-" else "-" for c in stem).strip(".-") or "cohort"
    home = Path("matches")
    _need_folder(home if os.path.lexists(home) else home.parent)
    return Destination(home / f"{name[:80]}-{started:%Y%m%dT%H%M%SZ}", False, ours=True)


def _refuse_input(path: Path, inputs: Sequence[str]) -> None:
    # Whoever adds --force means the result of last time, not the answers.
    if any(_same(path, other) for other in inputs):
        raise UsageError(
            f"{visible(str(path))} is read for this, so it is never written to.", "Name a new file."
        )


def _same(path: Path, other: str) -> bool:
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False


def _refuse_existing(path: Path, *, single: bool, force: bool) -> None:
    if not os.path.lexists(path):
        return
    if not single:
        raise OutputError(
            f"{path} exists already; a run never overwrites anything.",
            "Name a folder that does not exist yet, or leave out -o.",
        )
    if path.is_symlink() or not path.is_file():
        raise OutputError(f"{path} is not an ordinary file.", "Name another one with -o.")
    if not force:
        raise OutputError(f"{path} exists already.", "Name another file, or add --force.")


def _need_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise OutputError(f"There is no folder {folder}.", "Create it, or name another with -o.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(
            f"You may not write to the folder {folder}.", "Name another place with -o."
        )
